//! How far readers who score the same work agree: CCSSO's principle O.
//!
//! What is compared are the first and the second reading of a double-scored attempt, neither of whom knew of the other.
//! An adjudicator is asked only where these differ, so her scores would bend the figures and stay out of them.
//! Who drifts away from the others is paused ([`Watch`], [`Pause`]).
//! Everything here is pure: the same records and the same seed give the same figures and intervals.

mod appeals;
mod capital;
mod check;
mod coefficient;
mod double_scored;
mod drift;
mod figures;
mod interval;
mod pause;
mod pool;
mod report;
mod standing;
mod summary;
mod thresholds;
mod watch;

pub use appeals::AppealFigures;
pub use check::Check;
pub use coefficient::{Coincidences, Confusion, Disagreement, beyond_chance};
pub use double_scored::{Comparison, DoubleScored};
pub use drift::Drift;
pub use figures::{Compared, Estimate, Figures};
pub use interval::{Draws, Interval, RESAMPLES};
pub use pause::{Former, LONGEST_REASON, MOST_TO_READ_AGAIN, Pause, PauseState, Scored};
pub use pool::{MONTHS, Pool};
pub use report::{OfAssessor, OfCriterion, OfMonth, Report};
pub use standing::Standing;
pub use summary::{Basis, KEPT_MONTHS, Summary};
pub use thresholds::{KAPPAS, Limits, SEVERITIES, Thresholds};
pub use watch::{Crossing, Watch};

/// The seed of every interval that we show.
pub const SEED: u64 = 20_200_601;

#[cfg(test)]
mod tests;
