//! Judging what has arrived: an object is looked into once, whoever comes first.

use domain::{
    artifact::{Artifact, State, Stored},
    audit::{Actor, Deed},
    letter::{Content, FileProblem, Letter},
};

use super::budget;
use crate::{
    App, Error, Failure,
    inspection::inspect,
    table::{Commit, Lost},
};

/// How the earner learns that a file of hers was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// By the answer that she waits for.
    Here,
    /// By a letter.
    ByLetter,
}

/// Looks into the object of an artifact that awaits it and stores what was found; refused bytes are
/// deleted and given back. Answers the artifact as it is stored in the end, also when somebody else
/// judged it meanwhile.
///
/// # Errors
/// Table or store can't be reached; asking again is safe.
pub async fn judge(
    app: &App,
    artifact: Artifact,
    stored: Stored,
    actor: Actor,
    told: Told,
) -> Result<Artifact, Error> {
    let verdict = inspect(&app.vault, &artifact, artifact.size).await?;
    let (judged, deed) = artifact.judge(stored, verdict, actor, app.now())?;

    let outcome = match deed {
        None => app.table.try_commit(Commit::new().replace(&judged)?).await?,
        Some(deed) => refuse(app, &judged, deed, told).await?,
    };
    let judged = match outcome {
        Ok(()) => judged,
        Err(_) => app.table.artifact(judged.submission, judged.id).await?,
    };
    if !judged.keeps_bytes() {
        app.vault.delete(judged.key()).await?;
    }
    Ok(judged)
}

async fn refuse(app: &App, refused: &Artifact, deed: Deed, told: Told) -> Result<Result<(), Lost>, Error> {
    let mut commit = Commit::new().replace(refused)?.deed(refused.submission, deed);
    if let (Told::ByLetter, State::Refused { reason, .. }) = (told, &refused.state) {
        commit = commit.create(&letter(app, refused, FileProblem::Unfit(reason.clone())).await?)?;
    }
    budget::end(app, refused, commit).await
}

/// The letter that tells the earner of a file that can't be used.
///
/// # Errors
/// The table can't be reached.
pub async fn letter(app: &App, artifact: &Artifact, reason: FileProblem) -> Result<Letter, Error> {
    let submission = app.table.submission(artifact.submission).await?;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let earner = app.table.person(artifact.earner).await?;
    let content = Content::ArtifactRefused {
        submission: submission.id,
        artifact: artifact.id,
        title: edition.definition.title.clone(),
        file: artifact.name.to_string(),
        reason,
    };
    Ok(app.letter(&earner, Some(submission.issuer), content))
}

impl From<Error> for Failure {
    /// A failure as it is; a refusal where nobody asked is one of ours.
    fn from(error: Error) -> Self {
        match error {
            Error::Failure(failure) => failure,
            Error::Refusal(refusal) => Self::from(refusal),
        }
    }
}
