//! The submission's life: `draft → submitted → in assessment → assessed → awarded | not yet`, and
//! `withdrawn` from any state before a decision.
//!
//! A [`Submission`] is one earner's work on one version of a micro-credential. It has attempts; what
//! is handed in with an attempt lives in [`crate::attempt::Attempt`]. Every transition consumes the
//! submission and answers with the next one or a [`Refusal`]; each counts the version up by one.

mod state;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AssignmentId, AwardId, OrganisationId, PersonId, Refusal, Slug, SubmissionId,
    microcredential::local_id::PartId,
};

pub use state::State;

/// The goal that a submission serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// The earner's own.
    Own,
    /// Her school's.
    School,
    /// Her district's.
    District,
    /// Her state's.
    State,
}

/// One earner's work on one version of a micro-credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Never changes.
    pub id: SubmissionId,
    /// Counts the changes.
    pub version: u64,
    /// Whose work.
    pub earner: PersonId,
    /// The organisations that she belonged to when she opened it; an assessor of these has a conflict.
    pub organisations: BTreeSet<OrganisationId>,
    /// Work on what.
    pub microcredential: Slug,
    /// On which version of it.
    pub edition: u32,
    /// Who decides.
    pub issuer: OrganisationId,
    /// What it serves.
    pub goal: Goal,
    /// When it was opened.
    pub opened: Timestamp,
    /// The number of the current attempt, from 1.
    pub attempt: u32,
    /// Parts that passed in former attempts and need not be handed in again.
    pub carried: BTreeSet<PartId>,
    /// Where it stands.
    pub state: State,
}

impl Submission {
    /// `Ok` when it is `person`'s own; otherwise it is not hers to know about.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_belong_to(&self, person: PersonId) -> Result<(), Refusal> {
        if self.earner == person { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// `Ok` unless `person` has it to score at present: she sees it as an assessor only, blind.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_not_be_scored_by(&self, person: PersonId) -> Result<(), Refusal> {
        let scores = matches!(&self.state, State::InAssessment { assessor, .. } if *assessor == person);
        if scores { Err(Refusal::NotFound) } else { Ok(()) }
    }

