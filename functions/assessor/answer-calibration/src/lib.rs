//! `POST /api/microcredentials/{slug}/calibration/works/{number}`: an assessor hands in her levels for one work of a calibration.
//!
//! Once for each. With the last, the calibration is over: who passed may be asked to score from then on.

use cloud::{App, Reply, Request, calibrating, reply, request, table::keys::Key};
use domain::{Refusal, Slug, assessment::Scores, qualification::Benchmark};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    scores: Scores,
}

/// Answers `POST /api/microcredentials/{slug}/calibration/works/{number}`.
///
/// # Errors
/// [`Refusal::NotFound`] for no such work; [`Refusal::WrongState`] when its scores are in, time is over, or its earner
/// took it back; [`Refusal::Invalid`] with each criterion without a level, and each level that there isn't.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let number: usize = request::path(&request, "number")?;
    let asked: Asked = request::json(app, &request, "answer-calibration")?;

    calibrating::trainee(app, caller, &slug).await?;
    let calibration = app.table.calibration(caller, &slug).await?.ok_or(Refusal::NotFound)?;
    let piece = calibration.piece(number)?;
    let benchmark: Benchmark = app.table.load(Key::Benchmark(slug.clone(), piece.benchmark)).await?;
    calibrating::must_be_permitted(app, piece).await?;
    let edition = app.table.edition(&slug, benchmark.edition).await?;

    let scored = calibration.answer(number, asked.scores, (&benchmark, &edition.definition), app.now())?;

    calibrating::store(app, &scored, &edition.definition.title).await?;

    reply::ok(&calibrating::view(app, &scored).await?)
}
