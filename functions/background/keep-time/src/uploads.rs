//! Uploads that are not finished: those whose event never came, and those that nobody goes on with.

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
        let ended = uploads::look_after(app, &budget, &actor).await;
        round.uploads += round.note(ended).unwrap_or_default();
    }
}
