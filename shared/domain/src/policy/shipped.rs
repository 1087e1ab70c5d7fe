//! The policies that ship with Touchstone, as examples for recognizers to begin with.
//!
//! They are content, in `policies/*.json`; here they are read.

use super::Policy;

const SHIPPED: [&str; 4] = [
    include_str!("../../policies/content-assessment.json"),
    include_str!("../../policies/pedagogy-assessment.json"),
    include_str!("../../policies/career-continuum.json"),
    include_str!("../../policies/district-salary-schedule.json"),
];

/// The policies that ship.
pub fn shipped() -> Vec<Policy> {
    let read = |json: &&str| serde_json::from_str(json).expect("a test reads every policy that ships");
    SHIPPED.iter().map(read).collect()
}
