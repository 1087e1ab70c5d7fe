//! Definitions: published versions, the newest of each, and what is being written.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{
    OrganisationId, Refusal, Slug,
    design_check::RubricPrint,
    microcredential::{Draft, Edition},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Table,
    keys::{Key, Queue},
    record::Record,
};
use crate::{Error, Failure};

/// Published versions that this process has read. A version never changes, so they stay good.
pub(super) type Editions = Arc<Mutex<HashMap<(Slug, u32), Arc<Edition>>>>;

impl Record for Edition {
    const KIND: &'static str = "edition";
    fn key(&self) -> Key {
        Key::Version(self.definition.id.clone(), self.version)
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Record for Draft {
    const KIND: &'static str = "draft";
    fn key(&self) -> Key {
        Key::Draft(self.definition.id.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::Drafts(self.issuer), self.definition.id.to_string()))
    }
}

/// Which version of a definition is the newest, with what a catalogue shows of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Newest {
    /// Of which definition.
    pub microcredential: Slug,
    /// The newest version; also counts the changes.
    pub edition: u32,
    /// The organisation that stands behind it.
    pub issuer: OrganisationId,
    /// When it was published.
    pub published: Timestamp,
    /// Its name for people.
    pub title: String,
    /// The language it is written in.
    pub language: String,
    /// The one skill.
    pub competency: String,
    /// What the badge says of it.
    pub description: String,
    /// For whom it is.
    pub audience: String,
    /// The hours that an earner may plan for.
    pub estimated_hours: Option<u16>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The micro-credentials that together earn it, where it is a stack.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stack: Vec<Slug>,
    /// The fingerprint of its rubric.
    pub rubric: String,
}

impl Newest {
    /// The entry of an edition that nothing newer follows.
    pub fn of(edition: &Edition) -> Self {
        let definition = &edition.definition;
        Self {
            microcredential: definition.id.clone(),
            edition: edition.version,
            issuer: edition.issuer,
            published: edition.published,
            title: definition.title.clone(),
            language: definition.language.clone(),
            competency: definition.competency.clone(),
            description: definition.description.clone(),
            audience: definition.audience.clone(),
            estimated_hours: definition.estimated_hours,
            tags: definition.tags.clone(),
            stack: definition.stack.clone(),
            rubric: RubricPrint::of(definition).to_string(),
        }
    }

    /// Whether it is earned by awards of others. That is the same in every version.
    pub const fn is_stack(&self) -> bool {
        !self.stack.is_empty()
    }
}

impl Record for Newest {
    const KIND: &'static str = "newest";
    fn key(&self) -> Key {
        Key::Newest(self.microcredential.clone())
    }
    fn version(&self) -> u64 {
        u64::from(self.edition)
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::Catalogue, self.microcredential.to_string()))
    }
}

impl Table {
    /// A published version.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn edition(&self, slug: &Slug, number: u32) -> Result<Arc<Edition>, Error> {
        let name = (slug.clone(), number);
        if let Some(known) = self.editions.lock().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return Ok(known.clone());
        }
        let found: Option<Edition> = self.recent(Key::Version(slug.clone(), number)).await?;
        let edition = Arc::new(found.ok_or(Refusal::NotFound)?);
        self.editions.lock().unwrap_or_else(PoisonError::into_inner).insert(name, edition.clone());
        Ok(edition)
    }

    /// The newest published version.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`] when none is published.
    pub async fn newest(&self, slug: &Slug) -> Result<Arc<Edition>, Error> {
        let newest: Newest = self.recent(Key::Newest(slug.clone())).await?.ok_or(Refusal::NotFound)?;
        self.edition(slug, newest.edition).await
    }

    /// All published definitions by name, as the index has them.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn published(&self) -> Result<Vec<Slug>, Failure> {
        let partitions = self.partitions_waiting(&Queue::Catalogue).await?;
        Ok(partitions.iter().filter_map(|partition| Key::microcredential_in(partition)).collect())
    }

    /// The definition as it is being written; `None` when nobody writes one of that name.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn draft(&self, slug: &Slug) -> Result<Option<Draft>, Failure> {
        self.find(Key::Draft(slug.clone())).await
    }

    /// The other published definitions whose newest version is scored by the very rubric of `draft`.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn same_rubric(&self, draft: &Draft) -> Result<Vec<Slug>, Error> {
        let print = RubricPrint::of(&draft.definition).to_string();
        let published: Vec<Newest> = self.all_waiting(&Queue::Catalogue).await?;
        let others = published.into_iter().filter(|newest| newest.microcredential != draft.definition.id);
        Ok(others.filter(|newest| newest.rubric == print).map(|newest| newest.microcredential).collect())
    }
}
