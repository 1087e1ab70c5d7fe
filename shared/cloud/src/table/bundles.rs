//! Bundles of an earner's awards: what was asked, and the signed document beside it.

use domain::{
    BundleId, PersonId,
    bundle::{Bundle, State},
};
use serde::{Deserialize, Serialize};

use super::{
    keys::{Key, Queue, sortable},
    record::Record,
};

impl Record for Bundle {
    const KIND: &'static str = "bundle";

    fn key(&self) -> Key {
        Key::Bundle(self.earner, self.id)
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn queue(&self) -> Option<(Queue, String)> {
        match self.state {
            State::Awaited => Some((Queue::BundlesToSign, sortable(self.asked))),
            State::Signed { .. } | State::Void { .. } => None,
        }
    }
}

/// The signed document of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleText {
    bundle: BundleId,
    earner: PersonId,
    /// The credential, byte for byte as it was signed.
    pub credential: String,
}

impl BundleText {
    /// The document of a bundle.
    pub fn new(bundle: &Bundle, text: &str) -> Self {
        Self { bundle: bundle.id, earner: bundle.earner, credential: text.to_owned() }
    }
}

impl Record for BundleText {
    const KIND: &'static str = "bundle-text";

    fn key(&self) -> Key {
        Key::BundleText(self.earner, self.bundle)
    }

    fn version(&self) -> u64 {
        1
    }
}
