//! `GET /api/districts/{organisation}/roster`: the rosters that a district imported, and how far they are placed.

use cloud::{App, Reply, Request, reply, request, wire::RosterView};
use domain::{OrganisationId, person::Role};

/// Answers `GET /api/districts/{organisation}/roster`, the newest import first.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an organisation that is no district or not the caller's to manage.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;

    app.table.person(caller).await?.must_be(&[Role::Administrator], id)?;
    app.table.district(id).await?;
    let roster = app.table.district_roster(id).await?;
    let placings = app.table.placings(&roster).await?;
    let people = app.table.people(roster.people_named().into_iter()).await?;

    reply::ok(&RosterView::of(&roster, &placings, people, app.now()))
}
