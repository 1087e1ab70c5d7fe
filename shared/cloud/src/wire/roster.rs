//! The rosters that a district imported, as its administrators see them.

use domain::{
    ImportId,
    email::EmailAddress,
    person::Person,
    plain_text::DisplayName,
    roster::{Counts, Placing, Roster, RosterImport, RosterRow, Stage},
};
use jiff::Timestamp;
use serde::Serialize;

use super::done::{DoneView, Names};

/// The imports of a district, the newest first.
#[derive(Debug, Serialize)]
pub struct RosterView {
    /// To be named at the next import.
    version: u64,
    imports: Vec<ImportView>,
}

#[derive(Debug, Serialize)]
struct ImportView {
    import: ImportId,
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    at: Timestamp,
    rows: usize,
    placed: usize,
    waiting: usize,
    state: &'static str,
    undoable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<DoneView>,
}

impl RosterView {
    /// The view at `now`, with how far the imports are and the names of those who did it, as far as they are known.
    #[must_use]
    pub fn of(roster: &Roster, placings: &[Placing], people: Vec<Person>, now: Timestamp) -> Self {
        let names = Names::of(people);
        let import = |import: &RosterImport| {
            let placing = placings.iter().find(|placing| placing.import == import.id);
            let DoneView { at, by } = names.done(&import.done);
            let state = state(import, placing);
            let placed = placing.map_or(0, |placing| placing.placed);
            ImportView {
                import: import.id,
                source: import.source.clone(),
                by,
                at,
                rows: import.rows,
                placed,
                waiting: if state == "placing" { import.rows.saturating_sub(placed) } else { 0 },
                state,
                undoable: roster.is_undoable(import.id, placing, now),
                undone: import.undone.as_ref().map(|undone| names.done(undone)),
            }
        };
        Self { version: roster.version, imports: roster.imports.iter().rev().map(import).collect() }
    }
}

fn state(import: &RosterImport, placing: Option<&Placing>) -> &'static str {
    match placing.map(|placing| placing.stage) {
        Some(Stage::TakingBack) => "taking-back",
        Some(_) | None if import.undone.is_some() => "undone",
        Some(Stage::Written | Stage::Placing) => "placing",
        Some(Stage::Kept | Stage::Over) | None => "placed",
    }
}

/// What an import of a roster says, or would say.
#[derive(Debug, Serialize)]
pub struct TakenRosterView {
    preview: bool,
    version: u64,
    rows: usize,
    here: usize,
    moved: usize,
    new: usize,
    /// The first rows, as they were read.
    first: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    line: u64,
    email: EmailAddress,
    name: DisplayName,
    #[serde(skip_serializing_if = "Option::is_none")]
    school: Option<DisplayName>,
}

impl TakenRosterView {
    /// What an import of that many rows says, the first of them, of the roster in that version.
    #[must_use]
    pub fn of((version, rows): (u64, usize), counts: Counts, first: &[RosterRow], preview: bool) -> Self {
        let Counts { here, moved, new } = counts;
        let first = first.iter().cloned().map(|row| {
            let RosterRow { line, email, name, school } = row;
            RowView { line, email, name, school }
        });
        Self { preview, version, rows, here, moved, new, first: first.collect() }
    }
}
