//! `PUT /api/districts/{organisation}/roster`: imports a district's people, from a table.
//!
//! A table is taken whole or not at all: what it says is stored first, and counts from the one commit on that has the
//! roster name it. Then `keep-time` places its people one by one. Nobody is taken out by missing from it.

use std::collections::BTreeSet;

use cloud::{
    App, Error, Reply, Request, reply, request, sheet,
    table::{Commit, keys::Key},
    wire::TakenRosterView,
};
use domain::{
    ImportId, OrganisationId, PersonId,
    audit::{Actor, Deed},
    person::Role,
    policy::Done,
    roster::{Placing, Roster, RosterShard, RosterTable, Stage, Taken, shards_of},
};
use serde_json::json;

/// Answers `PUT /api/districts/{organisation}/roster?preview=`; with `preview=true` it only tells what would be imported.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an organisation that is no district or not the caller's to manage;
/// [`domain::Refusal::Invalid`] with every row that is wrong, at `/table/` and its line; [`domain::Refusal::Stale`] when
/// another import came first; [`domain::Refusal::WrongState`] while too many imports are still being placed,
/// [`domain::Refusal::TooMany`] after ten within a day: both also for a preview, which would promise too much.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;
    let preview: bool = request::query(&request, "preview")?.unwrap_or_default();
    let asked = sheet::given(app, &request, "save-roster")?;

    let person = app.table.person(caller).await?;
    person.must_be(&[Role::Administrator], id)?;
    let district = app.table.district(id).await?;
    let roster = app.table.district_roster(id).await?;

    let table = RosterTable::read(&sheet::lines(&asked.table)?, &district.schools)?;
    let done = Done { by: caller, at: app.now() };
    let by = (app.id(), asked.source.as_str(), done, person.language);
    let taken = roster.clone().take(asked.version, table.rows.len(), by)?;
    Roster::must_have_room(&app.table.placings(&roster).await?)?;
    let known = app.table.people_at(table.rows.iter().map(|row| &row.email).collect()).await?;
    let seen = (taken.roster.version, table.rows.len());
    let told = TakenRosterView::of(seen, table.counts(&known, id), table.first(), preview);

    if !preview {
        let shards = shards_of(table, id, taken.import.id);
        record(app, caller, taken, &shards).await?;
    }
    reply::ok(&told)
}

/// Stores what was taken, and then has the roster name it.
async fn record(app: &App, caller: PersonId, taken: Taken, shards: &[RosterShard]) -> Result<(), Error> {
    let Taken { roster, import, forgotten } = taken;
    let numbers: BTreeSet<u8> = shards.iter().map(|shard| shard.number).collect();

    let begun = Placing::begun((roster.district, import.id), numbers, app.now() + sheet::LONG_ENDED);
    app.table.commit(Commit::new().create(&begun)?).await?;
    for shard in shards {
        app.table.commit(Commit::new().create(shard)?).await?;
    }

    let detail = json!({"import": import.id, "rows": import.rows});
    let deed = Deed::new("roster-imported", detail, Actor::Person(caller), app.now());
    let commit = Commit::new().save(&roster)?.replace(&begun.counting(app.now()))?;
    let commit = without(app, commit, roster.district, forgotten).await?;
    app.table.commit(commit.deed(roster.district, deed)).await
}

/// Forgets how far those imports are that are told of no more. One of which something is left is taken away by `keep-time`.
async fn without(
    app: &App,
    mut commit: Commit,
    district: OrganisationId,
    forgotten: Vec<ImportId>,
) -> Result<Commit, Error> {
    for import in forgotten {
        let placing: Option<Placing> = app.table.find(Key::Placing(district, import)).await?;
        if let Some(placing) = placing.filter(|placing| placing.stage == Stage::Over) {
            commit = commit.remove(&placing)?;
        }
    }
    Ok(commit)
}
