//! The submission's life: `draft → submitted → in assessment → assessed → awarded | not yet`, and
//! `withdrawn` from any state before a decision.
//!
//! A [`Submission`] is one earner's work on one version of a micro-credential. It has attempts; what
//! is handed in with an attempt lives in [`crate::attempt::Attempt`]. Every transition consumes the
//! submission and answers with the next one or a [`Refusal`]; each counts the version up by one.

mod readings;
mod state;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AssignmentId, AwardId, OrganisationId, PersonId, Refusal, Slug, SubmissionId,
    assessment::Verdict,
    assignment::Reader,
    microcredential::{Readers, local_id::PartId},
    person::Person,
};

pub use readings::{Reading, Readings, Sealed, Settled};
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
    /// When it was opened.
    pub opened: Timestamp,
    /// The number of the current attempt, from 1.
    pub attempt: u32,
    /// Parts that passed in former attempts and need not be handed in again.
    pub carried: BTreeSet<PartId>,
    /// Who scores no attempt of it: whoever has a conflict, and whoever decided on a former one.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub barred: BTreeSet<PersonId>,
    /// Who scored a former attempt, and so decides on none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub scored_by: BTreeSet<PersonId>,
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

    /// `Ok` unless `person` has it to score at present, or scored it while other scores are missing: she sees it as
    /// an assessor only, blind.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_not_be_scored_by(&self, person: PersonId) -> Result<(), Refusal> {
        let scores = self.readings().is_some_and(|readings| readings.all().any(|one| one.assessor == person));
        if scores { Err(Refusal::NotFound) } else { Ok(()) }
    }

    /// Who reads the current attempt, from its handing in until all scores are in.
    pub fn readings(&self) -> Option<&Readings> {
        match &self.state {
            State::Submitted { readings, .. } | State::InAssessment { readings, .. } => Some(readings),
            State::Draft
            | State::Assessed { .. }
            | State::Awarded { .. }
            | State::NotYet { .. }
            | State::Withdrawn { .. } => None,
        }
    }

    /// Who scores the current attempt, or did, until it is decided.
    pub fn assessors(&self) -> Vec<PersonId> {
        match &self.state {
            State::Submitted { readings, .. } | State::InAssessment { readings, .. } => {
                readings.all().map(|reading| reading.assessor).collect()
            }
            State::Assessed { assessor, beside, .. } => {
                [*assessor].into_iter().chain(beside.iter().map(|reading| reading.assessor)).collect()
            }
            State::Draft | State::Awarded { .. } | State::NotYet { .. } | State::Withdrawn { .. } => {
                Vec::new()
            }
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

    /// For which reading an assessor is sought.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it waits for one.
    pub fn sought(&self) -> Result<Reader, Refusal> {
        let waits = matches!(self.state, State::Submitted { .. });
        let vacant = self.readings().filter(|_| waits).and_then(Readings::vacant);
        vacant.ok_or_else(|| self.cannot("Assigning an assessor"))
    }

    /// An assessor has the reading now that was sought for.
    ///
    /// # Errors
    /// As [`Submission::sought`].
    pub fn assign(self, assignment: AssignmentId, assessor: PersonId) -> Result<Self, Refusal> {
        let reader = self.sought()?;
        let (at, readings) = self.in_hand("Assigning an assessor")?;
        Ok(self.read(at, readings.with(Reading { reader, assignment, assessor }), None))
    }

    /// Another assessor has the reading now; the assignment that `ended` was taken from whoever had it.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless somebody has it under that assignment.
    pub fn reassign(
        self,
        ended: AssignmentId,
        assignment: AssignmentId,
        assessor: PersonId,
    ) -> Result<Self, Refusal> {
        let (at, readings, former) = self.under(ended, "Assigning an assessor")?;
        let reading = Reading { reader: former.reader, assignment, assessor };
        let waiting_since = self.waiting_since();
        Ok(self.read(at, readings.passing_on(&former).with(reading), waiting_since))
    }

    /// Nobody was found at `now`. Answers `None` when that was noted before.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it waits for an assessor.
    pub fn note_waiting(self, now: Timestamp) -> Result<Option<Self>, Refusal> {
        let State::Submitted { at, readings, waiting_since } = self.state.clone() else {
            return Err(self.cannot("Waiting for an assessor"));
        };
        let noted = State::Submitted { at, readings, waiting_since: Some(now) };
        Ok(waiting_since.is_none().then(|| self.moved(noted)))
    }

    /// The assignment ended without scores; the reading waits for somebody else.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless somebody has it under that assignment.
    pub fn pass_on(self, ended: AssignmentId) -> Result<Self, Refusal> {
        let (at, readings, former) = self.under(ended, "Passing on")?;
        Ok(self.read(at, readings.passing_on(&former), None))
    }

    /// The submission, when `person` is never to score it. It takes a change of its state to be stored.
    #[must_use]
    pub fn barring(mut self, person: PersonId) -> Self {
        self.barred.insert(person);
        self
    }

    /// Scores are in. When they are the last that were missing, the issuer decides; two readers who differ on the
    /// outcome of any part make an adjudicator be sought.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless somebody has it under that assignment.
    pub fn assess(self, by: AssignmentId, verdict: &Verdict, now: Timestamp) -> Result<Self, Refusal> {
        let (submitted, readings, reading) = self.under(by, "Scoring")?;
        let readings = readings.sealing(reading, verdict);
        let waiting_since = self.waiting_since();
        Ok(match readings.settled() {
            None => self.read(submitted, readings, waiting_since),
            Some(Settled { of_record, beside, recommended }) => self.moved(State::Assessed {
                at: now,
                assignment: of_record.assignment,
                assessor: of_record.assessor,
                beside,
                recommended,
            }),
        })
    }

    /// `Ok` when `decider` may decide it now.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless its scores are in; [`Refusal::Forbidden`] for the earner and
    /// for whoever scored it.
    pub fn may_be_decided_by(&self, decider: PersonId) -> Result<(), Refusal> {
        let State::Assessed { .. } = &self.state else {
            return Err(self.cannot("Deciding"));
        };
        if decider == self.earner {
            return Err(Refusal::Forbidden(
                "Nobody decides on her own submission. Ask a colleague to decide.".into(),
            ));
        }
        if self.assessors().contains(&decider) || self.scored_by.contains(&decider) {
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
        let scored_by = self.scored_by.iter().copied().chain(self.assessors()).collect();
        Ok(Self { carried, scored_by, ..self.barring(decider) }.moved(State::NotYet { at: now, note }))
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

    /// When it was handed in and who reads it, until all scores are in.
    fn in_hand(&self, what: &'static str) -> Result<(Timestamp, Readings), Refusal> {
        match &self.state {
            State::Submitted { at, readings, .. } | State::InAssessment { submitted: at, readings } => {
                Ok((*at, readings.clone()))
            }
            State::Draft
            | State::Assessed { .. }
            | State::Awarded { .. }
            | State::NotYet { .. }
            | State::Withdrawn { .. } => Err(self.cannot(what)),
        }
    }

    /// When it was handed in, the reading under `wanted`, and the others.
    fn under(
        &self,
        wanted: AssignmentId,
        what: &'static str,
    ) -> Result<(Timestamp, Readings, Reading), Refusal> {
        let (at, readings) = self.in_hand(what)?;
        let (others, reading) = readings.without(wanted).ok_or_else(|| self.cannot(what))?;
        Ok((at, others, reading))
    }

    /// Since when nobody is found.
    fn waiting_since(&self) -> Option<Timestamp> {
        match self.state {
            State::Submitted { waiting_since, .. } => waiting_since,
            State::Draft
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::Awarded { .. }
            | State::NotYet { .. }
            | State::Withdrawn { .. } => None,
        }
    }

    /// With these readings: somebody is sought, or all have it.
    fn read(self, at: Timestamp, readings: Readings, waiting_since: Option<Timestamp>) -> Self {
        let state = match readings.vacant() {
            Some(_) => State::Submitted { at, readings, waiting_since },
            None => State::InAssessment { submitted: at, readings },
        };
        self.moved(state)
    }

    fn moved(self, state: State) -> Self {
        Self { version: self.version + 1, state, ..self }
    }
}

#[cfg(test)]
mod tests;
