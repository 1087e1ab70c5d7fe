//! Double-scored attempts that the figures of their definition don't hold yet, and benchmarks that came back since: it is
//! measured again, and who turns out to be too far from the others is paused in the same commit.

use std::collections::BTreeMap;

use cloud::{
    App, Error,
    table::{Commit, keys::Queue},
};
use domain::{
    PersonId, Slug,
    assignment::days,
    qualification::Seeded,
    reliability::{Check, Crossing, DoubleScored, MONTHS, Pause, Pool, Watch},
};

use crate::{Round, pauses};

/// The most attempts that one round takes in, and the most assessors that it pauses for one definition: with the figures
/// they fit into a transaction. Who isn't paused is found again when the definition is measured next.
const MOST: i32 = 80;
const MOST_PAUSED: usize = 3;
/// How many published definitions one round looks at for benchmarks that came back; the next one goes on behind them.
const LOOKED_AT: usize = 10;

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let fresh = app.table.waiting::<DoubleScored>(&Queue::ToMeasure, MOST, None).await;
    let mut by_definition: BTreeMap<Slug, Vec<DoubleScored>> = BTreeMap::new();
    for one in round.note(fresh).into_iter().flat_map(|page| page.items) {
        by_definition.entry(one.microcredential.clone()).or_default().push(one);
    }
    let compared = by_benchmarks(app).await;
    for definition in round.note(compared).into_iter().flatten() {
        by_definition.entry(definition).or_default();
    }
    for (definition, fresh) in by_definition {
        let measured = measure(app, &definition, fresh).await;
        round.measured += usize::from(round.note(measured).is_some());
    }
}

/// Of the definitions whose turn it is, those of which a benchmark came back since they were measured: where nothing is
/// scored twice, nothing else tells.
async fn by_benchmarks(app: &App) -> Result<Vec<Slug>, Error> {
    let published = app.table.published().await?;
    let minute = usize::try_from(app.now().as_second() / 60).unwrap_or_default();
    let begin = minute * LOOKED_AT % published.len().max(1);
    let mut compared = Vec::new();
    for slug in published.iter().cycle().skip(begin).take(LOOKED_AT.min(published.len())) {
        if has_come_back(app, slug).await? {
            compared.push(slug.clone());
        }
    }
    Ok(compared)
}

/// Whether a benchmark of it was scored after it was measured.
async fn has_come_back(app: &App, slug: &Slug) -> Result<bool, Error> {
    let since = Pool::since_at(app.now(), MONTHS);
    let measured = app.table.pool(slug).await?.map_or(since, |pool| pool.measured.max(since));
    // What came back by then isn't read again.
    let seeded = app.table.seeded_since(slug, measured - days(Seeded::DAYS_AT_MOST)).await?;
    Ok(seeded.iter().filter_map(|one| one.compared.as_ref()).any(|compared| compared.at > measured))
}

async fn measure(app: &App, definition: &Slug, fresh: Vec<DoubleScored>) -> Result<(), Error> {
    let (now, since) = (app.now(), Pool::since_at(app.now(), MONTHS));
    let last = app.table.pool(definition).await?;
    let records = app.table.double_scored(definition, since).await?;
    let seeded = app.table.seeded(definition).await?;
    let limits = app.table.thresholds(definition).await?.limits;
    let pauses = app.table.pauses(definition).await?;

    let pool = Pool::measure(last.as_ref(), definition, &records, now);
    let compared = seeded.iter().filter_map(|one| one.compared.as_ref()).filter(|one| one.at >= since);
    let benchmarks = compared.map(|one| Check::against_benchmark(one.readers[0], one.at, &one.criteria));
    let checks = records.iter().flat_map(Check::both).chain(benchmarks);
    let drifted = Watch::over(checks, since, &limits).crossings(&pauses);

    let mut commit = Commit::new().save(&pool)?;
    for one in fresh {
        commit = commit.replace(&DoubleScored { measured: Some(now), ..one })?;
    }
    commit = commit.and(paused(app, definition, &pauses, drifted).await?);
    // Lost: another round measured them, or the roster changed; then the next one does it.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}

/// The pauses of those who drifted, as many as one commit takes. Who has left the roster is asked for nothing anyway.
async fn paused(
    app: &App,
    definition: &Slug,
    pauses: &[Pause],
    drifted: Vec<(PersonId, Crossing)>,
) -> Result<Commit, Error> {
    let edition = app.table.newest(definition).await?;
    let people = drifted.iter().map(|(assessor, _)| *assessor);
    let entries = app.table.roster_entries(edition.issuer, people).await?;
    let entry_of = |assessor: PersonId| entries.iter().find(|entry| entry.person == assessor).cloned();
    let asked = drifted.into_iter().filter_map(|(assessor, crossing)| Some((entry_of(assessor)?, crossing)));

    let mut commit = Commit::new();
    for (entry, crossing) in asked.take(MOST_PAUSED) {
        let last = pauses.iter().find(|pause| pause.assessor == entry.person);
        commit = commit.and(pauses::begin(app, &edition, last, (entry, crossing)).await?);
    }
    Ok(commit)
}
