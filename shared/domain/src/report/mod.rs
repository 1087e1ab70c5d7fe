//! What a district and a state are told of their people's work, so that nobody is recognised in it.
//!
//! Once a quarter's submissions have settled they are counted, once ([`Release`]). A release is a partition of them:
//! schools, and micro-credentials, stand together in groups ([`Line`]) until no group is of fewer than [`FEWEST`]
//! earners, and what became of the work is told of groups in which that can be told of as many. Whatever else is
//! published, totals, a state's tables, the view by attributes of schools, comes of releases alone, so it tells
//! nothing that they don't. Why nothing withheld can be computed from all of it: docs/adr/0034.

mod apart;
mod effort;
mod equity;
mod ladder;
mod measure;
mod quarter;
mod questions;
mod release;
mod rows;
mod schools;
mod statewide;
mod work;

pub use effort::{Effort, EffortLog};
pub use equity::{OfAttribute, OfValue, equity};
pub use measure::Measure;
pub use quarter::{NotAQuarter, Quarter};
pub use questions::OfQuestion;
pub use release::{Breakdown, Dimension, Line, Listed, Release, Totals};
pub use rows::{HEAD, Row, rows};
pub use schools::{SchoolFacts, Schools};
pub use statewide::Statewide;
pub use work::{Reached, Work};

/// The fewest earners that anything is told of.
pub const FEWEST: usize = 5;

#[cfg(test)]
mod tests;
