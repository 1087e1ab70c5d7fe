//! Who scores an attempt: qualification, conflict and cap rules, and one assignment's life.
//!
//! An assessor is asked when she is trained for the micro-credential, has no conflict with the
//! earner, is available and is below her own cap. Of those, the one with the fewest open
//! assignments; among equals, the one who has been idle longest.

mod away;
mod clock;
mod demand;
mod forecast;
mod reader;
mod roster;
mod state;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use away::{Absences, Away, LONGEST_SPAN, MOST_SPANS};
pub use clock::{DAYS_OF_GRACE, DAYS_OF_NOTICE, DAYS_TO_SCORE, Overdue, days};
pub use demand::{Demand, DemandOf};
pub use forecast::{Forecast, OfDefinition, Rubrics, WEEKS, Week};
pub use reader::Reader;
pub use roster::{Assessor, Availability, Ineligible, Sought, TrainingRecord, choose};
pub use state::{AssignmentState, DeclineReason};

use crate::{
    AssignmentId, OrganisationId, PersonId, Refusal, SubmissionId, code::MailedCode, letter::Cause,
    link::Ending,
};

/// One assessor asked to score one attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Never changes.
    pub id: AssignmentId,
    /// Counts the changes.
    pub version: u64,
    /// Whose attempt.
    pub submission: SubmissionId,
    /// Which attempt.
    pub attempt: u32,
    /// Of which issuer.
    pub issuer: OrganisationId,
    /// Which reading.
    pub reader: Reader,
    /// Who was asked.
    pub assessor: PersonId,
    /// When.
    pub assigned: Timestamp,
    /// Until when.
    pub due: Timestamp,
    /// How many reminders went out: one before due, one at due.
    pub reminders: u8,
    /// When its link was first opened; from then on another browser needs a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_opened: Option<Timestamp>,
    /// The code that was sent last, while it can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<MailedCode>,
    /// How many codes were sent.
    #[serde(default)]
    pub codes_sent: u32,
    /// Where it stands.
    pub state: AssignmentState,
}

/// How many codes are sent for one assignment at most.
pub const MOST_CODES: u32 = 20;

impl Assignment {
    /// A new assignment, due in [`DAYS_TO_SCORE`] days.
    pub fn offer(
        id: AssignmentId,
        (submission, attempt): (SubmissionId, u32),
        (issuer, assessor): (OrganisationId, PersonId),
        reader: Reader,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            version: 1,
            submission,
            attempt,
            issuer,
            reader,
            assessor,
            assigned: now,
            due: now + days(DAYS_TO_SCORE),
            reminders: 0,
            first_opened: None,
            code: None,
            codes_sent: 0,
            state: AssignmentState::Offered,
        }
    }

    /// Whether the assessor still has it.
    pub fn is_open(&self) -> bool {
        match self.state {
            AssignmentState::Offered | AssignmentState::Open { .. } => true,
            AssignmentState::Submitted { .. }
            | AssignmentState::Declined { .. }
            | AssignmentState::Withdrawn { .. } => false,
        }
    }

    /// Whether her scores are in.
    pub fn is_submitted(&self) -> bool {
        matches!(self.state, AssignmentState::Submitted { .. })
    }

    /// When she stated that she has no conflict (`None`: not yet), if the link still works at `now`.
    ///
    /// # Errors
    /// [`Refusal::LinkOver`] with the reason.
    pub fn stated(&self, now: Timestamp) -> Result<Option<Timestamp>, Refusal> {
        let over = |why| Err(Refusal::LinkOver(why));
        match self.state {
            AssignmentState::Submitted { .. } => over(Ending::HandedIn),
            AssignmentState::Declined { reason: DeclineReason::Conflict, .. } => over(Ending::Conflict),
            AssignmentState::Declined { .. } => over(Ending::Declined),
            AssignmentState::Withdrawn { cause, .. } => over(cause.into()),
            AssignmentState::Offered | AssignmentState::Open { .. } if now >= self.link_ends() => {
                over(Ending::Expired)
            }
            AssignmentState::Offered => Ok(None),
            AssignmentState::Open { stated } => Ok(Some(stated)),
        }
    }

    /// She states that she has no conflict; a second statement changes nothing.
    ///
    /// # Errors
    /// As [`Assignment::stated`].
    pub fn state_no_conflict(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.stated(now)? {
            Some(_) => Ok(self),
            None => Ok(self.moved(AssignmentState::Open { stated: now })),
        }
    }

    /// `Ok` when the evidence may be seen and scored.
    ///
    /// # Errors
    /// As [`Assignment::stated`], and [`Refusal::Forbidden`] before the conflict statement.
    pub fn must_be_open(&self, now: Timestamp) -> Result<(), Refusal> {
        let closed = "State first that you have no conflict of interest; then the evidence opens.";
        self.stated(now)?.map(drop).ok_or_else(|| Refusal::Forbidden(closed.into()))
    }

    /// Its link was opened in a browser that may go on.
    #[must_use]
    pub fn entered(self, now: Timestamp) -> Self {
        let first_opened = self.first_opened.or(Some(now));
        Self { version: self.version + 1, first_opened, code: None, ..self }
    }

    /// A new code was sent, because the link was opened in another browser.
    ///
    /// # Errors
    /// [`Refusal::TooMany`] within a minute of the last one, and after [`MOST_CODES`] of them.
    pub fn send_code(self, nonce: String, now: Timestamp) -> Result<Self, Refusal> {
        let code = MailedCode::after(self.code.as_ref(), nonce, now)?;
        if self.codes_sent >= MOST_CODES {
            let what =
                "Too many codes were asked for. Open the link in the browser that opened it first.".into();
            return Err(Refusal::TooMany { what, retry_after_seconds: 86_400 });
        }
        Ok(Self { version: self.version + 1, code: Some(code), codes_sent: self.codes_sent + 1, ..self })
    }

    /// One try of the code is spent, before it is compared. Answers with the nonce to compare.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`] when none was sent, it ended, or its tries are spent.
    pub fn try_code(self, now: Timestamp) -> Result<(Self, String), Refusal> {
        let code = self.code.clone().ok_or(Refusal::WrongCode)?.spend(now)?;
        let nonce = code.nonce.clone();
        Ok((Self { version: self.version + 1, code: Some(code), ..self }, nonce))
    }

    /// Her scores are in.
    ///
    /// # Errors
    /// As [`Assignment::must_be_open`].
    pub fn submit(self, now: Timestamp) -> Result<Self, Refusal> {
        self.must_be_open(now)?;
        Ok(self.moved(AssignmentState::Submitted { at: now }))
    }

    /// She hands it back, before or after she saw the evidence.
    ///
    /// # Errors
    /// As [`Assignment::stated`].
    pub fn decline(self, reason: DeclineReason, now: Timestamp) -> Result<Self, Refusal> {
        self.stated(now)?;
        Ok(self.moved(AssignmentState::Declined { at: now, reason }))
    }

    /// It is taken from her: time is over, the earner withdrew, or the issuer assigned another.
    #[must_use]
    pub fn withdraw(self, cause: Cause, now: Timestamp) -> Self {
        let withdrawn = AssignmentState::Withdrawn { at: now, cause: Some(cause) };
        if self.is_open() { self.moved(withdrawn) } else { self }
    }

    fn moved(self, state: AssignmentState) -> Self {
        Self { version: self.version + 1, state, ..self }
    }
}

#[cfg(test)]
mod tests;
