//! `GET /api/assignments/{assignment}`: what an assessor is to score, and what she has scored.
//!
//! Before she stated that she has no conflict she sees what it is about, not the evidence. Nothing
//! tells her who the earner is or how often she tried: what is known of the earner is taken out of her texts.

use cloud::{App, Reply, Request, reply, request, wire::WorkView};
use domain::{AssignmentId, assessment::Assessment};
use jiff::Timestamp;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    assignment: AssignmentId,
    due: Timestamp,
    /// When it is passed on.
    ends: Timestamp,
    /// In which the title and the competency are written.
    language: &'a str,
    title: &'a str,
    competency: &'a str,
    conflict_stated: bool,
    /// What opens with the conflict statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<WorkView<'a>>,
}

/// Answers `GET /api/assignments/{assignment}`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] and [`domain::Refusal::NotFound`] without a session for this very
/// assignment; [`domain::Refusal::LinkOver`] once it is over.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AssignmentId = request::path(&request, "assignment")?;
    let (_, submission) = app.assignment_session(&request, id).await?;

    let dossier = app.table.work(submission).await?;
    let assignment = dossier.assignment(id)?;
    let stated = assignment.stated(app.now())?.is_some();
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;

    let blank = Assessment::blank(id, assignment.attempt);
    let assessment = dossier.assessment(id).unwrap_or(&blank);
    let work = if stated {
        let mask = app.mask(&dossier.submission, &edition.definition.language).await?;
        Some(WorkView::of(&dossier, assignment, assessment, (&edition.definition, &mask)))
    } else {
        None
    };
    reply::ok(&Answer {
        assignment: id,
        due: assignment.due,
        ends: assignment.link_ends(),
        language: &edition.definition.language,
        title: &edition.definition.title,
        competency: &edition.definition.competency,
        conflict_stated: stated,
        work,
    })
}
