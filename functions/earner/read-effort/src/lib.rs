//! `GET /api/submissions/{submission}/effort`: what the attempts of a submission took its earner, as far as she told.

use cloud::{
    App, Reply, Request, reply, request,
    wire::{EffortView, PageView},
};
use domain::SubmissionId;

/// Answers `GET /api/submissions/{submission}/effort`: all attempts, the first one first.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whose submission it isn't.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;

    let submission = app.table.submission_of(caller, id).await?;
    let told = app.table.efforts(std::iter::once(&submission)).await?;

    let stored = |attempt| told.iter().find(|one| one.attempt == attempt);
    let of = |attempt| EffortView::of(attempt, stored(attempt), &app.settings.currency);
    reply::ok(&PageView { items: (1..=submission.attempt).map(of).collect(), next: None })
}
