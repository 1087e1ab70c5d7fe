//! [`Profile`]: who issues.

use serde_json::Value;

use super::{
    Addresses, Iri,
    document::Document,
    node::{Node, Types},
    reader::Reader,
    term::{self, PROFILE_CLASS},
};
use crate::{Fault, person::Organisation};

/// The issuer as a badge shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its DID, under which verifiers find its keys.
    pub id: Iri,
    /// The organisation's name.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// Where to write to about its badges.
    pub email: Option<String>,
}

const TYPES: Types = Types::Listed(&[PROFILE_CLASS]);

impl Profile {
    /// The profile of an issuer.
    #[must_use]
    pub fn of(organisation: &Organisation, addresses: &Addresses) -> Self {
        Self {
            id: addresses.did().clone(),
            name: organisation.name.to_string(),
            url: Some(organisation.url.clone()),
            email: Some(organisation.contact.to_string()),
        }
    }

    /// The profile as a document of its own.
    #[must_use]
    pub fn to_json(&self) -> Value {
        Document::of(&term::BADGE_CONTEXTS, self.node()).json()
    }

    pub(super) fn node(&self) -> Node<'_> {
        Node::named(&self.id, TYPES)
            .text(&term::NAME, &self.name)
            .maybe(&term::URL, self.url.as_deref())
            .maybe(&term::EMAIL, self.email.as_deref())
    }

    /// A node that only refers to the profile with this id.
    pub(super) fn reference(id: &Iri) -> Node<'_> {
        Node::named(id, TYPES)
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: from.id()?,
            name: from.text(&term::NAME)?,
            url: from.maybe(&term::URL)?,
            email: from.maybe(&term::EMAIL)?,
        })
    }
}
