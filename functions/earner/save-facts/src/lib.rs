//! `PUT /api/facts/{organisation}`: what the caller states about herself, for a recognizer's policies.
//!
//! Its source is herself, and its date the moment. It is hers and the recognizer's to know, never an assessor's. What
//! she states replaces what she stated before; the version that she saw decides, so a stale tab overwrites nothing.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::FactsView,
};
use domain::{
    OrganisationId, Refusal,
    audit::{Actor, Deed},
    policy::{Facts, PolicyEdition, Record, StatedFacts, Vocabulary},
};
use serde_json::json;

/// Answers `PUT /api/facts/{organisation}?version=`; `version` is left out while nothing was stated.
///
/// # Errors
/// [`Refusal::Invalid`] with everything that can't be; [`Refusal::NotFound`] for an organisation that has published no
/// policy; [`Refusal::Forbidden`] for who is an earner nowhere; [`Refusal::Stale`] when something newer is stored.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let recognizer: OrganisationId = request::path(&request, "organisation")?;
    let seen: Option<u64> = request::query(&request, "version")?;
    let record: Record = request::json(app, &request, "save-facts")?;

    let person = app.table.person(caller).await?;
    person.district()?;
    let mut editions = app.table.policies().await?;
    editions.retain(|edition: &PolicyEdition| edition.recognizer == recognizer);
    if editions.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let stored: Option<StatedFacts> = app.table.find(Key::StatedFacts(caller, recognizer)).await?;

    let facts = Facts::try_from(record).map_err(Refusal::from)?;
    let seen = seen.unwrap_or_default();
    let stated = StatedFacts::state(stored.as_ref(), seen, (caller, recognizer), facts, app.now())?;

    // What it is stays out of the audit trail, which is never erased.
    let detail = json!({"recognizer": recognizer, "version": stated.version});
    let deed = Deed::new("facts-stated", detail, Actor::Person(caller), app.now());
    let look = app.look_at_claims_of(caller);
    app.table.commit(Commit::new().save(&stated)?.create(&look)?.deed(caller, deed)).await?;

    let asked = Vocabulary::of(editions.iter().map(|edition| &edition.policy));
    let organisation = app.table.organisation(recognizer).await?;
    let recorded = app.table.recorded_about(&person.email, recognizer).await?;
    reply::ok(&FactsView::of(&organisation, Some(&stated), asked).with(recorded.as_ref()))
}
