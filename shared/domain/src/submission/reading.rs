//! Who reads a submission's attempt: assessors come, go, and hand in their scores.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Reading, Readings, Settled, State, Submission};
use crate::{AssignmentId, PersonId, Refusal, appeal::Criteria, assessment::Verdict, assignment::Reader};

impl Submission {
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

    /// Who can't be asked for the current attempt, because they were before. Whoever scored any attempt reads none
    /// anew after an appeal.
    pub fn asked(&self) -> BTreeSet<PersonId> {
        let mut asked = self.readings().map(Readings::asked).unwrap_or_default();
        if self.against().is_some() {
            asked.extend(&self.scored_by);
        }
        asked
    }

    /// How many readings an assessor is sought for.
    #[must_use]
    pub fn readings_sought(&self) -> usize {
        let readings = self.readings().filter(|_| self.sought().is_ok());
        readings.map_or(0, |readings| readings.all_vacant().count())
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

    /// Scores are in. When they are the last that were missing, the issuer decides; two readers who differ on the
    /// outcome of any part make an adjudicator be sought.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless somebody has it under that assignment.
    pub fn assess(self, by: AssignmentId, verdict: &Verdict, now: Timestamp) -> Result<Self, Refusal> {
        let (submitted, readings, reading) = self.under(by, "Scoring")?;
        let readings = readings.sealing(reading, verdict, Criteria::new());
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
    pub(super) fn under(
        &self,
        wanted: AssignmentId,
        what: &'static str,
    ) -> Result<(Timestamp, Readings, Reading), Refusal> {
        let (at, readings) = self.in_hand(what)?;
        let (others, reading) = readings.without(wanted).ok_or_else(|| self.cannot(what))?;
        Ok((at, others, reading))
    }

    /// Since when nobody is found.
    pub(super) fn waiting_since(&self) -> Option<Timestamp> {
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
    pub(super) fn read(self, at: Timestamp, readings: Readings, waiting_since: Option<Timestamp>) -> Self {
        let state = match readings.vacant() {
            Some(_) => State::Submitted { at, readings, waiting_since },
            None => State::InAssessment { submitted: at, readings },
        };
        self.moved(state)
    }
}
