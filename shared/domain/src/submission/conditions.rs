//! Who may do what to a submission, and when: conditions that change nothing.

use super::{State, Submission};
use crate::{PersonId, Refusal};

impl Submission {
    /// `Ok` when it is `person`'s own; otherwise it is not hers to know about.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_belong_to(&self, person: PersonId) -> Result<(), Refusal> {
        if self.earner == person { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// `Ok` unless `person` has it to score at present, or scored it while other scores are missing: she sees it as
    /// an assessor only, blind. Nor if she was ever asked to coach it: of scores and of who gives them she learns nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_not_be_scored_or_coached_by(&self, person: PersonId) -> Result<(), Refusal> {
        let scores = self.readings().is_some_and(|readings| readings.all().any(|one| one.assessor == person));
        if scores || self.coached_by.contains(&person) { Err(Refusal::NotFound) } else { Ok(()) }
    }

    /// `Ok` while the earner may change what she hands in.
    ///
    /// # Errors
    /// [`Refusal::WrongState`].
    pub fn must_be_draft(&self, what: &'static str) -> Result<(), Refusal> {
        if self.state == State::Draft { Ok(()) } else { Err(self.cannot(what)) }
    }

    /// `Ok` when `seen` is the stored version.
    ///
    /// # Errors
    /// [`Refusal::Stale`].
    pub fn must_be_at(&self, seen: u64) -> Result<(), Refusal> {
        if self.version == seen { Ok(()) } else { Err(Refusal::Stale { current: self.version }) }
    }

    /// `Ok` when `decider` may decide it now.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless its scores are in; [`Refusal::Forbidden`] for the earner and
    /// for whoever scored or coached it.
    pub fn may_be_decided_by(&self, decider: PersonId) -> Result<(), Refusal> {
        let State::Assessed { .. } = &self.state else {
            return Err(self.cannot("Deciding"));
        };
        if decider == self.earner {
            return Err(Refusal::Forbidden(
                "Nobody decides on their own submission. Ask a colleague to decide.".into(),
            ));
        }
        let has_scored = self.assessors().contains(&decider) || self.scored_by.contains(&decider);
        if has_scored || self.coached_by.contains(&decider) {
            // Not which of the two: somebody who is kept out doesn't hear that she was asked to coach.
            return Err(Refusal::Forbidden(
                "Whoever scored a submission or was asked to coach it doesn't decide on it. Ask a colleague to decide."
                    .into(),
            ));
        }
        Ok(())
    }
}
