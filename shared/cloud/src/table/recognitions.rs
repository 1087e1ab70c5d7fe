//! Recognitions: an earner's claims by a policy, and that they are to be looked at.

use std::collections::{BTreeMap, BTreeSet};

use domain::{LookId, PersonId, Slug, policy::PolicyEdition, recognition::Recognitions};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    Table,
    keys::{Key, Queue, sortable},
    record::Record,
};
use crate::{App, Failure};

/// That an earner's claims are to be looked at: an award was signed or revoked, or other facts are on record. Made in the
/// commit of what happened, and taken away by who has looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Tells it from others.
    pub id: LookId,
    /// Whose claims.
    pub earner: PersonId,
    /// Since when.
    pub since: Timestamp,
    /// Whether it is one of many that came at once, as with an import: what happens one by one goes before it for a day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_of_many: bool,
}

/// For how long others go before a look that is one of many.
const GOES_BEHIND: SignedDuration = SignedDuration::from_hours(24);

/// Versions of policies, by policy and number.
pub type Editions = BTreeMap<(Slug, u32), PolicyEdition>;

impl Record for Recognitions {
    const KIND: &'static str = "recognitions";
    fn key(&self) -> Key {
        Key::Recognitions(self.earner, self.policy.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        let standing = self.standing();
        let queue = Queue::Recognitions(self.recognizer, standing.name());
        Some((queue, format!("{}#{}", sortable(standing.since()), self.earner)))
    }
}

impl Record for Look {
    const KIND: &'static str = "look";
    fn key(&self) -> Key {
        Key::Look(self.earner, self.id)
    }
    fn version(&self) -> u64 {
        1
    }
    fn queue(&self) -> Option<(Queue, String)> {
        let behind = if self.one_of_many { GOES_BEHIND } else { SignedDuration::ZERO };
        Some((Queue::Looks, sortable(self.since + behind)))
    }
}

impl App {
    /// That the claims of `earner` are to be looked at, to be stored with what happened.
    pub fn look_at_claims_of(&self, earner: PersonId) -> Look {
        Look { id: self.id(), earner, since: self.now(), one_of_many: false }
    }

    /// As [`App::look_at_claims_of`], for what tells of many at once.
    pub fn look_behind_others_at_claims_of(&self, earner: PersonId) -> Look {
        Look { one_of_many: true, ..self.look_at_claims_of(earner) }
    }
}

impl Table {
    /// All claims of an earner, by policy.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn recognitions_of(&self, earner: PersonId) -> Result<BTreeMap<Slug, Recognitions>, Failure> {
        let (partition, prefix) = Key::all_recognitions(earner);
        let all: Vec<Recognitions> = self.records(&partition, prefix).await?;
        Ok(all.into_iter().map(|one| (one.policy.clone(), one)).collect())
    }

    /// The versions of policies that claims name.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn editions_of<'a>(
        &self,
        recognitions: impl Iterator<Item = &'a Recognitions>,
    ) -> Result<Editions, Failure> {
        let named = recognitions
            .flat_map(|one| one.claims.iter().map(move |claim| (one.policy.clone(), claim.edition)));
        let named: BTreeSet<(Slug, u32)> = named.collect();
        let keys = named.into_iter().map(|(slug, version)| Key::PolicyVersion(slug, version)).collect();
        let editions: Vec<PolicyEdition> = self.found(keys).await?;
        let keyed = |edition: PolicyEdition| ((edition.policy.id.clone(), edition.version), edition);
        Ok(editions.into_iter().map(keyed).collect())
    }
}
