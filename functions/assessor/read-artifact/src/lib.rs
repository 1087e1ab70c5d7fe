//! `POST /api/submissions/{submission}/artifacts/{artifact}/reading`: an address to read a file under, or, with
//! `?presentation=attachment`, to save it.
//!
//! It lives five minutes, serves one file under its fixed type, in ranges too, and is recorded before
//! it is given. For the earner and her coach, the issuer's staff once the file was handed in, the assessor who has the
//! attempt, and whoever is given it to practise on.

use cloud::{
    App, Error, Reply, Request, reply, request,
    session::Holder,
    table::{Commit, Dossier},
    vault::READING_SECONDS,
};
use domain::{
    ArtifactId, AssignmentId, PersonId, Refusal, SubmissionId,
    artifact::{Artifact, FileName, MediaType, Presentation},
    audit::Actor,
    person::Role,
};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    url: String,
    expires: Timestamp,
    media_type: MediaType,
    name: String,
}

/// Answers `POST /api/submissions/{submission}/artifacts/{artifact}/reading`.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever may not see the file; [`Refusal::WrongState`] while it is not
/// verified, or is kept back because of a malware scan; [`Refusal::Invalid`] for another way to hand it out.
pub async fn handle(app: &App, request: Request) -> Reply {
    let submission: SubmissionId = request::path(&request, "submission")?;
    let holder = app.holder(&request, submission).await?;
    let id: ArtifactId = request::path(&request, "artifact")?;

    let dossier = match holder {
        Holder::Person { .. } => app.table.dossier(submission).await?,
        Holder::Assignment { .. } => app.table.work(submission).await?,
    };
    let coaches = match holder {
        Holder::Person { person } => coaches(app, &dossier, id, person).await?,
        Holder::Assignment { .. } => false,
    };
    let (reader, name) = match holder {
        Holder::Person { person } if coaches => (person, dossier.artifact(id)?.name.clone()),
        Holder::Person { person } => (person, name_for_person(app, &dossier, id, person).await?),
        Holder::Assignment { assessor, submission: own, assignment } => {
            (assessor, name_for_assessor(app, &dossier, id, (own, assignment))?)
        }
    };
    let artifact = dossier.artifact(id)?;

    let presentation = presentation(&request, artifact)?;

    artifact.must_be_readable(app.scanning())?;

    let now = app.now();
    // That somebody coaches it is on her earner's own record: the issuer's staff doesn't read that.
    let earner = dossier.submission.earner.to_string();
    let whose = if coaches { earner } else { submission.to_string() };
    app.table.commit(Commit::new().deed(whose, artifact.reading(Actor::Person(reader), now))).await?;

    reply::ok(&Answer {
        url: app.vault.sign_reading(artifact, &name, presentation).await?,
        expires: now + SignedDuration::from_secs(READING_SECONDS),
        media_type: artifact.media_type,
        name: name.for_saving(artifact.media_type),
    })
    .map(reply::secret)
}

/// As its type is: shown if browsers can. Whatever it is, it can be asked for to be saved.
fn presentation(request: &Request, artifact: &Artifact) -> Result<Presentation, Refusal> {
    match request::query::<String>(request, "presentation")?.as_deref() {
        None => Ok(artifact.media_type.presentation()),
        Some("attachment") => Ok(Presentation::Attachment),
        Some(_) => Err(Refusal::invalid("/presentation", "Leave it out, or ask for an attachment.")),
    }
}

/// Whether `person` coaches the work and the file is in the attempt that she sees.
async fn coaches(app: &App, dossier: &Dossier, id: ArtifactId, person: PersonId) -> Result<bool, Error> {
    let submission = &dossier.submission;
    if submission.earner == person || !submission.coached_by.contains(&person) {
        return Ok(false);
    }
    let shown = dossier.artifact(id).is_ok_and(|artifact| artifact.is_shown_in(submission.attempt));
    match app.table.coaching_by(person, submission).await {
        Ok(_) => Ok(shown),
        Err(Error::Refusal(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// The earner sees her files at all times, the issuer's staff what was handed in.
async fn name_for_person(
    app: &App,
    dossier: &Dossier,
    id: ArtifactId,
    person: PersonId,
) -> Result<FileName, Error> {
    let artifact = dossier.artifact(id)?;
    if dossier.submission.must_belong_to(person).is_err() {
        if practises(app, dossier, id, person).await? {
            return Ok(artifact.blind_name());
        }
        dossier.submission.must_not_be_scored_or_coached_by(person)?;
        app.table.person(person).await?.must_be(&[Role::Issuer], dossier.submission.issuer)?;
        let handed_in = dossier.attempts.iter().any(|attempt| attempt.pins(id));
        handed_in.then_some(()).ok_or(Refusal::NotFound)?;
    }
    Ok(artifact.name.clone())
}

/// Whether the file is part of what somebody is given to practise on, by permission of its earner.
async fn practises(app: &App, dossier: &Dossier, id: ArtifactId, person: PersonId) -> Result<bool, Error> {
    let submission = &dossier.submission;
    let is_first = dossier.attempt(1).is_some_and(|attempt| attempt.pins(id));
    if submission.practice.is_none() || !is_first {
        return Ok(false);
    }
    let calibration = app.table.calibration(person, &submission.microcredential).await?;
    let works = calibration.into_iter().flat_map(|calibration| calibration.round.works);
    Ok(works.into_iter().any(|piece| piece.source == Some(submission.id)))
}

/// An assessor sees, of the submission that her assignment is of, what was handed in with her attempt and what stood there
/// before, once she stated that she has no conflict. The file's own name could tell her whose it is.
fn name_for_assessor(
    app: &App,
    dossier: &Dossier,
    id: ArtifactId,
    (submission, assignment): (SubmissionId, AssignmentId),
) -> Result<FileName, Refusal> {
    if submission != dossier.submission.id {
        return Err(Refusal::NotFound);
    }
    let artifact = dossier.artifact(id)?;
    let assignment = dossier.assignment(assignment)?;
    assignment.must_be_open(app.now())?;
    if dossier.shows(artifact, assignment) { Ok(artifact.blind_name()) } else { Err(Refusal::NotFound) }
}
