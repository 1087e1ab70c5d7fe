//! A person as she sees herself, and as her administrator sees her.

use domain::{
    OrganisationId, PersonId,
    letter::Language,
    person::{Membership, Person},
};
use serde::Serialize;

/// A person.
#[derive(Debug, Serialize)]
pub struct PersonView<'a> {
    id: PersonId,
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
            email: person.email.as_str(),
            name: person.name.as_str(),
            language: person.language,
            memberships: person.memberships.iter().collect(),
        }
    }
}
