//! Which facts policies ask for: what somebody can be asked to state.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Condition, Fact, Policy, TermId};

/// The terms that conditions name, with what they mean, by the kind of fact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Vocabulary {
    /// Kinds of licences.
    pub licences: BTreeMap<TermId, String>,
    /// Exams.
    pub exams: BTreeMap<TermId, String>,
    /// Employers.
    pub employers: BTreeMap<TermId, String>,
    /// Career levels.
    pub career_levels: BTreeMap<TermId, String>,
    /// Requirements.
    pub requirements: BTreeMap<TermId, String>,
    /// Whether the day of enrolment matters.
    pub enrolment: bool,
}

impl Vocabulary {
    /// What the policies ask for, together.
    #[must_use]
    pub fn of<'a>(policies: impl IntoIterator<Item = &'a Policy>) -> Self {
        let mut vocabulary = Self::default();
        for policy in policies {
            for condition in policy.uses.iter().filter_map(|asked| asked.eligible.as_ref()) {
                vocabulary.learn(policy, condition);
            }
        }
        vocabulary
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What the term of a fact means.
    #[must_use]
    pub fn title(&self, fact: &Fact) -> Option<&str> {
        let terms = match fact {
            Fact::Licence(_) => &self.licences,
            Fact::Exam(_) => &self.exams,
            Fact::Employer(_) => &self.employers,
            Fact::CareerLevel(_) => &self.career_levels,
            Fact::Requirement(_) => &self.requirements,
            Fact::Enrolment(_) => return None,
        };
        fact.when().0.and_then(|term| terms.get(term)).map(String::as_str)
    }

    fn learn(&mut self, policy: &Policy, condition: &Condition) {
        let named = |terms: &[TermId]| -> Vec<(TermId, String)> {
            terms.iter().map(|term| (term.clone(), policy.term(term).to_owned())).collect()
        };
        match condition {
            Condition::All(of) | Condition::AnyOf { of, .. } => {
                of.iter().for_each(|one| self.learn(policy, one));
            }
            Condition::Licence(asked) => {
                self.licences.extend(named(&asked.any_of));
                self.enrolment |= asked.issued_before_enrolment;
            }
            Condition::Exam(asked) => self.exams.extend(named(&asked.any_of)),
            Condition::Employer(any_of) => self.employers.extend(named(any_of)),
            Condition::CareerLevel(any_of) => self.career_levels.extend(named(any_of)),
            Condition::Requirement(term) => {
                self.requirements.extend(named(std::slice::from_ref(term)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::shipped;

    #[test]
    fn what_the_shipped_policies_ask_for_is_known_by_its_kind() {
        let policies = shipped();
        let vocabulary = Vocabulary::of(&policies);
        let ids = |terms: &BTreeMap<TermId, String>| -> Vec<String> {
            terms.keys().map(ToString::to_string).collect()
        };
        assert_eq!(ids(&vocabulary.licences), ["pptl", "provisional"]);
        assert_eq!(ids(&vocabulary.exams), ["content-exam"]);
        assert_eq!(ids(&vocabulary.employers), ["maple-hollow"]);
        assert_eq!(ids(&vocabulary.career_levels), ["career-professional", "lead"]);
        assert_eq!(ids(&vocabulary.requirements), ["background-check", "degree", "mentoring"]);
        assert!(vocabulary.enrolment && !vocabulary.is_empty());
        assert!(Vocabulary::of(&[]).is_empty());
    }
}
