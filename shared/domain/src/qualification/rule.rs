//! When an assessor agrees with the issuer well enough.

use serde::{Deserialize, Serialize};

/// What a calibration asks for: part of a definition, so that everybody can read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// How many benchmarks are scored.
    #[serde(default = "usual_works")]
    pub works: u8,
    /// Of how many criteria in a hundred the level must be the issuer's own.
    #[serde(default = "usual_agreement")]
    pub agreement: u8,
    /// With how many attempts in a hundred a benchmark is seeded: handed to somebody among her ordinary work.
    #[serde(default, skip_serializing_if = "is_none")]
    pub seeded: u8,
}

const fn is_none(share: &u8) -> bool {
    *share == 0
}

const fn usual_works() -> u8 {
    3
}

const fn usual_agreement() -> u8 {
    80
}

impl Default for Rule {
    fn default() -> Self {
        Self { works: usual_works(), agreement: usual_agreement(), seeded: 0 }
    }
}

impl Rule {
    /// Whether a benchmark is seeded with an attempt, when `draw` was drawn from 0 up to 1 (1 excluded).
    pub fn seeds_at(&self, draw: f64) -> bool {
        100.0 * draw < f64::from(self.seeded)
    }

    /// Whether scores that agree that far pass: enough levels are the issuer's own, and no work that passes was found
    /// wanting or the other way round.
    pub fn is_met_by(&self, tally: Tally) -> bool {
        tally.wrong == 0 && 100 * tally.exact >= u32::from(self.agreement) * tally.criteria
    }
}

/// How far scores agree with the issuer's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many criteria were scored.
    pub criteria: u32,
    /// Of how many the level is the issuer's own.
    pub exact: u32,
    /// How many works pass that don't by the issuer's scores, or don't pass that do.
    pub wrong: u32,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            criteria: self.criteria + other.criteria,
            exact: self.exact + other.exact,
            wrong: self.wrong + other.wrong,
        }
    }
}
