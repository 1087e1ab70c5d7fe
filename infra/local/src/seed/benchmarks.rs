//! Benchmarks that the seed's issuer wrote, for the one definition that asks its assessors for a calibration.

use cloud::{App, Failure, table::Commit};
use domain::{
    Id, Slug,
    assessment::Scores,
    attempt::Responses,
    qualification::{Benchmark, Key, Rule, Work},
};
use jiff::Timestamp;
use serde::Deserialize;

/// The definition whose assessors are calibrated. All of the seed's are but the last, who can be.
pub const CALIBRATED: &str = "building-positive-relationships-with-students";

/// What it asks for.
pub(super) const RULE: Rule = Rule { works: 2, agreement: 80, seeded: 0 };

#[derive(Deserialize)]
struct Written {
    parts: Responses,
    scores: Scores,
}

/// Plants the benchmarks of the definition, kept by somebody who is nobody of the seed.
pub(super) async fn keep(app: &App) -> anyhow::Result<()> {
    let slug: Slug = CALIBRATED.parse()?;
    let edition = app.table.newest(&slug).await.map_err(Failure::from)?;
    let written: Vec<Written> = serde_json::from_str(include_str!("benchmarks.json"))?;
    for (number, Written { parts, scores }) in (1..).zip(written) {
        let work = Work::Written { responses: parts };
        let key = Key::of(scores, &edition.definition, &work.beside(&edition.definition))?;
        let id = Id::from_parts(Timestamp::UNIX_EPOCH, number);
        let kept_by = Id::from_parts(Timestamp::UNIX_EPOCH, 0);
        let benchmark = Benchmark::keep(id, &edition, (work, key), kept_by, app.now());
        // Lost: a seed that stopped halfway planted it before.
        let _ = app.table.try_commit(Commit::new().create(&benchmark)?).await?;
    }
    Ok(())
}
