//! Stacks that were published: whoever held what one is made of before is to be looked at.

use domain::{OrganisationId, Slug, microcredential::Edition};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    keys::{Key, Queue, sortable},
    record::Record,
};

/// That holders of a stack's first member are to be looked at: who has completed the stack is among them. Made in the
/// commit that publishes it, gone through page by page, and taken away at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StackLook {
    /// Which stack.
    pub stack: Slug,
    /// In which version.
    pub edition: u32,
    /// Whose it is, and all that it is made of.
    pub issuer: OrganisationId,
    /// What it is made of first.
    pub member: Slug,
    /// Counts the changes.
    pub version: u64,
    /// Since when.
    pub since: Timestamp,
    /// Where the last page of the issuer's awards ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl StackLook {
    /// What is to be looked at when that version is published; nothing for one that is no stack.
    pub fn at(edition: &Edition) -> Option<Self> {
        let member = edition.definition.stack.first()?.clone();
        Some(Self {
            stack: edition.definition.id.clone(),
            edition: edition.version,
            issuer: edition.issuer,
            member,
            version: 1,
            since: edition.published,
            after: None,
        })
    }

    /// The look as it goes on behind that page.
    #[must_use]
    pub fn behind(self, page: String) -> Self {
        Self { version: self.version + 1, after: Some(page), ..self }
    }
}

impl Record for StackLook {
    const KIND: &'static str = "stack-look";
    fn key(&self) -> Key {
        Key::StackLook(self.stack.clone(), self.edition)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::StackLooks, sortable(self.since)))
    }
}
