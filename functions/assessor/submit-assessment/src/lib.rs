//! `POST /api/assignments/{assignment}/assessment`: an assessor hands in her scores, once.
//!
//! Every criterion has a level, every unmet one feedback. The pass rule computes what she recommends.

use cloud::{
    App, Reply, Request, assigning, reply, request,
    table::{Commit, record::AssessmentOf},
    wire::AssessmentView,
};
use domain::{
    AssignmentId, Refusal,
    assessment::Assessment,
    audit::{Actor, Deed},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
}

/// Answers `POST /api/assignments/{assignment}/assessment`.
///
/// # Errors
/// [`Refusal::Invalid`] with all that is missing; [`Refusal::Stale`] when something newer was saved;
/// [`Refusal::LinkOver`] when they are in already.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AssignmentId = request::path(&request, "assignment")?;
    let (assessor, submission) = app.assignment_session(&request, id).await?;
    let asked: Asked = request::json(app, &request, "submit-assessment")?;

    let dossier = app.table.dossier(submission).await?;
    let assignment = dossier.assignment(id)?.clone().submit(app.now())?;
    let stored = dossier.assessment(id).cloned().unwrap_or_else(|| Assessment::blank(id, assignment.attempt));
    if stored.version != asked.version {
        return Err(Refusal::Stale { current: stored.version }.into());
    }
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;

    let assessment = stored.hand_in(&edition.definition, &dossier.submission.carried, app.now())?;
    let recommended = assessment.handed_in.as_ref().is_some_and(|verdict| verdict.recommended);
    let detail = json!({"assignment": id, "verdict": assessment.handed_in});
    let submission = dossier.submission.assess(id, recommended, app.now())?;

    let record = AssessmentOf { submission: submission.id, assessment };
    let deed = Deed::new("assessed", detail, Actor::Person(assessor), app.now());
    let commit = Commit::new().replace(&submission)?.save(&record)?.deed(submission.id, deed);
    assigning::end(app, &assignment, commit).await?;

    reply::ok(&AssessmentView::of(&record.assessment, &edition.definition, &submission.carried))
}
