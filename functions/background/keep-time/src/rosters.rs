//! Rosters of districts: their people are placed, an import that was undone is taken back, and what one says about people
//! is deleted once nobody needs it any more.
//!
//! A piece of it is done in each round, and may be done twice. Districts take turns: whose import waits longest comes first,
//! and each has its share of the round. Of a district's imports the oldest comes first, so that the newest has the last
//! word. Each person changes in a commit of her own, together with the note in the import of what was before.
//! What fails is put off by some minutes, and holds up nothing else.

mod one;
mod piece;

use std::collections::BTreeSet;

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
use jiff::{SignedDuration, Timestamp};

use self::piece::{Budget, Piece};
use crate::Round;

/// The most districts of one round, and among how many imports they are looked for.
const MOST: usize = 4;
const AMONG: i32 = 40;
/// The most people of one round, of all districts together.
const MOST_PEOPLE: usize = 400;
/// How long after it began a round begins with nobody more.
const ENOUGH: SignedDuration = SignedDuration::from_secs(15);
/// After which time that is tried again which failed.
const LATER: SignedDuration = SignedDuration::from_mins(10);
/// How many shards are deleted at once.
const AT_ONCE: usize = 16;

/// A district whose turn it is, with its imports in the queue.
type Turn = (OrganisationId, BTreeSet<ImportId>);

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let turns = round.note(turns(app).await).unwrap_or_default();
    let people = MOST_PEOPLE / turns.len().max(1);
    let end = app.now() + ENOUGH;
    for (turn, left) in turns.iter().zip((1..=turns.len()).rev()) {
        let share = end.duration_since(app.now()) / i32::try_from(left).unwrap_or(1);
        let budget = Budget { people, until: app.now() + share };
        let looked = look_at(app, round, turn, budget).await;
        if round.note(looked).is_none() {
            round.note(put_off(app, turn).await);
        }
    }
}

/// Whose turn it is, in the order of the queue.
async fn turns(app: &App) -> Result<Vec<Turn>, Error> {
    let now = sortable(app.now());
    let due = app.table.waiting_until::<Placing>(&Queue::Placings, Some(&now), AMONG, None).await?;
    let mut turns: Vec<Turn> = Vec::new();
    for Placing { district, import, .. } in due.items {
        if let Some((_, imports)) = turns.iter_mut().find(|(one, _)| *one == district) {
            imports.insert(import);
        } else if turns.len() < MOST {
            turns.push((district, BTreeSet::from([import])));
        }
    }
    Ok(turns)
}

/// Has a district come later of which nothing could be done, so that it keeps no other one from its turn.
async fn put_off(app: &App, (district, queued): &Turn) -> Result<(), Error> {
    let due = app.now() + LATER;
    for placing in app.table.placings_of(*district, queued.iter().copied()).await? {
        if let Some(later) = placing.put_off(due) {
            // Lost: it was undone in this moment, and is tried again at once.
            let _ = app.table.try_commit(Commit::new().replace(&later)?).await?;
        }
    }
    Ok(())
}

/// Does a piece of what is due of a district.
async fn look_at(
    app: &App,
    round: &mut Round,
    (district, queued): &Turn,
    budget: Budget,
) -> Result<(), Error> {
    let roster = app.table.district_roster(*district).await?;
    let unnamed = queued.iter().copied().filter(|import| roster.import(*import).is_none());
    for placing in app.table.placings_of(*district, unnamed.collect::<Vec<_>>()).await? {
        abandon(app, &roster, placing, budget.until).await?;
    }
    let placings = app.table.placings(&roster).await?;
    let Some(placing) = placings.into_iter().find(|placing| placing.is_due(&roster, app.now())) else {
        return Ok(());
    };
    match placing.stage {
        Stage::Placing | Stage::TakingBack => {
            Piece::of(app, &roster, placing, budget).await?.go_on(round).await
        }
        Stage::Kept => forget(app, &placing, budget.until).await,
        Stage::Written | Stage::Over => Ok(()),
    }
}

/// Takes away all of an import that never came to count, or is told of no more.
async fn abandon(app: &App, roster: &Roster, placing: Placing, until: Timestamp) -> Result<(), Error> {
    if placing.due > app.now() {
        // It may still be under way.
        return Ok(());
    }
    // From here on it can't come to count: whoever writes it finds it changed.
    let stopped = Placing { version: placing.version + 1, due: app.now(), ..placing };
    if app.table.try_commit(Commit::new().replace(&stopped)?.unchanged(roster)?).await?.is_err() {
        return Ok(());
    }
    if !delete(app, &stopped, until).await? {
        return Ok(());
    }
    // Lost: another round did the same.
    let _ = app.table.try_commit(Commit::new().remove(&stopped)?).await?;
    Ok(())
}

/// Deletes what an import says about people: it is placed, and can't be undone any more.
async fn forget(app: &App, placing: &Placing, until: Timestamp) -> Result<(), Error> {
    if !delete(app, placing, until).await? {
        return Ok(());
    }
    let over = placing.clone().without(&placing.shards, app.now());
    // Lost: another round did the same.
    let _ = app.table.try_commit(Commit::new().replace(&over)?).await?;
    Ok(())
}

/// Deletes the shards of an import, as far as there is time; whether all are gone.
async fn delete(app: &App, placing: &Placing, until: Timestamp) -> Result<bool, Error> {
    let Placing { district, import, shards, .. } = placing;
    let numbers: Vec<u8> = shards.iter().copied().collect();
    let mut are_gone = true;
    for some in numbers.chunks(AT_ONCE) {
        if until <= app.now() {
            return Ok(false);
        }
        let mut commit = Commit::new();
        for shard in app.table.roster_shards(*district, *import, some.iter().copied()).await? {
            commit = commit.remove(&shard)?;
        }
        // Lost: somebody is just taken out of one; the next round finds them again.
        are_gone &= app.table.try_commit(commit).await?.is_ok();
    }
    Ok(are_gone)
}
