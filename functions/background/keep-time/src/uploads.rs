//! Uploads that are not finished: those whose event never came, and those that nobody goes on with.

use cloud::{
    App, Error, inspection,
    table::keys::{Queue, sortable},
};
use domain::artifact::Artifact;

use crate::{MOST, Round};

/// Minutes that an upload is left to its client and its event before the round looks at it.
const PATIENCE_MINUTES: i64 = 10;

pub(crate) async fn look_after(app: &App, round: &mut Round) -> Result<(), Error> {
    let long_ago = app.now() - jiff::SignedDuration::from_mins(PATIENCE_MINUTES);
    let unfinished =
        app.table.waiting_until::<Artifact>(&Queue::Uploads, Some(&sortable(long_ago)), MOST, None).await?;
    for artifact in unfinished.items {
        round.uploads += usize::from(inspection::look_after(app, artifact).await?);
    }
    Ok(())
}
