//! A person as she sees herself, and as her administrator sees her.

use std::collections::BTreeSet;

use domain::{
    OrganisationId, PersonId, Slug,
    assignment::{Absences, Assessor, TrainingRecord},
    letter::Language,
    person::{Membership, Organisation, OrganisationKind, Person},
    qualification::Calibrated,
};
use jiff::Timestamp;
use serde::Serialize;

/// A person.
#[derive(Debug, Serialize)]
pub struct PersonView<'a> {
    id: PersonId,
    /// Counts the changes of her record; named when it is saved.
    version: u64,
    email: &'a str,
    name: &'a str,
    language: Language,
    memberships: Vec<&'a Membership>,
}

impl<'a> PersonView<'a> {
    /// The person as an administrator of `organisation` sees her: where else she belongs is not hers to know.
    pub fn within(person: &'a Person, organisation: OrganisationId) -> Self {
        let mut view = Self::from(person);
        view.memberships.retain(|place| place.organisation == organisation);
        view
    }
}

impl<'a> From<&'a Person> for PersonView<'a> {
    fn from(person: &'a Person) -> Self {
        Self {
            id: person.id,
            version: person.version,
            email: person.email.as_str(),
            name: person.name.as_str(),
            language: person.language,
            memberships: person.memberships.iter().collect(),
        }
    }
}

/// A person of an organisation, with her work as an assessor where she has any.
#[derive(Debug, Serialize)]
pub struct MemberView<'a> {
    #[serde(flatten)]
    person: PersonView<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assessor: Option<AssessorView<'a>>,
}

impl<'a> MemberView<'a> {
    /// The person as the staff of `organisation` sees her; `entry` is hers in its roster.
    pub fn within(person: &'a Person, organisation: OrganisationId, entry: Option<&'a Assessor>) -> Self {
        Self {
            person: PersonView::within(person, organisation),
            assessor: entry.map(|entry| AssessorView {
                training: &entry.training,
                calibrations: &entry.calibrations,
                paused: &entry.paused,
                cap: entry.cap,
                available: entry.available,
                away: &entry.away,
                open: entry.open,
                last_assigned: entry.last_assigned,
            }),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AssessorView<'a> {
    training: &'a [TrainingRecord],
    calibrations: &'a [Calibrated],
    paused: &'a BTreeSet<Slug>,
    cap: u32,
    available: bool,
    away: &'a Absences,
    open: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_assigned: Option<Timestamp>,
}

/// An organisation, for those who belong to it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationView {
    id: OrganisationId,
    version: u64,
    kind: OrganisationKind,
    name: String,
    /// Its public web address.
    url: String,
    /// Where the public writes to.
    contact: String,
    schools: Vec<String>,
    /// For how many days files are kept after a submission ended.
    media_days: u16,
    /// The issuer that added it, until its own administrators change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    added_by: Option<OrganisationId>,
}

impl From<Organisation> for OrganisationView {
    fn from(organisation: Organisation) -> Self {
        Self {
            id: organisation.id,
            version: organisation.version,
            kind: organisation.kind,
            name: organisation.name.to_string(),
            url: organisation.url,
            contact: organisation.contact.to_string(),
            schools: organisation.schools.iter().map(ToString::to_string).collect(),
            media_days: organisation.media_days.days(),
            added_by: organisation.added_by,
        }
    }
}
