//! [`SignedBadge`]: a badge with its proof, as it is made public, and the way back from JSON.

use serde_json::Value;

use super::{Indistinct, OpenBadge, Proof, changes::changes, document::Document, reader::Reader};
use crate::Fault;

/// A badge and its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedBadge {
    /// The content.
    pub badge: OpenBadge,
    /// The proof, which [`SignedBadge::hash_data`] and the issuer's public key confirm or don't.
    pub proof: Proof,
}

/// Writes a signed credential, and reads one back.
macro_rules! written {
    ($signed:ident) => {
        impl $signed {
            /// The document as it is handed out.
            #[must_use]
            pub fn to_json(&self) -> serde_json::Value {
                self.document().json()
            }

            /// The text of the document as it is handed out.
            #[must_use]
            pub fn to_text(&self) -> String {
                self.document().text()
            }

            /// Reads a credential that we wrote.
            ///
            /// Strict: what was read is written again and must give `document` itself, but for the order of
            /// members. So a member that we never write, another context or another spelling of a time is found,
            /// and what is shown from the result is everything that was pasted.
            ///
            /// # Errors
            /// The first place that is not as in one of ours. No signature is looked at.
            pub fn from_json(document: &serde_json::Value) -> Result<Self, $crate::Fault> {
                let signed = Self::read(&$crate::credential::reader::Reader::new(document))?;
                $crate::credential::signed::read_back(&signed.to_json(), document)?;
                Ok(signed)
            }
        }
    };
}
pub(super) use written;

written!(SignedBadge);

impl SignedBadge {
    /// What the proof's signature must be over.
    ///
    /// # Errors
    /// [`Indistinct`] if too many entries of its lists are the same.
    pub fn hash_data(&self) -> Result<[u8; 64], Indistinct> {
        self.badge.hash_data(&self.proof.config)
    }

    pub(super) fn document(&self) -> Document<'_> {
        self.badge.document().proven(&self.proof)
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self { badge: OpenBadge::read(from)?, proof: Proof::read(&from.member("proof")?)? })
    }
}

/// `Ok` when what we write of what was read is the very document, but for the order of members.
///
/// # Errors
/// The first place that isn't.
pub(super) fn read_back(written: &Value, document: &Value) -> Result<(), Fault> {
    match changes(written, document).into_iter().next() {
        None => Ok(()),
        Some(pointer) => Err(Fault::at(pointer, "No badge of ours has this here.")),
    }
}
