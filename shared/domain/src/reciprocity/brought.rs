//! What is known of a badge beside the badge itself: what stays when it is taken back, and who else brought it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Decided, Imported};
use crate::{AwardId, OrganisationId, PersonId};

/// What stays of a badge that its earner took back: nothing that it said, only that it was there, so that bringing it
/// again undoes no decline, and is never taken for what somebody saw before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// Which badge.
    pub id: AwardId,
    /// Who took it back.
    pub earner: PersonId,
    /// From whom.
    pub recognizer: OrganisationId,
    /// Goes on where the badge's ended.
    pub version: u64,
    /// What was said when it was declined; `None` when it wasn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<Decided>,
    /// When.
    pub at: Timestamp,
}

/// What is there when a badge is handed in.
#[derive(Debug, Clone, Copy)]
pub enum Before<'a> {
    /// Nothing.
    Nothing,
    /// The badge, as it was handed in before.
    Here(&'a Imported),
    /// That it was, and was taken back.
    TakenBack(&'a TakenBack),
}

impl<'a> Before<'a> {
    /// Of the badge that is there and what stayed of one that was.
    #[must_use]
    pub const fn of(here: Option<&'a Imported>, taken_back: Option<&'a TakenBack>) -> Self {
        match (here, taken_back) {
            (Some(here), _) => Self::Here(here),
            (None, Some(taken_back)) => Self::TakenBack(taken_back),
            (None, None) => Self::Nothing,
        }
    }

    /// Its version; 0 for nothing.
    pub(super) const fn version(self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Here(badge) => badge.version,
            Self::TakenBack(badge) => badge.version,
        }
    }

    /// What was said when it was declined, unless somebody said something else since.
    pub(super) fn declined(self) -> Option<&'a Decided> {
        match self {
            Self::Nothing => None,
            Self::Here(badge) => badge.decline(),
            Self::TakenBack(badge) => badge.declined.as_ref(),
        }
    }
}

/// Who brought the same badge to a recognizer, so that it isn't counted twice without anybody knowing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bringers {
    /// To whom.
    pub recognizer: OrganisationId,
    /// Which badge.
    pub id: AwardId,
    /// Counts the changes; 0 while nobody brought it.
    pub version: u64,
    /// Who has it there, in the order in which they brought it.
    pub earners: Vec<PersonId>,
}

impl Bringers {
    /// Nobody so far.
    #[must_use]
    pub const fn nobody(recognizer: OrganisationId, id: AwardId) -> Self {
        Self { recognizer, id, version: 0, earners: Vec::new() }
    }

    /// Whether somebody else has it there.
    #[must_use]
    pub fn has_others_than(&self, earner: PersonId) -> bool {
        self.earners.iter().any(|one| *one != earner)
    }

    /// They, and her; `None` when she is among them.
    #[must_use]
    pub fn with(&self, earner: PersonId) -> Option<Self> {
        let and_her = || self.earners.iter().copied().chain([earner]).collect();
        let is_new = !self.earners.contains(&earner);
        is_new.then(|| Self { version: self.version + 1, earners: and_her(), ..self.clone() })
    }

    /// They without her; `None` when she isn't among them.
    #[must_use]
    pub fn without(&self, earner: PersonId) -> Option<Self> {
        let but_her = || self.earners.iter().copied().filter(|one| *one != earner).collect();
        let is_there = self.earners.contains(&earner);
        is_there.then(|| Self { version: self.version + 1, earners: but_her(), ..self.clone() })
    }
}
