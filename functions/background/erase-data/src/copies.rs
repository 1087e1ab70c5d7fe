//! Benchmarks that are somebody's work, and the copies of it that stand among assessors' work: they go where it goes.

use cloud::{App, Error, assigning, table::Commit, vault::Gone};
use domain::{
    artifact::folder_of,
    audit::Deed,
    erasure::Erased,
    letter::Cause,
    qualification::{Benchmark, Seeded},
    submission::Submission,
};
use serde_json::json;

use crate::{
    people::actor,
    submissions::{replace, take_words_out_of},
};

/// The files of a submission are kept no longer: their copies go, and nobody is measured by that work any more.
pub(crate) async fn expire(app: &App, source: &Submission) -> Result<(), Error> {
    for copy in of(app, source).await? {
        take_back(app, &copy).await?;
        replace(app, copy.expire()).await?;
    }
    for benchmark in benchmarks(app, source).await? {
        if benchmark.retired.is_none() {
            store(app, &benchmark, &benchmark.clone().retire(app.now())).await?;
        }
    }
    Ok(())
}

/// Erases what was made of the work of somebody who is erased. Levels stay. Erased once more, nothing happens.
pub(crate) async fn erase(app: &App, source: &Submission) -> Result<Erased, Error> {
    let mut erased = Erased::default();
    for copy in of(app, source).await? {
        let gone = take_back(app, &copy).await?;
        erased += Erased { files: gone.files, uploads: gone.uploads, ..Erased::default() };
        for record in app.table.everything_in(copy.work.id).await? {
            erased.records += take_words_out_of(app, &record).await?.unwrap_or_default();
        }
        erased.records += replace(app, copy.erase(app.now())).await?;
    }
    for benchmark in benchmarks(app, source).await? {
        if let Some(bare) = benchmark.wordless(app.now()) {
            erased.records += u64::from(store(app, &benchmark, &bare).await?);
        }
    }
    Ok(erased)
}

/// The copies of a submission's work.
async fn of(app: &App, source: &Submission) -> Result<Vec<Seeded>, Error> {
    let mut all = app.table.seeded(&source.microcredential).await?;
    all.retain(|copy| copy.source == source.id);
    Ok(all)
}

/// The benchmarks that are a submission's work.
async fn benchmarks(app: &App, source: &Submission) -> Result<Vec<Benchmark>, Error> {
    let mut all = app.table.benchmarks(&source.microcredential).await?;
    all.retain(|benchmark| benchmark.work.source() == Some(source.id));
    Ok(all)
}

/// Whoever scores a copy is told that it is over; then its files go, with every version.
async fn take_back(app: &App, copy: &Seeded) -> Result<Gone, Error> {
    let dossier = app.table.any_dossier(copy.work.id).await?;
    for open in dossier.open_assignments().cloned() {
        let (work, cause) = (&dossier.submission, Cause::SubmissionWithdrawn);
        match assigning::take_seeded_away(app, work, open, cause, actor()).await {
            // It ended otherwise in this moment.
            Ok(()) | Err(Error::Refusal(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(app.vault.erase_under(&folder_of(copy.work.issuer, copy.work.id)).await?)
}

/// Stores a changed benchmark; that it is retired is on record. Whether it was as it was read.
async fn store(app: &App, before: &Benchmark, after: &Benchmark) -> Result<bool, Error> {
    let mut commit = Commit::new().replace(after)?;
    if before.retired.is_none() {
        let deed = Deed::new("benchmark-retired", json!({"benchmark": before.id}), actor(), app.now());
        commit = commit.deed(&before.microcredential, deed);
    }
    Ok(app.table.try_commit(commit).await?.is_ok())
}
