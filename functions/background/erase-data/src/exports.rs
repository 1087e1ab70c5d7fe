//! Exports whose time is over: their volumes are erased, and then nothing remembers them.

use cloud::{
    App, Error,
    table::{
        Commit,
        keys::{Queue, sortable},
    },
};
use domain::export::{Export, folder_of};

use crate::{MOST, Round};

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let now = sortable(app.now());
    let over = app.table.waiting_until::<Export>(&Queue::ReadyExports, Some(&now), MOST, None).await;
    for export in round.note(over).into_iter().flat_map(|page| page.items) {
        let forgotten = forget(app, &export).await;
        round.exports += usize::from(round.note(forgotten).is_some());
    }
}

async fn forget(app: &App, export: &Export) -> Result<(), Error> {
    app.vault.erase_under(&format!("{}{}/", folder_of(export.person), export.id)).await?;
    // Lost: she asked for another one in this moment.
    let _ = app.table.try_commit(Commit::new().remove(export)?).await?;
    Ok(())
}
