//! `GET /api/microcredentials/{slug}/benchmarks`: by what the issuer measures assessors of a definition, with its scores.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Failure, Reply, Request, calibrating, reply, request, table::keys::Key, wire::BenchmarkView,
};
use domain::{
    PersonId, Slug,
    design_check::RubricPrint,
    person::Person,
    qualification::{Benchmark, Rule},
    submission::Submission,
};
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    items: Vec<BenchmarkView>,
    /// The newest version.
    edition: u32,
    /// What the newest version asks for, if it asks for a calibration.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<Rule>,
    /// How many measure by the rubric of the newest version.
    serving: usize,
}

/// Answers `GET /api/microcredentials/{slug}/benchmarks`: all of them, also retired ones, the newest first.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who isn't the issuer's staff; [`domain::Refusal::Forbidden`] for who scores for it
/// herself.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;

    let (newest, _) = calibrating::keeper(app, caller, &slug).await?;
    let kept = app.table.benchmarks(&slug).await?;
    let people = people(app, &kept).await?;

    let rubric = RubricPrint::of(&newest.definition);
    let (mut items, mut serving) = (Vec::new(), 0);
    for benchmark in kept.iter().rev() {
        let serves = benchmark.serves(rubric) && is_permitted(app, benchmark).await?;
        serving += usize::from(serves);
        items.push(BenchmarkView::of(benchmark, people.get(&benchmark.kept_by), serves));
    }
    reply::ok(&Answer { items, edition: newest.version, rule: newest.definition.calibration, serving })
}

async fn people(app: &App, kept: &[Benchmark]) -> Result<BTreeMap<PersonId, Person>, Failure> {
    let ids: BTreeSet<PersonId> = kept.iter().map(|benchmark| benchmark.kept_by).collect();
    let people = app.table.people(ids.into_iter()).await?;
    Ok(people.into_iter().map(|person| (person.id, person)).collect())
}

/// Whether the earner of its work, if it is one's, still permits it.
async fn is_permitted(app: &App, benchmark: &Benchmark) -> Result<bool, Failure> {
    let Some(source) = benchmark.work.source() else { return Ok(true) };
    let submission: Option<Submission> = app.table.find(Key::Submission(source)).await?;
    Ok(submission.is_some_and(|submission| submission.practice.is_some()))
}
