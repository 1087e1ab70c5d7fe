//! How far readers who score the same work agree: CCSSO's principle O.
//!
//! What is compared are the first and the second reading of a double-scored attempt, neither of whom knew of the other.
//! An adjudicator is asked only where these differ, so her scores would bend the figures and stay out of them.
//! Everything here is pure: the same records and the same seed give the same figures and intervals.

mod appeals;
mod coefficient;
mod double_scored;
mod figures;
mod interval;
mod pool;
mod report;
mod standing;

pub use appeals::AppealFigures;
pub use coefficient::{Coincidences, Confusion, Disagreement, beyond_chance};
pub use double_scored::{Comparison, DoubleScored};
pub use figures::{Compared, Estimate, Figures};
pub use interval::{Interval, RESAMPLES};
pub use pool::{MONTHS, Pool};
pub use report::{OfAssessor, OfCriterion, OfMonth, Report};
pub use standing::{Standing, THRESHOLD};

/// The seed of every interval that we show.
pub const SEED: u64 = 20_200_601;

#[cfg(test)]
mod tests;
