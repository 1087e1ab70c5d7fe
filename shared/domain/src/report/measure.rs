//! What is told of work.

use serde::{Deserialize, Serialize};

/// What is told of work. Counts are of submissions; the others are medians over those that have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Submissions that were opened.
    Started,
    /// Those of them that were handed in.
    Submitted,
    /// Those of them that were awarded.
    Awarded,
    /// Those of them that were decided as not yet, and not awarded since.
    NotYet,
    /// Days from handing in to the decision.
    Days,
    /// Hours of the earner's own work.
    Hours,
    /// What she paid, in whole units of the currency.
    Cost,
    /// Hours that she was coached.
    Coaching,
}

impl Measure {
    /// All of them, in the order in which they are told: each count divides the one before it.
    pub const ALL: [Self; 8] = [
        Self::Started,
        Self::Submitted,
        Self::Awarded,
        Self::NotYet,
        Self::Days,
        Self::Hours,
        Self::Cost,
        Self::Coaching,
    ];

    /// Whether it counts submissions.
    #[must_use]
    pub const fn is_count(self) -> bool {
        matches!(self, Self::Started | Self::Submitted | Self::Awarded | Self::NotYet)
    }

    /// Its name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Submitted => "submitted",
            Self::Awarded => "awarded",
            Self::NotYet => "not-yet",
            Self::Days => "days",
            Self::Hours => "hours",
            Self::Cost => "cost",
            Self::Coaching => "coaching",
        }
    }

    /// The median of `values` in whole units of what is told; it is rounded, so that it is nobody's own figure.
    pub(super) fn typical(self, mut values: Vec<u32>) -> u32 {
        values.sort_unstable();
        let middle = values.len() / 2;
        let median = match values.len() {
            0 => 0,
            odd if odd % 2 == 1 => u64::from(values[middle]),
            _ => (u64::from(values[middle - 1]) + u64::from(values[middle])).div_ceil(2),
        };
        let unit = match self {
            Self::Hours | Self::Coaching => 60,
            Self::Cost => 100,
            Self::Days | Self::Started | Self::Submitted | Self::Awarded | Self::NotYet => 1,
        };
        u32::try_from((median + unit / 2) / unit).unwrap_or(u32::MAX)
    }
}
