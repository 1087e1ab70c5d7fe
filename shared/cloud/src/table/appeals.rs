//! Appeals, and what they came to.

use domain::{
    Slug,
    appeal::{Answer, Appeal},
};
use jiff::Timestamp;

use super::{
    Table, from_row,
    keys::{self, Key, sortable},
    record::Record,
};
use crate::Failure;

impl Record for Appeal {
    const KIND: &'static str = "appeal";
    fn key(&self) -> Key {
        Key::Appeal(self.submission, self.attempt)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Answer {
    const KIND: &'static str = "appeal-answer";
    fn key(&self) -> Key {
        Key::AppealAnswer(self.microcredential.clone(), self.at, self.submission, self.attempt)
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Table {
    /// What the appeals of a definition came to that were answered since then, the oldest first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn appeal_answers(&self, slug: &Slug, since: Timestamp) -> Result<Vec<Answer>, Failure> {
        let rows = self.partition_from(&keys::appeal_answers(slug), &sortable(since)).await?;
        rows.into_iter().map(from_row).collect()
    }
}
