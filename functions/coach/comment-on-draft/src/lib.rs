//! `POST /api/submissions/{submission}/coaches/{number}/comments`: the coach comments on a part of the draft, either answers,
//! and the earner says what she is done with.
//!
//! Only these two ever read it. The other side gets a letter, but not for every word.

use cloud::{
    App, Error, Reply, Request, coaching, reply, request,
    table::{Commit, Lost, beside_others, record::Record},
};
use domain::{
    PersonId, SubmissionId,
    audit::{Actor, Deed},
    coaching::{Coaching, Comment, Said, Side},
    letter::CoachingNews,
};
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
struct Answer {
    /// All comments of the coaching.
    comments: Vec<Comment>,
}

/// Answers `POST /api/submissions/{submission}/coaches/{number}/comments`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whoever is neither of the two; otherwise as [`Coaching::say`].
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let number: u32 = request::path(&request, "number")?;
    let said: Said = request::json(app, &request, "comment-on-draft")?;

    let after = beside_others(&[Coaching::KIND], || say(app, caller, id, (number, said.clone()))).await?;

    reply::ok(&Answer { comments: after.comments })
}

/// The inner error: the other side was first.
async fn say(
    app: &App,
    caller: PersonId,
    id: SubmissionId,
    (number, said): (u32, Said),
) -> Result<Result<Coaching, Lost>, Error> {
    let submission = &app.table.submission(id).await?;
    let edition = &*app.table.edition(&submission.microcredential, submission.edition).await?;
    let (before, side) = app.table.coaching_and_side(caller, submission, number).await?;
    let (seen, step, is_news) = (before.version, said.name(), said.is_news());

    let after = before.say(side, (submission, &edition.definition), said, app.now())?;
    if after.version == seen {
        return Ok(Ok(after));
    }

    let (other, news) = match side {
        Side::Earner => {
            let earner = app.table.person(caller).await?.name.to_string();
            (Side::Coach, CoachingNews::Answered { earner })
        }
        Side::Coach => (Side::Earner, CoachingNews::Commented),
    };
    let (after, tells) = if is_news { after.telling(other, app.now()) } else { (after, false) };
    let mut commit = Commit::new();
    if tells {
        commit = commit.and(coaching::letter(app, &after, (submission, edition), (other, news)).await?);
    }
    // What was said stays out of the audit trail, which is never erased.
    let detail = json!({"submission": submission.id, "number": number, "step": step});
    let deed = Deed::new("coaching", detail, Actor::Person(caller), app.now());
    let commit = commit.replace(&after)?.deed(submission.earner, deed);
    Ok(app.table.try_commit(commit).await?.map(|()| after))
}
