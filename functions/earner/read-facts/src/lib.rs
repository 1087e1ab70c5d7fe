//! `GET /api/facts`: what the caller states about herself, and what was recorded about her, for each recognizer whose
//! policies ask for facts.

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
    let person = app.table.person(caller).await?;
    let records = app.table.on_record(&person, recognizers.keys().copied().collect()).await?;

    let mut policies: BTreeMap<OrganisationId, Vec<&Policy>> = BTreeMap::new();
    for edition in &editions {
        policies.entry(edition.recognizer).or_default().push(&edition.policy);
    }
    let views = policies.into_iter().filter_map(|(id, policies)| {
        let (asked, record) = (Vocabulary::of(policies), records.get(&id)?);
        let concerns = !asked.is_empty() || record.stated.is_some() || record.recorded.is_some();
        let known = recognizers.get(&id).filter(|_| concerns)?;
        Some(FactsView::of(known, record.stated.as_ref(), asked).with(record.recorded.as_ref()))
    });
    reply::ok(&PageView { items: views.collect(), next: None })
}
