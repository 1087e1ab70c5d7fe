//! `GET /api/organisations`: the organisations that the caller belongs to, by name.

use cloud::{
    App, Reply, Request, reply,
    wire::{OrganisationView, PageView},
};

/// Answers `GET /api/organisations`. Nobody belongs to so many that there would be a second page.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let person = app.table.person(caller).await?;
    let mut organisations = app.table.organisations(person.organisations().into_iter()).await?;

    organisations.sort_by(|one, other| one.name.as_str().cmp(other.name.as_str()));
    let items = organisations.into_iter().map(OrganisationView::from).collect();
    reply::ok(&PageView { items, next: None })
}
