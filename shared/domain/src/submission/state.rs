//! Where a submission stands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Reading, Readings};
use crate::{AssignmentId, AwardId, PersonId};

/// Where a submission stands; each state carries what is true only then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// The earner works on the attempt.
    Draft,
    /// Handed in; an assessor is sought, be it that others have it already.
    Submitted {
        /// When.
        at: Timestamp,
        /// Who reads it.
        #[serde(flatten)]
        readings: Readings,
        /// Since when nobody is found, once that was noticed and the issuer told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waiting_since: Option<Timestamp>,
    },
    /// Everybody who is to read it has it or scored it, and scores are missing.
    InAssessment {
        /// When it was handed in.
        submitted: Timestamp,
        /// Who reads it.
        #[serde(flatten)]
        readings: Readings,
    },
    /// All scores are in; the issuer decides.
    Assessed {
        /// When the last ones came in.
        at: Timestamp,
        /// Under which assignment the scores that count were given.
        assignment: AssignmentId,
        /// Who gave them.
        assessor: PersonId,
        /// Who else scored it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        beside: Vec<Reading>,
        /// Whether the pass rule is met by the scores that count.
        recommended: bool,
    },
    /// The issuer awarded it.
    Awarded {
        /// When.
        at: Timestamp,
        /// What the earner holds.
        award: AwardId,
    },
    /// The issuer gave it back with feedback; the earner may hand in the unmet parts again.
    NotYet {
        /// When.
        at: Timestamp,
        /// What the issuer adds to the assessor's feedback.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// The earner took it back.
    Withdrawn {
        /// When.
        at: Timestamp,
        /// Whether an attempt was handed in before; if not, it was never the issuer's to see.
        handed_in: bool,
    },
}

impl State {
    /// Its name in addresses, queues and documents.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted { .. } => "submitted",
            Self::InAssessment { .. } => "in-assessment",
            Self::Assessed { .. } => "assessed",
            Self::Awarded { .. } => "awarded",
            Self::NotYet { .. } => "not-yet",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// Its name for the earner: her attempt is in assessment as soon as anybody has it.
    pub fn name_for_earner(&self) -> &'static str {
        match self {
            Self::Submitted { readings, .. } if readings.all().next().is_some() => "in-assessment",
            Self::Draft
            | Self::Submitted { .. }
            | Self::InAssessment { .. }
            | Self::Assessed { .. }
            | Self::Awarded { .. }
            | Self::NotYet { .. }
            | Self::Withdrawn { .. } => self.name(),
        }
    }

    /// Since when it is there; `None` for a draft.
    pub fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Draft => None,
            Self::Submitted { at, .. }
            | Self::InAssessment { submitted: at, .. }
            | Self::Assessed { at, .. }
            | Self::Awarded { at, .. }
            | Self::NotYet { at, .. }
            | Self::Withdrawn { at, .. } => Some(*at),
        }
    }

    /// What the issuer added when she gave it back.
    pub fn note(&self) -> Option<&String> {
        match self {
            Self::NotYet { note, .. } => note.as_ref(),
            Self::Draft
            | Self::Submitted { .. }
            | Self::InAssessment { .. }
            | Self::Assessed { .. }
            | Self::Awarded { .. }
            | Self::Withdrawn { .. } => None,
        }
    }

    /// The names of all states, in the order of a submission's life.
    pub const NAMES: [&'static str; 7] =
        ["draft", "submitted", "in-assessment", "assessed", "awarded", "not-yet", "withdrawn"];

    pub(super) fn in_words(&self) -> &'static str {
        match self {
            Self::Draft => "it is a draft",
            Self::Submitted { .. } => "it was handed in and waits for an assessor",
            Self::InAssessment { .. } => "an assessor has it",
            Self::Assessed { .. } => "its scores are in and the issuer decides",
            Self::Awarded { .. } => "it was awarded",
            Self::NotYet { .. } => "it was decided as not yet; open it again to hand in the unmet parts",
            Self::Withdrawn { .. } => "it was withdrawn",
        }
    }
}
