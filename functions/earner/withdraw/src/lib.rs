//! `POST /api/submissions/{submission}/withdraw`: takes a submission back before it is decided, or an appeal.
//!
//! Whoever was scoring it is told and gets her slot back in the same transaction.

use cloud::{
    App, Error, Reply, Request, assigning, reply, request,
    table::{Commit, Dossier},
    wire::{SubmissionView, Viewer},
};
use domain::{
    SubmissionId,
    appeal::Appeal,
    assignment::Assignment,
    audit::{Actor, Deed},
    letter::Cause,
    submission::Submission,
};
use serde::Deserialize;
use serde_json::json;

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
    let open: Vec<Assignment> = dossier.open_assignments().cloned().collect();

    let submission = dossier.submission.clone().withdraw(app.now())?;

    let appeal = open_appeal(&dossier).map(|appeal| appeal.take_back(app.now()));
    store(app, &submission, appeal.as_ref(), open).await?;

    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    dossier.appeals.retain(|former| appeal.as_ref().is_none_or(|appeal| former.attempt != appeal.attempt));
    dossier.appeals.extend(appeal);
    reply::ok(&SubmissionView::of(&Dossier { submission, ..dossier }, &edition, Viewer::Earner))
}

/// The appeal that is taken back rather than the submission, if one is open.
fn open_appeal(dossier: &Dossier) -> Option<Appeal> {
    let appealed = dossier.submission.against().is_some();
    dossier.appeal(dossier.submission.attempt).filter(|_| appealed).cloned()
}

async fn store(
    app: &App,
    submission: &Submission,
    appeal: Option<&Appeal>,
    open: Vec<Assignment>,
) -> Result<(), Error> {
    let actor = Actor::Person(submission.earner);
    let what = if appeal.is_some() { "appeal-taken-back" } else { "withdrawn" };
    let deed = Deed::new(what, json!({"attempt": submission.attempt}), actor.clone(), app.now());
    let mut commit = Commit::new().replace(submission)?.deed(submission.id, deed);
    if let Some(appeal) = appeal {
        commit = commit.replace(appeal)?;
    }
    let cause = Cause::SubmissionWithdrawn;
    let ended: Vec<Assignment> = open.into_iter().map(|one| one.withdraw(cause, app.now())).collect();
    for one in &ended {
        commit = commit.and(assigning::withdrawal(app, submission, one, cause, actor.clone()).await?);
    }
    assigning::end(app, &ended, commit).await
}
