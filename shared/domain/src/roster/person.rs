//! What becomes of one person when her row is placed, and when it is taken back.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Rostered;
use crate::{
    OrganisationId, PersonId,
    email::EmailAddress,
    letter::Language,
    person::{Membership, Person, Role},
    plain_text::DisplayName,
};

/// What was before a row was placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Was {
    /// She had a place that the row says nothing else about: nothing changed.
    Same,
    /// She had no place here: the import gave her one.
    Away,
    /// She had a place here, at another school or none, and the row tells one; or a place without any role.
    Elsewhere {
        /// What she was here.
        roles: BTreeSet<Role>,
        /// At which school.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        school: Option<DisplayName>,
    },
}

/// What a row comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// Nothing: she has this very place, or the row tells no school.
    Same,
    /// Somebody new, who isn't written to.
    New(Person),
    /// Somebody known who comes here, and is told.
    Came(Person),
    /// Somebody here who has another school now, or is an earner again after all her roles were taken from her.
    Moved {
        /// As she is now.
        person: Person,
        /// What was before.
        was: Was,
    },
}

/// What `row` comes to for whoever has that address, who may be `known`: her name is hers. Somebody new gets the id and the
/// language.
#[must_use]
pub fn place(
    row: &Rostered,
    email: &EmailAddress,
    known: Option<Person>,
    (district, id, language): (OrganisationId, PersonId, Language),
) -> Placed {
    let Some(known) = known else {
        return Placed::New(Person {
            id,
            version: 1,
            email: email.clone(),
            name: row.name.clone(),
            language,
            memberships: vec![row.place(district)],
        });
    };
    let mut person = Person { version: known.version + 1, ..known };
    let Some(at) = person.memberships.iter().position(|place| place.organisation == district) else {
        person.memberships.push(row.place(district));
        return Placed::Came(person);
    };
    let here = &mut person.memberships[at];
    let before = here.clone();
    *here = row.moved(&before);
    if *here == before {
        return Placed::Same;
    }
    Placed::Moved { person, was: Was::Elsewhere { roles: before.roles, school: before.school } }
}

/// `person` as she was before that row was placed in `district`, while her place is still as it left it. `None` when there
/// is nothing to take back. Her other places, her name and her language stay.
#[must_use]
pub fn take_back(row: &Rostered, person: Person, district: OrganisationId) -> Option<Person> {
    let before = match row.was.as_ref()? {
        Was::Same => return None,
        Was::Away => None,
        Was::Elsewhere { roles, school } => {
            Some(Membership { organisation: district, roles: roles.clone(), school: school.clone() })
        }
    };
    let left = match &before {
        None => row.place(district),
        Some(before) => row.moved(before),
    };
    let at = person.memberships.iter().position(|place| *place == left)?;
    let mut memberships = person.memberships;
    match before {
        Some(before) => memberships[at] = before,
        None => drop(memberships.remove(at)),
    }
    Some(Person { version: person.version + 1, memberships, ..person })
}

impl Rostered {
    /// The place that the row gives to whoever has none.
    fn place(&self, organisation: OrganisationId) -> Membership {
        Membership { organisation, roles: BTreeSet::from([Role::Earner]), school: self.school.clone() }
    }

    /// What the row makes of a place that somebody has: at its school if it tells one, and with a role if there is none.
    fn moved(&self, place: &Membership) -> Membership {
        let Membership { organisation, roles, school } = place.clone();
        let roles = if roles.is_empty() { BTreeSet::from([Role::Earner]) } else { roles };
        Membership { organisation, roles, school: self.school.clone().or(school) }
    }
}
