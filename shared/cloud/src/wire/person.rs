//! A person as she sees herself, and as her administrator sees her.

use domain::{
    PersonId,
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
    memberships: &'a [Membership],
}

impl<'a> From<&'a Person> for PersonView<'a> {
    fn from(person: &'a Person) -> Self {
        Self {
            id: person.id,
            email: person.email.as_str(),
            name: person.name.as_str(),
            language: person.language,
            memberships: &person.memberships,
        }
    }
}
