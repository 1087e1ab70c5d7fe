//! `GET /api/microcredentials/{slug}/submission-schema`: the JSON Schema that a submission must satisfy.
//!
//! It is the very document that `submit` checks with.

use std::collections::BTreeSet;

use cloud::{
    App, Reply, Request,
    public::{self, Keep},
    request,
};
use domain::{
    Refusal, Slug,
    microcredential::{Edition, PartId},
    submission_schema,
};

/// The media type of a JSON Schema.
const SCHEMA: &str = "application/schema+json";

/// Answers `GET /api/microcredentials/{slug}/submission-schema?version=&carried=`.
///
/// Without `version` it is the newest. `carried` names the parts, with commas between, that passed in a former
/// attempt and are not handed in again.
///
/// # Errors
/// [`Refusal::NotFound`] for a version that isn't published; [`Refusal::Invalid`] for a carried part that it
/// doesn't have.
pub async fn handle(app: &App, request: Request) -> Reply {
    let slug: Slug = request::path(&request, "slug")?;
    let version: Option<u32> = request::query(&request, "version")?;
    let carried = request::query::<String>(&request, "carried")?.unwrap_or_default();

    let (edition, keep) = match version {
        Some(version) => (app.table.edition(&slug, version).await?, Keep::Forever),
        None => (app.table.newest(&slug).await?, Keep::Minutes),
    };

    let document = submission_schema::document(&edition, &parts(&edition, &carried)?);
    public::document(&request, SCHEMA, document.to_string(), keep)
}

fn parts(edition: &Edition, names: &str) -> Result<BTreeSet<PartId>, Refusal> {
    let named = |name: &str| name.parse().ok().filter(|id| edition.definition.part(id).is_some());
    let ids = names.split(',').filter(|name| !name.is_empty()).map(named);
    ids.collect::<Option<_>>()
        .ok_or_else(|| Refusal::invalid("/carried", "Name parts of this micro-credential."))
}
