//! Uploads that nobody finished: the answer or the event got lost, or the earner left.

use domain::{
    artifact::{Artifact, ByteBudget, Reservation, State, Upload},
    audit::Actor,
};

use super::{budget, judge_unasked};
use crate::{
    App, Error, Failure,
    table::{Commit, keys::Key},
};

/// What a look after an earner's uploads came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looked {
    /// How many were finished or given up.
    pub ended: usize,
    /// Files that came half an hour ago or earlier and of which the scanner said nothing.
    pub unscanned: usize,
}

/// Looks after an earner's open uploads: judges what has arrived, gives up what is over, and sets her
/// budget right. Counts what the scanner passed over.
///
/// # Errors
/// The first failure, after every upload had its turn; each is logged here, and the next round goes on.
pub async fn look_after(app: &App, budget: &ByteBudget, actor: &Actor) -> Result<Looked, Error> {
    let (mut looked, mut first) = (Looked::default(), None);
    for reservation in budget.open.iter().chain(&budget.unscanned) {
        match look_at(app, reservation, actor).await.map_err(Failure::from) {
            Ok(one) => {
                looked.ended += one.ended;
                looked.unscanned += one.unscanned;
            }
            Err(failure) => {
                let artifact = reservation.artifact.to_string();
                tracing::error!(cause = failure.chain(), artifact, "an upload could not be looked after");
                first.get_or_insert(failure);
            }
        }
    }
    budget::settle(app, budget.earner).await?;
    first.map_or(Ok(looked), |failure| Err(failure.into()))
}

async fn look_at(app: &App, reservation: &Reservation, actor: &Actor) -> Result<Looked, Error> {
    let key = Key::Artifact(reservation.submission, reservation.artifact);
    let Some(artifact) = app.table.find::<Artifact>(key).await? else { return Ok(Looked::default()) };
    let unscanned = usize::from(artifact.lacks_its_scan(app.scanning(), app.now()));
    Ok(Looked { ended: usize::from(go_on(app, artifact, actor).await?), unscanned })
}

/// Brings an upload to its end, if its time has come: what is stored is judged, what is over is given up. Whether it did.
///
/// # Errors
/// Table or store can't be reached; asking again is safe.
pub async fn go_on(app: &App, artifact: Artifact, actor: &Actor) -> Result<bool, Error> {
    match artifact.state.clone() {
        State::Uploading(upload) => match app.vault.made_by(artifact.key(), &upload, artifact.size).await? {
            Some(stored) => judge_unasked(app, artifact, stored, actor).await.map(|_| true),
            None if upload.is_over(app.now()) => give_up(app, artifact, &upload, actor).await,
            None => Ok(false),
        },
        State::Uploaded { stored, .. } => judge_unasked(app, artifact, stored, actor).await.map(|_| true),
        State::Verified { .. }
        | State::Refused { .. }
        | State::Cancelled { .. }
        | State::Abandoned { .. }
        | State::Expired { .. } => Ok(false),
    }
}

/// Gives up an upload and the bytes that were reserved for it; whether there was still something to give
/// up. It is aborted first: once the bytes are free no part can arrive any more.
///
/// # Errors
/// Table or store can't be reached; [`domain::Refusal::WrongState`] unless it is being uploaded.
pub async fn give_up(app: &App, artifact: Artifact, upload: &Upload, actor: &Actor) -> Result<bool, Error> {
    app.vault.abort(artifact.key(), &upload.id).await?;
    let (abandoned, deed) = artifact.abandon(actor.clone(), app.now())?;
    let commit = Commit::new().replace(&abandoned)?.deed(abandoned.submission, deed);
    // Lost: the earner was quicker, and what she did counts.
    Ok(budget::end(app, &abandoned, commit).await?.is_ok())
}
