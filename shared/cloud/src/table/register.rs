//! What recognizers record about their people, and all that is on record about an earner.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ImportId, OrganisationId,
    email::EmailAddress,
    person::Person,
    policy::{Facts, Import, Place, Recorded, Register, RegisterShard, Sources, StatedFacts, shard_of},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Table,
    keys::{Key, Queue, sortable},
    record::Record,
};
use crate::{Error, Failure};

/// What is to be done about an import of facts: once it counts, or was undone, the claims of those about whom it says
/// something new are looked at, and what counts no more is taken away. Of an import that never came to count, everything is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterLook {
    /// Whose record.
    pub recognizer: OrganisationId,
    /// Which import.
    pub import: ImportId,
    /// Counts the changes.
    pub version: u64,
    /// When it is due.
    pub due: Timestamp,
    /// The shards that the import wrote and that are still to be looked at.
    pub shards: BTreeSet<u8>,
    /// The shards in whose place the import's count: who is in one of them and not in the import's was taken out by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Place>,
    /// The shards that count no more.
    pub gone: Vec<Place>,
}

impl RegisterLook {
    /// The look at an import that is being written, due when whoever writes it has long ended.
    #[must_use]
    pub fn begun(recognizer: OrganisationId, import: &Import, due: Timestamp) -> Self {
        Self {
            recognizer,
            import: import.id,
            version: 1,
            due,
            shards: import.shards.clone(),
            before: Vec::new(),
            gone: Vec::new(),
        }
    }

    /// The look as it is once the import counts, in the place of those shards.
    #[must_use]
    pub fn due(self, due: Timestamp, before: Vec<Place>, gone: Vec<Place>) -> Self {
        Self { version: self.version + 1, due, before, gone, ..self }
    }

    /// The look as it is when the import counts no more: from its beginning, whether or not one is under way.
    #[must_use]
    pub fn again(
        before: Option<Self>,
        (recognizer, import): (OrganisationId, ImportId),
        due: Timestamp,
        mut gone: Vec<Place>,
    ) -> Self {
        let version = before.as_ref().map_or(0, |before| before.version) + 1;
        let shards = gone.iter().map(|place| place.number).collect();
        gone.extend(before.into_iter().flat_map(|before| before.gone));
        Self { recognizer, import, version, due, shards, before: Vec::new(), gone }
    }
}

/// All that is on record about an earner for a recognizer's policies.
#[derive(Debug, Clone, Default)]
pub struct OnRecord {
    /// Everything together.
    pub facts: Facts,
    /// What she stated, if she did.
    pub stated: Option<StatedFacts>,
    /// What the recognizer recorded, if it did.
    pub recorded: Option<Recorded>,
    /// From where each of it is.
    pub sources: Sources,
}

impl OnRecord {
    fn of(stated: Option<StatedFacts>, recorded: Option<Recorded>) -> Self {
        let none = Facts::default();
        let of_recognizer = recorded.as_ref().map_or(&none, |recorded| &recorded.facts);
        let of_earner = stated.as_ref().map_or(&none, |stated| &stated.facts);
        let facts = of_recognizer.and(of_earner);
        let sources = Sources::of(stated.as_ref(), recorded.as_ref());
        Self { facts, stated, recorded, sources }
    }
}

impl Record for Register {
    const KIND: &'static str = "register";
    fn key(&self) -> Key {
        Key::Register(self.recognizer)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for RegisterShard {
    const KIND: &'static str = "register-shard";
    fn key(&self) -> Key {
        Key::RegisterShard(self.recognizer, self.place)
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Record for RegisterLook {
    const KIND: &'static str = "register-look";
    fn key(&self) -> Key {
        Key::RegisterLook(self.recognizer, self.import)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::RegisterLooks, sortable(self.due)))
    }
}

impl Table {
    /// Which imports count for a recognizer.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn register(&self, recognizer: OrganisationId) -> Result<Register, Failure> {
        let stored = self.find(Key::Register(recognizer)).await?;
        Ok(stored.unwrap_or_else(|| Register::empty(recognizer)))
    }

    /// What lies at these places; those where nothing does are left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn register_shards(
        &self,
        recognizer: OrganisationId,
        places: Vec<Place>,
    ) -> Result<Vec<RegisterShard>, Failure> {
        self.found(places.into_iter().map(|place| Key::RegisterShard(recognizer, place)).collect()).await
    }

    /// What a recognizer recorded about whoever has that address.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn recorded_about(
        &self,
        email: &EmailAddress,
        recognizer: OrganisationId,
    ) -> Result<Option<Recorded>, Failure> {
        let Some(place) = self.register(recognizer).await?.place(shard_of(email)) else { return Ok(None) };
        let shard: Option<RegisterShard> = self.recent(Key::RegisterShard(recognizer, place)).await?;
        Ok(shard.and_then(|mut shard| shard.people.remove(email)))
    }

    /// All that is on record about `earner` for the policies of these recognizers.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn on_record(
        &self,
        earner: &Person,
        recognizers: BTreeSet<OrganisationId>,
    ) -> Result<BTreeMap<OrganisationId, OnRecord>, Error> {
        let mut stated = self.stated_by(earner.id).await?;
        let mut all = BTreeMap::new();
        for recognizer in recognizers {
            let recorded = self.recorded_about(&earner.email, recognizer).await?;
            all.insert(recognizer, OnRecord::of(stated.remove(&recognizer), recorded));
        }
        Ok(all)
    }
}