    /// Who scores the current attempt, or did.
    pub fn assessor(&self) -> Option<PersonId> {
        match &self.state {
            State::InAssessment { assessor, .. } | State::Assessed { assessor, .. } => Some(*assessor),
            State::Draft
            | State::Submitted { .. }
            | State::Awarded { .. }
            | State::NotYet { .. }
            | State::Withdrawn { .. } => None,
        }
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

    /// Hands the attempt in. That it is complete was checked before
    /// ([`crate::attempt::Attempt::hand_in`]).
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it is a draft.
    pub fn submit(self, now: Timestamp) -> Result<Self, Refusal> {
        self.must_be_draft("Handing in")?;
        Ok(self.moved(State::Submitted { at: now, passed_on_by: BTreeSet::new(), waiting_since: None }))
    }

    /// An assessor has it now.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it waits for one.
    pub fn assign(self, assignment: AssignmentId, assessor: PersonId) -> Result<Self, Refusal> {
        let State::Submitted { at, passed_on_by, .. } = self.state.clone() else {
            return Err(self.cannot("Assigning an assessor"));
        };
        Ok(self.moved(State::InAssessment { submitted: at, passed_on_by, assignment, assessor }))
    }

    /// Another assessor has it now; the assignment that `ended` was taken from whoever had it.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it is in assessment under that assignment.
    pub fn reassign(
        self,
        ended: AssignmentId,
        assignment: AssignmentId,
        assessor: PersonId,
    ) -> Result<Self, Refusal> {
        let (submitted, mut passed_on_by, former) = self.under(ended, "Assigning an assessor")?;
        passed_on_by.insert(former);
        Ok(self.moved(State::InAssessment { submitted, passed_on_by, assignment, assessor }))
    }

    /// Nobody was found at `now`. Answers `None` when that was noted before.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it waits for an assessor.
    pub fn note_waiting(self, now: Timestamp) -> Result<Option<Self>, Refusal> {
        let State::Submitted { at, passed_on_by, waiting_since } = self.state.clone() else {
            return Err(self.cannot("Waiting for an assessor"));
        };
        let noted = State::Submitted { at, passed_on_by, waiting_since: Some(now) };
        Ok(waiting_since.is_none().then(|| self.moved(noted)))
    }

    /// The assignment ended without scores; the attempt waits for somebody else.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it is in assessment under that assignment.
    pub fn pass_on(self, ended: AssignmentId) -> Result<Self, Refusal> {
        let (at, mut passed_on_by, assessor) = self.under(ended, "Passing on")?;
        passed_on_by.insert(assessor);
        Ok(self.moved(State::Submitted { at, passed_on_by, waiting_since: None }))
    }

    /// The scores are in; `recommended` tells whether the pass rule is met.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it is in assessment under that assignment.
    pub fn assess(self, by: AssignmentId, recommended: bool, now: Timestamp) -> Result<Self, Refusal> {
        let (_, _, assessor) = self.under(by, "Scoring")?;
        Ok(self.moved(State::Assessed { at: now, assignment: by, assessor, recommended }))
    }

    /// `Ok` when `decider` may decide it now.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless its scores are in; [`Refusal::Forbidden`] for the earner and
    /// for the assessor whose scores they are.
    pub fn may_be_decided_by(&self, decider: PersonId) -> Result<(), Refusal> {
        let State::Assessed { assessor, .. } = &self.state else {
            return Err(self.cannot("Deciding"));
        };
        if decider == self.earner {
            return Err(Refusal::Forbidden(
                "Nobody decides on her own submission. Ask a colleague to decide.".into(),
            ));
        }
        if decider == *assessor {
            return Err(Refusal::Forbidden("You scored this submission; somebody else decides it.".into()));
        }
        Ok(())
    }

    /// The issuer awards it.
    ///
    /// # Errors
    /// As [`Submission::may_be_decided_by`].
    pub fn award(self, decider: PersonId, award: AwardId, now: Timestamp) -> Result<Self, Refusal> {
        self.may_be_decided_by(decider)?;
        Ok(self.moved(State::Awarded { at: now, award }))
    }

    /// The issuer gives it back; `passed` parts are carried forward.
    ///
    /// # Errors
    /// As [`Submission::may_be_decided_by`].
    pub fn give_back(
        self,
        decider: PersonId,
        passed: BTreeSet<PartId>,
        note: Option<String>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        self.may_be_decided_by(decider)?;
        let carried = self.carried.iter().cloned().chain(passed).collect();
        Ok(Self { carried, ..self }.moved(State::NotYet { at: now, note }))
    }

    /// The earner starts the next attempt.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it was decided as not yet.
    pub fn reopen(self) -> Result<Self, Refusal> {
        let State::NotYet { .. } = self.state else {
            return Err(self.cannot("Opening the next attempt"));
        };
        Ok(Self { attempt: self.attempt + 1, ..self }.moved(State::Draft))
    }

    /// The earner takes it back, in any state before a decision.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] once it is decided or withdrawn.
    pub fn withdraw(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.state {
            State::Draft | State::Submitted { .. } | State::InAssessment { .. } | State::Assessed { .. } => {
                let handed_in = self.was_handed_in();
                Ok(self.moved(State::Withdrawn { at: now, handed_in }))
            }
            State::Awarded { .. } | State::NotYet { .. } | State::Withdrawn { .. } => {
                Err(self.cannot("Withdrawing"))
            }
        }
    }

    /// The submission after a change of what belongs to it: whoever decided on what was there before
    /// finds another version.
    #[must_use]
    pub fn touched(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    /// Whether an attempt was ever handed in: only then the issuer knows of the submission.
    pub fn was_handed_in(&self) -> bool {
        match self.state {
            State::Draft => self.attempt > 1,
            State::Withdrawn { handed_in, .. } => handed_in,
            State::Submitted { .. }
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::Awarded { .. }
            | State::NotYet { .. } => true,
        }
    }

    /// The refusal that `what` can't be done in this state.
    pub fn cannot(&self, what: &'static str) -> Refusal {
        Refusal::WrongState { what, because: self.state.in_words().into() }
    }

    /// When it was handed in, who passed it on and whose it is, while it is in assessment under `wanted`.
    fn under(
        &self,
        wanted: AssignmentId,
        what: &'static str,
    ) -> Result<(Timestamp, BTreeSet<PersonId>, PersonId), Refusal> {
        let State::InAssessment { submitted, passed_on_by, assignment, assessor } = &self.state else {
            return Err(self.cannot(what));
        };
        if *assignment != wanted {
            return Err(self.cannot(what));
        }
        Ok((*submitted, passed_on_by.clone(), *assessor))
    }

    fn moved(self, state: State) -> Self {
        Self { version: self.version + 1, state, ..self }
    }
}

#[cfg(test)]
mod tests;
