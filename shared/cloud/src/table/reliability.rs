//! Double-scored attempts, the figures that come of them, and the pauses of those who are too far from the others.

use domain::{
    PersonId, Slug,
    reliability::{DoubleScored, KEPT_MONTHS, Pause, PauseState, Pool, Summary, Thresholds},
};
use jiff::Timestamp;

use super::{
    Table,
    definitions::Newest,
    from_row,
    keys::{self, Key, Queue, sortable},
    record::Record,
};
use crate::{Error, Failure};

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

impl Record for Summary {
    const KIND: &'static str = "summary";
    fn key(&self) -> Key {
        Key::Summary(self.microcredential.clone(), self.months)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Thresholds {
    const KIND: &'static str = "thresholds";
    fn key(&self) -> Key {
        Key::Thresholds(self.microcredential.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Pause {
    const KIND: &'static str = "pause";
    fn key(&self) -> Key {
        Key::Pause(self.microcredential.clone(), self.assessor)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        match self.state {
            PauseState::Begun => Some((Queue::PausesBegun, sortable(self.at))),
            PauseState::Lasting { .. } | PauseState::Lifted { .. } => None,
        }
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

    /// All figures of a definition over so many months, as they were counted last.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn summary(&self, slug: &Slug, months: i32) -> Result<Option<Summary>, Failure> {
        self.find(Key::Summary(slug.clone(), months)).await
    }

    /// All figures of a definition that are kept.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn summaries(&self, slug: &Slug) -> Result<Vec<Summary>, Failure> {
        self.found(KEPT_MONTHS.map(|months| Key::Summary(slug.clone(), months)).into()).await
    }

    /// From where on an assessor of a definition is too far from the others.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn thresholds(&self, slug: &Slug) -> Result<Thresholds, Failure> {
        let kept = self.find(Key::Thresholds(slug.clone())).await?;
        Ok(kept.unwrap_or_else(|| Thresholds::usual(slug.clone())))
    }

    /// The last pause of each assessor of a definition who ever was paused for it.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn pauses(&self, slug: &Slug) -> Result<Vec<Pause>, Failure> {
        let (partition, prefix) = Key::pauses(slug);
        self.records(&partition, prefix).await
    }

    /// An assessor's last pause for each definition for which she ever was paused.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn pauses_of(&self, assessor: PersonId) -> Result<Vec<Pause>, Error> {
        let published: Vec<Newest> = self.all_waiting(&Queue::Catalogue).await?;
        let keys = published.into_iter().map(|newest| Key::Pause(newest.microcredential, assessor));
        Ok(self.found(keys.collect()).await?)
    }

    /// An assessor's last pause for a definition.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`] when she never was paused for it.
    pub async fn pause(&self, slug: &Slug, assessor: PersonId) -> Result<Pause, Error> {
        self.load(Key::Pause(slug.clone(), assessor)).await
    }
}
