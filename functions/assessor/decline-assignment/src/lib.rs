//! `POST /api/assignments/{assignment}/decline`: an assessor hands her assignment back.
//!
//! Access ends at once; the attempt waits for somebody else.

use cloud::{
    App, Error, Reply, Request, assigning, reply, request,
    table::{Commit, Lost, beside_others, record::Record},
};
use domain::{
    AssignmentId, SubmissionId,
    assignment::DeclineReason,
    audit::{Actor, Deed},
    submission::Submission,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    reason: DeclineReason,
    note: Option<String>,
}

/// Answers `POST /api/assignments/{assignment}/decline`.
///
/// # Errors
/// [`domain::Refusal::LinkOver`] once the assignment is over.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AssignmentId = request::path(&request, "assignment")?;
    let (assessor, submission) = app.assignment_session(&request, id).await?;
    let asked: Asked = request::json(app, &request, "decline-assignment")?;

    let detail = json!({"assignment": id, "reason": asked.reason, "note": asked.note});
    let deed = Deed::new("declined", detail, Actor::Person(assessor), app.now());
    beside_others(&[Submission::KIND], || decline(app, submission, id, asked.reason, &deed)).await?;

    reply::no_content()
}

/// Hands it back over what is stored now.
async fn decline(
    app: &App,
    submission: SubmissionId,
    id: AssignmentId,
    reason: DeclineReason,
    deed: &Deed,
) -> Result<Result<(), Lost>, Error> {
    let dossier = app.table.work(submission).await?;
    let assignment = dossier.assignment(id)?.clone().decline(reason, app.now())?;
    if dossier.seeded.is_some() {
        let commit = Commit::new().deed(submission, deed.clone());
        return assigning::try_end(app, &[assignment], commit).await;
    }
    let submission = dossier.submission.pass_on(id)?;
    let submission = match reason {
        DeclineReason::Conflict => submission.barring(assignment.assessor),
        DeclineReason::Unavailable | DeclineReason::Other => submission,
    };

    let commit = Commit::new().replace(&submission)?.deed(submission.id, deed.clone());
    assigning::try_end(app, &[assignment], commit).await
}
