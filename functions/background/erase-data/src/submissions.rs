//! A submission of somebody who is erased: what nobody else ever saw goes whole; of what was handed in stays what it
//! came to, without a word or a file.

use cloud::{
    App, Error, Failure,
    table::{
        Commit,
        privacy::Loose,
        record::{AssessmentOf, Record},
    },
    withdrawing,
};
use domain::{
    OrganisationId, Refusal, SubmissionId,
    appeal::Appeal,
    artifact,
    assignment::Assignment,
    audit::Deed,
    erasure::Erased,
    submission::{State, Submission},
};
use serde_json::json;

use crate::{awards, copies, people::actor};

/// How often something is taken back: an appeal first, then what it was about.
const STEPS: usize = 2;

/// Erases what tells of its earner. Erased once more, nothing happens.
pub(crate) async fn erase(app: &App, id: SubmissionId, issuer: OrganisationId) -> Result<Erased, Error> {
    let submission = settled(app, id).await?;

    let gone = app.vault.erase_under(&artifact::folder_of(issuer, id)).await?;
    let mut erased = Erased { files: gone.files, uploads: gone.uploads, ..Erased::default() };
    let stays = submission.as_ref().is_some_and(Submission::was_handed_in);
    for record in app.table.everything_in(id).await? {
        erased.records +=
            if stays { bare(app, &record).await? } else { u64::from(app.table.erase(&record).await?) };
    }
    let Some(submission) = submission else { return Ok(erased) };
    if stays {
        erased += copies::erase(app, &submission).await?;
    }

    if let State::Awarded { award, .. } = submission.state {
        erased += awards::erase(app, award).await?;
    }
    if stays && submission.erased.is_none() {
        let deed = Deed::new("erased", json!({}), actor(), app.now());
        let bare = submission.erase(app.now());
        // Lost: it changed in this moment; the next look sees.
        let stored = app.table.try_commit(Commit::new().replace(&bare)?.deed(id, deed)).await?;
        erased.submissions += u64::from(stored.is_ok());
    } else if !stays {
        erased.submissions += 1;
    }
    Ok(erased)
}

/// The submission, after everything was taken back that isn't decided; `None` when there is none (any more).
async fn settled(app: &App, id: SubmissionId) -> Result<Option<Submission>, Error> {
    for _ in 0..STEPS {
        let dossier = match app.table.dossier(id).await {
            Err(Error::Refusal(Refusal::NotFound)) => return Ok(None),
            dossier => dossier?,
        };
        match dossier.submission.state {
            State::Awarded { .. } | State::NotYet { .. } | State::Withdrawn { .. } => {
                return Ok(Some(dossier.submission));
            }
            State::Draft if !dossier.submission.was_handed_in() => return Ok(Some(dossier.submission)),
            State::Draft | State::Submitted { .. } | State::InAssessment { .. } | State::Assessed { .. } => {
                withdrawing::take_back(app, &dossier, actor()).await?;
            }
        }
    }
    Ok(Some(app.table.submission(id).await?))
}

/// Takes a record of a submission away, or the words in it; 1 when anything was.
async fn bare(app: &App, record: &Loose) -> Result<u64, Failure> {
    if record.is::<Submission>() || record.is::<Assignment>() {
        return Ok(0);
    }
    if let Some(taken) = take_words_out_of(app, record).await? {
        return Ok(taken);
    }
    if let Some(appeal) = record.open::<Appeal>()? {
        return replace(app, appeal.wordless()).await;
    }
    Ok(u64::from(app.table.erase(record).await?))
}

/// Takes the words out of an assessment, 1 when there were any; `None` when it is none.
pub(crate) async fn take_words_out_of(app: &App, record: &Loose) -> Result<Option<u64>, Failure> {
    let Some(of) = record.open::<AssessmentOf>()? else { return Ok(None) };
    let wordless = of.assessment.wordless();
    replace(app, wordless.map(|assessment| AssessmentOf { assessment, ..of })).await.map(Some)
}

/// Stores what was changed, if it is as it was read; 1 when it was.
pub(crate) async fn replace<T: Record>(app: &App, record: Option<T>) -> Result<u64, Failure> {
    let Some(record) = record else { return Ok(0) };
    Ok(u64::from(app.table.try_commit(Commit::new().replace(&record)?).await?.is_ok()))
}
