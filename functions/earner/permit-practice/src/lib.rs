//! `PUT /api/submissions/{submission}/practice`: an earner lets assessors practise on her first attempt, or no longer.
//!
//! It holds at once: what was given to assessors before is closed to them as soon as she takes it back.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, Dossier},
    wire::{SubmissionView, Viewer},
};
use domain::{
    Refusal, SubmissionId,
    audit::{Actor, Deed},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    permitted: bool,
}

/// Answers `PUT /api/submissions/{submission}/practice`.
///
/// # Errors
/// [`Refusal::NotFound`] for a submission that is somebody else's; [`Refusal::WrongState`] before its
/// first attempt was decided on, and for a stack's; [`Refusal::Stale`] when it changed meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "permit-practice")?;

    let dossier = app.table.dossier(id).await?;
    dossier.submission.must_belong_to(caller)?;
    dossier.submission.must_be_at(asked.version)?;
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;
    if edition.definition.is_stack() {
        let because = "nothing was handed in for it".to_owned();
        return Err(Refusal::WrongState { what: "Permitting practice", because }.into());
    }

    let submission = dossier.submission.clone().permit_practice(asked.permitted, app.now())?;

    let detail = json!({"permitted": asked.permitted});
    let deed = Deed::new("practice-permitted", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().replace(&submission)?.deed(id, deed)).await?;

    reply::ok(&SubmissionView::of(&Dossier { submission, ..dossier }, &edition, Viewer::Earner))
}
