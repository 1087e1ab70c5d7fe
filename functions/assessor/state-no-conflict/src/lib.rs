//! `POST /api/assignments/{assignment}/no-conflict`: an assessor states that nothing ties her to this work.
//!
//! Then the evidence opens. Stating it again changes nothing.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
};
use domain::{
    AssignmentId,
    assignment::Assignment,
    audit::{Actor, Deed},
};
use serde_json::json;

/// Answers `POST /api/assignments/{assignment}/no-conflict`.
///
/// # Errors
/// [`domain::Refusal::LinkOver`] once the assignment is over.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AssignmentId = request::path(&request, "assignment")?;
    let (assessor, submission) = app.assignment_session(&request, id).await?;

    let assignment: Assignment = app.table.load(Key::Assignment(submission, id)).await?;

    let seen = assignment.version;
    let stated = assignment.state_no_conflict(app.now())?;
    if stated.version == seen {
        return reply::no_content();
    }

    let deed = Deed::new("no-conflict-stated", json!({"assignment": id}), Actor::Person(assessor), app.now());
    app.table.commit(Commit::new().replace(&stated)?.deed(submission, deed)).await?;

    reply::no_content()
}
