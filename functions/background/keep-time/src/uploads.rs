//! Uploads that are not finished: those whose event never came, and those that nobody goes on with.

use cloud::{
    App, Error,
    table::keys::{Queue, sortable},
    uploads,
};
use domain::{artifact::ByteBudget, audit::Actor};

use crate::{MOST, Round};

pub(crate) async fn look_after(app: &App, round: &mut Round) -> Result<(), Error> {
    let actor = Actor::function("keep-time");
    let due = sortable(app.now());
    let earners = app.table.waiting_until::<ByteBudget>(&Queue::Uploads, Some(&due), MOST, None).await?;
    for budget in earners.items {
        round.uploads += uploads::look_after(app, &budget, &actor).await?;
    }
    Ok(())
}
