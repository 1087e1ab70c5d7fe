//! A policy as everybody sees it.

use domain::{
    OrganisationId, Slug,
    person::Organisation,
    policy::{Policy, PolicyEdition},
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

/// Whose policy it is.
#[derive(Debug, Clone, Serialize)]
pub struct RecognizerView {
    id: OrganisationId,
    name: String,
}

impl From<&Organisation> for RecognizerView {
    fn from(organisation: &Organisation) -> Self {
        Self { id: organisation.id, name: organisation.name.to_string() }
    }
}

/// A policy in a list: whose it is, and when it is valid.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyLine {
    id: Slug,
    title: String,
    description: String,
    language: String,
    valid_from: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Date>,
    version: u32,
    published: Timestamp,
    recognizer: RecognizerView,
}

impl PolicyLine {
    /// The line of `edition`, which is that organisation's.
    #[must_use]
    pub fn of(edition: &PolicyEdition, recognizer: &Organisation) -> Self {
        let PolicyEdition { policy, version, published, .. } = edition;
        Self {
            id: policy.id.clone(),
            title: policy.title.clone(),
            description: policy.description.clone(),
            language: policy.language.clone(),
            valid_from: policy.valid_from,
            valid_until: policy.valid_until,
            version: *version,
            published: *published,
            recognizer: recognizer.into(),
        }
    }
}

/// A version of a policy, whole.
#[derive(Debug, Serialize)]
pub struct PolicyView<'a> {
    policy: &'a Policy,
    version: u32,
    published: Timestamp,
    recognizer: RecognizerView,
}

impl<'a> PolicyView<'a> {
    /// The view of `edition`, which is that organisation's.
    #[must_use]
    pub fn of(edition: &'a PolicyEdition, recognizer: &Organisation) -> Self {
        let PolicyEdition { policy, version, published, .. } = edition;
        Self { policy, version: *version, published: *published, recognizer: recognizer.into() }
    }
}
