//! When a submission earns its micro-credential: a small closed expression over the outcomes of its parts.
//!
//! It can only name parts, so it can always be evaluated, shown in words and drawn as a table.

use std::collections::{BTreeMap, BTreeSet};

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

    /// The parts that it names.
    pub fn parts(&self) -> BTreeSet<&PartId> {
        match self {
            Self::All(rules) | Self::AnyOf { of: rules, .. } => rules.iter().flat_map(Self::parts).collect(),
            Self::Passes(part) | Self::Yes(part) => BTreeSet::from([part]),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    const PARTS: [&str; 4] = ["overview", "artifacts", "student-reflections", "reflection"];

    fn outcomes(passed: [bool; 4]) -> BTreeMap<PartId, PartOutcome> {
        let outcome = |passed| if passed { PartOutcome::Passed } else { PartOutcome::NotPassed };
        PARTS.iter().zip(passed).map(|(part, passed)| (id(part), outcome(passed))).collect()
    }

    fn id(part: &str) -> PartId {
        part.parse().expect("an id")
    }

    fn all_sixteen() -> impl Iterator<Item = [bool; 4]> {
        (0..16_u8).map(|bits| std::array::from_fn(|part| bits & (1 << part) != 0))
    }

    #[test]
    fn of_the_sixteen_combinations_exactly_one_earns_the_sample() {
        let rule = crate::microcredential::tests::definition(crate::microcredential::tests::sample())
            .pass_rule
            .clone();

        for passed in all_sixteen() {
            assert_eq!(rule.is_met_by(&outcomes(passed)), passed == [true; 4], "{passed:?}");
        }
    }

    #[test]
    fn any_two_of_three_is_met_by_two_or_three() {
        let rule: PassRule = serde_json::from_value(json!({"anyOf": {"n": 2, "of": [
            {"passes": "overview"}, {"yes": "artifacts"}, {"all": [{"passes": "student-reflections"}, {"passes": "reflection"}]}
        ]}}))
        .expect("a rule");

        for passed @ [overview, artifacts, students, reflection] in all_sixteen() {
            let met = [overview, artifacts, students && reflection].into_iter().filter(|met| *met).count();
            assert_eq!(rule.is_met_by(&outcomes(passed)), met >= 2, "{passed:?}");
        }
    }

    #[test]
    fn a_part_without_an_outcome_has_not_passed() {
        assert!(!PassRule::Passes(id("overview")).is_met_by(&BTreeMap::new()));
    }

    fn any_rule() -> impl Strategy<Value = PassRule> {
        let part = || proptest::sample::select(&PARTS[..]).prop_map(id);
        let leaf = prop_oneof![part().prop_map(PassRule::Passes), part().prop_map(PassRule::Yes)];
        leaf.prop_recursive(4, 24, 4, |rule| {
            let rules = proptest::collection::vec(rule, 1..4);
            prop_oneof![
                rules.clone().prop_map(PassRule::All),
                (rules, any::<proptest::sample::Index>())
                    .prop_map(|(of, n)| PassRule::AnyOf { n: 1 + n.index(of.len()), of }),
            ]
        })
    }

    proptest! {
        #[test]
        fn passing_one_part_more_never_loses_what_was_earned(rule in any_rule(), passed: [bool; 4], more in 0..4_usize) {
            let mut with_more = passed;
            with_more[more] = true;
            prop_assert!(!rule.is_met_by(&outcomes(passed)) || rule.is_met_by(&outcomes(with_more)));
        }

        #[test]
        fn everything_passed_always_earns_and_nothing_passed_never(rule in any_rule()) {
            prop_assert!(rule.is_met_by(&outcomes([true; 4])));
            prop_assert!(!rule.is_met_by(&outcomes([false; 4])));
        }

        #[test]
        fn a_rule_is_read_as_it_was_written(rule in any_rule()) {
            let written = serde_json::to_string(&rule).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<PassRule>(&written).expect("a rule"), rule);
        }
    }
}
