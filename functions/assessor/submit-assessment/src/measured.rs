//! Scores of a benchmark that stood among ordinary work: they go into the assessor's figures, and nowhere else.

use cloud::{
    App, Error,
    table::{Commit, keys::Key},
};
use domain::{
    audit::{Actor, Deed},
    microcredential::Edition,
    qualification::{Benchmark, Seeded},
};
use serde_json::json;

use crate::written::Scored;

/// What is written of them.
pub(crate) async fn commit(
    app: &App,
    seeded: Seeded,
    (assignment, assessment): Scored<'_>,
    edition: &Edition,
) -> Result<Commit, Error> {
    let slug = seeded.work.microcredential.clone();
    let benchmark: Benchmark = app.table.load(Key::Benchmark(slug, seeded.benchmark)).await?;
    let (id, now) = (seeded.work.id, app.now());
    let scored = seeded.scored(assessment, &benchmark.key, &edition.definition, now);

    let detail = json!({"assignment": assignment.id, "verdict": assessment.handed_in});
    let deed = Deed::new("assessed", detail, Actor::Person(assignment.assessor), now);
    Ok(Commit::new().replace(&scored)?.deed(id, deed))
}
