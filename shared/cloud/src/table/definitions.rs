//! Definitions: published versions, the newest of each, and what is being written.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{Slug, microcredential::Edition};
use serde::{Deserialize, Serialize};

use super::{
    Table,
    keys::{Key, Queue},
    record::Record,
};
use crate::Error;

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

/// Which version of a definition is the newest.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Newest {
    /// Of which definition.
    pub microcredential: Slug,
    /// The newest version; also counts the changes.
    pub edition: u32,
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
        let edition: Arc<Edition> = Arc::new(self.load(Key::Version(slug.clone(), number)).await?);
        self.editions.lock().unwrap_or_else(PoisonError::into_inner).insert(name, edition.clone());
        Ok(edition)
    }

    /// The newest published version.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`] when none is published.
    pub async fn newest(&self, slug: &Slug) -> Result<Arc<Edition>, Error> {
        let newest: Newest = self.load(Key::Newest(slug.clone())).await?;
        self.edition(slug, newest.edition).await
    }
}
