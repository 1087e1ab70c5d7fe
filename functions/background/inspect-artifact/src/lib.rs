//! S3 "Object Created": looks into an artifact that nobody looked into yet.
//!
//! As a rule the request that completed the upload was quicker and there is nothing to do. When it
//! stopped halfway this finishes its work, and tells the earner of a refusal by a letter.

use cloud::{App, Failure, table::keys::Key, uploads};
use domain::{
    artifact::{Artifact, ObjectKey, State},
    audit::Actor,
};
use serde::{Deserialize, Serialize};

/// The event as `EventBridge` carries it.
#[derive(Debug, Deserialize)]
pub struct ObjectCreated {
    detail: Detail,
}

#[derive(Debug, Deserialize)]
struct Detail {
    object: Object,
}

#[derive(Debug, Deserialize)]
struct Object {
    key: String,
}

/// What the artifact is afterwards; `None` when the object is no artifact's.
#[derive(Debug, Serialize)]
pub struct Inspected {
    state: Option<&'static str>,
}

/// Handles the event. The same event again, or one that comes late, changes nothing.
///
/// # Errors
/// Table or store can't be reached; the event comes again.
pub async fn handle(app: &App, event: ObjectCreated) -> Result<Inspected, Failure> {
    let Ok(key) = event.detail.object.key.parse::<ObjectKey>() else {
        return Ok(Inspected { state: None });
    };
    // A moment late does no harm: what is judged here is stored only over the version seen here.
    let found: Option<Artifact> = app.table.recent(Key::Artifact(key.submission, key.artifact)).await?;
    let Some(artifact) = found else { return Ok(Inspected { state: None }) };
    let artifact = look_at(app, artifact).await?;
    Ok(Inspected { state: Some(artifact.state.name()) })
}

async fn look_at(app: &App, artifact: Artifact) -> Result<Artifact, Failure> {
    let actor = Actor::function("inspect-artifact");
    match artifact.state.clone() {
        State::Uploading(upload) => match app.vault.made_by(artifact.key(), &upload, artifact.size).await? {
            Some(stored) => Ok(uploads::judge_unasked(app, artifact, stored, &actor).await?),
            None => Ok(artifact),
        },
        State::Uploaded { stored, .. } => Ok(uploads::judge_unasked(app, artifact, stored, &actor).await?),
        State::Verified { .. } => Ok(artifact),
        State::Refused { .. } | State::Cancelled { .. } | State::Abandoned { .. } | State::Expired { .. } => {
            app.vault.delete(artifact.key()).await?;
            Ok(artifact)
        }
    }
}
