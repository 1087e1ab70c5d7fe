//! `GET /api/districts/{organisation}`: how a district shows the form, for who manages that.

use cloud::{App, Reply, Request, reply, request, table::keys::Key, wire::DistrictView};
use domain::{OrganisationId, district::District, person::Role};

/// Answers `GET /api/districts/{organisation}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an organisation that is no district or not the caller's to manage.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;

    app.table.person(caller).await?.must_be(&[Role::Administrator], id)?;
    let organisation = app.table.district(id).await?;
    let district = app.table.find(Key::District(id)).await?.unwrap_or_else(|| District::unsaved(id));

    reply::ok(&DistrictView::of(&organisation, &district))
}
