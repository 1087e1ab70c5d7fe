//! What a letter lets its holder do.
//!
//! A link is sealed into a URL when its letter is sent, so the table never holds what would open it
//! and a letter sent again carries the same URL. Opening a page with it has no effect; only a
//! button's POST does.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AssignmentId, PersonId, Refusal, SubmissionId};

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
        if now < self.ends() {
            Ok(self)
        } else {
            Err(Refusal::LinkOver("its time is over. Ask for a new one."))
        }
    }
}

/// `count` minutes.
pub fn minutes(count: i64) -> jiff::SignedDuration {
    jiff::SignedDuration::from_mins(count)
}
