//! What past attempts would have got under another pass rule: for whoever writes a definition. Nobody's record changes.

use serde::Serialize;

use crate::{
    assessment::{Assessment, Outcomes},
    microcredential::local_id::PartId,
    pass_rule::{PartOutcome, PassRule},
};

/// An attempt as its scores came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAttempt {
    /// The outcome of every part: scored in this attempt, or passed before.
    pub outcomes: Outcomes,
    /// Whether the rule of its version was met.
    pub met: bool,
}

/// How many attempts another rule would have decided otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhatIf {
    /// Attempts whose scores say what the rule asks for.
    pub attempts: usize,
    /// Those that met the rule of their version.
    pub met: usize,
    /// Those that would meet this one.
    pub would_meet: usize,
    /// Those that would meet this one and didn't meet theirs.
    pub gained: usize,
    /// Those that met theirs and wouldn't meet this one.
    pub lost: usize,
    /// Attempts that were never scored on a part that this rule names.
    pub unknown: usize,
}

impl PastAttempt {
    /// The attempts of one submission, from the assessments whose scores count, the first attempt first.
    pub fn of<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Vec<Self> {
        let mut passed = Outcomes::new();
        let handed_in = assessments.into_iter().filter_map(|assessment| assessment.handed_in.as_ref());
        handed_in
            .map(|verdict| {
                let mut outcomes = passed.clone();
                outcomes.extend(verdict.outcomes.clone());
                passed = outcomes.clone();
                passed.retain(|_, outcome| *outcome == PartOutcome::Passed);
                Self { outcomes, met: verdict.recommended }
            })
            .collect()
    }
}

impl WhatIf {
    /// What these attempts would have got by `rule`.
    pub fn by<'a>(rule: &PassRule, attempts: impl IntoIterator<Item = &'a PastAttempt>) -> Self {
        let named = rule.parts();
        attempts.into_iter().fold(Self::default(), |sum, attempt| {
            if named.iter().any(|part: &&PartId| !attempt.outcomes.contains_key(*part)) {
                return Self { unknown: sum.unknown + 1, ..sum };
            }
            let would = rule.is_met_by(&attempt.outcomes);
            Self {
                attempts: sum.attempts + 1,
                met: sum.met + usize::from(attempt.met),
                would_meet: sum.would_meet + usize::from(would),
                gained: sum.gained + usize::from(would && !attempt.met),
                lost: sum.lost + usize::from(attempt.met && !would),
                unknown: sum.unknown,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{AssignmentId, assessment::Verdict};

    fn part(id: &str) -> PartId {
        id.parse().expect("an id")
    }

    fn outcomes(parts: &[(&str, bool)]) -> Outcomes {
        let outcome = |passed| if passed { PartOutcome::Passed } else { PartOutcome::NotPassed };
        parts.iter().map(|(id, passed)| (part(id), outcome(*passed))).collect()
    }

    fn scored(parts: &[(&str, bool)], recommended: bool) -> Assessment {
        let verdict = Verdict { at: Timestamp::UNIX_EPOCH, outcomes: outcomes(parts), recommended };
        let blank = Assessment::blank(AssignmentId::from_parts(Timestamp::UNIX_EPOCH, 1), 1);
        Assessment { handed_in: Some(verdict), ..blank }
    }

    #[test]
    fn what_passed_before_stands_beside_what_is_scored_again() {
        let both = [scored(&[("one", true), ("two", false)], false), scored(&[("two", true)], true)];
        let past = PastAttempt::of(&both);
        assert_eq!(past[1].outcomes, outcomes(&[("one", true), ("two", true)]));
        assert_eq!((past[0].met, past[1].met), (false, true));
        let unscored = Assessment { handed_in: None, ..both[0].clone() };
        assert_eq!(PastAttempt::of([&unscored]), []);
    }

    #[test]
    fn another_rule_is_compared_with_what_was_and_what_it_cannot_know_is_told_apart() {
        let past = [
            scored(&[("one", true), ("two", true)], true),
            scored(&[("one", true), ("two", false)], false),
            scored(&[("one", false), ("two", true)], false),
            scored(&[("one", true)], true),
        ];
        let past: Vec<PastAttempt> = past.iter().flat_map(|one| PastAttempt::of([one])).collect();
        let told = |rule: PassRule| WhatIf::by(&rule, &past);
        let (one, two) = (PassRule::Passes(part("one")), PassRule::Passes(part("two")));

        let both = told(PassRule::All(vec![one.clone(), two.clone()]));
        assert_eq!(both, WhatIf { attempts: 3, met: 1, would_meet: 1, gained: 0, lost: 0, unknown: 1 });
        let either = told(PassRule::AnyOf { n: 1, of: vec![one.clone(), two] });
        assert_eq!(either, WhatIf { attempts: 3, met: 1, would_meet: 3, gained: 2, lost: 0, unknown: 1 });
        assert_eq!(told(one), WhatIf { attempts: 4, met: 2, would_meet: 3, gained: 1, lost: 0, unknown: 0 });
        let another = told(PassRule::Yes(part("three")));
        assert_eq!(another, WhatIf { unknown: 4, ..WhatIf::default() });
    }
}
