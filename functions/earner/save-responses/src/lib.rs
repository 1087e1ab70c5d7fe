//! `PUT /api/submissions/{submission}/responses`: keeps what the earner typed, and which goal it serves.
//!
//! Saved often and incomplete: only what the definition doesn't ask for is refused. The version that
//! the caller saw decides, so a stale tab never overwrites a newer one.

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{Commit, Lost, beside_others, keys::Key, record::Record},
};
use domain::{
    PersonId, Refusal, SubmissionId,
    attempt::{Attempt, Responses},
    submission::{Goal, Submission},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Asked {
    version: u64,
    parts: Responses,
    /// Without it, the goal stays.
    goal: Option<Named>,
}

#[derive(Deserialize)]
struct Named {
    serves: Goal,
    which: String,
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
/// [`Refusal::Invalid`] for parts and questions that aren't asked, and for a goal in too many words.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "save-responses")?;

    // A coach who is asked, or a file that is taken out, changes the submission beside what is typed.
    let saved = beside_others(&[Submission::KIND], || save(app, caller, id, &asked)).await?;

    reply::ok(&Answer { version: saved.version, saved: saved.saved })
}

/// The inner error: somebody was first.
async fn save(
    app: &App,
    caller: PersonId,
    id: SubmissionId,
    asked: &Asked,
) -> Result<Result<Attempt, Lost>, Error> {
    let submission = app.table.submission_of(caller, id).await?;
    submission.must_be_draft("Saving")?;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let stored: Option<Attempt> = app.table.find(Key::Attempt(id, submission.attempt)).await?;

    Refusal::unless_empty(asked.parts.not_asked_by(&edition.definition, &submission.carried))?;
    let attempt = stored.unwrap_or_else(|| Attempt::blank(id, submission.attempt, app.now()));
    let saved = attempt.save(asked.version, asked.parts.clone(), app.now())?;
    let serving = asked.goal.as_ref().map(|goal| submission.serving(goal.serves, &goal.which)).transpose()?;

    let mut commit = Commit::new().save(&saved)?;
    if let Some(serving) = serving.flatten() {
        commit = commit.replace(&serving)?;
    }
    Ok(app.table.try_commit(commit).await?.map(|()| saved))
}
