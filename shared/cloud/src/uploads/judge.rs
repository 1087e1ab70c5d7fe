//! Judging what has arrived: an object is looked into once, whoever comes first.

use domain::{
    LetterId,
    artifact::{Artifact, Standing, State, Stored},
    audit::{Actor, Deed},
    inspection::Verdict,
    letter::{Content, FileProblem, Letter},
};
use jiff::SignedDuration;

use super::{TRIES, budget};
use crate::{
    App, Error, Failure,
    inspection::inspect,
    table::{Commit, Lost},
};

/// How long the letter about a refusal waits for the request that completed the upload: it tells the
/// earner on the spot, and takes the letter back.
const COURTESY: SignedDuration = SignedDuration::from_mins(1);

/// How the earner learns that a file of hers was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Here,
    ByLetter,
}

/// Looks into the object of an artifact for the earner who waits for the answer, and stores what was
/// found; refused bytes are deleted and given back. Answers the artifact as it is stored in the end,
/// also when somebody else judged it meanwhile. What can't be looked at now is stored as uploaded, and
/// judged when its event comes or somebody looks after it.
///
/// # Errors
/// Table or store can't be reached; asking again is safe.
pub async fn judge(app: &App, artifact: Artifact, stored: Stored) -> Result<Artifact, Error> {
    match inspect(&app.vault, &artifact, artifact.size).await {
        Ok(verdict) => {
            let actor = Actor::Person(artifact.earner);
            conclude(app, artifact, &stored, &verdict, &actor, Told::Here).await
        }
        Err(failure) if matches!(artifact.state, State::Uploading(_)) => {
            tracing::warn!(cause = failure.chain(), "an artifact is judged later");
            let uploaded = artifact.arrive(stored, app.now())?;
            // Lost: another asking judged it meanwhile, and deleted what it refused.
            match app.table.try_commit(Commit::new().replace(&uploaded)?).await? {
                Ok(()) => Ok(uploaded),
                Err(_lost) => app.table.artifact(uploaded.submission, uploaded.id).await,
            }
        }
        Err(failure) => Err(failure.into()),
    }
}

/// As [`judge`], when nobody waits: a refusal is told by a letter.
///
/// # Errors
/// As [`judge`].
pub async fn judge_unasked(
    app: &App,
    artifact: Artifact,
    stored: Stored,
    actor: &Actor,
) -> Result<Artifact, Error> {
    let verdict = inspect(&app.vault, &artifact, artifact.size).await?;
    conclude(app, artifact, &stored, &verdict, actor, Told::ByLetter).await
}

async fn conclude(
    app: &App,
    mut artifact: Artifact,
    stored: &Stored,
    verdict: &Verdict,
    actor: &Actor,
    told: Told,
) -> Result<Artifact, Error> {
    for _ in 0..TRIES {
        if !artifact.awaits_judgement() {
            if told == Told::Here {
                told_here(app, &artifact).await?;
            }
            return tidied(app, artifact).await;
        }
        let (judged, deed) = artifact.judge(stored.clone(), verdict.clone(), actor.clone(), app.now())?;
        let outcome = match deed {
            None => app.table.try_commit(Commit::new().replace(&judged)?).await?,
            Some(deed) => refuse(app, &judged, deed, told).await?,
        };
        artifact = match outcome {
            Ok(()) => judged,
            Err(_lost) => app.table.artifact(judged.submission, judged.id).await?,
        };
    }
    Err(Failure::because("an artifact stayed busy through every try of its judgement").into())
}

/// The artifact, after its object was deleted if it is to be.
async fn tidied(app: &App, artifact: Artifact) -> Result<Artifact, Error> {
    if artifact.state.standing() == Standing::Gone {
        app.vault.delete(artifact.key()).await?;
    }
    Ok(artifact)
}

/// The earner hears here and now how her file stands: a letter about its refusal is taken back.
///
/// # Errors
/// The table can't be reached.
pub async fn told_here(app: &App, artifact: &Artifact) -> Result<(), Failure> {
    if !matches!(artifact.state, State::Refused { .. }) {
        return Ok(());
    }
    let letter = app.table.letter(Some(artifact.earner), LetterId::one_for(artifact.id)).await?;
    if let Some(letter) = letter.filter(Letter::is_held) {
        // Lost: it is on its way.
        let _ = app.table.try_commit(Commit::new().remove(&letter)?).await?;
    }
    Ok(())
}

async fn refuse(app: &App, refused: &Artifact, deed: Deed, told: Told) -> Result<Result<(), Lost>, Error> {
    let mut commit = Commit::new().replace(refused)?.deed(refused.submission, deed);
    if let (Told::ByLetter, State::Refused { reason, .. }) = (told, &refused.state) {
        let letter = letter(app, refused, FileProblem::Unfit(reason.clone())).await?;
        let letter = Letter { id: LetterId::one_for(refused.id), ..letter };
        commit = commit.create(&letter.held(app.now() + COURTESY))?;
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
