//! How a part is scored: criteria with described levels, and what the chosen levels come to.
//!
//! Pure and total: a score for every criterion in, an outcome out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::microcredential::local_id::{ComponentId, CriterionId, LevelId};
use crate::pass_rule::PartOutcome;

/// The level of a yes-no criterion that means yes.
pub const YES: &str = "yes";
/// The level of a yes-no criterion that means no.
pub const NO: &str = "no";

/// How a part is scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Scoring {
    /// Every criterion is scored by a level; the part passes when each is at or above its required level.
    Levels {
        /// What is scored.
        criteria: Rubric,
    },
    /// One question answered yes or no.
    YesNo {
        /// The question that the assessor answers.
        question: String,
        /// Exactly one criterion with the levels `no` and `yes`, of which `yes` is required.
        criteria: Rubric,
    },
}

impl Scoring {
    /// All criteria of the part.
    pub fn rubric(&self) -> &Rubric {
        match self {
            Self::Levels { criteria } | Self::YesNo { criteria, .. } => criteria,
        }
    }

    /// Whether the part is answered with yes or no.
    pub fn is_yes_no(&self) -> bool {
        matches!(self, Self::YesNo { .. })
    }

    /// What the chosen levels come to: passed when every criterion is met. A criterion without a level isn't met.
    pub fn outcome(&self, chosen: &BTreeMap<CriterionId, LevelId>) -> PartOutcome {
        let met =
            |criterion: &Criterion| chosen.get(&criterion.id).is_some_and(|level| criterion.is_met_by(level));
        if self.rubric().iter().all(met) { PartOutcome::Passed } else { PartOutcome::NotPassed }
    }
}

/// All criteria of a part, in the order in which they are scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rubric(Vec<Criterion>);

impl Rubric {
    /// The criteria in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Criterion> {
        self.0.iter()
    }

    /// How many criteria there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing to score.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The criterion with this id.
    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.iter().find(|criterion| criterion.id == *id)
    }
}

impl From<Vec<Criterion>> for Rubric {
    fn from(criteria: Vec<Criterion>) -> Self {
        Self(criteria)
    }
}

impl<'a> IntoIterator for &'a Rubric {
    type Item = &'a Criterion;
    type IntoIter = std::slice::Iter<'a, Criterion>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One thing that is scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Criterion {
    /// Unique within the part.
    pub id: CriterionId,
    /// What is looked at, in a few words.
    pub title: String,
    /// The method components that meeting it shows.
    #[serde(default)]
    pub shows: Vec<ComponentId>,
    /// The lowest level that meets the criterion; one of `levels`.
    pub required_level: LevelId,
    /// From the lowest to the highest.
    pub levels: Vec<Level>,
}

impl Criterion {
    /// The level with this id.
    pub fn level(&self, id: &LevelId) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == *id)
    }

    /// Whether a score at this level is at or above the required one. A level of another criterion never is.
    pub fn is_met_by(&self, level: &LevelId) -> bool {
        match (self.rank(level), self.rank(&self.required_level)) {
            (Some(given), Some(required)) => given >= required,
            (None, _) | (_, None) => false,
        }
    }

    /// The place of a level, counted from 0 for the lowest.
    pub fn rank(&self, level: &LevelId) -> Option<usize> {
        self.levels.iter().position(|candidate| candidate.id == *level)
    }
}

/// One described step of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Unique within the criterion.
    pub id: LevelId,
    /// Its name, such as "Proficient".
    pub title: String,
    /// What work at this level looks like.
    #[serde(default)]
    pub description: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::microcredential::tests::{definition, sample};

    fn chosen(criterion: &str, level: &str) -> BTreeMap<CriterionId, LevelId> {
        BTreeMap::from([(criterion.parse().expect("an id"), level.parse().expect("an id"))])
    }

    #[test]
    fn a_part_passes_when_every_criterion_is_at_or_above_its_required_level() {
        let definition = definition(sample());
        let overview = &definition.parts[0].scoring;
        for (level, outcome) in [
            ("developing", PartOutcome::NotPassed),
            ("proficient", PartOutcome::Passed),
            ("exemplary", PartOutcome::Passed),
            ("yes", PartOutcome::NotPassed),
        ] {
            assert_eq!(overview.outcome(&chosen("ladder", level)), outcome, "{level}");
        }
        assert_eq!(overview.outcome(&BTreeMap::new()), PartOutcome::NotPassed);
        assert_eq!(overview.outcome(&chosen("other", "exemplary")), PartOutcome::NotPassed);
    }

    #[test]
    fn a_yes_no_part_passes_with_yes() {
        let definition = definition(sample());
        let artifacts = &definition.parts[1].scoring;

        assert!(artifacts.is_yes_no());
        assert_eq!(artifacts.outcome(&chosen("thinking", YES)), PartOutcome::Passed);
        assert_eq!(artifacts.outcome(&chosen("thinking", NO)), PartOutcome::NotPassed);
    }
}
