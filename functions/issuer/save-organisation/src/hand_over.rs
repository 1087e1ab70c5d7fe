//! Another first administrator, for who was named by a wrong address: somebody else has it, or nobody.

use cloud::{
    App, Reply,
    founding::{self, Named},
    reply,
    table::{Commit, keys::Key},
    wire::OrganisationView,
};
use domain::{
    OrganisationId, Refusal,
    audit::{Actor, Deed},
    person::{Organisation, Person, Role},
};
use serde_json::json;

use crate::Asked;

/// The most people who are looked at: more belong to no organisation in which nobody did anything.
const MOST: i32 = 50;

/// Gives the place of the first administrator to who is `named`. The first one stays in it without a role.
pub(crate) async fn hand_over(
    app: &App,
    caller: &Person,
    id: OrganisationId,
    (asked, named): (Asked, Named),
) -> Reply {
    let stored: Organisation = app.table.load(Key::Organisation(id)).await?;
    caller.must_be(&[Role::Administrator], stored.added_by.ok_or(Refusal::NotFound)?)?;
    let people = app.table.people_in(id, MOST, None).await?.items;
    let before = people.iter().find(|person| person.is(Role::Administrator, id));
    if before.is_some_and(|before| before.email == named.email) {
        // Named before, or never another.
        return reply::ok(&OrganisationView::from(stored));
    }
    let (version, told) = (asked.version, asked.told(&stored));
    stored.must_be_at(version)?;
    if !stored.says(&told) {
        return Err(Refusal::Stale { current: stored.version }.into());
    }

    let (saved, issuer) = stored.handed_over(&people)?;
    let (after, placing) = founding::administrator(app, named, &saved, issuer).await?;
    let deed = |what, detail| Deed::new(what, detail, Actor::Person(caller.id), app.now());
    let over = json!({"issuer": issuer, "organisation": id, "administrator": after.id});
    let place = |roles: &[Role]| json!({"organisation": id, "roles": roles});
    let mut commit = placing
        .replace(&saved)?
        .deed(id, deed("organisation-handed-over", over.clone()))
        .deed(issuer, deed("organisation-handed-over", over))
        .deed(after.id, deed("person-saved", place(&[Role::Administrator])));
    if let Some(before) = before {
        commit = commit
            .and(Commit::new().replace(&without_roles(before, id))?)
            .deed(before.id, deed("person-saved", place(&[])));
    }
    app.table.commit(commit).await?;

    reply::ok(&OrganisationView::from(saved))
}

fn without_roles(person: &Person, organisation: OrganisationId) -> Person {
    let mut person = Person { version: person.version + 1, ..person.clone() };
    let places = person.memberships.iter_mut().filter(|place| place.organisation == organisation);
    places.for_each(|place| place.roles.clear());
    person
}
