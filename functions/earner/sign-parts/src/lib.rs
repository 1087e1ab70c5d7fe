//! `POST /api/submissions/{submission}/uploads/{artifact}/parts`: signs at most 50 part URLs.
//!
//! Each URL carries exactly the bytes that were announced for its part, and dies with the upload. They
//! are signed just in time and as often as the client asks.

use cloud::{
    App, Reply, Request, reply, request,
    vault::{PART_SECONDS, SignedPart},
};
use domain::{
    ArtifactId, SubmissionId,
    artifact::{Fingerprint, Wanted},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Asked {
    parts: Vec<Wanted>,
    /// Of the file that the client holds now, when it took the upload up again.
    fingerprint: Option<Fingerprint>,
}

#[derive(Serialize)]
struct Answer {
    urls: Vec<SignedPart>,
    expires: Timestamp,
}

/// Answers `POST /api/submissions/{submission}/uploads/{artifact}/parts`.
///
/// # Errors
/// [`domain::Refusal::Invalid`] for parts that the plan does not have; [`domain::Refusal::OtherFile`];
/// [`domain::Refusal::WrongState`] once the upload is over.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let submission: SubmissionId = request::path(&request, "submission")?;
    let id: ArtifactId = request::path(&request, "artifact")?;
    let asked: Asked = request::json(app, &request, "sign-parts")?;

    let artifact = app.table.artifact_of(caller, submission, id).await?;

    let upload = artifact.open_upload("Sending parts", app.now())?;
    if let Some(fingerprint) = &asked.fingerprint {
        artifact.must_be_the_file(fingerprint)?;
    }
    let window = artifact.plan().window(asked.parts)?;

    let mut urls = Vec::with_capacity(window.len());
    for part in &window {
        urls.push(app.vault.sign_part(artifact.key(), &upload.id, part).await?);
    }
    let answer = Answer { urls, expires: app.now() + SignedDuration::from_secs(PART_SECONDS) };
    reply::ok(&answer).map(reply::secret)
}
