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

/// Looks after an earner's open uploads: judges what has arrived, gives up what is over, and sets her
/// budget right. Answers how many were finished or given up.
///
/// # Errors
/// The first failure, after every upload had its turn; each is logged here, and the next round goes on.
pub async fn look_after(app: &App, budget: &ByteBudget, actor: &Actor) -> Result<usize, Error> {
    let (mut ended, mut first) = (0, None);
    for reservation in &budget.open {
        match look_at(app, reservation, actor).await.map_err(Failure::from) {
            Ok(is_over) => ended += usize::from(is_over),
            Err(failure) => {
                let artifact = reservation.artifact.to_string();
                tracing::error!(cause = failure.chain(), artifact, "an upload could not be looked after");
                first.get_or_insert(failure);
            }
        }
    }
    budget::settle(app, budget.earner).await?;
    first.map_or(Ok(ended), |failure| Err(failure.into()))
}

/// Whether the upload that the bytes are reserved for came to an end.
async fn look_at(app: &App, reservation: &Reservation, actor: &Actor) -> Result<bool, Error> {
    let key = Key::Artifact(reservation.submission, reservation.artifact);
    match app.table.find::<Artifact>(key).await? {
        Some(artifact) => go_on(app, artifact, actor).await,
        None => Ok(false),
    }
}

/// Brings an upload to its end, if its time has come; whether it did.
async fn go_on(app: &App, artifact: Artifact, actor: &Actor) -> Result<bool, Error> {
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
