//! Letters kept in memory, for whoever looks at what was sent.

use std::sync::{Arc, Mutex, PoisonError};

use domain::LetterId;

use super::{Outcome, mail::Mail};

/// Letters in memory, in the order of sending. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<Vec<Posted>>>);

/// A letter that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Which.
    pub letter: LetterId,
    /// To what address.
    pub to: String,
    /// The mail as a server would get it.
    pub mail: Vec<u8>,
}

impl Memory {
    /// What was sent so far.
    pub fn posted(&self) -> Vec<Posted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn keep(&self, letter: LetterId, mail: &Mail) -> Outcome {
        let posted = Posted { letter, to: mail.to.to_string(), mail: mail.bytes.clone() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(posted);
        Outcome::Sent
    }
}
