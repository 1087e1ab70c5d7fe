//! `GET /api/coached` and `GET /api/coached/{submission}`: what the caller coaches, and one of these as it stands.
//!
//! She sees what the earner wrote and uploaded, and what the two said. Neither scores, nor who gives them.

use cloud::{
    App, Reply, Request, reply, request,
    table::keys::Key,
    wire::{CoachedLine, CoachedView, PageView},
};
use domain::{PersonId, SubmissionId, person::Person};

/// Answers `GET /api/coached` and `GET /api/coached/{submission}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for what the caller doesn't coach, or no longer.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    match request::maybe_path(&request, "submission")? {
        Some(id) => one(app, caller, id).await,
        None => all(app, caller).await,
    }
}

async fn one(app: &App, caller: PersonId, id: SubmissionId) -> Reply {
    let dossier = app.table.dossier(id).await?;
    let coaching = app.table.coaching_by(caller, &dossier.submission).await?;
    let submission = &dossier.submission;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let earner: Option<Person> = app.table.find(Key::Person(submission.earner)).await?;

    reply::ok(&CoachedView::of(coaching, &dossier, &edition, earner.as_ref()))
}

async fn all(app: &App, caller: PersonId) -> Reply {
    let mut items = Vec::new();
    for (coaching, submission) in app.table.coached_by(caller).await? {
        if coaching.must_be_open_to(caller, &submission).is_ok() {
            let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
            let earner: Option<Person> = app.table.find(Key::Person(submission.earner)).await?;
            items.push(CoachedLine::of(&coaching, &submission, &edition, earner.as_ref()));
        }
    }
    reply::ok(&PageView { items, next: None })
}
