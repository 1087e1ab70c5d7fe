//! Artifacts and the byte budgets that they are held against.

use domain::artifact::{Artifact, ByteBudget, State};

use super::{
    keys::{Key, Queue, sortable},
    record::Record,
};

impl Record for Artifact {
    const KIND: &'static str = "artifact";
    fn key(&self) -> Key {
        Key::Artifact(self.submission, self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        match self.state {
            State::Uploading(_) | State::Uploaded { .. } => Some((Queue::Uploads, sortable(self.begun))),
            State::Verified { .. } | State::Refused { .. } | State::Cancelled { .. } | State::Abandoned { .. } => None,
        }
    }
}

impl Record for ByteBudget {
    const KIND: &'static str = "budget";
    fn key(&self) -> Key {
        Key::Budget(self.earner)
    }
    fn version(&self) -> u64 {
        self.version
    }
}
