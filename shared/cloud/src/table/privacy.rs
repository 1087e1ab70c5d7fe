//! What is kept about a person, for exports and erasures, and until when an issuer's files were deleted.

use domain::{
    AwardId, OrganisationId, PersonId, SubmissionId,
    erasure::{self, Erasure, Plan},
    export::{self, Export},
    submission::Submission,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Commit, Row, Table, from_row,
    keys::{Key, Queue, sortable},
    record::Record,
};
use crate::{Error, Failure, session::Session};

impl Record for Export {
    const KIND: &'static str = "export";
    fn key(&self) -> Key {
        Key::Export(self.person)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        match &self.state {
            export::State::Awaited(progress) => Some((Queue::Exports, sortable(progress.next_look))),
            export::State::Ready { until, .. } => Some((Queue::ReadyExports, sortable(*until))),
            export::State::Failed { .. } => None,
        }
    }
}

impl Record for Plan {
    const KIND: &'static str = "erasure-plan";
    fn key(&self) -> Key {
        Key::ErasurePlan(self.person)
    }
    fn version(&self) -> u64 {
        1 + self.times_put_off()
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::PlannedErasures, sortable(self.begins)))
    }
}

impl Record for Erasure {
    const KIND: &'static str = "erasure";
    fn key(&self) -> Key {
        Key::Erasure(self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        match self.state {
            erasure::State::UnderWay(_) | erasure::State::Telling { .. } => {
                Some((Queue::Erasures, format!("{}#{}", sortable(self.asked), self.id)))
            }
            erasure::State::Done { .. } => None,
        }
    }
}

/// Until when files were deleted of an issuer's submissions that are in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaDeleted {
    /// Whose submissions.
    pub issuer: OrganisationId,
    /// In which state.
    pub state: String,
    /// Counts the changes; 0 before the first.
    pub version: u64,
    /// The place in the queue of that state up to which there are no files any more.
    pub until: String,
}

impl MediaDeleted {
    /// None were deleted so far.
    pub fn nothing_yet(issuer: OrganisationId, state: &str) -> Self {
        // Sorts before every time.
        Self { issuer, state: state.to_owned(), version: 0, until: "0".to_owned() }
    }
}

impl Record for MediaDeleted {
    const KIND: &'static str = "media-deleted";
    fn key(&self) -> Key {
        Key::MediaDeleted(self.issuer, self.state.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
}

/// A record of any kind, as it was read: enough to know it, and to take it away.
#[derive(Debug, Clone)]
pub struct Loose(Row);

impl Loose {
    /// Whether it is a `T`.
    pub fn is<T: Record>(&self) -> bool {
        self.text("kind") == Some(T::KIND)
    }

    /// It as a `T`; `None` for another kind.
    ///
    /// # Errors
    /// It can't be read.
    pub fn open<T: Record>(&self) -> Result<Option<T>, Failure> {
        if self.is::<T>() { from_row(self.0.clone()).map(Some) } else { Ok(None) }
    }

    /// All that it says, as JSON.
    ///
    /// # Errors
    /// It can't be read.
    pub fn json(&self) -> Result<serde_json::Value, Failure> {
        from_row(self.0.clone())
    }

    /// The name of its kind.
    pub fn kind(&self) -> &str {
        self.text("kind").unwrap_or_default()
    }

    pub(super) fn row(&self) -> &Row {
        &self.0
    }

    pub(super) fn version(&self) -> Option<u64> {
        self.0.get("version")?.as_n().ok()?.parse().ok()
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_s().ok().map(String::as_str)
    }
}

impl Table {
    /// Every record in a person's partition, of whatever kind.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn everything_of(&self, person: PersonId) -> Result<Vec<Loose>, Failure> {
        self.everything_at(Key::Person(person)).await
    }

    /// Every record of a submission, of whatever kind.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn everything_in(&self, submission: SubmissionId) -> Result<Vec<Loose>, Failure> {
        self.everything_at(Key::Submission(submission)).await
    }

    /// An award and everything beside it, of whatever kind.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn everything_about(&self, award: AwardId) -> Result<Vec<Loose>, Failure> {
        self.everything_at(Key::Award(award)).await
    }

    async fn everything_at(&self, key: Key) -> Result<Vec<Loose>, Failure> {
        let (partition, _) = key.render();
        Ok(self.partition(&partition, "").await?.into_iter().map(Loose).collect())
    }

    /// A person's open sessions, as the index has them.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn sessions_of(&self, person: PersonId) -> Result<Vec<Session>, Error> {
        self.all_waiting(&Queue::Sessions(person)).await
    }

    /// Takes away a record as it was read; whether it was still so.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn erase(&self, record: &Loose) -> Result<bool, Failure> {
        Ok(self.try_commit(Commit::new().erase(record)?).await?.is_ok())
    }

    /// An issuer's submissions after the place `after` that came into the state of that name until `to`, the first ones
    /// first, at most `limit`. What comes into it later has a place behind all that are there.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn ended_between(
        &self,
        issuer: OrganisationId,
        state: &'static str,
        (after, to): (&str, Timestamp),
        limit: i32,
    ) -> Result<Vec<Submission>, Error> {
        // A space sorts behind that place and before every other one; "~" after every submission of that moment.
        let (first, last) = (format!("{after} "), format!("{}~", sortable(to)));
        if last < first {
            return Ok(Vec::new());
        }
        self.waiting_between(&Queue::Submissions(issuer, state), (&first, &last), limit).await
    }
}
