//! `GET /api/registers/{organisation}`: what a recognizer imported about its people, from where, when and by whom.

use cloud::{App, Reply, Request, reply, request, wire::RegisterView};
use domain::{OrganisationId, person::Role};

/// Answers `GET /api/registers/{organisation}`, the newest import first.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't count awards for the organisation.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let recognizer: OrganisationId = request::path(&request, "organisation")?;

    app.table.person(caller).await?.must_be(&[Role::Recognizer], recognizer)?;
    let register = app.table.register(recognizer).await?;
    let people = app.table.people(register.people_named().into_iter()).await?;

    reply::ok(&RegisterView::of(&register, people))
}
