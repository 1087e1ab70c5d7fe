//! `GET /api/submissions/{submission}/local-answers`: what the earner's district asks her, and what she answered.

use cloud::{App, Reply, Request, reply, request, table::keys::Key, wire::LocalAnswersView};
use domain::{SubmissionId, local_questions::LocalAnswers};

/// Answers `GET /api/submissions/{submission}/local-answers`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whose submission it isn't.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;

    app.table.submission_of(caller, id).await?;
    let asked = app.table.asked_of(&app.table.person(caller).await?).await?;
    let stored: Option<LocalAnswers> = app.table.find(Key::LocalAnswers(caller, id)).await?;

    reply::ok(&LocalAnswersView::of(stored.as_ref(), &asked))
}
