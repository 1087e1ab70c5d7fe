//! `POST /api/submissions/{submission}/submit`: hands the attempt in.
//!
//! Everything is checked at once against the very schema that `submission-schema` serves, and every
//! fault is told. Afterwards the attempt never changes.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, Dossier},
    wire::{SubmissionView, Viewer},
};
use domain::{
    Fault, Refusal, SubmissionId,
    artifact::Artifact,
    attempt::{Attempt, PinnedArtifact, Statements},
    audit::{Actor, Deed},
    letter::Content,
    microcredential::Edition,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    statements: Statements,
}

/// Answers `POST /api/submissions/{submission}/submit`.
///
/// # Errors
/// [`Refusal::Invalid`] with everything that is missing or wrong; [`Refusal::Stale`] when something
/// newer was saved than the caller saw; [`Refusal::WrongState`] unless it is a draft.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "submit")?;

    let dossier = app.table.dossier(id).await?;
    dossier.submission.must_belong_to(caller)?;
    dossier.submission.must_be_draft("Handing in")?;
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;
    let earner = app.table.person(caller).await?;

    let attempt = current(&dossier, asked.version)?;
    let evidence = check(app, &dossier, &edition, &attempt, &asked.statements)?;
    let attempt = attempt.hand_in(&asked.statements, evidence, app.now())?;
    let readers = edition.definition.readers_at(app.dice.share());
    let submission = dossier.submission.clone().known_where(&earner).submit(readers, app.now())?;
    let content = Content::SubmissionReceived { submission: id, title: edition.definition.title.clone() };
    let detail = json!({"attempt": attempt.number, "handedIn": attempt.digest()});
    let deed = Deed::new("submitted", detail, Actor::Person(caller), app.now());

    let commit = Commit::new()
        .replace(&submission)?
        .save(&attempt)?
        .create(&app.letter(&earner, Some(submission.issuer), content))?
        .deed(id, deed);
    app.table.commit(commit).await?;

    reply::ok(&SubmissionView::of(&handed_in(dossier, submission, attempt), &edition, Viewer::Earner))
}

/// The current attempt as the caller saw it.
fn current(dossier: &Dossier, seen: u64) -> Result<Attempt, Refusal> {
    let submission = &dossier.submission;
    let stored = dossier.current_attempt().cloned();
    let attempt =
        stored.unwrap_or_else(|| Attempt::blank(submission.id, submission.attempt, submission.opened));
    if attempt.version == seen { Ok(attempt) } else { Err(Refusal::Stale { current: attempt.version }) }
}

/// All that is wrong, or the files as they are pinned.
fn check(
    app: &App,
    dossier: &Dossier,
    edition: &Edition,
    attempt: &Attempt,
    statements: &Statements,
) -> Result<Vec<PinnedArtifact>, Refusal> {
    let submission = &dossier.submission;
    let handed_in: Vec<&Artifact> = dossier
        .artifacts
        .iter()
        .filter(|artifact| {
            artifact.counts_in(submission.attempt) && !submission.carried.contains(&artifact.part)
        })
        .collect();
    let mut faults = faults_of(statements.must_all_hold());
    let document = attempt.document(&handed_in, edition, &submission.carried);
    faults.extend(faults_of(app.schemas.validate_submission(edition, &submission.carried, &document)));

    let mut pinned = Vec::new();
    for artifact in handed_in {
        match artifact.as_evidence() {
            Ok(evidence) => pinned.push(evidence),
            Err(message) => faults.push(Fault::at(format!("/parts/{}/items", artifact.part), message)),
        }
    }
    Refusal::unless_empty(faults)?;
    Ok(pinned)
}

fn faults_of(checked: Result<(), Refusal>) -> Vec<Fault> {
    match checked {
        Err(Refusal::Invalid(faults)) => faults,
        Err(other) => vec![Fault::at("", other.to_string())],
        Ok(()) => Vec::new(),
    }
}

fn handed_in(dossier: Dossier, submission: domain::submission::Submission, attempt: Attempt) -> Dossier {
    let mut attempts = dossier.attempts;
    attempts.retain(|other| other.number != attempt.number);
    attempts.push(attempt);
    Dossier { submission, attempts, ..dossier }
}
