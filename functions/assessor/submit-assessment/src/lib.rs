//! `POST /api/assignments/{assignment}/assessment`: an assessor hands in her scores, once.
//!
//! Every criterion has a level, every unmet one feedback. The pass rule computes what she recommends. Where two
//! read the same work, scores stay sealed until all are in, and neither reader hears of the other.

use std::sync::Arc;

use cloud::{
    App, Error, Reply, Request, assigning, reply, request,
    table::{
        Lost, beside_others,
        record::{AssessmentOf, Record},
    },
    wire::AssessmentView,
};
use domain::{
    AssignmentId, Refusal, SubmissionId,
    assessment::{Assessment, Outcomes},
    microcredential::Edition,
    submission::Submission,
};
use serde::Deserialize;

mod answered;
mod measured;
mod written;

#[derive(Deserialize)]
struct Asked {
    version: u64,
}

/// Which scores are handed in, and in which version.
#[derive(Clone, Copy)]
struct Scores {
    submission: SubmissionId,
    assignment: AssignmentId,
    seen: u64,
}

/// Scores that are in, with what they are scores of.
struct HandedIn {
    assessment: Assessment,
    edition: Arc<Edition>,
    beside: Outcomes,
}

/// Answers `POST /api/assignments/{assignment}/assessment`.
///
/// # Errors
/// [`Refusal::Invalid`] with all that is missing; [`Refusal::Stale`] when something newer was saved;
/// [`Refusal::LinkOver`] when they are in already.
pub async fn handle(app: &App, request: Request) -> Reply {
    let assignment: AssignmentId = request::path(&request, "assignment")?;
    let (_, submission) = app.assignment_session(&request, assignment).await?;
    let asked: Asked = request::json(app, &request, "submit-assessment")?;

    let scores = Scores { submission, assignment, seen: asked.version };
    let HandedIn { assessment, edition, beside } =
        beside_others(&[Submission::KIND], || hand_in(app, scores)).await?;

    reply::ok(&AssessmentView::of(&assessment, &edition.definition, &beside))
}

/// Hands the scores in over what is stored now.
async fn hand_in(app: &App, scores: Scores) -> Result<Result<HandedIn, Lost>, Error> {
    let (id, now) = (scores.assignment, app.now());
    let dossier = app.table.work(scores.submission).await?;
    let assignment = dossier.assignment(id)?.clone().submit(now)?;
    let stored = dossier.assessment(id).cloned().unwrap_or_else(|| Assessment::blank(id, assignment.attempt));
    if stored.version != scores.seen {
        return Err(Refusal::Stale { current: stored.version }.into());
    }
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;
    let beside = dossier.beside(&assignment);

    let (assessment, verdict) = stored.hand_in(&edition.definition, &beside, now)?;
    let record = AssessmentOf { submission: scores.submission, assessment };
    let reading = (&assignment, &record.assessment);
    let commit = if let Some(seeded) = dossier.seeded.clone() {
        measured::commit(app, seeded, reading, &edition).await?
    } else if assignment.reader.answers_an_appeal() {
        answered::commit(app, &dossier, reading, &verdict, &edition).await?
    } else {
        let submission = dossier.submission.clone().assess(id, &verdict, now)?;
        written::commit(&dossier, &submission, reading, &edition, now)?
    };

    let made = assigning::try_end(app, &[assignment], commit.save(&record)?).await?;
    Ok(made.map(|()| HandedIn { assessment: record.assessment, edition, beside }))
}
