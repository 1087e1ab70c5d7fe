//! Benchmarks, and what assessors made of them.

use domain::{
    PersonId, Slug,
    qualification::{Benchmark, Calibration, Seeded},
};
use jiff::Timestamp;

use super::{
    Table,
    keys::{self, Key, Queue, sortable},
    record::Record,
};
use crate::{Error, Failure};

impl Record for Benchmark {
    const KIND: &'static str = "benchmark";
    fn key(&self) -> Key {
        Key::Benchmark(self.microcredential.clone(), self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Calibration {
    const KIND: &'static str = "calibration";
    fn key(&self) -> Key {
        Key::Calibration(self.assessor, self.microcredential.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Seeded {
    const KIND: &'static str = "seeded";
    fn key(&self) -> Key {
        Key::Seeded(self.work.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        let place = format!("{}#{}", sortable(self.made), self.work.id);
        Some((Queue::Seeded(self.work.microcredential.clone()), place))
    }
}

impl Table {
    /// All benchmarks of a definition that stood, stand or are to stand among ordinary work, the oldest first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn seeded(&self, slug: &Slug) -> Result<Vec<Seeded>, Error> {
        self.all_waiting(&Queue::Seeded(slug.clone())).await
    }

    /// Those that were made since then, the oldest first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn seeded_since(&self, slug: &Slug, since: Timestamp) -> Result<Vec<Seeded>, Error> {
        self.all_from(&Queue::Seeded(slug.clone()), &sortable(since)).await
    }

    /// All benchmarks of a definition, also retired ones, the oldest first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn benchmarks(&self, slug: &Slug) -> Result<Vec<Benchmark>, Failure> {
        self.records(&keys::benchmarks(slug), "").await
    }

    /// What an assessor was measured by on a definition; `None` while she began nothing.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn calibration(&self, assessor: PersonId, slug: &Slug) -> Result<Option<Calibration>, Failure> {
        self.find(Key::Calibration(assessor, slug.clone())).await
    }

    /// What an assessor was measured by, on each definition.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn calibrations(&self, assessor: PersonId) -> Result<Vec<Calibration>, Failure> {
        let (partition, prefix) = Key::all_calibrations(assessor);
        self.records(&partition, prefix).await
    }
}
