//! Uploads that are not finished: those whose event never came, and those that nobody goes on with; and files whose scan
//! result never came.

use cloud::{
    App,
    table::keys::{Queue, sortable},
    uploads,
};
use domain::{artifact::ByteBudget, audit::Actor};

use crate::{MOST, Round};

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let actor = Actor::function("keep-time");
    let due = sortable(app.now());
    let earners = app.table.waiting_until::<ByteBudget>(&Queue::Uploads, Some(&due), MOST, None).await;
    for budget in round.note(earners).into_iter().flat_map(|page| page.items) {
        let looked = uploads::look_after(app, &budget, &actor).await;
        let looked = round.note(looked).unwrap_or_default();
        round.uploads += looked.ended;
        round.unscanned += looked.unscanned;
    }
    if round.unscanned > 0 {
        app.metrics.count("ScansMissing", round.unscanned as u64, app.now());
    }
}
