//! Double-scored attempts, and the figures that come of them.

use domain::{
    Slug,
    reliability::{DoubleScored, Pool},
};
use jiff::Timestamp;

use super::{
    Table, from_row,
    keys::{self, Key, Queue, sortable},
    record::Record,
};
use crate::Failure;

impl Record for DoubleScored {
    const KIND: &'static str = "double-scored";
    fn key(&self) -> Key {
        Key::DoubleScored(self.microcredential.clone(), self.at, self.submission, self.attempt)
    }
    fn version(&self) -> u64 {
        if self.measured.is_none() { 1 } else { 2 }
    }
    fn queue(&self) -> Option<(Queue, String)> {
        self.measured.is_none().then(|| (Queue::ToMeasure, sortable(self.at)))
    }
}

impl Record for Pool {
    const KIND: &'static str = "pool";
    fn key(&self) -> Key {
        Key::PoolFigures(self.microcredential.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// The attempts of a definition that two readers scored since then, the oldest first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn double_scored(&self, slug: &Slug, since: Timestamp) -> Result<Vec<DoubleScored>, Failure> {
        let rows = self.partition_from(&keys::double_scored(slug), &sortable(since)).await?;
        rows.into_iter().map(from_row).collect()
    }

    /// How far the readers of a definition agree; `None` while nothing was measured.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn pool(&self, slug: &Slug) -> Result<Option<Pool>, Failure> {
        self.find(Key::PoolFigures(slug.clone())).await
    }
}
