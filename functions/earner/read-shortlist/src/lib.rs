//! `GET /api/shortlist`: what the caller considers earning, and with whom she shares that.

use cloud::{App, Reply, Request, reply, shortlists};

/// Answers `GET /api/shortlist`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let list = app.table.shortlist(caller).await?;

    reply::ok(&shortlists::seen_by_its_owner(app, list).await?)
}
