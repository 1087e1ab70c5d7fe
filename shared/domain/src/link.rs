//! What a letter lets its holder do.
//!
//! A link is sealed into a URL when its letter is sent, so the table never holds what would open it
//! and a letter sent again carries the same URL. Opening a page with it has no effect; only a
//! button's POST does.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AssignmentId, PersonId, Refusal, SubmissionId, letter::Cause};

/// Minutes that a sign-in link works.
pub const SIGN_IN_MINUTES: i64 = 15;

/// Minutes that a session can be handed over to another tab.
pub const HAND_OVER_MINUTES: i64 = 2;

/// What a letter lets its holder do, until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "to")]
pub enum Link {
    /// Open a session, once.
    SignIn {
        /// Whose session.
        person: PersonId,
        /// Tells this link from her others; hex.
        nonce: String,
        /// When it ends.
        ends: Timestamp,
    },
    /// Open one assignment, as often as needed.
    Assignment {
        /// Of which submission.
        submission: SubmissionId,
        /// Which assignment.
        assignment: AssignmentId,
        /// When it ends, whatever happens.
        ends: Timestamp,
    },
}

impl Link {
    /// When it ends.
    pub fn ends(&self) -> Timestamp {
        match self {
            Self::SignIn { ends, .. } | Self::Assignment { ends, .. } => *ends,
        }
    }

    /// The link, if it has not ended at `now`.
    ///
    /// # Errors
    /// [`Refusal::LinkOver`].
    pub fn at(self, now: Timestamp) -> Result<Self, Refusal> {
        if now < self.ends() { Ok(self) } else { Err(Refusal::LinkOver(Ending::Expired)) }
    }
}

/// Why a link no longer works. Its name in problem documents is in kebab case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// It works once, and was used.
    #[error("it was used before. Ask for a new one.")]
    Used,
    /// Its time is over.
    #[error("its time is over.")]
    Expired,
    /// The scores that it asked for are in.
    #[error("your scores are in. Thank you.")]
    HandedIn,
    /// The assessor has a conflict of interest.
    #[error("you told us of a conflict of interest. Thank you.")]
    Conflict,
    /// The assessor handed the assignment back.
    #[error("you handed this assignment back.")]
    Declined,
    /// The assignment was taken away: no letter reached its assessor, or nothing is known of why.
    #[error("this assignment was passed on.")]
    PassedOn,
    /// The scores didn't come in time.
    #[error("its time is over, and somebody else was asked.")]
    Overdue,
    /// The issuer asked somebody else.
    #[error("the issuer asked somebody else.")]
    Reassigned,
    /// The earner took the submission back.
    #[error("the submission was taken back, so nothing is left to score.")]
    SubmissionWithdrawn,
    /// The assessor is paused.
    #[error("you are paused for this micro-credential, and somebody else was asked.")]
    Paused,
}

impl From<Option<Cause>> for Ending {
    fn from(cause: Option<Cause>) -> Self {
        match cause {
            None | Some(Cause::Unreachable) => Self::PassedOn,
            Some(Cause::Overdue) => Self::Overdue,
            Some(Cause::Reassigned) => Self::Reassigned,
            Some(Cause::SubmissionWithdrawn) => Self::SubmissionWithdrawn,
            Some(Cause::Paused) => Self::Paused,
        }
    }
}

/// `count` minutes.
pub fn minutes(count: i64) -> jiff::SignedDuration {
    jiff::SignedDuration::from_mins(count)
}
