//! What an issuer's assessors were asked for of late, and what waits: counted from the records themselves.
//!
//! That takes as long as there are attempts, so `publish-reports` does it once a day, and whoever asks what comes reads
//! what was counted last.

use std::collections::BTreeMap;

use domain::{
    AssignmentId, OrganisationId, Slug, SubmissionId,
    assignment::{Assignment, Demand},
    submission::Submission,
};

use crate::{App, Error, table::Commit};

/// What was counted last of an issuer; what there is now, while nothing was counted.
///
/// # Errors
/// The table can't be reached.
pub async fn last(app: &App, issuer: OrganisationId) -> Result<Demand, Error> {
    match app.table.demand(issuer).await? {
        Some(demand) => Ok(demand),
        None => count(app, Demand::begun(issuer, 1, app.now()), &app.table.open_assignments().await?).await,
    }
}

/// Counts an issuer's and keeps the count over the one before. Of one of whom nobody was asked for anything yet none is
/// kept. `open` are all open assignments, of every issuer.
///
/// # Errors
/// The table can't be reached.
pub async fn keep(app: &App, issuer: OrganisationId, open: &[Assignment]) -> Result<(), Error> {
    let before = app.table.demand(issuer).await?.map_or(0, |demand| demand.version);
    let demand = count(app, Demand::begun(issuer, before + 1, app.now()), open).await?;
    if before == 0 && demand.definitions.is_empty() {
        return Ok(());
    }
    // Lost: another round counted it.
    let _ = app.table.try_commit(Commit::new().save(&demand)?).await?;
    Ok(())
}

/// Counts what was asked for of late and waits at the time at which `demand` was begun.
///
/// By assessor, not by submission: a busy issuer has thousands of the one, and some dozens of the other. What somebody
/// scored who is on the roster no more isn't counted.
///
/// # Errors
/// The table can't be reached.
async fn count(app: &App, mut demand: Demand, open: &[Assignment]) -> Result<Demand, Error> {
    let (issuer, since) = (demand.issuer, demand.since());
    let mut of: BTreeMap<SubmissionId, Slug> = BTreeMap::new();
    let look = |submission: Submission| {
        demand.waits(&submission.microcredential, submission.readings_sought());
        of.insert(submission.id, submission.microcredential);
    };
    app.table.each_read_since(issuer, since, look).await?;

    // Each once: the index may still have one among the open ones whose scores are in.
    let mut given: BTreeMap<AssignmentId, Assignment> =
        open.iter().filter(|one| one.issuer == issuer).map(|one| (one.id, one.clone())).collect();
    for entry in app.table.roster(issuer).await? {
        let scored = app.table.handed_in_since(entry.person, since).await?;
        given.extend(scored.into_iter().map(|one| (one.id, one)));
    }
    for one in given.values() {
        if let Some(microcredential) = of.get(&one.submission) {
            demand.asked(microcredential, one);
        }
    }
    Ok(demand)
}
