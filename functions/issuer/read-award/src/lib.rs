//! `GET /api/awards/{award}`: an award as the issuer's staff see it, with how it stands.

use cloud::{App, Reply, Request, reply, request, table::keys::Key, wire::AwardView};
use domain::{AwardId, award::Award, person::Role};

/// Answers `GET /api/awards/{award}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who is not the issuer's staff.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: AwardId = request::path(&request, "award")?;

    let person = app.table.person(caller).await?;
    let award: Award = app.table.load(Key::Award(id)).await?;
    person.must_be(&[Role::Issuer, Role::Administrator], award.issuer)?;

    reply::ok(&AwardView::of(award))
}
