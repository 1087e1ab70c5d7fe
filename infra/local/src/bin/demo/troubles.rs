//! What goes wrong, made to happen, so that each function does what it is there for then: files that are not what they
//! say, uploads that somebody left or that were taken away, malware, works that wait to be measured, of an assessor who
//! has drifted.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use cloud::{App, Failure, uploads};
use domain::{
    ArtifactId, LetterId, PersonId, SubmissionId,
    artifact::{self, Artifact, Found, Scan, State, UPLOAD_LIFE},
    letter,
    reliability::PauseState,
};
use local::{
    client::{Caller, Evidence, Life, Upload, Visitor, announcement, wait_for},
    seed,
};
use serde_json::json;

use crate::life::IDEAS;

/// What a scanner of malware finds in a file that holds it, and takes for a virus.
const TEST_VIRUS: &str =
    "This holds EICAR-STANDARD-ANTIVIRUS-TEST-FILE, which scanners find and nobody fears.";
/// The definition whose readers are measured.
pub(crate) const MEASURED: &str = "recognizing-and-upholding-academic-rigor";
/// Somebody who leaves in the middle.
const LEAVER: &str = "olga.finch@maplehollow.example.com";

/// Troubles that take a while to be noticed.
pub(crate) struct Troubles {
    /// Begun two days ago, and left.
    left: (SubmissionId, ArtifactId),
    /// Found unfit when nobody waited for the answer, so that a letter tells of it.
    unfit: (PersonId, ArtifactId),
}

/// Lets everything go wrong. `webmaster` is who adds somebody to the first district.
pub(crate) async fn begin(
    app: &App,
    visitor: &Visitor,
    webmaster: &Caller,
    folder: &Path,
) -> anyhow::Result<Troubles> {
    let left = leave(app, visitor, webmaster, folder).await?;
    seed::plant_history(app, &MEASURED.parse()?, seed::DRIFTER).await?;

    let earner = visitor.sign_in(seed::EARNERS[1]).await?;
    let life = Life::open(&earner, IDEAS).await?;
    let unlike = evidence(folder, "unlike.pdf", "application/pdf", "It says that it is a pdf.").await?;
    let told = life.upload(&unlike).await?.expect(200)?.text("/state")?;
    ensure!(told == "refused", "a file that is no pdf is {told}");
    take_away(app, &life, &unlike).await?;
    let unfit = (person(app, seed::EARNERS[1]).await?, complete_unseen(app, &life, &unlike).await?);

    let infected = evidence(folder, "infected.txt", "text/plain", TEST_VIRUS).await?;
    let upload = Upload::begin(&earner, &life.submission, &infected).await?;
    upload.send(usize::MAX).await?;
    upload.complete().await?.expect(200)?;
    let infected = (life.submission.parse()?, upload.artifact.parse()?);
    until(app, infected, "malware is found", |artifact| {
        matches!(artifact.scan, Some(Scan { found: Found::Threat(_), .. }))
    })
    .await?;
    // As she is told to: nothing else can be handed in beside it.
    earner.delete(upload.route()).await?.expect(204)?;
    Ok(Troubles { left, unfit })
}

/// All parts of a file arrive, and nobody asks to complete it: the reconciler is left. It is not what it says, so that it
/// is deleted again.
pub(crate) async fn leave_whole(visitor: &Visitor, folder: &Path) -> anyhow::Result<()> {
    let life = Life::open(&visitor.sign_in(LEAVER).await?, IDEAS).await?;
    let whole = evidence(folder, "whole.pdf", "application/pdf", "It says that it is a pdf, too.").await?;
    let upload = Upload::begin(&life.earner, &life.submission, &whole).await?;
    upload.send(usize::MAX).await.map(drop)
}

/// Waits until the minute's round and whoever it calls have put all of it right.
pub(crate) async fn over(app: &App, troubles: &Troubles) -> anyhow::Result<()> {
    until(app, troubles.left, "what was left is given up", |artifact| {
        matches!(artifact.state, State::Abandoned { .. })
    })
    .await?;
    let slug = MEASURED.parse()?;
    wait_for("the readers' agreement is measured", async || Ok(app.table.pool(&slug).await?)).await?;
    wait_for("who drifted is paused", async || {
        let pauses = app.table.pauses(&slug).await?;
        Ok(pauses.into_iter().find(|pause| matches!(pause.state, PauseState::Lasting { .. })))
    })
    .await?;
    let (earner, unfit) = troubles.unfit;
    wait_for("a letter tells of the file", async || {
        let letter = app.table.letter(Some(earner), LetterId::one_for(unfit)).await?;
        Ok(letter.filter(|letter| matches!(letter.state, letter::State::Delivered { .. })))
    })
    .await
    .map(drop)
}

