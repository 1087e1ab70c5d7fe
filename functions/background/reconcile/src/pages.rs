//! One page of each stage: what is on it is held against the other side.

use cloud::{
    App, Error, Failure,
    round::Pieces,
    table::reconciling::{Known, Reconciliation},
    uploads,
    vault::Unfinished,
};
use domain::{
    artifact::{Artifact, EVIDENCE, ObjectKey, PATIENCE, State},
    audit::Actor,
};
use jiff::SignedDuration;

/// What to do about a file.
enum Outcome {
    /// Nothing: both sides know of it.
    Agrees,
    /// It was whole, and was finished.
    Finished,
    /// It is named.
    Differs,
}

/// A page of the uploads that aren't finished: those of which all parts have arrived are finished.
pub(crate) async fn uploads(
    app: &App,
    mut look: Reconciliation,
    pieces: &mut Pieces,
) -> Result<Reconciliation, Failure> {
    let (page, next) = app.vault.unfinished_after(EVIDENCE, look.after.as_ref()).await?;
    for upload in &page {
        look.found.seen += 1;
        match pieces.note(look_at(app, upload).await) {
            Some(Outcome::Finished) => look.found.finished += 1,
            Some(Outcome::Differs) => look.found.uploads_without_record.add(&upload.key),
            Some(Outcome::Agrees) | None => {}
        }
    }
    Ok(look.behind(next, app.now()))
}

async fn look_at(app: &App, upload: &Unfinished) -> Result<Outcome, Error> {
    let Ok(key) = upload.key.parse::<ObjectKey>() else { return Ok(Outcome::Differs) };
    let known = app.table.known(&[key]).await?.into_iter().next();
    match known {
        Some((_, Known::As(artifact))) if is_open_as(&artifact, &upload.id) => {
            let finished = uploads::finish(app, *artifact, &Actor::function("reconcile")).await?;
            Ok(if finished { Outcome::Finished } else { Outcome::Agrees })
        }
        Some((_, Known::AsCopy)) => Ok(Outcome::Agrees),
        Some((_, Known::As(_) | Known::Not)) | None => {
            // An upload is created before its record: a young one waits for it.
            let is_young = upload.begun.is_some_and(|begun| app.now() < begun + PATIENCE);
            Ok(if is_young { Outcome::Agrees } else { Outcome::Differs })
        }
    }
}

fn is_open_as(artifact: &Artifact, id: &str) -> bool {
    matches!(&artifact.state, State::Uploading(upload) if upload.id == id)
}

/// A page of the objects: those that nobody looked into are judged.
pub(crate) async fn objects(
    app: &App,
    mut look: Reconciliation,
    pieces: &mut Pieces,
) -> Result<Reconciliation, Failure> {
    let after = look.after.as_ref().map(|(key, _)| key.as_str());
    let (page, next) = app.vault.objects_after(EVIDENCE, after).await?;
    look.found.seen += page.len() as u64;
    let (mut keys, mut others) = (Vec::new(), Vec::new());
    for name in page {
        match name.parse::<ObjectKey>() {
            Ok(key) => keys.push(key),
            Err(_) => others.push(name),
        }
    }
    others.into_iter().for_each(|name| look.found.objects_without_record.add(name));
    for (key, known) in app.table.known(&keys).await? {
        match known {
            Known::Not => look.found.objects_without_record.add(key),
            Known::AsCopy => {}
            Known::As(artifact) => match pieces.note(judged(app, *artifact).await) {
                Some(Outcome::Finished) => look.found.finished += 1,
                Some(Outcome::Differs) => look.found.objects_that_should_be_gone.add(key),
                Some(Outcome::Agrees) | None => {}
            },
        }
    }
    Ok(look.behind(next.map(|key| (key, String::new())), app.now()))
}

/// What an object's record makes of it.
async fn judged(app: &App, artifact: Artifact) -> Result<Outcome, Error> {
    match artifact.state {
        State::Verified { .. } => Ok(Outcome::Agrees),
        State::Uploading(_) | State::Uploaded { .. } => {
            let is_over = uploads::go_on(app, artifact, &Actor::function("reconcile")).await?;
            Ok(if is_over { Outcome::Finished } else { Outcome::Agrees })
        }
        // Who ends an artifact deletes its object afterwards, and may be doing it.
        State::Refused { at, .. }
        | State::Cancelled { at }
        | State::Abandoned { at }
        | State::Expired { at, .. } => {
            Ok(if app.now() < at + PATIENCE { Outcome::Agrees } else { Outcome::Differs })
        }
    }
}

/// A page of the records that name files. What isn't there is looked for in the records again: they may have changed
/// since, and say so by now.
pub(crate) async fn records(app: &App, mut look: Reconciliation) -> Result<Reconciliation, Failure> {
    let (files, next) = app.table.kept_files_after(look.after.as_ref()).await?;
    look.found.seen += files.len() as u64;
    let absent = app.vault.absent(files).await?;
    let absent = app.vault.absent(app.table.still_kept(&absent).await?).await?;
    let absent = absent.into_iter().filter(|key| !is_forgotten(app, *key));
    absent.for_each(|key| look.found.records_without_object.add(key));
    Ok(look.behind(next, app.now()))
}

/// Whether a file came so long ago that the bucket may have forgotten it by itself. No record hears of that.
fn is_forgotten(app: &App, key: ObjectKey) -> bool {
    let days = app.settings.evidence_days;
    days.is_some_and(|days| key.artifact.made() + SignedDuration::from_hours(24 * days) <= app.now())
}
