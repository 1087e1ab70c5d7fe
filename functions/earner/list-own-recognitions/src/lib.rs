//! `GET /api/me/recognitions`: what the caller's awards were counted for, by whom, and what is asked of her.

use cloud::{App, Reply, Request, page::language, reply, wire::PageView};
use domain::{letter::Language, policy::Reader, recognition::Recognitions};

/// Answers `GET /api/me/recognitions?lang=`: all of it. Policies are few, and nobody holds awards without number.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let earner = app.table.person(caller).await?;
    let all: Vec<Recognitions> = app.table.recognitions_of(caller).await?.into_values().collect();

    let items =
        app.views_of_claims(&earner, &all, (language(&request, Language::En), Reader::Earner)).await?;
    reply::ok(&PageView { items, next: None })
}
