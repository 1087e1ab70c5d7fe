//! Bundles: an earner's chosen awards, signed together (Comprehensive Learner Record 2.0).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AwardId, BundleId, Fault, PersonId, Refusal, award::Award};

/// The most awards in one bundle.
pub const MOST_AWARDS: usize = 20;

/// How far a bundle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// Asked for, being signed.
    Awaited,
    /// Signed; its earner may take it.
    Signed {
        /// When.
        at: Timestamp,
    },
    /// Never signed: every award in it was revoked meanwhile.
    Void {
        /// When that was noticed.
        at: Timestamp,
    },
}

/// What an earner asked to have signed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// Never changes.
    pub id: BundleId,
    /// Counts the changes.
    pub version: u64,
    /// Whose.
    pub earner: PersonId,
    /// Which awards, in her order.
    pub awards: Vec<AwardId>,
    /// Whether she left some of hers out.
    pub partial: bool,
    /// When she asked.
    pub asked: Timestamp,
    /// How far it is.
    pub state: State,
}

impl Bundle {
    /// The bundle of `chosen`, which are all of the asked ones that there are; `held` is how many awards that
    /// hold she has in all.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for somebody else's award; [`Refusal::Invalid`] with every award that can't be in
    /// it: not signed yet, revoked, or of a version that is in it already.
    pub fn ask(
        id: BundleId,
        earner: PersonId,
        chosen: &[Award],
        held: usize,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if chosen.is_empty() || chosen.iter().any(|award| award.earner != earner) {
            return Err(Refusal::NotFound);
        }
        let mut versions = BTreeSet::new();
        let faults = chosen.iter().enumerate().filter_map(|(place, award)| {
            let is_first = versions.insert((&award.microcredential, award.edition));
            let why = match award.standing() {
                None => "This award is being signed. Choose it when it is.",
                Some(standing) if standing.revocation().is_some() => "This award was revoked.",
                Some(_) if !is_first => "Another award for this very version is chosen already.",
                Some(_) => return None,
            };
            Some(Fault::at(format!("/awards/{place}"), why))
        });
        let faults: Vec<Fault> = faults.collect();
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        Ok(Self {
            id,
            version: 1,
            earner,
            awards: chosen.iter().map(|award| award.id).collect(),
            partial: chosen.len() < held,
            asked: now,
            state: State::Awaited,
        })
    }

    /// It, signed. `None` when there is nothing to sign any more.
    #[must_use]
    pub fn signed(self, now: Timestamp) -> Option<Self> {
        self.moved(State::Signed { at: now })
    }

    /// It, with nothing left to sign. `None` when it doesn't wait any more.
    #[must_use]
    pub fn void(self, now: Timestamp) -> Option<Self> {
        self.moved(State::Void { at: now })
    }

    fn moved(self, state: State) -> Option<Self> {
        match self.state {
            State::Awaited => Some(Self { version: self.version + 1, state, ..self }),
            State::Signed { .. } | State::Void { .. } => None,
        }
    }
}
