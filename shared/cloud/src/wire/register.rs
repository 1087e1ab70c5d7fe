//! What a recognizer recorded about its people, as its staff see it.

use domain::{
    ImportId,
    email::EmailAddress,
    person::Person,
    policy::{Exam, Fact, FactRow, Import, Recorded, Register, Taken, Vocabulary},
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::done::{DoneView, Names};

/// From where and when a recognizer recorded facts about somebody.
#[derive(Debug, Serialize)]
pub(super) struct RecordedView {
    source: String,
    at: Timestamp,
}

impl From<&Recorded> for RecordedView {
    fn from(recorded: &Recorded) -> Self {
        Self { source: recorded.source.clone(), at: recorded.at }
    }
}

/// The imports of a recognizer, the newest first.
#[derive(Debug, Serialize)]
pub struct RegisterView {
    /// To be named at the next import.
    version: u64,
    people: usize,
    imports: Vec<ImportView>,
}

#[derive(Debug, Serialize)]
struct ImportView {
    id: ImportId,
    source: String,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    rows: usize,
    people: usize,
    added: usize,
    changed: usize,
    removed: usize,
    undoable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<DoneView>,
}

impl RegisterView {
    /// The view with the names of those who did it, as far as they are known.
    #[must_use]
    pub fn of(register: &Register, people: Vec<Person>) -> Self {
        let names = Names::of(people);
        let undoable = register.undoable();
        let import = |import: &Import| {
            let DoneView { at, by } = names.done(&import.done);
            ImportView {
                id: import.id,
                source: import.source.clone(),
                at,
                by,
                rows: import.rows,
                people: import.people,
                added: import.added,
                changed: import.changed,
                removed: import.removed,
                undoable: undoable == Some(import.id),
                undone: import.undone.as_ref().map(|undone| names.done(undone)),
            }
        };
        Self {
            version: register.version,
            people: register.people,
            imports: register.imports.iter().rev().map(import).collect(),
        }
    }
}

/// What an import records, or would record.
#[derive(Debug, Serialize)]
pub struct TakenView {
    preview: bool,
    version: u64,
    rows: usize,
    people: usize,
    added: usize,
    changed: usize,
    removed: usize,
    /// The first rows, as they were read.
    first: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    line: u64,
    email: EmailAddress,
    fact: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exam: Option<Exam>,
}

impl RowView {
    fn of(row: &FactRow, known: &Vocabulary) -> Self {
        let fact = row.fact.as_ref();
        Self {
            line: row.line,
            email: row.email.clone(),
            fact: fact.map_or("none", Fact::name),
            term: fact.and_then(|fact| known.title(fact)).map(str::to_owned),
            date: fact.map(|fact| fact.when().1),
            until: fact.and_then(Fact::until),
            exam: fact.and_then(exam),
        }
    }
}

fn exam(fact: &Fact) -> Option<Exam> {
    match fact {
        Fact::Exam(exam) => Some(exam.clone()),
        Fact::Licence(_)
        | Fact::Employer(_)
        | Fact::CareerLevel(_)
        | Fact::Requirement(_)
        | Fact::Enrolment(_) => None,
    }
}

impl TakenView {
    /// What was taken of a table that begins with the rows `first`, in the terms of `known`.
    #[must_use]
    pub fn of(taken: &Taken, first: &[FactRow], known: &Vocabulary, preview: bool) -> Self {
        let Import { rows, people, added, changed, removed, .. } = taken.import;
        Self {
            preview,
            version: taken.register.version,
            rows,
            people,
            added,
            changed,
            removed,
            first: first.iter().map(|row| RowView::of(row, known)).collect(),
        }
    }
}
