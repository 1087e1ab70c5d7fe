//! How far an import of a roster is placed, or taken back, and until when what it says is kept.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Roster;
use crate::{ImportId, OrganisationId};

/// How long after it was placed an import can be undone.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What is done with an import at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It is being written, and doesn't count yet.
    Written,
    /// Its people are placed.
    Placing,
    /// All are placed. What it says is kept while it can be undone.
    Kept,
    /// It was undone: what it did is taken back.
    TakingBack,
    /// Nothing is to be done any more, and nothing that it says about people is left.
    Over,
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placing {
    /// Whose import.
    pub district: OrganisationId,
    /// Which.
    pub import: ImportId,
    /// Counts the changes.
    pub version: u64,
    /// What is done with it.
    pub stage: Stage,
    /// When it is looked at next.
    pub due: Timestamp,
    /// How many of its rows are placed.
    pub placed: usize,
    /// Its shards that are still there.
    pub shards: BTreeSet<u8>,
    /// Those of them whose people are still to be placed.
    pub left: BTreeSet<u8>,
}

impl Placing {
    /// That of an import that is being written, due when whoever writes it has long ended.
    #[must_use]
    pub fn begun(
        (district, import): (OrganisationId, ImportId),
        shards: BTreeSet<u8>,
        due: Timestamp,
    ) -> Self {
        let left = shards.clone();
        Self { district, import, version: 1, stage: Stage::Written, due, placed: 0, shards, left }
    }

    fn next(self, stage: Stage, due: Timestamp) -> Self {
        Self { version: self.version + 1, stage, due, ..self }
    }

    /// Once the roster names the import.
    #[must_use]
    pub fn counting(self, now: Timestamp) -> Self {
        self.next(Stage::Placing, now)
    }

    /// When those shards were looked at, whose rows are that many, and all of them are placed.
    #[must_use]
    pub fn placed(mut self, shards: &BTreeSet<u8>, rows: usize, now: Timestamp) -> Self {
        self.left.retain(|number| !shards.contains(number));
        self.placed += rows;
        let is_placed = self.left.is_empty();
        if is_placed { self.next(Stage::Kept, now + KEPT) } else { self.next(Stage::Placing, now) }
    }

    /// When it is undone, also while it is being placed.
    #[must_use]
    pub fn undone(self, now: Timestamp) -> Self {
        self.next(Stage::TakingBack, now)
    }

    /// When what was in those shards was taken back, or is kept no longer, and they are gone.
    #[must_use]
    pub fn without(mut self, shards: &BTreeSet<u8>, now: Timestamp) -> Self {
        self.shards.retain(|number| !shards.contains(number));
        self.left.retain(|number| !shards.contains(number));
        let stage = if self.shards.is_empty() { Stage::Over } else { self.stage };
        self.next(stage, now)
    }

    /// When something of it failed: it isn't looked at before `due`, and holds up nobody meanwhile. `None` for what is kept,
    /// whose time says until when it can be undone.
    #[must_use]
    pub fn put_off(self, due: Timestamp) -> Option<Self> {
        match self.stage {
            Stage::Written | Stage::Placing | Stage::TakingBack => {
                let stage = self.stage;
                Some(self.next(stage, due))
            }
            Stage::Kept | Stage::Over => None,
        }
    }

    /// Whether people are still to be placed, or to be taken back.
    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Placing | Stage::TakingBack)
    }

    /// Whether what it did can still be taken back.
    #[must_use]
    pub fn can_be_undone(&self, now: Timestamp) -> bool {
        match self.stage {
            Stage::Placing => true,
            Stage::Kept => now < self.due,
            Stage::Written | Stage::TakingBack | Stage::Over => false,
        }
    }

    /// Whether there is something to do at `now`: of a district's imports the oldest comes first that isn't put off.
    #[must_use]
    pub fn is_due(&self, roster: &Roster, now: Timestamp) -> bool {
        match self.stage {
            Stage::Placing | Stage::TakingBack => self.due <= now,
            // Only the newest import can be undone.
            Stage::Kept => self.due <= now || !roster.is_newest(self.import),
            Stage::Written | Stage::Over => false,
        }
    }
}
