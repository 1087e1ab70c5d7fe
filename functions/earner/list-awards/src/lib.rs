//! `GET /api/awards`: what the caller holds, the newest first.

use std::collections::BTreeSet;

use cloud::{
    App, Reply, Request, reply, request,
    wire::{AwardLine, PageView},
};
use domain::{AwardId, OrganisationId, Refusal};

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
    let awards = app.table.awards(rest.iter().take(PAGE).copied()).await?;
    let issuers: BTreeSet<OrganisationId> = awards.iter().map(|award| award.issuer).collect();
    let issuers = app.table.organisations(issuers.into_iter()).await?;
    let mut items = Vec::new();
    for award in &awards {
        let issuer = issuers.iter().find(|issuer| issuer.id == award.issuer).ok_or(Refusal::NotFound)?;
        items.push(AwardLine::of(app, award, issuer).await?);
    }
    let next = (rest.len() > PAGE).then(|| rest[PAGE - 1].to_string());
    reply::ok(&PageView { items, next })
}
