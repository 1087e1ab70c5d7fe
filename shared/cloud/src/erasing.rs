//! The beginning of an erasure: one commit in which a person is gone.

use domain::{
    OrganisationId, PersonId,
    assignment::Assessor,
    audit::{Actor, Deed},
    erasure::{Erasure, Plan},
    person::{Person, Role},
};
use serde_json::json;

use crate::{
    App, Error,
    table::{Commit, email_hash, keys::Key, record::EmailOwner},
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

/// Whether somebody else administers that organisation as well.
///
/// # Errors
/// The table can't be reached.
pub async fn has_other_administrator(
    app: &App,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<bool, Error> {
    let mut after = None;
    loop {
        let page = app.table.people_in(organisation, PAGE, after).await?;
        let others = |one: &Person| one.id != person && one.is(Role::Administrator, organisation);
        if page.items.iter().any(others) {
            return Ok(true);
        }
        after = page.next;
        if after.is_none() {
            return Ok(false);
        }
    }
}
