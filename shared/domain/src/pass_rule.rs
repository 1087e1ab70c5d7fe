//! When a submission earns its micro-credential: a small closed expression over the outcomes of its parts.
//!
//! It can only name parts, so it can always be evaluated, shown in words and drawn as a table.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::microcredential::local_id::PartId;

/// What the scores of a part come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOutcome {
    /// Every criterion is met; of a yes-no part: yes.
    Passed,
    /// At least one criterion is not met; of a yes-no part: no.
    NotPassed,
}

/// How deep expressions may nest.
pub const DEEPEST: usize = 8;

/// When a submission earns its micro-credential.
///
/// As JSON: `{"all":[…]}`, `{"anyOf":{"n":2,"of":[…]}}`, `{"passes":"overview"}`, `{"yes":"artifacts"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum PassRule {
    /// Every one of these.
    All(Vec<PassRule>),
    /// At least `n` of these.
    AnyOf {
        /// How many are needed; 1 to the number of rules.
        n: usize,
        /// The rules to choose from.
        of: Vec<PassRule>,
    },
    /// The part, scored by levels, passes.
    Passes(PartId),
    /// The part, scored yes or no, is a yes.
    Yes(PartId),
}

/// Nothing chosen yet: no part is named. Published definitions never have it.
impl Default for PassRule {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl PassRule {
    /// Whether these outcomes earn the micro-credential. A part without an outcome hasn't passed.
    pub fn is_met_by(&self, outcomes: &BTreeMap<PartId, PartOutcome>) -> bool {
        match self {
            Self::All(rules) => rules.iter().all(|rule| rule.is_met_by(outcomes)),
            Self::AnyOf { n, of } => of.iter().filter(|rule| rule.is_met_by(outcomes)).count() >= *n,
            Self::Passes(part) | Self::Yes(part) => outcomes.get(part) == Some(&PartOutcome::Passed),
        }
    }

    /// How deep this expression nests: 1 for a rule that names a part.
    pub fn depth(&self) -> usize {
        match self {
            Self::All(rules) | Self::AnyOf { of: rules, .. } => {
                1 + rules.iter().map(Self::depth).max().unwrap_or_default()
            }
            Self::Passes(_) | Self::Yes(_) => 1,
        }
    }
}
