//! What changes together with somebody's place in an organisation.
//!
//! An assessor's entries in rosters name every organisation that she belongs to, because the conflict rule looks there. So
//! whoever changes a place stores them in the same commit. Who comes into an organisation gets a letter that says how she
//! signs in.

use std::collections::BTreeSet;

use domain::{
    LetterId, OrganisationId, PersonId,
    assignment::{Absences, Assessor},
    letter::{Content, Letter},
    person::{Organisation, Person, Role},
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{App, Failure, table::keys::Key};

/// The most open assignments of an assessor who didn't say.
const USUAL_CAP: u32 = 5;
/// Thirty days: letters that were delivered are kept as long.
const MONTH_SECONDS: i64 = 30 * 24 * 60 * 60;

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

/// As [`invitation`], under an id that it has for this person and organisation all the month long: where a letter of that id
/// is, she was told.
#[must_use]
pub fn monthly_invitation(app: &App, person: &Person, organisation: &Organisation) -> Letter {
    let now = app.now();
    let month = Timestamp::from_second(now.as_second() / MONTH_SECONDS * MONTH_SECONDS).unwrap_or(now);
    let hash =
        Sha256::new().chain_update(person.id.to_bytes()).chain_update(organisation.id.to_bytes()).finalize();
    let chance = hash.iter().take(10).fold(0_u128, |chance, byte| (chance << 8) | u128::from(*byte));
    Letter { id: LetterId::from_parts(month, chance), ..invitation(app, person, organisation) }
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
