//! `PUT /api/submissions/{submission}/effort`: what an attempt took its earner: hours, cost, coaching.
//!
//! She need not say. It is counted in her district's report and nowhere else: it is never scored, and no assessor
//! and no issuer sees it.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::EffortView,
};
use domain::{
    SubmissionId,
    audit::{Actor, Deed},
    report::{Effort, EffortLog},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    attempt: u32,
    #[serde(flatten)]
    effort: Effort,
}

/// Answers `PUT /api/submissions/{submission}/effort`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whose submission it isn't, and for an attempt that there isn't;
/// [`domain::Refusal::Stale`] when something newer is stored.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "save-effort")?;

    let submission = app.table.submission_of(caller, id).await?;
    let stored: Option<EffortLog> = app.table.find(Key::Effort(caller, id, asked.attempt)).await?;

    let about = (&submission, asked.attempt);
    let effort = (asked.effort, &app.settings.currency);
    let told = EffortLog::tell(stored.as_ref(), asked.version, about, effort, app.now())?;

    // What it took stays out of the audit trail, which the issuer reads and which is never erased.
    let detail = json!({"submission": id, "attempt": told.attempt, "version": told.version});
    let deed = Deed::new("effort-told", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().save(&told)?.deed(caller, deed)).await?;

    reply::ok(&EffortView::of(told.attempt, Some(&told), &app.settings.currency))
}
