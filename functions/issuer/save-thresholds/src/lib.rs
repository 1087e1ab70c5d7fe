//! `PUT /api/microcredentials/{slug}/thresholds`: from where on an assessor of a definition is too far from the others.
//!
//! Nobody is paused by the change itself: when the next work was checked, the last twelve months are looked at by them.

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::ThresholdsView,
};
use domain::{
    Refusal, Slug,
    assignment::Assessor,
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
/// [`Refusal::NotFound`] for who isn't the issuer's staff; [`Refusal::Invalid`] with each that is out of range;
/// [`Refusal::Forbidden`] for looser ones from who scores the definition; [`Refusal::Stale`] when somebody changed them
/// meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let asked: Asked = request::json(app, &request, "save-thresholds")?;

    let edition = app.table.newest(&slug).await?;
    app.table.person(caller).await?.must_be(&STAFF, edition.issuer)?;
    let stored = app.table.thresholds(&slug).await?;
    let entry = app.table.find::<Assessor>(Key::Assessor(caller, edition.issuer)).await?;

    let limits = Limits::new(asked.kappa, asked.severity)?;
    if limits.are_looser_than(&stored.limits) {
        must_not_be_for_herself(entry.as_ref(), &slug)?;
    }
    let thresholds = stored.set(asked.version, limits)?;
    let detail = json!({"kappa": thresholds.limits.kappa(), "severity": thresholds.limits.severity()});
    let deed = Deed::new("thresholds-set", detail, Actor::Person(caller), app.now());

    app.table.commit(Commit::new().save(&thresholds)?.deed(&slug, deed)).await?;

    reply::ok(&ThresholdsView::of(&thresholds))
}

/// Nobody loosens the limits by which she is looked at herself.
fn must_not_be_for_herself(entry: Option<&Assessor>, slug: &Slug) -> Result<(), Error> {
    if entry.is_some_and(|entry| entry.scores(slug)) {
        let sentence = "Nobody who scores a micro-credential loosens the limits by which their own scores are \
                        looked at. Ask a colleague to do it.";
        return Err(Refusal::Forbidden(sentence.into()).into());
    }
    Ok(())
}
