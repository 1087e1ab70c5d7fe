//! `PUT /api/submissions/{submission}/responses`: keeps what the earner typed.
//!
//! Saved often and incomplete: only what the definition doesn't ask for is refused. The version that
//! the caller saw decides, so a stale tab never overwrites a newer one.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
};
use domain::{
    Refusal, SubmissionId,
    attempt::{Attempt, Responses},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Asked {
    version: u64,
    parts: Responses,
}

#[derive(Serialize)]
struct Answer {
    version: u64,
    saved: Timestamp,
}

/// Answers `PUT /api/submissions/{submission}/responses`.
///
/// # Errors
/// [`Refusal::Stale`] when something newer is stored; [`Refusal::WrongState`] unless it is a draft;
/// [`Refusal::Invalid`] for parts and questions that aren't asked.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "save-responses")?;

    let submission = app.table.submission_of(caller, id).await?;
    submission.must_be_draft("Saving")?;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let stored: Option<Attempt> = app.table.find(Key::Attempt(id, submission.attempt)).await?;

    Refusal::unless_empty(asked.parts.not_asked_by(&edition.definition, &submission.carried))?;
    let attempt = stored.unwrap_or_else(|| Attempt::blank(id, submission.attempt, app.now()));
    let saved = attempt.save(asked.version, asked.parts, app.now())?;

    app.table.commit(Commit::new().save(&saved)?).await?;

    reply::ok(&Answer { version: saved.version, saved: saved.saved })
}
