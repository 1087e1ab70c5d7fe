//! `GET /api/assignments/{assignment}`: what an assessor is to score, and what she has scored.
//!
//! Before she stated that she has no conflict she sees what it is about, not the evidence. Nothing
//! tells her who the earner is or how often she tried.

use cloud::{
    App, Reply, Request, reply, request,
    table::Dossier,
    wire::{ArtifactView, AssessmentView},
};
use domain::{
    AssignmentId, SubmissionId,
    assessment::{Assessment, scored_parts},
    assignment::Assignment,
    attempt::Responses,
    microcredential::{Edition, Part},
};
use jiff::Timestamp;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    assignment: AssignmentId,
    due: Timestamp,
    title: &'a str,
    competency: &'a str,
    conflict_stated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<Work<'a>>,
}

/// What opens with the conflict statement.
#[derive(Serialize)]
struct Work<'a> {
    /// For the addresses of its files.
    submission: SubmissionId,
    parts: Vec<&'a Part>,
    responses: Responses,
    artifacts: Vec<ArtifactView>,
    assessment: AssessmentView<'a>,
}

/// Answers `GET /api/assignments/{assignment}`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] and [`domain::Refusal::NotFound`] without a session for this very
/// assignment; [`domain::Refusal::LinkOver`] once it is over.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AssignmentId = request::path(&request, "assignment")?;
    let (_, submission) = app.assignment_session(&request, id).await?;

    let dossier = app.table.dossier(submission).await?;
    let assignment = dossier.assignment(id)?;
    let stated = assignment.stated(app.now())?.is_some();
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;

    let blank = Assessment::blank(id, assignment.attempt);
    let assessment = dossier.assessment(id).unwrap_or(&blank);
    reply::ok(&Answer {
        assignment: id,
        due: assignment.due,
        title: &edition.definition.title,
        competency: &edition.definition.competency,
        conflict_stated: stated,
        work: stated.then(|| work(&dossier, assignment, &edition, assessment)),
    })
}

fn work<'a>(
    dossier: &Dossier,
    assignment: &Assignment,
    edition: &'a Edition,
    assessment: &'a Assessment,
) -> Work<'a> {
    let carried = &dossier.submission.carried;
    let handed_in = dossier.attempts.iter().find(|attempt| attempt.number == assignment.attempt);
    let shown = dossier
        .artifacts
        .iter()
        .filter(|artifact| handed_in.is_some_and(|attempt| attempt.pins(artifact.id)));
    Work {
        submission: assignment.submission,
        parts: scored_parts(&edition.definition, carried),
        responses: handed_in.map(|attempt| attempt.responses.clone()).unwrap_or_default(),
        artifacts: shown.map(ArtifactView::blind).collect(),
        assessment: AssessmentView::from(assessment),
    }
}
