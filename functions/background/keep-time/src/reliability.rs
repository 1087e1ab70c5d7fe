//! Double-scored attempts that the figures of their definition don't hold yet: the figures are measured again.

use std::collections::BTreeMap;

use cloud::{
    App, Error,
    table::{Commit, keys::Queue},
};
use domain::{
    Slug,
    reliability::{DoubleScored, MONTHS, Pool},
};

use crate::Round;

/// The most attempts that one round takes in; with the figures they fit into a transaction.
const MOST: i32 = 90;

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let fresh = app.table.waiting::<DoubleScored>(&Queue::ToMeasure, MOST, None).await;
    let mut by_definition: BTreeMap<Slug, Vec<DoubleScored>> = BTreeMap::new();
    for one in round.note(fresh).into_iter().flat_map(|page| page.items) {
        by_definition.entry(one.microcredential.clone()).or_default().push(one);
    }
    for (definition, fresh) in by_definition {
        let measured = measure(app, &definition, fresh).await;
        round.measured += usize::from(round.note(measured).is_some());
    }
}

async fn measure(app: &App, definition: &Slug, fresh: Vec<DoubleScored>) -> Result<(), Error> {
    let now = app.now();
    let last = app.table.pool(definition).await?;
    let records = app.table.double_scored(definition, Pool::since_at(now, MONTHS)).await?;

    let pool = Pool::measure(last.as_ref(), definition, &records, now);

    let mut commit = Commit::new().save(&pool)?;
    for one in fresh {
        commit = commit.replace(&DoubleScored { measured: Some(now), ..one })?;
    }
    // Lost: another round measured them.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}
