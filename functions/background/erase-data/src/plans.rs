//! Erasures that were planned: they begin, or are put off while somebody is needed.

use cloud::{
    App, Error, erasing,
    table::{
        Commit,
        keys::{Key, Queue, sortable},
    },
};
use domain::{
    audit::Deed,
    erasure::{Needed, Plan},
    letter::Content,
    person::Person,
};
use serde_json::json;

use crate::{MOST, Round, people::actor};

pub(crate) async fn begin(app: &App, round: &mut Round) {
    let now = sortable(app.now());
    let due = app.table.waiting_until::<Plan>(&Queue::PlannedErasures, Some(&now), MOST, None).await;
    for plan in round.note(due).into_iter().flat_map(|page| page.items) {
        let begun = begin_one(app, &plan).await;
        round.begun += usize::from(round.note(begun) == Some(true));
    }
}

/// Whether it began.
async fn begin_one(app: &App, plan: &Plan) -> Result<bool, Error> {
    let person: Person = app.table.load(Key::Person(plan.person)).await?;
    if let Some(needed) = erasing::needed(app, &person).await? {
        return put_off(app, plan, &person, needed).await;
    }
    match erasing::begin(app, plan, Some(plan), person, actor()).await {
        Ok(()) => Ok(true),
        // She changed something or took it back in this moment: the next round sees.
        Err(Error::Refusal(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// It is tried again in a day. She is told why, once for each reason.
async fn put_off(app: &App, plan: &Plan, person: &Person, needed: Needed) -> Result<bool, Error> {
    let later = plan.put_off(needed.clone(), app.now());
    let mut commit = Commit::new().replace(&later)?;
    if plan.waits_for() != Some(&needed) {
        let deed = Deed::new("erasure-put-off", json!({"because": needed}), actor(), app.now());
        let letter = app.letter(person, None, Content::ErasurePutOff { because: needed });
        commit = commit.create(&letter)?.deed(person.id, deed);
    }
    // Lost: she took it back in this moment.
    let _ = app.table.try_commit(commit).await?;
    Ok(false)
}
