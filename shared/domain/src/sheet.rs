//! Tables that people import: a first line that names the columns, and rows that are right or told by their line.
//!
//! A table is taken whole or not at all. So all that is wrong with it is told at once, at `/table/` and the line, to a
//! number that one still reads.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Fault, Refusal, plain_text::Cells};

/// The most faults that are told of one table.
const MOST_FAULTS: usize = 200;

/// The line that names the columns, and the others.
///
/// # Errors
/// [`Refusal::Invalid`] for a table without any line.
pub fn head_of(table: &[Cells]) -> Result<(&Cells, &[Cells]), Refusal> {
    let empty = || Refusal::invalid("/table", "The table is empty: its first line names the columns.");
    table.split_first().ok_or_else(empty)
}

/// Those of `lines` in which something stands.
///
/// # Errors
/// [`Refusal::Invalid`] when nothing does, or more than `most` are left.
pub fn rows(lines: &[Cells], most: usize) -> Result<Vec<&Cells>, Refusal> {
    let is_row = |row: &&Cells| row.cells.iter().any(|cell| !cell.trim().is_empty());
    let rows: Vec<&Cells> = lines.iter().filter(is_row).collect();
    if rows.is_empty() {
        return Err(Refusal::invalid("/table", "The table has no row below its first line."));
    }
    if rows.len() > most {
        let message = format!("A table has at most {most} rows. Import it in several.");
        return Err(Refusal::invalid("/table", message));
    }
    Ok(rows)
}

/// Where each column is, by its name in lower case.
#[derive(Debug)]
pub struct Columns(BTreeMap<String, usize>);

impl Columns {
    /// The columns that a first line names, among them those `needed`.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] at the first line when two have the same name, or one is missing.
    pub fn of(head: &Cells, needed: &[&str]) -> Result<Self, Refusal> {
        let names = head.cells.iter().map(|name| name.trim().to_lowercase());
        let mut columns = BTreeMap::new();
        for (place, name) in names.enumerate().filter(|(_, name)| !name.is_empty()) {
            if columns.insert(name, place).is_some() {
                return Err(Refusal::invalid("/table/1", "Two columns have the same name."));
            }
        }
        let missing: Vec<&str> = needed.iter().copied().filter(|name| !columns.contains_key(*name)).collect();
        if missing.is_empty() {
            return Ok(Self(columns));
        }
        let message = format!("The first line names the columns. These are missing: {}.", missing.join(", "));
        Err(Refusal::invalid("/table/1", message))
    }

    /// Those that are none of `known`, as their names are read.
    pub fn beside<'a>(&'a self, known: &'a [&str]) -> impl Iterator<Item = &'a str> {
        self.0.keys().map(String::as_str).filter(|name| !known.contains(name))
    }

    /// Whether something stands in a row where no column has a name.
    #[must_use]
    pub fn is_exceeded(&self, cells: &[String]) -> bool {
        let named: BTreeSet<usize> = self.0.values().copied().collect();
        cells.iter().enumerate().any(|(place, cell)| !cell.trim().is_empty() && !named.contains(&place))
    }

    /// What stands in a row under `name`; nothing where there is no such column or cell.
    #[must_use]
    pub fn at<'a>(&self, cells: &'a [String], name: &str) -> &'a str {
        self.0.get(name).and_then(|place| cells.get(*place)).map_or("", |cell| cell.trim())
    }
}

/// The lines of a table that are wrong.
#[derive(Debug, Default)]
pub struct Wrong(Vec<Fault>);

impl Wrong {
    /// Whether another one would still be told.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.0.len() < MOST_FAULTS
    }

    /// What is wrong with that line.
    pub fn tell(&mut self, line: u64, message: String) {
        self.0.push(Fault::at(format!("/table/{line}"), message));
    }

    /// `Ok` when no line is wrong.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with all that was told.
    pub fn end(mut self) -> Result<(), Refusal> {
        if !self.has_room() {
            let message = format!("Only the first {MOST_FAULTS} lines that are wrong are listed.");
            self.0.push(Fault::at("/table", message));
        }
        Refusal::unless_empty(self.0)
    }
}
