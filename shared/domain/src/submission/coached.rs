//! That somebody was asked to coach a submission: she knows whose work it is.

use super::{State, Submission};
use crate::PersonId;

impl Submission {
    /// The submission when `person` was asked to coach it: she scores no attempt of it and decides on none, whatever
    /// becomes of the coaching.
    #[must_use]
    pub fn coached(mut self, person: PersonId) -> Self {
        self.coached_by.insert(person);
        self.barring(person).touched()
    }

    /// The submission as it begins after its earner took `former` back: the work may be the same, so whoever may not score
    /// or decide on that, may not here.
    #[must_use]
    pub fn begun_after(self, former: &Self) -> Self {
        Self {
            barred: former.barred.clone(),
            scored_by: former.scored_by.clone(),
            coached_by: former.coached_by.clone(),
            ..self
        }
    }

    /// Who scores none of its attempts for another reason than that she was asked to coach it: she stated a conflict,
    /// decided, or has the work to score as a benchmark or for her calibration.
    pub fn barred_otherwise(&self) -> impl Iterator<Item = PersonId> {
        self.barred.difference(&self.coached_by).copied()
    }

    /// Whether a coach may look at it: not once it is awarded, or its earner took it back, or had it erased.
    pub fn can_be_coached(&self) -> bool {
        match self.state {
            State::Awarded { .. } | State::Withdrawn { .. } => false,
            State::Draft
            | State::Submitted { .. }
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::NotYet { .. } => self.erased.is_none(),
        }
    }
}
