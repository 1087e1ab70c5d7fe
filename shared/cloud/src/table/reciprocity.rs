//! Badges of other issuers, and what recognizers decided about them.

use domain::{
    AwardId, OrganisationId, PersonId,
    policy::Held,
    reciprocity::{Bringers, Imported, Place, Reciprocity, TakenBack},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Table,
    keys::{Key, Queue, sortable},
    record::Record,
};
use crate::Failure;

/// That the badges of other issuers that were brought to a recognizer are to be looked at, because it decided something:
/// made in the commit of what it decided, gone through page by page, and taken away at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReciprocityLook {
    /// Which recognizer.
    pub recognizer: OrganisationId,
    /// Counts the changes.
    pub version: u64,
    /// Since when.
    pub since: Timestamp,
    /// How many of the places where badges are were gone through.
    pub places: usize,
    /// Where the last page of the next one ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl ReciprocityLook {
    /// The look from its beginning, whether or not one is under way.
    #[must_use]
    pub fn begun(before: Option<&Self>, recognizer: OrganisationId, since: Timestamp) -> Self {
        let version = before.map_or(0, |before| before.version) + 1;
        Self { recognizer, version, since, places: 0, after: None }
    }

    /// The place that it goes through next; `None` after the last.
    #[must_use]
    pub fn place(&self) -> Option<&'static str> {
        Place::NAMES.get(self.places).copied()
    }

    /// The look as it goes on behind that page, or behind the last one of its place.
    #[must_use]
    pub fn behind(self, page: Option<String>) -> Self {
        let places = self.places + usize::from(page.is_none());
        Self { version: self.version + 1, places, after: page, ..self }
    }
}

impl Record for Reciprocity {
    const KIND: &'static str = "reciprocity";
    fn key(&self) -> Key {
        Key::Reciprocity(self.recognizer)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for ReciprocityLook {
    const KIND: &'static str = "reciprocity-look";
    fn key(&self) -> Key {
        Key::ReciprocityLook(self.recognizer)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::ReciprocityLooks, sortable(self.since)))
    }
}

impl Record for Imported {
    const KIND: &'static str = "imported-badge";
    fn key(&self) -> Key {
        Key::Imported(self.earner, self.recognizer, self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        let queue = Queue::Imported(self.recognizer, self.place.name());
        Some((queue, format!("{}#{}#{}", sortable(self.place.since()), self.earner, self.id)))
    }
}

impl Record for TakenBack {
    const KIND: &'static str = "taken-back-badge";
    fn key(&self) -> Key {
        Key::TakenBack(self.earner, self.recognizer, self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Bringers {
    const KIND: &'static str = "badge-bringers";
    fn key(&self) -> Key {
        Key::Bringers(self.recognizer, self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// What a recognizer decided about other issuers.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn reciprocity(&self, recognizer: OrganisationId) -> Result<Reciprocity, Failure> {
        let stored = self.find(Key::Reciprocity(recognizer)).await?;
        Ok(stored.unwrap_or_else(|| Reciprocity::empty(recognizer)))
    }

    /// The badges of other issuers that an earner brought to anybody.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn imported_by(&self, earner: PersonId) -> Result<Vec<Imported>, Failure> {
        let (partition, prefix) = Key::all_imported(earner);
        self.records(&partition, prefix).await
    }

    /// That she took some back.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn taken_back_by(&self, earner: PersonId) -> Result<Vec<TakenBack>, Failure> {
        let (partition, prefix) = Key::all_taken_back(earner);
        self.records(&partition, prefix).await
    }

    /// Who brought a badge to a recognizer.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn bringers(&self, recognizer: OrganisationId, id: AwardId) -> Result<Bringers, Failure> {
        let stored = self.find(Key::Bringers(recognizer, id)).await?;
        Ok(stored.unwrap_or_else(|| Bringers::nobody(recognizer, id)))
    }

    /// Those of them that are counted, as policies count them: each for the recognizer only to whom she brought it.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn counted_of_others(&self, earner: PersonId) -> Result<Vec<Held>, Failure> {
        Ok(self.imported_by(earner).await?.iter().filter_map(Imported::held).collect())
    }
}
