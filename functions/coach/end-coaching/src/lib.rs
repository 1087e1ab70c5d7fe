//! `DELETE /api/submissions/{submission}/coaches/{number}`: the earner or her coach ends a coaching; the earner takes an
//! invitation back in this way.
//!
//! What was said stays with the draft. Whoever was asked to coach it still can't be asked to score it.

use cloud::{
    App, Error, Reply, Request, coaching, reply, request,
    table::{Lost, beside_others, record::Record},
};
use domain::{
    PersonId, SubmissionId,
    audit::{Actor, Deed},
    coaching::{Coaching, Side},
    letter::CoachingNews,
    submission::Submission,
};
use serde_json::json;

/// Answers `DELETE /api/submissions/{submission}/coaches/{number}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whoever is neither of the two, and for a coach after it ended.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let number: u32 = request::path(&request, "number")?;

    let submission = app.table.submission(id).await?;
    beside_others(&[Coaching::KIND], || end(app, caller, &submission, number)).await?;

    reply::no_content()
}

/// The inner error: the other side was first.
async fn end(
    app: &App,
    caller: PersonId,
    submission: &Submission,
    number: u32,
) -> Result<Result<(), Lost>, Error> {
    let (before, side) = app.table.coaching_and_side(caller, submission, number).await?;
    let seen = before.version;

    let after = before.end(side, app.now());
    if after.version == seen {
        return Ok(Ok(()));
    }

    let told = match side {
        Side::Earner => {
            let earner = app.table.person(caller).await?.name.to_string();
            (Side::Coach, CoachingNews::EndedByEarner { earner })
        }
        Side::Coach => (Side::Earner, CoachingNews::EndedByCoach),
    };
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let detail = json!({"submission": submission.id, "number": number, "step": "end"});
    let deed = Deed::new("coaching", detail, Actor::Person(caller), app.now());
    let commit = coaching::letter(app, &after, (submission, &*edition), told).await?;
    let commit = commit.replace(&after)?.deed(submission.earner, deed);
    app.table.try_commit(commit).await.map_err(Error::from)
}
