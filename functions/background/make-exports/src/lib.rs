//! Every minute: packs everything that is kept about whoever asked for it, a volume at a time.
//!
//! A volume is a whole zip of about four gigabytes at most, and what is done is noted with each: what stops in the middle
//! goes on with the next one. The last one writes the letter.

mod coaching;
mod files;
mod happened;
mod records;
mod scoring;
mod shortlists;
mod volume;

use cloud::{
    App, Error, Failure,
    round::Pieces,
    table::{
        Commit,
        keys::{Key, Queue, sortable},
    },
};
use domain::{
    audit::{Actor, Deed},
    export::{Export, State, Volume, in_one_volume},
    letter::Content,
    person::Person,
};
use jiff::SignedDuration;
use serde::Serialize;
use serde_json::{Value, json};

/// The most exports that one round takes up.
const MOST: i32 = 10;

/// How long after its start a round begins another volume. One takes a few minutes.
const ENOUGH: SignedDuration = SignedDuration::from_mins(5);

/// What a round did.
#[derive(Debug, Default, Serialize)]
pub struct Round {
    /// Volumes that were packed.
    pub volumes: usize,
}

/// Handles the schedule's event, whatever is in it.
///
/// # Errors
/// The first failure, after every export had its turn: a later round tries again.
pub async fn handle(app: &App, _event: Value) -> Result<Round, Failure> {
    let (mut round, mut pieces) = (Round::default(), Pieces::default());
    let last = app.now() + ENOUGH;
    let now = sortable(app.now());
    let waiting = app.table.waiting_until::<Export>(&Queue::Exports, Some(&now), MOST, None).await;
    for export in pieces.note(waiting).into_iter().flat_map(|page| page.items) {
        let mut next = Some(export);
        while let Some(export) = next.take().filter(|next| next.progress().is_some() && app.now() < last) {
            next = pieces.note(pack_next(app, export).await).flatten();
            round.volumes += usize::from(next.is_some());
        }
    }
    pieces.end().map(|()| round)
}

/// Packs the next volume of an export, and answers the export with it; `None` when somebody else has it, or it is given up.
async fn pack_next(app: &App, export: Export) -> Result<Option<Export>, Error> {
    // Without her, she is being erased.
    let person: Option<Person> = app.table.recent(Key::Person(export.person)).await?;
    let Some(person) = person else { return Ok(None) };
    let files = files::all(app, &export).await?;
    let Some(claimed) = export.claim(files::bytes(&files), app.now()) else { return Ok(None) };
    if app.table.try_commit(Commit::new().replace(&claimed)?).await?.is_err() {
        return Ok(None);
    }
    let (Some(key), Some(progress)) = (claimed.next_volume(), claimed.progress()) else { return Ok(None) };

    let rest: Vec<_> =
        files.into_iter().filter(|file| progress.last.is_none_or(|last| last < file.id)).collect();
    let taken = &rest[..in_one_volume(rest.iter().map(|file| file.size))];
    let is_last = taken.len() == rest.len();
    let documents = if key.number == 1 { records::all(app, &person, &claimed).await? } else { Vec::new() };
    let (size, count) = volume::write(app, key, documents, taken).await?;

    let volume = Volume {
        number: key.number,
        size,
        files: u32::try_from(count).unwrap_or(u32::MAX),
        made_by: key.made_by,
    };
    let end = (taken.last().map(|file| file.id), files::bytes(taken));
    let packed = claimed.packed(volume, end, is_last, app.now());
    Ok(note(app, &person, packed).await?)
}

/// Notes what is packed; whoever asked is told when that is all.
async fn note(app: &App, person: &Person, packed: Export) -> Result<Option<Export>, Failure> {
    let mut commit = Commit::new().replace(&packed)?;
    if let State::Ready { until, .. } = packed.state {
        let detail = json!({"export": packed.id});
        let deed = Deed::new("export-ready", detail, Actor::function("make-exports"), app.now());
        commit =
            commit.create(&app.letter(person, None, Content::ExportReady { until }))?.deed(person.id, deed);
    }
    // Lost: she is being erased.
    Ok(app.table.try_commit(commit).await?.is_ok().then_some(packed))
}
