//! `GET /api/submissions/{submission}/uploads/{artifact}`: what has arrived of an upload.
//!
//! The store's own list is the truth; what the client remembers of earlier answers is not.

use cloud::{App, Reply, Request, reply, request, wire::UploadView};
use domain::{ArtifactId, Refusal, SubmissionId, artifact::State};

/// Answers `GET /api/submissions/{submission}/uploads/{artifact}`.
///
/// # Errors
/// [`Refusal::NotFound`] when it is another's or was removed.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let submission: SubmissionId = request::path(&request, "submission")?;
    let id: ArtifactId = request::path(&request, "artifact")?;

    let artifact = app.table.artifact_of(caller, submission, id).await?;

    let arrived = match &artifact.state {
        State::Uploading(upload) => app.vault.arrived(artifact.key(), &upload.id).await?.unwrap_or_default(),
        State::Cancelled { .. } => return Err(Refusal::NotFound.into()),
        State::Uploaded { .. }
        | State::Verified { .. }
        | State::Refused { .. }
        | State::Abandoned { .. }
        | State::Expired { .. } => Vec::new(),
    };
    reply::ok(&UploadView::of(&artifact, arrived))
}
