//! `DELETE /api/submissions/{submission}/uploads/{artifact}`: takes a file out, finished or not.
//!
//! Its bytes are given back, unless a former attempt was judged by them. The record changes first, so
//! that what is deleted is never shown; asking again finishes what was interrupted.

use cloud::{App, Error, Reply, Request, reply, request, table::Commit, uploads};
use domain::{
    ArtifactId, SubmissionId,
    artifact::{Artifact, Bytes, State},
};

/// Answers `DELETE /api/submissions/{submission}/uploads/{artifact}`.
///
/// # Errors
/// [`domain::Refusal::WrongState`] unless the submission is a draft; [`domain::Refusal::Stale`] when the
/// file or the submission changed at the same moment.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let submission: SubmissionId = request::path(&request, "submission")?;
    let id: ArtifactId = request::path(&request, "artifact")?;

    let submission = app.table.submission_of(caller, submission).await?;
    let artifact = app.table.artifact_of(caller, submission.id, id).await?;
    if let State::Cancelled { .. } = artifact.state {
        app.vault.delete(artifact.key()).await?;
        return reply::no_content();
    }

    let (cancelled, deed, bytes) = artifact.cancel(&submission, app.now())?;

    // A hand-in at the same moment saw the file: one of the two is told that the other was first.
    let submission = submission.touched();
    let commit = Commit::new().replace(&cancelled)?.replace(&submission)?.deed(submission.id, deed);
    match &bytes {
        Bytes::Abort(_) | Bytes::Delete => uploads::end(app, &cancelled, commit).await?,
        Bytes::Gone | Bytes::Stay => app.table.commit(commit).await?,
    }
    clear(app, &cancelled, &bytes).await?;

    reply::no_content()
}

/// An upload may have become an object at the same moment, so that is deleted too.
async fn clear(app: &App, cancelled: &Artifact, bytes: &Bytes) -> Result<(), Error> {
    let key = cancelled.key();
    match bytes {
        Bytes::Abort(upload) => {
            app.vault.abort(key, &upload.id).await?;
            app.vault.delete(key).await?;
        }
        Bytes::Delete => app.vault.delete(key).await?,
        Bytes::Gone | Bytes::Stay => {}
    }
    Ok(())
}
