//! Where a submission stands.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AssignmentId, AwardId, PersonId};

/// Where a submission stands; each state carries what is true only then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// The earner works on the attempt.
    Draft,
    /// Handed in; waiting for an assessor.
    Submitted {
        /// When.
        at: Timestamp,
        /// Who was asked for this attempt before and handed it back or let it go by.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        passed_on_by: BTreeSet<PersonId>,
        /// Since when nobody is found, once that was noticed and the issuer told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waiting_since: Option<Timestamp>,
    },
    /// An assessor has it.
    InAssessment {
        /// When it was handed in.
        submitted: Timestamp,
        /// As in `Submitted`.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        passed_on_by: BTreeSet<PersonId>,
        /// The assignment.
        assignment: AssignmentId,
        /// Whose it is.
        assessor: PersonId,
    },
    /// The scores are in; the issuer decides.
    Assessed {
        /// When.
        at: Timestamp,
        /// Whose scores.
        assignment: AssignmentId,
        /// Who gave them.
        assessor: PersonId,
        /// Whether the pass rule is met.
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
