//! `DELETE /api/microcredentials/{slug}/benchmarks/{benchmark}`: no assessor is given this benchmark any more.
//!
//! What it measured stays, and whoever has it in a calibration finishes that. Retiring it again changes nothing.

use cloud::{
    App, Reply, Request, calibrating, reply, request,
    table::{Commit, keys::Key},
};
use domain::{
    BenchmarkId, Slug,
    audit::{Actor, Deed},
    qualification::Benchmark,
};
use serde_json::json;

/// Answers `DELETE /api/microcredentials/{slug}/benchmarks/{benchmark}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for no such benchmark, and for who isn't the issuer's staff;
/// [`domain::Refusal::Forbidden`] for who scores for it herself.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let id: BenchmarkId = request::path(&request, "benchmark")?;

    calibrating::keeper(app, caller, &slug).await?;
    let benchmark: Benchmark = app.table.load(Key::Benchmark(slug.clone(), id)).await?;

    if benchmark.retired.is_some() {
        return reply::no_content();
    }
    let retired = benchmark.retire(app.now());

    let deed = Deed::new("benchmark-retired", json!({"benchmark": id}), Actor::Person(caller), app.now());
    app.table.commit(Commit::new().replace(&retired)?.deed(&slug, deed)).await?;

    reply::no_content()
}
