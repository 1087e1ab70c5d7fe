//! The submission's life: `draft → submitted → in assessment → assessed → awarded | not yet`, and
//! `withdrawn` from any state before a decision.
//!
//! A [`Submission`] is one earner's work on one version of a micro-credential. It has attempts; what
//! is handed in with an attempt lives in [`crate::attempt::Attempt`]. Every transition consumes the
//! submission and answers with the next one or a [`Refusal`]; each counts the version up by one.

mod appeal;
mod coached;
mod conditions;
mod goal;
mod practice;
mod reading;
mod readings;
mod state;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AwardId, OrganisationId, PersonId, Refusal, Slug, SubmissionId,
    assessment::Outcomes,
    microcredential::{Readers, local_id::PartId},
    pass_rule::PartOutcome,
    person::Person,
};

pub use goal::Goal;
pub use readings::{Reading, Readings, Sealed, Settled};
pub use state::State;

/// One earner's work on one version of a micro-credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Never changes.
    pub id: SubmissionId,
    /// Counts the changes.
    pub version: u64,
    /// Whose work.
    pub earner: PersonId,
    /// The organisations that she belonged to when she opened it or handed it in; an assessor of these has a conflict.
    pub organisations: BTreeSet<OrganisationId>,
    /// Work on what.
    pub microcredential: Slug,
    /// On which version of it.
    pub edition: u32,
    /// Who decides.
    pub issuer: OrganisationId,
    /// What it serves.
    pub goal: Goal,
    /// Which goal of these that is, in its earner's words. No assessor sees it: it may name her school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub which_goal: Option<String>,
    /// When it was opened.
    pub opened: Timestamp,
    /// The number of the current attempt, from 1.
    pub attempt: u32,
    /// Parts that passed in former attempts and need not be handed in again.
    pub carried: BTreeSet<PartId>,
    /// Who scores no attempt of it: whoever has a conflict, was asked to coach, or decided on a former one.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub barred: BTreeSet<PersonId>,
    /// Who scored a former attempt, and so decides on none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub scored_by: BTreeSet<PersonId>,
    /// Who was ever asked to coach it, and so decides on no attempt of it either.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub coached_by: BTreeSet<PersonId>,
    /// Since when its earner permits that assessors practise on its first attempt; `None`: she doesn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practice: Option<Timestamp>,
    /// Since when the last decision stands that gave it back: when it was made, or when an appeal against it was over.
    /// `None` for what was never given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_back: Option<Timestamp>,
    /// When its earner had everything of hers erased; what is left says what it came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<Timestamp>,
    /// Where it stands.
    pub state: State,
}

impl Submission {
    /// Whoever belongs to an organisation of the earner's may know her: also where she is no earner herself. The
    /// issuer isn't counted, because all assessors are the issuer's.
    #[must_use]
    pub fn known_where(mut self, earner: &Person) -> Self {
        self.organisations.extend(earner.organisations().into_iter().filter(|place| *place != self.issuer));
        self
    }

    /// Hands the attempt in, to be read by `readers`. That it is complete was checked before
    /// ([`crate::attempt::Attempt::hand_in`]).
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it is a draft.
    pub fn submit(self, readers: Readers, now: Timestamp) -> Result<Self, Refusal> {
        self.must_be_draft("Handing in")?;
        Ok(self.moved(State::Submitted { at: now, readings: Readings::by(readers), waiting_since: None }))
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
        let scored_by = self.scored_by.iter().copied().chain(self.assessors()).collect();
        let given_back = Some(now);
        let submission = Self { carried, scored_by, given_back, ..self.barring(decider) };
        Ok(submission.moved(State::NotYet { at: now, note }))
    }

    /// The submission, when `person` is never to score it. It takes a change of its state to be stored.
    #[must_use]
    pub fn barring(mut self, person: PersonId) -> Self {
        self.barred.insert(person);
        self
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

    /// The earner takes it back, in any state before a decision. While an appeal is open she takes that back, and the
    /// decision stands.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] once it is decided or withdrawn.
    pub fn withdraw(self, now: Timestamp) -> Result<Self, Refusal> {
        if let Some((against, readings)) = self.against().cloned().zip(self.readings().cloned()) {
            return Ok(self.standing_by(against, &readings, now));
        }
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

    /// The submission without what tells of its earner, who had it erased: that it was, and what it came to.
    #[must_use]
    pub fn erase(self, now: Timestamp) -> Self {
        let erased = Self {
            organisations: BTreeSet::new(),
            which_goal: None,
            practice: None,
            erased: Some(now),
            ..self
        };
        match erased.state {
            State::NotYet { at, .. } => erased.moved(State::NotYet { at, note: None }),
            State::Draft
            | State::Submitted { .. }
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::Awarded { .. }
            | State::Withdrawn { .. } => erased.touched(),
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

    /// Whether the attempt of that number was decided on or taken back, and no later one is with the issuer, who may see
    /// its files beside.
    pub fn has_ended(&self, number: u32) -> bool {
        match self.state {
            State::Awarded { .. } | State::NotYet { .. } | State::Withdrawn { .. } => number <= self.attempt,
            State::Draft => number < self.attempt,
            State::Submitted { .. } | State::InAssessment { .. } | State::Assessed { .. } => false,
        }
    }

    /// The refusal that `what` can't be done in this state.
    pub fn cannot(&self, what: &'static str) -> Refusal {
        Refusal::WrongState { what, because: self.state.in_words().into() }
    }

    /// The parts that passed in former attempts.
    pub fn passed_before(&self) -> Outcomes {
        self.carried.iter().map(|part| (part.clone(), PartOutcome::Passed)).collect()
    }

    fn moved(self, state: State) -> Self {
        Self { version: self.version + 1, state, ..self }
    }
}

#[cfg(test)]
pub(crate) mod tests;
