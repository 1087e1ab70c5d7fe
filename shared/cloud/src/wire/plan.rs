//! An organisation's plan as its people see it.

use domain::{
    OrganisationId,
    person::{Organisation, OrganisationKind, Person},
    plan::{Content, Planned, Section},
};
use jiff::Timestamp;
use serde::Serialize;

/// A plan: every section there is.
#[derive(Debug, Serialize)]
pub struct ProgrammeView<'a> {
    organisation: OrganisationId,
    name: &'a str,
    kind: OrganisationKind,
    sections: Vec<SectionView<'a>>,
}

/// A section of a plan.
#[derive(Debug, Serialize)]
pub struct SectionView<'a> {
    section: Section,
    /// To be named when it is saved next; 0 while nothing was.
    version: u64,
    #[serde(flatten)]
    content: Content,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Changed<'a>>,
}

/// When it was saved last.
#[derive(Debug, Serialize)]
struct Changed<'a> {
    at: Timestamp,
    /// Who saved it, unless she is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
}

impl<'a> ProgrammeView<'a> {
    /// The plan of `organisation`, of which these sections were `saved`, by some of these `people`.
    #[must_use]
    pub fn of(organisation: &'a Organisation, mut saved: Vec<Planned>, people: &'a [Person]) -> Self {
        let mut section = |section: Section| match saved.iter().position(|one| one.section == section) {
            Some(at) => SectionView::of(saved.swap_remove(at), people),
            None => SectionView { section, version: 0, content: Content::default(), changed: None },
        };
        Self {
            organisation: organisation.id,
            name: organisation.name.as_str(),
            kind: organisation.kind,
            sections: Section::ALL.into_iter().map(&mut section).collect(),
        }
    }
}

impl<'a> SectionView<'a> {
    /// A section as it is kept, by one of these `people`.
    #[must_use]
    pub fn of(planned: Planned, people: &'a [Person]) -> Self {
        let Planned { section, version, content, by, at, .. } = planned;
        let author = people.iter().find(|person| person.id == by);
        let changed = Changed { at, by: author.map(|person| person.name.as_str()) };
        Self { section, version, content, changed: Some(changed) }
    }
}
