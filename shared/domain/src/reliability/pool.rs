//! How far the readers of a definition agree, as it is kept and told.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{DoubleScored, Figures, Report, SEED};
use crate::Slug;

/// Over how many months agreement is told, unless somebody asks otherwise.
pub const MONTHS: i32 = 12;

/// How far the readers of a definition agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pool {
    /// Of which definition.
    pub microcredential: Slug,
    /// Counts the measurements.
    pub version: u64,
    /// Since when works count.
    pub since: Timestamp,
    /// When it was measured.
    pub measured: Timestamp,
    /// How far they agree.
    pub figures: Figures,
}

impl Pool {
    /// The measurement after `last` over these records, which are those since [`Pool::since_at`].
    #[must_use]
    pub fn measure(last: Option<&Self>, slug: &Slug, records: &[DoubleScored], now: Timestamp) -> Self {
        Self {
            microcredential: slug.clone(),
            version: last.map_or(1, |last| last.version + 1),
            since: Self::since_at(now, MONTHS),
            measured: now,
            figures: Report::of_pool(records, SEED),
        }
    }

    /// The time this many months before `now`, in UTC.
    #[must_use]
    pub fn since_at(now: Timestamp, months: i32) -> Timestamp {
        let before = now.to_zoned(TimeZone::UTC).checked_sub(months.months());
        before.map_or(Timestamp::UNIX_EPOCH, |before| before.timestamp())
    }
}
