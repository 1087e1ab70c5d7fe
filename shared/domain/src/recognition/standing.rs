//! Where an earner's claims stand, taken together: what a desk sorts them by.

use jiff::Timestamp;

use super::{Recognition, Recognitions, State};

/// Where claims stand, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Some wait for the recognizer.
    Waiting {
        /// The oldest of them, since when.
        since: Timestamp,
    },
    /// None waits for the recognizer, and some for the earner's answer.
    Questioned {
        /// The oldest of them, since when.
        since: Timestamp,
    },
    /// Nothing waits.
    Settled {
        /// Since when.
        since: Timestamp,
    },
}

impl Standing {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Questioned { .. } => "questioned",
            Self::Settled { .. } => "settled",
        }
    }

    /// Every name, in the order in which a desk looks at them.
    pub const NAMES: [&'static str; 3] = ["waiting", "questioned", "settled"];

    /// Since when.
    #[must_use]
    pub const fn since(self) -> Timestamp {
        match self {
            Self::Waiting { since } | Self::Questioned { since } | Self::Settled { since } => since,
        }
    }
}

impl Recognitions {
    /// Where they stand, taken together.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let waits = |claim: &&Recognition| claim.waits_for_recognizer();
        let asked = |claim: &&Recognition| matches!(claim.state, State::Questioned { .. });
        let since = |claim: &Recognition| claim.state.since();
        if let Some(since) = self.claims.iter().filter(waits).map(since).min() {
            return Standing::Waiting { since };
        }
        if let Some(since) = self.claims.iter().filter(asked).map(since).min() {
            return Standing::Questioned { since };
        }
        let last = self.claims.iter().map(since).max();
        Standing::Settled { since: last.unwrap_or(Timestamp::UNIX_EPOCH) }
    }
}

impl State {
    /// Its name, as the API says it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Claimed { .. } => "claimed",
            Self::Questioned { .. } => "questioned",
            Self::Accepted(_) => "accepted",
            Self::Declined { .. } => "declined",
            Self::Reopened { .. } => "reopened",
            Self::Lapsed { .. } => "lapsed",
        }
    }

    /// Since when it is there.
    #[must_use]
    pub const fn since(&self) -> Timestamp {
        match self {
            Self::Claimed { since } | Self::Questioned { since } | Self::Reopened { since, .. } => *since,
            Self::Accepted(decided) | Self::Declined { decided, .. } => decided.at,
            Self::Lapsed { at } => *at,
        }
    }

    /// The decision that stands, if one does.
    #[must_use]
    pub const fn decided(&self) -> Option<&super::Decided> {
        match self {
            Self::Accepted(decided) | Self::Declined { decided, .. } => Some(decided),
            Self::Claimed { .. } | Self::Questioned { .. } | Self::Reopened { .. } | Self::Lapsed { .. } => {
                None
            }
        }
    }

    /// Who had accepted what is accepted or was, and when.
    #[must_use]
    pub const fn accepted(&self) -> Option<&super::Decided> {
        match self {
            Self::Accepted(accepted) | Self::Reopened { accepted, .. } => Some(accepted),
            Self::Declined { accepted, .. } => accepted.as_ref(),
            Self::Claimed { .. } | Self::Questioned { .. } | Self::Lapsed { .. } => None,
        }
    }
}
