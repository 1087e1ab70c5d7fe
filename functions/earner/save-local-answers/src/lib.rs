//! `PUT /api/submissions/{submission}/local-answers`: what an earner answers her district with a submission.
//!
//! She need not. It is counted in her district's report and nowhere else: it is never scored, and no assessor
//! and no issuer sees it.

use std::collections::BTreeMap;

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::LocalAnswersView,
};
use domain::{
    SubmissionId,
    audit::{Actor, Deed},
    local_questions::{LocalAnswers, QuestionId},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    answers: BTreeMap<QuestionId, String>,
}

/// Answers `PUT /api/submissions/{submission}/local-answers`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whose submission it isn't; [`domain::Refusal::Invalid`] with every question that
/// isn't asked and every choice that there isn't; [`domain::Refusal::Stale`] when something newer is stored.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let wanted: Asked = request::json(app, &request, "save-local-answers")?;

    let submission = app.table.submission_of(caller, id).await?;
    let asked = app.table.asked_of(&app.table.person(caller).await?).await?;
    let stored: Option<LocalAnswers> = app.table.find(Key::LocalAnswers(caller, id)).await?;

    let of = (&submission, wanted.version);
    let told = LocalAnswers::tell(stored.as_ref(), of, &asked, &wanted.answers, app.now())?;

    // What she answered stays out of the audit trail, which the issuer reads and which is never erased.
    let detail = json!({"submission": id, "version": told.version});
    let deed = Deed::new("local-answers-told", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().save(&told)?.deed(caller, deed)).await?;

    reply::ok(&LocalAnswersView::of(Some(&told), &asked))
}
