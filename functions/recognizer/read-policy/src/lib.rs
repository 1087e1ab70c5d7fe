//! `GET /api/policies/{slug}`: one version of a policy, for everybody.

use cloud::{
    App, OrFailure, Reply, Request,
    public::{self, Keep},
    request,
    wire::PolicyView,
};
use domain::{Refusal, Slug};

/// Answers `GET /api/policies/{slug}?version=`: that version, or the newest without it.
///
/// # Errors
/// [`Refusal::NotFound`] for what isn't published.
pub async fn handle(app: &App, request: Request) -> Reply {
    let slug: Slug = request::path(&request, "slug")?;
    let number: Option<String> = request::query(&request, "version")?;
    let version = number.map(|number| number.parse().map_err(|_| Refusal::NotFound)).transpose()?;

    let edition = app.table.policy(&slug, version).await?;
    let recognizer = app.table.organisation(edition.recognizer).await?;

    let view = PolicyView::of(&edition, &recognizer);
    let body = serde_json::to_string(&view).or_failure("a policy has no JSON form")?;
    public::document(&request, "application/json", body, Keep::Minutes)
}
