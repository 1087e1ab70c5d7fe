//! How far the readers of a definition agree: read as it was counted last, by `publish-reports`, once a day.

use domain::{
    Slug,
    reliability::{Basis, KEPT_MONTHS, Pool, Summary},
};
use jiff::Timestamp;

use crate::{App, Error, table::Commit};

/// What was counted last over so many months; what there is now, where nothing of them is kept.
///
/// # Errors
/// The table can't be reached.
pub async fn last(app: &App, slug: &Slug, months: i32) -> Result<Summary, Error> {
    if let Some(summary) = app.table.summary(slug, months).await? {
        return Ok(summary);
    }
    let basis = basis(app, slug, Pool::since_at(app.now(), months)).await?;
    Ok(Summary::over(&basis, (slug, months), 1, app.now()))
}

/// Counts the figures of a definition and keeps them over those before. Of one of which nothing is known none are kept.
///
/// # Errors
/// The table can't be reached.
pub async fn keep(app: &App, slug: &Slug) -> Result<(), Error> {
    let now = app.now();
    let longest = KEPT_MONTHS.into_iter().max().unwrap_or_default();
    let basis = basis(app, slug, Pool::since_at(now, longest)).await?;
    let before = app.table.summaries(slug).await?;
    if basis.is_empty() && before.is_empty() {
        return Ok(());
    }
    let mut commit = Commit::new();
    for months in KEPT_MONTHS {
        let last = before.iter().find(|summary| summary.months == months);
        let version = last.map_or(1, |last| last.version + 1);
        commit = commit.save(&Summary::over(&basis, (slug, months), version, now))?;
    }
    // Lost: another round counted them.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}

async fn basis(app: &App, slug: &Slug, since: Timestamp) -> Result<Basis, Error> {
    Ok(Basis {
        records: app.table.double_scored(slug, since).await?,
        seeded: app.table.seeded(slug).await?,
        answers: app.table.appeal_answers(slug, since).await?,
    })
}
