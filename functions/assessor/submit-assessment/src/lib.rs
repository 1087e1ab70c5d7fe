//! `POST /api/assignments/{assignment}/assessment`: an assessor hands in her scores, once.
//!
//! Every criterion has a level, every unmet one feedback. The pass rule computes what she recommends. Where two
//! read the same work, scores stay sealed until all are in, and neither reader hears of the other.

use std::{collections::BTreeSet, sync::Arc};

use cloud::{
    App, Error, Reply, Request, assigning, reply, request,
    table::{Commit, Lost, record::AssessmentOf},
    wire::AssessmentView,
};
use domain::{
    AssignmentId, PersonId, Refusal, SubmissionId,
    assessment::Assessment,
    audit::Actor,
    microcredential::{Edition, PartId},
};
use serde::Deserialize;

mod written;

#[derive(Deserialize)]
struct Asked {
    version: u64,
}

/// Whose scores are handed in, and of which version.
#[derive(Clone, Copy)]
struct Scores {
    submission: SubmissionId,
    assignment: AssignmentId,
    assessor: PersonId,
    seen: u64,
}

/// Scores that are in, with what they are scores of.
struct HandedIn {
    assessment: Assessment,
    edition: Arc<Edition>,
    carried: BTreeSet<PartId>,
}

/// Answers `POST /api/assignments/{assignment}/assessment`.
///
/// # Errors
/// [`Refusal::Invalid`] with all that is missing; [`Refusal::Stale`] when something newer was saved;
/// [`Refusal::LinkOver`] when they are in already.
pub async fn handle(app: &App, request: Request) -> Reply {
    let assignment: AssignmentId = request::path(&request, "assignment")?;
    let (assessor, submission) = app.assignment_session(&request, assignment).await?;
    let asked: Asked = request::json(app, &request, "submit-assessment")?;

    let scores = Scores { submission, assignment, assessor, seen: asked.version };
    let HandedIn { assessment, edition, carried } = assigning::beside_others(|| hand_in(app, scores)).await?;

    reply::ok(&AssessmentView::of(&assessment, &edition.definition, &carried))
}

/// Hands the scores in over what is stored now.
async fn hand_in(app: &App, scores: Scores) -> Result<Result<HandedIn, Lost>, Error> {
    let (id, now) = (scores.assignment, app.now());
    let dossier = app.table.dossier(scores.submission).await?;
    let assignment = dossier.assignment(id)?.clone().submit(now)?;
    let stored = dossier.assessment(id).cloned().unwrap_or_else(|| Assessment::blank(id, assignment.attempt));
    if stored.version != scores.seen {
        return Err(Refusal::Stale { current: stored.version }.into());
    }
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;
    let carried = dossier.submission.carried.clone();

    let (assessment, verdict) = stored.hand_in(&edition.definition, &carried, now)?;
    let submission = dossier.submission.clone().assess(id, &verdict, now)?;

    let record = AssessmentOf { submission: submission.id, assessment };
    let mut commit = Commit::new().replace(&submission)?.save(&record)?;
    let actor = Actor::Person(scores.assessor);
    for deed in written::deeds(&dossier, &submission, (&assignment, &record.assessment), &actor, now) {
        commit = commit.deed(submission.id, deed);
    }
    if let Some(both) = written::comparison(&dossier, (&assignment, &record.assessment), &edition, now) {
        commit = commit.create(&both)?;
    }
    let made = assigning::try_end(app, &[assignment], commit).await?;
    Ok(made.map(|()| HandedIn { assessment: record.assessment, edition, carried }))
}
