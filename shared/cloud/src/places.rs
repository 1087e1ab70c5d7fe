//! What changes together with somebody's place in an organisation.
//!
//! An assessor's entries in rosters name every organisation that she belongs to, because the conflict rule looks there. So
//! whoever changes a place stores them in the same commit. Who comes into an organisation gets a letter that says how she
//! signs in.

use std::collections::BTreeSet;

use domain::{
    OrganisationId, PersonId,
    assignment::{Absences, Assessor},
    letter::{Content, Letter},
    person::{Organisation, Person, Role},
};

use crate::{App, Failure, table::keys::Key};

/// The most open assignments of an assessor who didn't say.
const USUAL_CAP: u32 = 5;

/// The person's entries in the rosters of all issuers for which she scores, and in that of `beside` if she has one, brought
/// up to date with where she belongs now.
///
/// # Errors
/// The table can't be reached.
pub async fn roster_entries(
    app: &App,
    person: &Person,
    beside: OrganisationId,
) -> Result<Vec<Assessor>, Failure> {
    let mut rosters: Vec<OrganisationId> = person.organisations_as(Role::Assessor).collect();
    if !rosters.contains(&beside) {
        rosters.push(beside);
    }
    let mut entries = Vec::new();
    for issuer in rosters {
        let known: Option<Assessor> = app.table.find(Key::Assessor(person.id, issuer)).await?;
        match known {
            Some(known) => entries.push(Assessor {
                version: known.version + 1,
                organisations: person.organisations(),
                ..known
            }),
            None if person.is(Role::Assessor, issuer) => entries.push(blank(person.id, issuer, person)),
            None => {}
        }
    }
    Ok(entries)
}

/// The letter to who comes into an organisation.
#[must_use]
pub fn invitation(app: &App, person: &Person, organisation: &Organisation) -> Letter {
    let content = Content::Invitation { organisation: organisation.name.to_string() };
    app.letter(person, Some(organisation.id), content)
}

fn blank(person: PersonId, issuer: OrganisationId, whole: &Person) -> Assessor {
    Assessor {
        person,
        issuer,
        version: 1,
        organisations: whole.organisations(),
        training: Vec::new(),
        calibrations: Vec::new(),
        cap: USUAL_CAP,
        available: true,
        away: Absences::default(),
        paused: BTreeSet::new(),
        open: 0,
        last_assigned: None,
    }
}
