//! `POST /api/submissions/{submission}/decision`: the issuer awards the submission or gives it back.
//!
//! The scores that count recommend; a decision against the recommendation needs a note. One award at most
//! comes of a submission: the state changes in the same transaction that creates it.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{Commit, Dossier},
    wire::{SubmissionView, Viewer},
};
use domain::{
    PersonId, Refusal, SubmissionId,
    assessment::Verdict,
    attempt::PinnedArtifact,
    audit::{Actor, Deed},
    award::{Award, Outcome, merge_results},
    letter::Content,
    microcredential::PartId,
    person::Role,
    submission::Submission,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    outcome: Outcome,
    note: Option<String>,
}

/// Answers `POST /api/submissions/{submission}/decision`.
///
/// # Errors
/// [`Refusal::WrongState`] unless the scores are in; [`Refusal::Forbidden`] for the earner and the
/// assessor; [`Refusal::Stale`] when somebody decided meanwhile; [`Refusal::Invalid`] without a note
/// that is needed.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "decide")?;

    let dossier = app.table.dossier(id).await?;
    app.table.person(caller).await?.must_be(&[Role::Issuer], dossier.submission.issuer)?;
    dossier.submission.must_be_at(asked.version)?;
    dossier.submission.may_be_decided_by(caller)?;

    let (commit, submission) = match asked.outcome {
        Outcome::Award => award(app, &dossier, caller)?,
        Outcome::NotYet => give_back(app, &dossier, caller, asked.note.clone()).await?,
    };
    let recommended = verdict(&dossier)?.recommended;
    must_have_reason(&asked, recommended)?;
    let detail = json!({"outcome": asked.outcome, "recommended": recommended, "note": asked.note, "attempt": submission.attempt});
    let deed = Deed::new("decided", detail, Actor::Person(caller), app.now());

    app.table.commit(commit.replace(&submission)?.deed(id, deed)).await?;

    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    reply::ok(&SubmissionView::of(&Dossier { submission, ..dossier }, &edition, Viewer::Issuer))
}

/// The award, to be signed; the earner hears of it when it is.
fn award(app: &App, dossier: &Dossier, decider: PersonId) -> Result<(Commit, Submission), Error> {
    let submission = &dossier.submission;
    let award = Award {
        results: merge_results(dossier.of_record()),
        readers: dossier.readers(),
        evidence: evidence(dossier),
        ..Award::unsigned(
            (app.id(), submission.id),
            (submission.earner, submission.issuer),
            (submission.microcredential.clone(), submission.edition),
            (format!("{:032x}", app.dice.bits()), app.now()),
        )
    };
    let awarded = submission.clone().award(decider, award.id, app.now())?;
    Ok((Commit::new().create(&award)?, awarded))
}

/// The files that the results rest on: of each part, those of the latest attempt that handed it in.
fn evidence(dossier: &Dossier) -> Vec<PinnedArtifact> {
    let mut by_part: BTreeMap<&PartId, Vec<PinnedArtifact>> = BTreeMap::new();
    for handed_in in dossier.attempts.iter().filter_map(|attempt| attempt.handed_in.as_ref()) {
        let mut of_attempt: BTreeMap<&PartId, Vec<PinnedArtifact>> = BTreeMap::new();
        for pinned in &handed_in.evidence {
            if let Ok(artifact) = dossier.artifact(pinned.artifact) {
                of_attempt.entry(&artifact.part).or_default().push(pinned.clone());
            }
        }
        by_part.extend(of_attempt);
    }
    by_part.into_values().flatten().collect()
}

async fn give_back(
    app: &App,
    dossier: &Dossier,
    decider: PersonId,
    note: Option<String>,
) -> Result<(Commit, Submission), Error> {
    let submission = dossier.submission.clone();
    let earner = app.table.person(submission.earner).await?;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let content = Content::NotYet { submission: submission.id, title: edition.definition.title.clone() };
    let letter = app.letter(&earner, Some(submission.issuer), content);

    // Against a recommendation everything is handed in again: there is no unmet part to ask for alone.
    let verdict = verdict(dossier)?;
    let passed = if verdict.recommended { BTreeSet::new() } else { verdict.passed() };
    let given_back = submission.give_back(decider, passed, note, app.now())?;
    Ok((Commit::new().create(&letter)?, given_back))
}

/// What the scores of the current attempt came to, an appeal's answer included.
fn verdict(dossier: &Dossier) -> Result<&Verdict, Refusal> {
    let scored = dossier.of_record().find(|assessment| assessment.attempt == dossier.submission.attempt);
    let verdict = scored.and_then(|assessment| assessment.handed_in.as_ref());
    verdict.ok_or(dossier.submission.cannot("Deciding"))
}

fn must_have_reason(asked: &Asked, recommended: bool) -> Result<(), Refusal> {
    let follows = recommended == (asked.outcome == Outcome::Award);
    let has_note = asked.note.as_deref().is_some_and(|note| !note.trim().is_empty());
    if follows || has_note {
        return Ok(());
    }
    Err(Refusal::invalid("/note", "You decide against the assessor's recommendation: write down why."))
}
