//! Who did something when, by name.

use std::collections::BTreeMap;

use domain::{PersonId, person::Person, policy::Done};
use jiff::Timestamp;
use serde::Serialize;

/// What people are called.
pub(super) struct Names(BTreeMap<PersonId, String>);

/// That something was done.
#[derive(Debug, Serialize)]
pub(super) struct DoneView {
    pub(super) at: Timestamp,
    /// By whom; missing where nobody knows her any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<String>,
}

impl Names {
    pub(super) fn of(people: Vec<Person>) -> Self {
        Self(people.into_iter().map(|person| (person.id, person.name.to_string())).collect())
    }

    pub(super) fn name(&self, person: PersonId) -> Option<String> {
        self.0.get(&person).cloned()
    }

    pub(super) fn done(&self, done: &Done) -> DoneView {
        DoneView { at: done.at, by: self.name(done.by) }
    }
}
