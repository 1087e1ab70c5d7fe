//! `POST /api/submissions/{submission}/appeal`: an earner appeals against a decision of not yet.
//!
//! She names the criteria that she thinks are met, each with why. Then the attempt waits for somebody who never scored
//! her work; who reads it anew is told neither of the appeal nor of the former scores.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, Dossier},
    wire::{SubmissionView, Viewer},
};
use domain::{
    Refusal, SubmissionId,
    appeal::{Appeal, Ground},
    audit::{Actor, Deed},
    letter::Content,
    microcredential::Definition,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Asked {
    version: u64,
    grounds: Vec<Ground>,
}

/// Answers `POST /api/submissions/{submission}/appeal`.
///
/// # Errors
/// [`Refusal::WrongState`] unless it was decided as not yet in the last thirty days;
/// [`Refusal::Exists`] when this decision was appealed against before; [`Refusal::Invalid`] for what
/// disputes no unmet criterion; [`Refusal::Stale`] when it moved on meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "appeal")?;

    let mut dossier = app.table.dossier(id).await?;
    let submission = dossier.submission.clone();
    submission.must_belong_to(caller)?;
    submission.must_be_at(asked.version)?;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let earner = app.table.person(caller).await?;
    let issuer = app.table.organisation(submission.issuer).await?;

    let appeal = make(&dossier, asked.grounds, &edition.definition, app.now())?;
    let submission = submission.known_where(&earner).appeal(appeal.disputed(), app.now())?;
    let title = edition.definition.title.clone();
    let received = Content::AppealReceived { submission: id, title: title.clone() };
    let deed = Deed::new("appealed", detail(&appeal), Actor::Person(caller), app.now());

    let commit = Commit::new()
        .replace(&submission)?
        .create(&appeal)?
        .create(&app.letter(&earner, Some(submission.issuer), received))?
        .create(&app.letter_to_staff(issuer, Content::Appeal { submission: id, title }))?
        .deed(id, deed);
    app.table.commit(commit).await?;

    dossier.submission = submission;
    dossier.appeals.push(appeal);
    reply::created(&SubmissionView::of(&dossier, &edition, Viewer::Earner))
}

fn make(
    dossier: &Dossier,
    grounds: Vec<Ground>,
    definition: &Definition,
    now: Timestamp,
) -> Result<Appeal, Refusal> {
    let submission = &dossier.submission;
    submission.may_be_appealed(now)?;
    let record = dossier.first_of_record(submission.attempt).ok_or(submission.cannot("Appealing"))?;
    Appeal::make(submission, record, dossier.appeal(submission.attempt), grounds, definition, now)
}

/// The audit trail holds which criteria are disputed; why stands in the appeal.
fn detail(appeal: &Appeal) -> Value {
    json!({"attempt": appeal.attempt, "disputed": appeal.disputed()})
}
