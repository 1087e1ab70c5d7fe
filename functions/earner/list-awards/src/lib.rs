//! `GET /api/awards`: what the caller holds, the newest first.

use cloud::{
    App, Reply, Request, reply, request,
    table::keys::Key,
    wire::{AwardLine, PageView},
};
use domain::{AwardId, award::Award};

/// How many awards a page has.
const PAGE: usize = 20;

/// Answers `GET /api/awards?cursor=`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let after: Option<AwardId> = request::query(&request, "cursor")?;

    let ids = app.table.awards_of(caller).await?;

    let rest: Vec<AwardId> = ids.into_iter().filter(|id| after.is_none_or(|after| *id < after)).collect();
    let mut items = Vec::new();
    for id in rest.iter().take(PAGE) {
        let award: Award = app.table.load(Key::Award(*id)).await?;
        items.push(AwardLine::of(app, &award).await?);
    }
    let next = (rest.len() > PAGE).then(|| rest[PAGE - 1].to_string());
    reply::ok(&PageView { items, next })
}
