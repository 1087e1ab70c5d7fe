//! `GET /api/districts/{organisation}/schools`: a district's schools, with what it imported about them.

use cloud::{App, Reply, Request, reply, request, wire::SchoolsView};
use domain::{OrganisationId, person::Role};

/// Answers `GET /api/districts/{organisation}/schools`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an organisation that is no district or not the caller's to manage.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;

    app.table.person(caller).await?.must_be(&[Role::Administrator], id)?;
    let district = app.table.district(id).await?;
    let imported = app.table.schools(id).await?;

    reply::ok(&SchoolsView::of(&district, &imported))
}
