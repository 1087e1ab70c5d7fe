//! `PUT /api/assignments/{assignment}/assessment`: keeps what the assessor scored so far.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, Dossier, record::AssessmentOf},
    wire::AssessmentView,
};
use domain::{
    AssignmentId, Fault, Refusal,
    assessment::{Assessment, Comment, Scores, scored_parts},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    scores: Scores,
    #[serde(default)]
    comments: Vec<Comment>,
}

/// Answers `PUT /api/assignments/{assignment}/assessment`.
///
/// # Errors
/// [`Refusal::Stale`] when something newer is stored; [`Refusal::Invalid`] for scores
/// of nothing that is scored; [`Refusal::Forbidden`] before the conflict statement.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AssignmentId = request::path(&request, "assignment")?;
    let (_, submission) = app.assignment_session(&request, id).await?;
    let asked: Asked = request::json(app, &request, "save-assessment")?;

    let dossier = app.table.work(submission).await?;
    let assignment = dossier.assignment(id)?;
    assignment.must_be_open(app.now())?;
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;

    Refusal::unless_empty(foreign_comments(&dossier, assignment.attempt, &asked.comments))?;
    let beside = dossier.beside(assignment);
    let parts = scored_parts(&edition.definition, &beside);
    let stored = dossier.assessment(id).cloned().unwrap_or_else(|| Assessment::blank(id, assignment.attempt));
    let saved = stored.save(asked.version, (asked.scores, asked.comments), &parts)?;

    let record = AssessmentOf { submission, assessment: saved };
    app.table.commit(Commit::new().save(&record)?).await?;

    reply::ok(&AssessmentView::of(&record.assessment, &edition.definition, &beside))
}

/// A fault for each comment on a file that was not handed in with this attempt.
fn foreign_comments(dossier: &Dossier, attempt: u32, comments: &[Comment]) -> Vec<Fault> {
    let handed_in = dossier.attempt(attempt);
    let is_foreign = |comment: &Comment| !handed_in.is_some_and(|attempt| attempt.pins(comment.artifact));
    let foreign = comments.iter().enumerate().filter(|(_, comment)| is_foreign(comment));
    foreign
        .map(|(number, _)| {
            Fault::at(format!("/comments/{number}/artifact"), "This attempt has no such file.")
        })
        .collect()
}
