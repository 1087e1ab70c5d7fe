//! `GET /api/facts`: what the caller states about herself, for each recognizer whose policies ask for facts.

use std::collections::BTreeMap;

use cloud::{
    App, Reply, Request, reply,
    wire::{FactsView, PageView},
};
use domain::{
    OrganisationId,
    policy::{Policy, Vocabulary},
};

/// Answers `GET /api/facts`: all of it. Recognizers are few, and nobody states much for any.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let editions = app.table.policies().await?;
    let recognizers = app.table.recognizers_of(editions.iter()).await?;
    let stated = app.table.stated_by(caller).await?;

    let mut policies: BTreeMap<OrganisationId, Vec<&Policy>> = BTreeMap::new();
    for edition in &editions {
        policies.entry(edition.recognizer).or_default().push(&edition.policy);
    }
    let views = policies.into_iter().filter_map(|(id, policies)| {
        let (asked, stored) = (Vocabulary::of(policies), stated.get(&id));
        let concerns = !asked.is_empty() || stored.is_some();
        recognizers.get(&id).filter(|_| concerns).map(|known| FactsView::of(known, stored, asked))
    });
    reply::ok(&PageView { items: views.collect(), next: None })
}
