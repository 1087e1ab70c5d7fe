//! `POST /api/microcredentials/{slug}/calibration`: an assessor is given benchmarks to score.
//!
//! None that she saw before, and none of people whom she may know. While a calibration is open, asking again shows that
//! one; one that can't be finished, because an earner took her work back, makes room for another.

use cloud::{App, Reply, Request, calibrating, reply, request, table::Commit};
use domain::{
    Slug,
    audit::{Actor, Deed},
    qualification::{Calibration, Standing},
};
use serde_json::json;

/// Answers `POST /api/microcredentials/{slug}/calibration`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't score for its issuer; [`domain::Refusal::Forbidden`] without a current
/// training record; [`domain::Refusal::WrongState`] when the newest version asks for none, she passed it, or too few
/// benchmarks are left.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;

    let (edition, entry) = calibrating::trainee(app, caller, &slug).await?;
    let (rule, rubric) = Standing::must_be_trained_to_calibrate(&entry, &edition.definition, app.now())?;
    let former = app.table.calibration(caller, &slug).await?;
    if let Some(open) = &former
        && calibrating::goes_on(app, open, rubric).await?
    {
        return reply::ok(&calibrating::view(app, open).await?);
    }
    let chosen = calibrating::choose(app, &entry, former.as_ref(), &slug, (rule, rubric)).await?;

    let who = (caller, edition.issuer, slug);
    let begun =
        Calibration::begin(former, who, (edition.version, rubric, rule), &chosen.benchmarks, app.now())?;

    let detail =
        json!({"microcredential": begun.microcredential, "edition": edition.version, "works": rule.works});
    let deed = Deed::new("calibration-begun", detail, Actor::Person(caller), app.now());
    let mut commit = Commit::new().save(&begun)?.deed(caller, deed);
    for source in chosen.sources {
        // Who practised on work scores no later attempt of it.
        commit = commit.replace(&source.barring(caller).touched())?;
    }
    app.table.commit(commit).await?;

    reply::created(&calibrating::view(app, &begun).await?)
}
