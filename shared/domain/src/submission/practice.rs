//! That assessors practise on the work of a submission: its earner's to permit, once it was decided on.

use jiff::Timestamp;

use super::{State, Submission};
use crate::Refusal;

impl Submission {
    /// `Ok` once the first attempt was decided on, and no appeal against that decision is open: then it can be what
    /// assessors practise on.
    ///
    /// # Errors
    /// [`Refusal::WrongState`].
    pub fn must_be_past_its_first(&self, what: &'static str) -> Result<(), Refusal> {
        let is_decided = match self.state {
            State::Awarded { .. } | State::NotYet { .. } => true,
            State::Draft
            | State::Submitted { .. }
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::Withdrawn { .. } => self.attempt > 1,
        };
        if is_decided { Ok(()) } else { Err(self.cannot(what)) }
    }

    /// The earner permits that assessors practise on its first attempt, or takes that back.
    ///
    /// # Errors
    /// As [`Submission::must_be_past_its_first`].
    pub fn permit_practice(self, permitted: bool, now: Timestamp) -> Result<Self, Refusal> {
        self.must_be_past_its_first("Permitting practice")?;
        let practice = permitted.then(|| self.practice.unwrap_or(now));
        Ok(Self { practice, ..self }.touched())
    }
}
