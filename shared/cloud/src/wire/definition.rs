//! Definitions as the catalogue shows them and as their authors see them.

use domain::{
    OrganisationId, Slug,
    design_check::DesignReport,
    microcredential::{Definition, Draft, Edition},
};
use jiff::Timestamp;
use serde::Serialize;

use crate::table::definitions::Newest;

/// A published definition in a list: enough to choose by.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueLine {
    id: Slug,
    title: String,
    language: String,
    competency: String,
    description: String,
    audience: String,
    estimated_hours: Option<u16>,
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stack: Vec<Slug>,
    version: u32,
    published: Timestamp,
    issuer: OrganisationId,
}

impl From<Newest> for CatalogueLine {
    fn from(newest: Newest) -> Self {
        Self {
            id: newest.microcredential,
            title: newest.title,
            language: newest.language,
            competency: newest.competency,
            description: newest.description,
            audience: newest.audience,
            estimated_hours: newest.estimated_hours,
            tags: newest.tags,
            stack: newest.stack,
            version: newest.edition,
            published: newest.published,
            issuer: newest.issuer,
        }
    }
}

/// A published version, whole.
#[derive(Debug, Serialize)]
pub struct EditionView<'a> {
    definition: &'a Definition,
    version: u32,
    published: Timestamp,
    issuer: OrganisationId,
    report: &'a DesignReport,
}

impl<'a> From<&'a Edition> for EditionView<'a> {
    fn from(edition: &'a Edition) -> Self {
        Self {
            definition: &edition.definition,
            version: edition.version,
            published: edition.published,
            issuer: edition.issuer,
            report: &edition.report,
        }
    }
}

/// A draft in a list of its authors'.
#[derive(Debug, Serialize)]
pub struct DraftLine {
    id: Slug,
    title: String,
    version: u64,
    saved: Timestamp,
    issuer: OrganisationId,
}

impl From<Draft> for DraftLine {
    fn from(draft: Draft) -> Self {
        let Draft { definition, version, issuer, saved } = draft;
        Self { id: definition.id.clone(), title: definition.title.clone(), version, saved, issuer }
    }
}

/// A draft as its authors see it, with what publishing would say.
#[derive(Debug, Serialize)]
pub struct DraftView<'a> {
    definition: &'a Definition,
    version: u64,
    saved: Timestamp,
    issuer: OrganisationId,
    report: &'a DesignReport,
}

impl<'a> DraftView<'a> {
    /// The draft with its report.
    pub fn of(draft: &'a Draft, report: &'a DesignReport) -> Self {
        Self {
            definition: &draft.definition,
            version: draft.version,
            saved: draft.saved,
            issuer: draft.issuer,
            report,
        }
    }
}
