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

    /// Whether a coach may look at it: not once its earner took it back, or had it erased.
    pub fn can_be_coached(&self) -> bool {
        match self.state {
            State::Withdrawn { .. } => false,
            State::Draft
            | State::Submitted { .. }
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::Awarded { .. }
            | State::NotYet { .. } => self.erased.is_none(),
        }
    }
}
