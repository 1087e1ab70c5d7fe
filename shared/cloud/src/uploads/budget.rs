//! Byte budgets: reserved with one conditional write, given back with the change that frees the bytes.

use std::collections::BTreeMap;

use domain::{
    ArtifactId, PersonId,
    artifact::{Artifact, ByteBudget, Reservation, Standing},
};

use super::TRIES;
use crate::{
    App, Error, Failure,
    table::{Commit, Lost, keys::Key, record::Record},
};

/// Reserves bytes, after setting the budget right by the artifacts of which it is not known yet what
/// became of them. `present` are artifacts that were loaded already.
///
/// # Errors
/// As [`ByteBudget::reserve`].
pub(super) async fn reserve(
    app: &App,
    earner: PersonId,
    wanted: Reservation,
    present: &[Artifact],
) -> Result<(), Error> {
    for _ in 0..TRIES {
        let budget = app.table.budget(earner).await?;
        let seen = budget.version;
        let standings = standings(app, &budget, present).await?;
        let standing = |artifact| standings.get(&artifact).copied();
        let settled = budget.settle(standing, app.scanning(), app.now());
        let reserved = settled.reserve(wanted.clone())?;
        if save(app, seen, &reserved).await?.is_ok() {
            return Ok(());
        }
    }
    Err(busy().into())
}

/// Sets the budget right by what became of the artifacts that it was reserved for.
///
/// # Errors
/// The table can't be reached.
pub(super) async fn settle(app: &App, earner: PersonId) -> Result<(), Error> {
    for _ in 0..TRIES {
        let budget = app.table.budget(earner).await?;
        let seen = budget.version;
        let mut standings = standings(app, &budget, &[]).await?;
        for file in &budget.unscanned {
            // A file whose record is gone is waited for no longer.
            standings.insert(file.artifact, recorded(app, file).await?.unwrap_or(Standing::Gone));
        }
        let standing = |artifact| standings.get(&artifact).copied();
        let settled = budget.settle(standing, app.scanning(), app.now());
        if settled.version == seen || save(app, seen, &settled).await?.is_ok() {
            return Ok(());
        }
    }
    Err(busy().into())
}

/// Stores the end of an artifact and gives its bytes back, in one transaction with `commit`, which
/// holds the artifact's own write. [`Lost`] when that one, or another write of `commit`, came too late.
///
/// # Errors
/// The table can't be reached.
pub(super) async fn end(app: &App, artifact: &Artifact, commit: Commit) -> Result<Result<(), Lost>, Error> {
    for _ in 0..TRIES {
        let budget = app.table.budget(artifact.earner).await?.release(artifact.id, artifact.size);
        match app.table.try_commit(commit.clone().save(&budget)?).await? {
            Err(Lost { kind: ByteBudget::KIND, .. }) => {}
            outcome => return Ok(outcome),
        }
    }
    Err(busy().into())
}

async fn save(app: &App, seen: u64, budget: &ByteBudget) -> Result<Result<(), Lost>, Failure> {
    let commit = match seen {
        0 => Commit::new().create(budget)?,
        seen => Commit::new().replace_since(seen, budget)?,
    };
    app.table.try_commit(commit).await
}

/// What became of the artifacts that bytes are reserved for; missing where there is no record.
async fn standings(
    app: &App,
    budget: &ByteBudget,
    present: &[Artifact],
) -> Result<BTreeMap<ArtifactId, Standing>, Failure> {
    let mut standings = BTreeMap::new();
    for reservation in &budget.open {
        let standing = match present.iter().find(|artifact| artifact.id == reservation.artifact) {
            Some(artifact) => Some(artifact.standing(app.scanning())),
            None => recorded(app, reservation).await?,
        };
        standings.extend(standing.map(|standing| (reservation.artifact, standing)));
    }
    Ok(standings)
}

async fn recorded(app: &App, reservation: &Reservation) -> Result<Option<Standing>, Failure> {
    let key = Key::Artifact(reservation.submission, reservation.artifact);
    let artifact: Option<Artifact> = app.table.find(key).await?;
    Ok(artifact.map(|artifact| artifact.standing(app.scanning())))
}

fn busy() -> Failure {
    Failure::because("a byte budget stayed busy through every try")
}
