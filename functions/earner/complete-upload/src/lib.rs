//! `POST /api/submissions/{submission}/uploads/{artifact}/complete`: puts the parts together.
//!
//! The store's list is compared with the plan, the object is made, and then it is looked into at once:
//! the earner who waits learns whether her file can be used. Asking again answers how it stands.

use cloud::{
    App, Error, Reply, Request, reply, request, table::keys::Key, uploads, vault::Completion,
    wire::UploadView,
};
use domain::{
    ArtifactId, Refusal, SubmissionId,
    artifact::{Artifact, State, Upload},
    audit::Actor,
    submission::Submission,
};
use serde::de::IgnoredAny;

const WHAT: &str = "Completing the upload";

/// Answers `POST /api/submissions/{submission}/uploads/{artifact}/complete`.
///
/// # Errors
/// [`Refusal::PartsMissing`] with the parts to send; [`Refusal::WrongState`] once the upload is over or
/// the submission was handed in.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let submission: SubmissionId = request::path(&request, "submission")?;
    let id: ArtifactId = request::path(&request, "artifact")?;
    request::json::<IgnoredAny>(app, &request, "complete-upload")?;

    let artifact = app.table.artifact_of(caller, submission, id).await?;

    let artifact = match artifact.state.clone() {
        State::Uploading(upload) => {
            let found: Option<Submission> = app.table.recent(Key::Submission(submission)).await?;
            found.ok_or(Refusal::NotFound)?.must_be_draft(WHAT)?;
            complete(app, artifact, &upload).await?
        }
        State::Uploaded { stored, .. } => uploads::judge(app, artifact, stored).await?,
        State::Verified { .. } => artifact,
        State::Refused { .. } => {
            uploads::told_here(app, &artifact).await?;
            artifact
        }
        State::Cancelled { .. } => return Err(Refusal::NotFound.into()),
        State::Abandoned { .. } | State::Expired { .. } => return Err(artifact.state.cannot(WHAT).into()),
    };
    reply::ok(&UploadView::of(&artifact, Vec::new()))
}

async fn complete(app: &App, artifact: Artifact, upload: &Upload) -> Result<Artifact, Error> {
    match uploads::put_together(app, &artifact, upload).await? {
        Completion::Kept(stored) => uploads::judge(app, artifact, stored).await,
        Completion::Gone => {
            // Another asking may have judged it meanwhile, and deleted what it refused.
            let now = app.table.artifact(artifact.submission, artifact.id).await?;
            if matches!(now.state, State::Verified { .. } | State::Refused { .. }) {
                return Ok(now);
            }
            let gone = State::Abandoned { at: app.now() };
            let actor = Actor::Person(artifact.earner);
            uploads::give_up(app, artifact, upload, &actor).await?;
            Err(gone.cannot(WHAT).into())
        }
    }
}
