//! Uploads that nobody finished: the answer or the event got lost, or the earner left.

use domain::{
    artifact::{Artifact, ByteBudget, State, Upload},
    audit::Actor,
};

use super::{budget, judge_unasked};
use crate::{
    App, Error,
    table::{Commit, keys::Key},
};

/// Looks after an earner's open uploads: judges what has arrived, gives up what is over, and sets her
/// budget right. Answers how many were finished or given up.
///
/// # Errors
/// Table or store can't be reached; the next round goes on.
pub async fn look_after(app: &App, budget: &ByteBudget, actor: &Actor) -> Result<usize, Error> {
    let mut ended = 0;
    for reservation in &budget.open {
        let key = Key::Artifact(reservation.submission, reservation.artifact);
        if let Some(artifact) = app.table.find::<Artifact>(key).await? {
            ended += usize::from(look_at(app, artifact, actor).await?);
        }
    }
    budget::settle(app, budget.earner).await?;
    Ok(ended)
}

/// Whether the upload came to an end.
async fn look_at(app: &App, artifact: Artifact, actor: &Actor) -> Result<bool, Error> {
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
        | State::Abandoned { .. } => Ok(false),
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
