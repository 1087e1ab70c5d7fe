//! Putting an upload together: what arrived is compared with the plan, and becomes an object.

use domain::{
    Refusal,
    artifact::{Artifact, State, Upload},
    audit::Actor,
    submission::Submission,
};

use super::judge_unasked;
use crate::{App, Error, table::keys::Key, vault::Completion};

/// What is refused when it can't be done.
const WHAT: &str = "Completing the upload";

/// Makes the object of an open upload of which all parts have arrived, or finds the one that an earlier asking made.
///
/// # Errors
/// [`Refusal::PartsMissing`] with the parts to send; [`Refusal::WrongState`] once the upload's time is over.
pub async fn put_together(app: &App, artifact: &Artifact, upload: &Upload) -> Result<Completion, Error> {
    artifact.open_upload(WHAT, app.now())?;
    let (key, size) = (artifact.key(), artifact.size);
    Ok(match app.vault.arrived(key, &upload.id).await? {
        Some(parts) => {
            artifact.plan().must_be_complete(&parts)?;
            app.vault.complete(key, upload, &parts, size).await?
        }
        // Completed by an earlier asking whose answer got lost, or aborted.
        None => app.vault.made_by(key, upload, size).await?.map_or(Completion::Gone, Completion::Kept),
    })
}

/// Finishes an upload of which all parts have arrived although nobody asks for it; whether it did. What isn't whole, or
/// is no draft's any more, is left as it is.
///
/// # Errors
/// Table or store can't be reached; asking again is safe.
pub async fn finish(app: &App, artifact: Artifact, actor: &Actor) -> Result<bool, Error> {
    let State::Uploading(upload) = artifact.state.clone() else { return Ok(false) };
    let submission: Option<Submission> = app.table.find(Key::Submission(artifact.submission)).await?;
    if submission.is_none_or(|submission| submission.must_be_draft(WHAT).is_err()) {
        return Ok(false);
    }
    match put_together(app, &artifact, &upload).await {
        Ok(Completion::Kept(stored)) => {
            judge_unasked(app, artifact, stored, actor).await?;
            Ok(true)
        }
        Ok(Completion::Gone) => Ok(false),
        Err(Error::Refusal(Refusal::PartsMissing { .. } | Refusal::WrongState { .. })) => Ok(false),
        Err(error) => Err(error),
    }
}