/// An upload that was begun when the clock stood two days earlier, by somebody who comes into the district for it.
async fn leave(
    app: &App,
    visitor: &Visitor,
    webmaster: &Caller,
    folder: &Path,
) -> anyhow::Result<(SubmissionId, ArtifactId)> {
    let organisation = seed::first_district();
    let body = json!({"email": LEAVER, "name": "Olga", "organisation": organisation, "roles": ["earner"]});
    webmaster.put("/api/people", &body).await?.expect(200)?;
    let life = Life::open(&visitor.sign_in(LEAVER).await?, IDEAS).await?;
    let file = evidence(folder, "left.txt", "text/plain", "It never came.").await?;

    let earlier = App::from_environment().await?;
    earlier.clock.advance(-(UPLOAD_LIFE + UPLOAD_LIFE));
    let submission = app.table.submission(life.submission.parse()?).await.map_err(Failure::from)?;
    let proposal = serde_json::from_value(announcement(&file).await?)?;
    let begun = uploads::begin(&earlier, proposal, &submission, &[]).await.map_err(Failure::from)?;
    Ok((begun.submission, begun.id))
}

/// Who has that address.
async fn person(app: &App, email: &str) -> anyhow::Result<PersonId> {
    let person = app.table.person_by_email(&email.parse()?).await?;
    Ok(person.with_context(|| format!("nobody has the address {email}"))?.id)
}

/// The bucket's rule takes an upload away that its earner then completes.
async fn take_away(app: &App, life: &Life, file: &Evidence) -> anyhow::Result<()> {
    let upload = Upload::begin(&life.earner, &life.submission, file).await?;
    let (artifact, begun) = uploading(app, life, &upload).await?;
    app.vault.abort(artifact.key(), &begun.id).await?;
    upload.complete().await?.expect(409).map(drop)
}

/// The function that completes an upload stops before it looks into the object: the bucket's event is left.
async fn complete_unseen(app: &App, life: &Life, file: &Evidence) -> anyhow::Result<ArtifactId> {
    let upload = Upload::begin(&life.earner, &life.submission, file).await?;
    upload.send(usize::MAX).await?;
    let (artifact, begun) = uploading(app, life, &upload).await?;
    let parts = app.vault.arrived(artifact.key(), &begun.id).await?.context("the upload is gone")?;
    app.vault.complete(artifact.key(), &begun, &parts, artifact.size).await?;
    until(app, (artifact.submission, artifact.id), "the object is looked into", |artifact| {
        matches!(artifact.state, State::Refused { .. })
    })
    .await?;
    Ok(artifact.id)
}

/// The artifact of an upload, and what the store knows the upload by.
async fn uploading(app: &App, life: &Life, upload: &Upload) -> anyhow::Result<(Artifact, artifact::Upload)> {
    let artifact = app
        .table
        .artifact(life.submission.parse()?, upload.artifact.parse()?)
        .await
        .map_err(Failure::from)?;
    let State::Uploading(begun) = artifact.state.clone() else { bail!("the upload is over") };
    Ok((artifact, begun))
}

/// Waits until the artifact is so.
async fn until(
    app: &App,
    (submission, id): (SubmissionId, ArtifactId),
    what: &str,
    is_so: impl Fn(&Artifact) -> bool,
) -> anyhow::Result<()> {
    wait_for(what, async || {
        Ok(Some(app.table.artifact(submission, id).await.map_err(Failure::from)?)
            .filter(|artifact| is_so(artifact)))
    })
    .await
    .map(drop)
}

/// A small file of that name, as a student's work.
async fn evidence(folder: &Path, name: &str, media_type: &str, text: &str) -> anyhow::Result<Evidence> {
    let file: PathBuf = folder.join(name);
    tokio::fs::write(&file, text).await?;
    Ok(Evidence {
        file,
        part: "artifacts".into(),
        student: Some("Student A".into()),
        media_type: media_type.into(),
    })
}
