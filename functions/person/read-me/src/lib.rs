//! `GET /api/me`: who is signed in.

use cloud::{App, Reply, Request, reply, wire::PersonView};

/// Answers `GET /api/me`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let person = app.table.person(caller).await?;

    reply::ok(&PersonView::from(&person))
}
