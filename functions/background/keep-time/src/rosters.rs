//! Rosters of districts: their people are placed, an import that was undone is taken back, and what one says about people
//! is deleted once nobody needs it any more.
//!
//! A piece of it is done in each round, and may be done twice. Of a district's imports the oldest comes first, so that the
//! newest has the last word. Each person changes in a commit of her own, together with the note in the import of what was
//! before.

mod one;
mod piece;

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Error,
    table::{
        Commit,
        keys::{Queue, sortable},
    },
};
use domain::{
    ImportId, OrganisationId,
    roster::{Placing, Roster, Stage},
};
use jiff::SignedDuration;

use self::piece::{Budget, Piece};
use crate::Round;

/// The most districts of one round, and among how many imports they are looked for.
const MOST: usize = 4;
const AMONG: i32 = 40;
/// The most people of one round, of all districts together.
const MOST_PEOPLE: usize = 400;
/// How long after it began a round begins with nobody more.
const ENOUGH: SignedDuration = SignedDuration::from_secs(15);

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let now = sortable(app.now());
    let due = app.table.waiting_until::<Placing>(&Queue::Placings, Some(&now), AMONG, None).await;
    let mut districts: BTreeMap<OrganisationId, BTreeSet<ImportId>> = BTreeMap::new();
    for placing in round.note(due).into_iter().flat_map(|page| page.items) {
        if districts.len() < MOST || districts.contains_key(&placing.district) {
            districts.entry(placing.district).or_default().insert(placing.import);
        }
    }
    let until = app.now() + ENOUGH;
    let people = MOST_PEOPLE / districts.len().max(1);
    for (district, imports) in districts {
        let looked = look_at(app, (district, imports), Budget { people, until }).await;
        round.placed += round.note(looked).unwrap_or_default();
    }
}

/// Does a piece of what is due of a district, of whose imports these are in the queue. Answers how many people changed.
async fn look_at(
    app: &App,
    (district, queued): (OrganisationId, BTreeSet<ImportId>),
    budget: Budget,
) -> Result<usize, Error> {
    let roster = app.table.district_roster(district).await?;
    let unnamed = queued.into_iter().filter(|import| roster.import(*import).is_none());
    for placing in app.table.placings_of(district, unnamed.collect::<Vec<_>>()).await? {
        abandon(app, &roster, placing).await?;
    }
    let placings = app.table.placings(&roster).await?;
    let Some(placing) = placings.into_iter().find(|placing| placing.is_due(&roster, app.now())) else {
        return Ok(0);
    };
    match placing.stage {
        Stage::Placing => Piece::of(app, &roster, placing, budget).await?.place().await,
        Stage::TakingBack => Piece::of(app, &roster, placing, budget).await?.take_back().await,
        Stage::Kept => forget(app, &placing).await.map(|()| 0),
        Stage::Written | Stage::Over => Ok(0),
    }
}

/// Takes away all of an import that never came to count, or is told of no more.
async fn abandon(app: &App, roster: &Roster, placing: Placing) -> Result<(), Error> {
    if placing.due > app.now() {
        // It may still be under way.
        return Ok(());
    }
    // From here on it can't come to count: whoever writes it finds it changed.
    let stopped = Placing { version: placing.version + 1, due: app.now(), ..placing };
    if app.table.try_commit(Commit::new().replace(&stopped)?.unchanged(roster)?).await?.is_err() {
        return Ok(());
    }
    if !delete(app, &stopped).await? {
        return Ok(());
    }
    // Lost: another round did the same.
    let _ = app.table.try_commit(Commit::new().remove(&stopped)?).await?;
    Ok(())
}

/// Deletes what an import says about people: it is placed, and can't be undone any more.
async fn forget(app: &App, placing: &Placing) -> Result<(), Error> {
    if !delete(app, placing).await? {
        return Ok(());
    }
    let over = placing.clone().without(&placing.shards, app.now());
    // Lost: another round did the same.
    let _ = app.table.try_commit(Commit::new().replace(&over)?).await?;
    Ok(())
}

/// Deletes the shards of an import; whether all are gone.
async fn delete(app: &App, placing: &Placing) -> Result<bool, Error> {
    let Placing { district, import, shards, .. } = placing;
    let mut are_gone = true;
    for shard in app.table.roster_shards(*district, *import, shards.iter().copied()).await? {
        let removed = app.table.try_commit(Commit::new().remove(&shard)?).await?;
        // Somebody is just taken out of it: the next round finds it again.
        are_gone &= removed.map_or_else(|lost| lost.current.is_none(), |()| true);
    }
    Ok(are_gone)
}
