//! What an earner states about herself, for the policies of one recognizer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Facts;
use crate::{OrganisationId, PersonId, Refusal};

/// Facts whose source is the earner herself. Their terms are the recognizer's, so that there is one for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedFacts {
    /// About whom, and by whom.
    pub earner: PersonId,
    /// For whose policies.
    pub recognizer: OrganisationId,
    /// Counts the changes.
    pub version: u64,
    /// What she stated.
    pub facts: Facts,
    /// When she stated it.
    pub at: Timestamp,
}

impl StatedFacts {
    /// What she states in place of `before`, of which she saw version `seen` (0 while there is none).
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another one is stored.
    pub fn state(
        before: Option<&Self>,
        seen: u64,
        (earner, recognizer): (PersonId, OrganisationId),
        facts: Facts,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let current = before.map_or(0, |before| before.version);
        if seen != current {
            return Err(Refusal::Stale { current });
        }
        Ok(Self { earner, recognizer, version: current + 1, facts, at: now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_tab_states_nothing_over_what_is_newer() {
        let whose = (
            PersonId::from_parts(Timestamp::UNIX_EPOCH, 1),
            OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 2),
        );
        let state = |before: Option<&StatedFacts>, seen| {
            StatedFacts::state(before, seen, whose, Facts::default(), Timestamp::UNIX_EPOCH)
        };
        let first = state(None, 0).expect("nothing is stored");
        assert_eq!(first.version, 1);
        assert_eq!(state(Some(&first), 1).map(|second| second.version), Ok(2));
        assert_eq!(state(Some(&first), 0), Err(Refusal::Stale { current: 1 }));
        assert_eq!(state(None, 1), Err(Refusal::Stale { current: 0 }));
    }
}
