//! `GET /api/submissions/{submission}/coaches`: whom the earner asked to coach her, and what was said. Hers alone.

use cloud::{
    App, Reply, Request, reply, request,
    wire::{CoachingView, PageView},
};
use domain::SubmissionId;

/// Answers `GET /api/submissions/{submission}/coaches`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whose submission it isn't.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;

    app.table.submission_of(caller, id).await?;
    let coachings = app.table.coachings(caller, id).await?;

    reply::ok(&PageView {
        items: coachings.into_iter().map(CoachingView::from).collect::<Vec<_>>(),
        next: None,
    })
}
