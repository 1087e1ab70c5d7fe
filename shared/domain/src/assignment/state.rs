//! Where an assignment stands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::letter::Cause;

/// Why an assessor hands an assignment back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeclineReason {
    /// She knows the earner or has another conflict of interest.
    Conflict,
    /// She has no time.
    Unavailable,
    /// Anything else.
    Other,
}

/// Where an assignment stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum AssignmentState {
    /// The letter is out; she hasn't stated that she has no conflict.
    Offered,
    /// She stated that she has no conflict and may see the evidence.
    Open {
        /// When she stated it.
        stated: Timestamp,
    },
    /// Her scores are in.
    Submitted {
        /// When.
        at: Timestamp,
    },
    /// She handed it back.
    Declined {
        /// When.
        at: Timestamp,
        /// Why.
        reason: DeclineReason,
    },
    /// It was taken from her.
    Withdrawn {
        /// When.
        at: Timestamp,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Cause>,
    },
}
