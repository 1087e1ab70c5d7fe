//! Endorsements: kept with the versions that they are of.

use domain::{
    Slug,
    endorsement::{Endorsement, State},
};

use super::{
    Table,
    keys::{Key, Queue, sortable},
    record::Record,
};
use crate::Failure;

impl Record for Endorsement {
    const KIND: &'static str = "endorsement";

    fn key(&self) -> Key {
        Key::Endorsement(self.microcredential.clone(), self.edition, self.endorser)
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn queue(&self) -> Option<(Queue, String)> {
        match self.state {
            State::Awaited => Some((Queue::EndorsementsToSign, sortable(self.at))),
            State::Signed { .. } | State::Withdrawn { .. } => None,
        }
    }
}

impl Table {
    /// What was said for a version, by whatever organisation and in whatever state, in the order of their ids.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn endorsements(&self, slug: &Slug, version: u32) -> Result<Vec<Endorsement>, Failure> {
        let (partition, prefix) = Key::endorsements(slug, version);
        self.records(&partition, &prefix).await
    }
}
