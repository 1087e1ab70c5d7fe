//! `GET /api/availability`: what the caller takes on as an assessor, and when she is away, for each issuer.

use cloud::{
    App, Reply, Request, reply,
    table::keys::Key,
    wire::{AvailabilityView, PageView},
};
use domain::{assignment::Assessor, person::Role};

/// Answers `GET /api/availability`: all of it. Nobody assesses for many.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let person = app.table.person(caller).await?;
    let mut items = Vec::new();
    for issuer in person.organisations_as(Role::Assessor) {
        let entry: Option<Assessor> = app.table.find(Key::Assessor(caller, issuer)).await?;
        let organisation = app.table.organisation(issuer).await?;
        items.extend(entry.map(|entry| AvailabilityView::of(&entry, &organisation)));
    }

    reply::ok(&PageView { items, next: None })
}
