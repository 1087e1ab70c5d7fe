//! `GET /api/submissions/{submission}/preview`: the caller's current attempt as its assessor would see it.
//!
//! What is known of her is taken out of it, files bear neutral names, and beside it stands what would stand beside it.
//! Files that couldn't be handed in are left out. Nothing is handed in by it, and nobody is asked.

use cloud::{App, Reply, Request, reply, request, table::Dossier, wire::WorkView};
use domain::{
    PersonId, SubmissionId,
    assessment::Assessment,
    assignment::{Assignment, Reader},
    attempt::{Attempt, HandedIn},
};
use jiff::Timestamp;

/// Answers `GET /api/submissions/{submission}/preview`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whose submission it isn't.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;

    let dossier = app.table.dossier(id).await?;
    dossier.submission.must_belong_to(caller)?;
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;
    let mask = app.mask(&dossier.submission, &edition.definition.language).await?;

    let dossier = as_if_handed_in(dossier, app.now());
    let assignment = as_if_assigned(app, &dossier, caller);
    let blank = Assessment::blank(assignment.id, assignment.attempt);
    reply::ok(&WorkView::of(&dossier, &assignment, &blank, (&edition.definition, &mask)))
}

/// The dossier as it would be if the current attempt were handed in with all files that can be.
fn as_if_handed_in(dossier: Dossier, now: Timestamp) -> Dossier {
    let Dossier { submission, mut attempts, artifacts, .. } = dossier;
    let number = submission.attempt;
    if attempts.iter().all(|attempt| attempt.number != number) {
        attempts.push(Attempt::blank(submission.id, number, now));
    }
    let is_asked = |part| !submission.carried.contains(part);
    let there = artifacts.iter().filter(|artifact| artifact.counts_in(number) && is_asked(&artifact.part));
    let evidence: Vec<_> = there.filter_map(|artifact| artifact.as_evidence().ok()).collect();
    for attempt in attempts.iter_mut().filter(|attempt| attempt.number == number) {
        let handed_in = HandedIn { at: now, statements: Vec::new(), evidence: evidence.clone() };
        attempt.handed_in.get_or_insert(handed_in);
    }
    Dossier { submission, attempts, artifacts, ..dossier }
}

/// The assignment of somebody who reads it first.
fn as_if_assigned(app: &App, dossier: &Dossier, caller: PersonId) -> Assignment {
    let submission = &dossier.submission;
    let which = (submission.id, submission.attempt);
    Assignment::offer(app.id(), which, (submission.issuer, caller), Reader::First, app.now())
}
