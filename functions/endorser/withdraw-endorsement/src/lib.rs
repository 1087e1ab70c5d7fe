//! `DELETE /api/microcredentials/{slug}/versions/{version}/endorsements/{organisation}`: takes an endorsement back.
//!
//! It is shown nowhere any more and no new badge holds it. Badges that were signed with it keep it: what they
//! say was true when they said it, and a signature can't be changed.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
};
use domain::{
    OrganisationId, Slug,
    audit::{Actor, Deed},
    endorsement::Endorsement,
    person::Role,
};
use serde_json::json;

/// Answers `DELETE /api/microcredentials/{slug}/versions/{version}/endorsements/{organisation}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who is no endorser of that organisation, and where it said nothing.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let version: u32 = request::path(&request, "version")?;
    let organisation: OrganisationId = request::path(&request, "organisation")?;

    app.table.person(caller).await?.must_be(&[Role::Endorser], organisation)?;
    let stands: Endorsement = app.table.load(Key::Endorsement(slug.clone(), version, organisation)).await?;

    let withdrawn = stands.clone().withdrawn(caller, app.now());
    if withdrawn == stands {
        return reply::no_content();
    }
    let detail = json!({"version": version, "endorser": organisation});
    let deed = Deed::new("endorsement-withdrawn", detail, Actor::Person(caller), app.now());

    app.table.commit(Commit::new().replace(&withdrawn)?.deed(&slug, deed)).await?;

    reply::no_content()
}
