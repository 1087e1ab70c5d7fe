//! `PUT /api/microcredentials/{slug}/thresholds`: from where on an assessor of a definition is too far from the others.
//!
//! They count from the next attempt on that two score; nobody is paused by the change itself.

use cloud::{App, Reply, Request, reply, request, table::Commit, wire::ThresholdsView};
use domain::{
    Slug,
    audit::{Actor, Deed},
    person::Role,
    reliability::Limits,
};
use serde::Deserialize;
use serde_json::json;

/// Who sets them.
const STAFF: [Role; 2] = [Role::Issuer, Role::Administrator];

#[derive(Deserialize)]
struct Asked {
    version: u64,
    kappa: f64,
    severity: f64,
}

/// Answers `PUT /api/microcredentials/{slug}/thresholds`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who isn't the issuer's staff; [`domain::Refusal::Invalid`] with each that is out of
/// range; [`domain::Refusal::Stale`] when somebody changed them meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let asked: Asked = request::json(app, &request, "save-thresholds")?;

    let edition = app.table.newest(&slug).await?;
    app.table.person(caller).await?.must_be(&STAFF, edition.issuer)?;
    let stored = app.table.thresholds(&slug).await?;

    let thresholds = stored.set(asked.version, Limits::new(asked.kappa, asked.severity)?)?;
    let detail = json!({"kappa": thresholds.limits.kappa(), "severity": thresholds.limits.severity()});
    let deed = Deed::new("thresholds-set", detail, Actor::Person(caller), app.now());

    app.table.commit(Commit::new().save(&thresholds)?.deed(&slug, deed)).await?;

    reply::ok(&ThresholdsView::of(&thresholds))
}
