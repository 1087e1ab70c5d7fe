//! What an issuer's assessors were asked for of late, and what waits for them: counted, so that nobody who asks what comes
//! has to look at each attempt.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Assignment, AssignmentState, WEEKS, days};
use crate::{OrganisationId, Slug};

/// What was asked for in the [`WEEKS`] weeks before it was counted, and what waited then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Whose.
    pub issuer: OrganisationId,
    /// Counts the counts.
    pub version: u64,
    /// When it was counted.
    pub counted: Timestamp,
    /// By definition; none of which nothing was asked for and nothing waits.
    pub definitions: BTreeMap<Slug, DemandOf>,
}

/// What was asked for and waits of one definition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandOf {
    /// How many readings somebody was asked for who has them or has scored them.
    pub asked: u64,
    /// How many of these were scored.
    pub scored: u64,
    /// How many seconds those took together, from asking to scores.
    pub seconds: u64,
    /// How many attempts wait for somebody.
    pub attempts: u32,
    /// How many readings of them: where two are to read, an attempt may wait for both.
    pub readings: u32,
}

impl Demand {
    /// Of which nothing is counted yet.
    #[must_use]
    pub const fn begun(issuer: OrganisationId, version: u64, now: Timestamp) -> Self {
        Self { issuer, version, counted: now, definitions: BTreeMap::new() }
    }

    /// From when on what was asked for is counted.
    #[must_use]
    pub fn since(&self) -> Timestamp {
        self.counted - days(7 * WEEKS)
    }

    /// Counts an attempt that waits for so many readings, if for any.
    pub fn waits(&mut self, microcredential: &Slug, readings: usize) {
        if readings > 0 {
            let of = self.definitions.entry(microcredential.clone()).or_default();
            of.attempts += 1;
            of.readings += u32::try_from(readings).unwrap_or(u32::MAX);
        }
    }

    /// Counts a reading that somebody was asked for, and has or has scored; what was passed on was asked for again.
    pub fn asked(&mut self, microcredential: &Slug, assignment: &Assignment) {
        let scored = match assignment.state {
            AssignmentState::Offered | AssignmentState::Open { .. } => None,
            AssignmentState::Submitted { at } => Some(at),
            AssignmentState::Declined { .. } | AssignmentState::Withdrawn { .. } => return,
        };
        self.reading(microcredential, assignment.assigned, scored);
    }

    /// Counts a reading by when it was asked for, if that was of late, and when it was scored.
    pub(super) fn reading(&mut self, microcredential: &Slug, assigned: Timestamp, scored: Option<Timestamp>) {
        if assigned < self.since() {
            return;
        }
        let of = self.definitions.entry(microcredential.clone()).or_default();
        of.asked += 1;
        if let Some(scored) = scored {
            of.scored += 1;
            of.seconds += u64::try_from(scored.duration_since(assigned).as_secs()).unwrap_or_default();
        }
    }

    /// The figures of all definitions, each of them summed.
    #[must_use]
    pub fn together(&self) -> DemandOf {
        self.definitions.values().fold(DemandOf::default(), |sum, of| DemandOf {
            asked: sum.asked + of.asked,
            scored: sum.scored + of.scored,
            seconds: sum.seconds + of.seconds,
            attempts: sum.attempts + of.attempts,
            readings: sum.readings + of.readings,
        })
    }
}
