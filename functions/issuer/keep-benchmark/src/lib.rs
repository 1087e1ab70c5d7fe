//! `POST /api/microcredentials/{slug}/benchmarks`: the issuer keeps work, with its own scores and why, to measure assessors by.
//!
//! The first attempt of a submission whose earner permits it, or texts that the issuer wrote for some of the parts.

use std::sync::Arc;

use cloud::{
    App, Error, Reply, Request, calibrating, reply, request,
    table::{Commit, Dossier},
    wire::BenchmarkView,
};
use domain::{
    PersonId, Refusal, Slug, SubmissionId,
    artifact::Standing,
    assessment::Scores,
    attempt::Responses,
    audit::{Actor, Deed},
    design_check::RubricPrint,
    microcredential::Edition,
    qualification::{Benchmark, Key, Work},
    submission::Submission,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    submission: Option<SubmissionId>,
    parts: Option<Responses>,
    scores: Scores,
}

/// Answers `POST /api/microcredentials/{slug}/benchmarks`.
///
/// # Errors
/// [`Refusal::NotFound`] for who isn't the issuer's staff; [`Refusal::Forbidden`] for who scores for it herself;
/// [`Refusal::WrongState`] for work that its earner doesn't permit; [`Refusal::Exists`] for work that is kept already;
/// [`Refusal::Invalid`] with all that is wrong with texts and scores.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let asked: Asked = request::json(app, &request, "keep-benchmark")?;

    let (newest, staff) = calibrating::keeper(app, caller, &slug).await?;
    let kept = app.table.benchmarks(&slug).await?;
    let (edition, work) = match (asked.submission, asked.parts) {
        (Some(submission), None) => handed_in(app, &newest, submission, caller).await?,
        (None, Some(parts)) => (newest.clone(), written(app, &newest, parts)?),
        (Some(_), Some(_)) | (None, None) => return Err(one_of_both().into()),
    };

    must_be_new(&work, &kept)?;
    let key = Key::of(asked.scores, &edition.definition, &work.beside(&edition.definition))?;
    let benchmark = Benchmark::keep(app.id(), &edition, (work, key), caller, app.now());

    let detail = json!({"benchmark": benchmark.id, "edition": benchmark.edition, "submission": benchmark.work.source()});
    let deed = Deed::new("benchmark-kept", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().create(&benchmark)?.deed(&slug, deed)).await?;

    let serves = benchmark.serves(RubricPrint::of(&newest.definition));
    reply::created(&BenchmarkView::of(&benchmark, Some(&staff), serves))
}

/// The first attempt of a submission, and the version that it is work on.
async fn handed_in(
    app: &App,
    newest: &Edition,
    id: SubmissionId,
    caller: PersonId,
) -> Result<(Arc<Edition>, Work), Error> {
    let dossier = app.table.dossier(id).await?;
    let submission = &dossier.submission;
    let is_of_it = submission.microcredential == newest.definition.id && submission.issuer == newest.issuer;
    if !is_of_it || submission.earner == caller {
        return Err(Refusal::NotFound.into());
    }
    submission.must_not_be_scored_or_coached_by(caller)?;
    must_be_permitted(submission)?;
    must_have_its_files(&dossier)?;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    Ok((edition, Work::HandedIn { submission: id }))
}

fn must_be_permitted(submission: &Submission) -> Result<(), Refusal> {
    let what = "Keeping a benchmark";
    submission.must_be_past_its_first(what)?;
    let because = "its earner hasn't permitted that assessors practise on it";
    submission.practice.map(drop).ok_or_else(|| Refusal::WrongState { what, because: because.into() })
}

fn must_have_its_files(dossier: &Dossier) -> Result<(), Refusal> {
    let first = dossier.attempt(1);
    let mut files = dossier.artifacts.iter().filter(|file| first.is_some_and(|first| first.pins(file.id)));
    if files.any(|file| file.state.standing() == Standing::Gone) {
        let because = "its files are kept no longer".into();
        return Err(Refusal::WrongState { what: "Keeping a benchmark", because });
    }
    Ok(())
}

/// Texts that the issuer wrote, as complete as an earner's for the parts that they are of.
fn written(app: &App, edition: &Edition, responses: Responses) -> Result<Work, Refusal> {
    if responses.0.is_empty() {
        return Err(Refusal::invalid("/parts", "Write the work of at least one part."));
    }
    let parts = edition.definition.parts.iter().map(|part| &part.id);
    let left_out = parts.filter(|part| !responses.0.contains_key(part)).cloned().collect();
    Refusal::unless_empty(responses.not_asked_by(&edition.definition, &left_out))?;
    app.schemas.validate_submission(edition, &left_out, &responses.document(&[], edition, &left_out))?;
    Ok(Work::Written { responses })
}

fn must_be_new(work: &Work, kept: &[Benchmark]) -> Result<(), Refusal> {
    let is_it = |one: &&Benchmark| one.retired.is_none() && one.work == *work;
    match kept.iter().find(is_it) {
        Some(_) => Err(Refusal::Exists("this very work is kept. Retire that benchmark first.".into())),
        None => Ok(()),
    }
}

fn one_of_both() -> Refusal {
    Refusal::invalid("", "Name a submission, or give the parts that you wrote: one of both.")
}
