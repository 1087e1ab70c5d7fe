//! What a letter between an earner and her coach is about.

use serde::{Deserialize, Serialize};

/// What happened in a coaching. To the coach it names the earner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum CoachingNews {
    /// To the coach: she is asked to be one.
    Asked {
        /// By whom.
        earner: String,
    },
    /// To the coach: the earner answered a comment.
    Answered {
        /// Who.
        earner: String,
    },
    /// To the coach: the earner ended it.
    EndedByEarner {
        /// Who.
        earner: String,
    },
    /// To the earner: her coach said something.
    Commented,
    /// To the earner: her coach ended it.
    EndedByCoach,
}

impl CoachingNews {
    /// Whether it goes to the coach and names the earner, with whose erasure it goes.
    pub const fn names_the_earner(&self) -> bool {
        match self {
            Self::Asked { .. } | Self::Answered { .. } | Self::EndedByEarner { .. } => true,
            Self::Commented | Self::EndedByCoach => false,
        }
    }
}
