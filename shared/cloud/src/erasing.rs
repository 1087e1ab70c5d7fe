//! The beginning of an erasure: one commit in which a person is gone.

use domain::{
    OrganisationId, PersonId,
    assignment::Assessor,
    audit::{Actor, Deed},
    email::EmailAddress,
    erasure::{Erasure, Needed, Plan},
    person::{Person, Role},
    roster::RosterShard,
};
use serde_json::json;

use crate::{
    App, Error,
    table::{
        Commit, Lost, beside_others, email_hash,
        keys::Key,
        record::{EmailOwner, Record},
    },
};

/// How many people of an organisation are read at once.
const PAGE: i32 = 100;

/// Begins what was planned; `stored` is the plan, if it is in the table. Nobody can sign in as her from now on, and nobody
/// asks her to score any more.
///
/// # Errors
/// [`domain::Refusal::Stale`] or [`domain::Refusal::NotFound`] when she changed meanwhile, or is gone.
pub async fn begin(
    app: &App,
    plan: &Plan,
    stored: Option<&Plan>,
    person: Person,
    actor: Actor,
) -> Result<(), Error> {
    // A roster that is just being placed would give the address to somebody new as soon as nobody has it. When she changed
    // in this moment and isn't erased, her lines are gone all the same: what they were to do for her isn't done, or not
    // taken back. Her district sees that, and she can ask again.
    take_out_of_rosters(app, &person.email).await?;
    let erasure = Erasure::begin(plan, &person, app.now());
    let owner = EmailOwner { hash: email_hash(&person.email), person: person.id };
    let deed = Deed::new("erasure-begun", json!({}), actor, app.now());

    let mut commit = Commit::new().remove(&person)?.remove(&owner)?.create(&erasure)?.deed(person.id, deed);
    if let Some(stored) = stored {
        commit = commit.remove(stored)?;
    }
    for issuer in person.organisations_as(Role::Assessor) {
        let entry: Option<Assessor> = app.table.find(Key::Assessor(person.id, issuer)).await?;
        if let Some(entry) = entry {
            commit = commit.replace(&Assessor { version: entry.version + 1, available: false, ..entry })?;
        }
    }
    app.table.commit(commit).await
}

/// Takes whoever has that address out of all rosters that districts imported: whom one was to give a place comes no more,
/// and nothing is kept of what was before. Answers how many said something about her.
///
/// # Errors
/// The table can't be reached, or stayed busy.
pub async fn take_out_of_rosters(app: &App, email: &EmailAddress) -> Result<u64, Error> {
    beside_others(&[RosterShard::KIND], || take_out_once(app, email)).await
}

/// The inner error: somebody of the same roster is placed in this moment.
async fn take_out_once(app: &App, email: &EmailAddress) -> Result<Result<u64, Lost>, Error> {
    let mut records = 0;
    for shard in app.table.rosters_about(email).await? {
        match app.table.try_commit(Commit::new().replace(&shard.without(email))?).await? {
            Ok(()) => records += 1,
            Err(lost) => return Ok(Err(lost)),
        }
    }
    Ok(Ok(records))
}

/// Why `person` can't be erased yet; `None` when everything that she administers has somebody else who stays. Asked when
/// she asks for it, and again when it is to begin: others may have gone meanwhile.
///
/// # Errors
/// The table can't be reached.
pub async fn needed(app: &App, person: &Person) -> Result<Option<Needed>, Error> {
    if person.email == app.settings.first_administrator {
        return Ok(Some(Needed::FirstAdministrator));
    }
    for organisation in person.organisations_as(Role::Administrator) {
        if !has_other_administrator(app, organisation, person.id).await? {
            let name = app.table.organisation(organisation).await?.name;
            return Ok(Some(Needed::OnlyAdministrator { organisation: name.to_string() }));
        }
    }
    Ok(None)
}

/// Whether somebody else administers that organisation as well who isn't going to be erased herself.
async fn has_other_administrator(
    app: &App,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<bool, Error> {
    let mut after = None;
    loop {
        let page = app.table.people_in(organisation, PAGE, after).await?;
        let administers = |one: &&Person| one.id != person && one.is(Role::Administrator, organisation);
        for other in page.items.iter().filter(administers) {
            if app.table.find::<Plan>(Key::ErasurePlan(other.id)).await?.is_none() {
                return Ok(true);
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(false);
        }
    }
}
