//! Who may be trusted to score: work that the issuer scored before, and what assessors make of it.
//!
//! A [`Benchmark`] is work on a definition with the issuer's own scores and the reasons for them. In a [`Calibration`] an
//! assessor scores some of them and reads the reasons afterwards. A version of a definition that has a [`Rule`] is scored
//! by those only who met it, by the rubric of that very version. Benchmarks that she saw are never given to her again.

mod benchmark;
mod calibration;
mod rule;
mod seeded;
mod standing;

pub use benchmark::{Benchmark, Key, Work};
pub use calibration::{Answer, Calibration, DAYS_TO_CALIBRATE, Outcome, Piece, Round};
pub use rule::{Rule, Tally};
pub use seeded::{CopiedFile, Given, MOST_COPIED, Seeded};
pub use standing::{Calibrated, Standing};

#[cfg(test)]
mod tests;
