//! `DELETE /api/microcredentials/{slug}`: throws away the draft of a definition.
//!
//! What is published stays as it is, and the next draft grows from there.

use cloud::{App, Reply, Request, reply, request, table::Commit};
use domain::{
    Refusal, Slug,
    audit::{Actor, Deed},
    microcredential::AUTHORS,
};
use serde_json::json;

/// Answers `DELETE /api/microcredentials/{slug}?version=`, where `version` is the one that the caller saw.
///
/// # Errors
/// [`Refusal::Stale`] when something newer is stored; [`Refusal::NotFound`] when there is no draft, and for
/// who doesn't write for its issuer.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let seen: u64 = request::query(&request, "version")?.unwrap_or_default();

    let draft = app.table.draft(&slug).await?.ok_or(Refusal::NotFound)?;
    app.table.person(caller).await?.must_be(&AUTHORS, draft.issuer)?;
    draft.must_be_at(seen)?;
    let deed = Deed::new("draft-discarded", json!({"version": seen}), Actor::Person(caller), app.now());

    app.table.commit(Commit::new().remove(&draft)?.deed(&slug, deed)).await?;

    reply::no_content()
}
