//! A submission whose decision is appealed against: read anew, and back where it was unless a part comes out otherwise.

use jiff::Timestamp;

use super::{Readings, Settled, State, Submission};
use crate::{
    AssignmentId, Refusal,
    appeal::{Against, Anew, Criteria, DAYS_TO_APPEAL, ends},
    assessment::Verdict,
};

impl Submission {
    /// When the decision was made that may be appealed against at `now`.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it was decided as not yet, in the last [`crate::appeal::DAYS_TO_APPEAL`] days.
    pub fn may_be_appealed(&self, now: Timestamp) -> Result<Timestamp, Refusal> {
        match self.state {
            State::NotYet { at, .. } if now < ends(at) => Ok(at),
            State::NotYet { .. } => Err(Refusal::WrongState {
                what: "Appealing",
                because: format!("the {DAYS_TO_APPEAL} days for it are over"),
            }),
            State::Draft
            | State::Submitted { .. }
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::Awarded { .. }
            | State::Withdrawn { .. } => Err(self.cannot("Appealing")),
        }
    }

    /// The earner appeals against the decision on the current attempt.
    ///
    /// # Errors
    /// As [`Submission::may_be_appealed`].
    pub fn appeal(self, disputed: Criteria, now: Timestamp) -> Result<Self, Refusal> {
        let decided = self.may_be_appealed(now)?;
        let readings = Readings::anew(Against { decided, note: self.state.note().cloned(), disputed });
        Ok(self.moved(State::Submitted { at: now, readings, waiting_since: None }))
    }

    /// What an appeal that is open is against.
    pub fn against(&self) -> Option<&Against> {
        self.readings()?.against.as_ref()
    }

    /// The scores of one who reads it anew are in; `anew` is what they come to with the others'. When nobody else is
    /// to read it, the issuer decides again if any part comes out otherwise, and else the decision stands.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless somebody has it under that assignment and an appeal is open.
    pub fn assess_anew(
        self,
        by: AssignmentId,
        verdict: &Verdict,
        anew: &Anew,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let (submitted, readings, reading) = self.under(by, "Scoring")?;
        let against = readings.against.clone().ok_or_else(|| self.cannot("Scoring"))?;
        let readings = readings.sealing(reading, verdict, anew.found.clone());
        let waiting_since = self.waiting_since();
        match readings.settled() {
            None => Ok(self.read(submitted, readings, waiting_since)),
            Some(settled) if anew.reopens => Ok(self.moved(reopened(settled, anew, now))),
            Some(_) => Ok(self.standing_by(against, &readings, now)),
        }
    }

    /// The decision stands that an appeal was made against, from `now` on.
    pub(super) fn standing_by(self, against: Against, readings: &Readings, now: Timestamp) -> Self {
        let scored = readings.sealed.iter().map(|sealed| sealed.reading.assessor);
        let scored_by = self.scored_by.iter().copied().chain(scored).collect();
        let Against { decided, note, .. } = against;
        Self { scored_by, given_back: Some(now), ..self }.moved(State::NotYet { at: decided, note })
    }
}

fn reopened(settled: Settled, anew: &Anew, now: Timestamp) -> State {
    let Settled { of_record, beside, .. } = settled;
    State::Assessed {
        at: now,
        assignment: of_record.assignment,
        assessor: of_record.assessor,
        beside,
        recommended: anew.recommended,
    }
}
