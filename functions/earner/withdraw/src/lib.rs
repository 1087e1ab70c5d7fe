//! `POST /api/submissions/{submission}/withdraw`: takes a submission back before it is decided, or an appeal.
//!
//! Whoever was scoring it is told and gets her slot back in the same transaction.

use cloud::{
    App, Reply, Request, reply, request,
    table::Dossier,
    wire::{SubmissionView, Viewer},
    withdrawing,
};
use domain::{SubmissionId, audit::Actor};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    version: u64,
}

/// Answers `POST /api/submissions/{submission}/withdraw`.
///
/// # Errors
/// [`domain::Refusal::WrongState`] once it is decided; [`domain::Refusal::Stale`] when it moved on meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "withdraw")?;

    let mut dossier = app.table.dossier(id).await?;
    dossier.submission.must_belong_to(caller)?;
    dossier.submission.must_be_at(asked.version)?;

    let (submission, appeal) = withdrawing::take_back(app, &dossier, Actor::Person(caller)).await?;

    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    dossier.appeals.retain(|former| appeal.as_ref().is_none_or(|appeal| former.attempt != appeal.attempt));
    dossier.appeals.extend(appeal);
    reply::ok(&SubmissionView::of(&Dossier { submission, ..dossier }, &edition, Viewer::Earner))
}
