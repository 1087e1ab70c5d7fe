//! `GET /api/submissions`: the caller's submissions, the newest first. Those of stacks are none of her work: nothing was
//! handed in for them.

use cloud::{
    App, Reply, Request, reply, request,
    wire::{PageView, SubmissionLine, Viewer},
};
use domain::SubmissionId;

/// How many submissions a page has.
const PAGE: usize = 20;

/// Answers `GET /api/submissions?cursor=`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let after: Option<SubmissionId> = request::query(&request, "cursor")?;

    let ids = app.table.submissions_of(caller).await?;

    let rest: Vec<SubmissionId> =
        ids.into_iter().filter(|id| after.is_none_or(|after| *id < after)).collect();
    let mut items = Vec::new();
    for submission in app.table.submissions(rest.iter().take(PAGE).copied()).await? {
        let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
        if !edition.definition.is_stack() {
            items.push(SubmissionLine::of(&submission, &edition, Viewer::Earner));
        }
    }
    let next = (rest.len() > PAGE).then(|| rest[PAGE - 1].to_string());
    reply::ok(&PageView { items, next })
}
