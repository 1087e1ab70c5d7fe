//! `DELETE /api/districts/{organisation}/roster/imports/{import}`: a district takes a roster back.
//!
//! The newest one, or any that is still being placed. From here on nobody more is placed by it. What it did is taken back
//! by `keep-time`, person by person, where it is still as it was left.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::RosterView,
};
use domain::{
    ImportId, OrganisationId, Refusal,
    audit::{Actor, Deed},
    person::Role,
    policy::Done,
    roster::Placing,
};
use serde_json::json;

/// Answers `DELETE /api/districts/{organisation}/roster/imports/{import}`.
///
/// # Errors
/// [`Refusal::NotFound`] for an organisation that is no district or not the caller's to manage, and without such an import;
/// [`Refusal::WrongState`] for one that is placed and not the newest, was undone, or was placed too long ago;
/// [`Refusal::Stale`] when another import came first.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let district: OrganisationId = request::path(&request, "organisation")?;
    let import: ImportId = request::path(&request, "import")?;

    app.table.person(caller).await?.must_be(&[Role::Administrator], district)?;
    app.table.district(district).await?;
    let roster = app.table.district_roster(district).await?;
    let placing: Option<Placing> = app.table.find(Key::Placing(district, import)).await?;

    let roster = roster.undo(import, placing.as_ref(), Done { by: caller, at: app.now() })?;
    let placing = placing.map(|placing| placing.undone(app.now())).ok_or(Refusal::NotFound)?;

    let detail = json!({"import": import, "placed": placing.placed});
    let deed = Deed::new("roster-undone", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().replace(&roster)?.replace(&placing)?.deed(district, deed)).await?;

    let placings = app.table.placings(&roster).await?;
    let people = app.table.people(roster.people_named().into_iter()).await?;
    reply::ok(&RosterView::of(&roster, &placings, people, app.now()))
}
