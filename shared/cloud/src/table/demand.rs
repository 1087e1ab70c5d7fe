//! What issuers' assessors were asked for: what was counted of it, and what it is counted from.

use domain::{
    OrganisationId,
    assignment::{Assignment, Demand},
    submission::Submission,
};
use jiff::Timestamp;

use super::{
    Table,
    keys::{Key, Queue, sortable},
    query::Stretch,
    record::Record,
};
use crate::{Error, Failure};

/// The states in which somebody reads a submission or is to read it.
const BEING_READ: [&str; 2] = ["submitted", "in-assessment"];
/// Those in which it was scored.
const SCORED: [&str; 3] = ["assessed", "awarded", "not-yet"];

impl Record for Demand {
    const KIND: &'static str = "demand";
    fn key(&self) -> Key {
        Key::Demand(self.issuer)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// What was counted last of what an issuer's assessors were asked for.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn demand(&self, issuer: OrganisationId) -> Result<Option<Demand>, Failure> {
        self.find(Key::Demand(issuer)).await
    }

    /// All open assignments, of every issuer, as the index has them.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn open_assignments(&self) -> Result<Vec<Assignment>, Error> {
        self.all_waiting(&Queue::Due).await
    }

    /// Has `look` see each of an issuer's submissions that somebody reads or is to read, and those of
    /// [`Table::scored_since`]: a page at a time, so that it doesn't matter how many they are.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn each_read_since(
        &self,
        issuer: OrganisationId,
        since: Timestamp,
        mut look: impl FnMut(Submission) + Send,
    ) -> Result<(), Error> {
        let scored = SCORED.map(|state| (state, since));
        let read = BEING_READ.map(|state| (state, Timestamp::UNIX_EPOCH));
        for (state, first) in scored.into_iter().chain(read) {
            self.each_in(&Queue::Submissions(issuer, state), Stretch::From(&sortable(first)), &mut look)
                .await?;
        }
        Ok(())
    }

    /// An issuer's submissions that somebody reads or is to read, and those of [`Table::scored_since`].
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn read_since(
        &self,
        issuer: OrganisationId,
        since: Timestamp,
    ) -> Result<Vec<Submission>, Error> {
        let mut all = Vec::new();
        self.each_read_since(issuer, since, |submission| all.push(submission)).await?;
        Ok(all)
    }

    /// An issuer's submissions that were scored since then. Not those of which parts are being done again: as drafts they
    /// are no issuer's.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn scored_since(
        &self,
        issuer: OrganisationId,
        since: Timestamp,
    ) -> Result<Vec<Submission>, Error> {
        let mut all = Vec::new();
        for state in SCORED {
            all.extend(self.all_from(&Queue::Submissions(issuer, state), &sortable(since)).await?);
        }
        Ok(all)
    }
}
