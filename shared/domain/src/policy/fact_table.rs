//! A recognizer's table of facts about its people: one fact a row.
//!
//! | column | holds |
//! |---|---|
//! | `email` | whose |
//! | `fact` | `licence`, `exam`, `employer`, `career-level`, `requirement`, `enrolment`; `none` alone: nothing is on record |
//! | `term` | a term of the recognizer's policies; nothing for an enrolment |
//! | `date`, `until` | since when (an exam: when taken), and to when, for licences and employers |
//! | `score`, `qualifying`, `sem` | of exams |
//!
//! A table is read whole or not at all: every row that is wrong is told by its line. Columns of other names are not read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    CareerLevel, Decimal, Employment, Exam, Fact, Facts, Fulfilled, Licence, Record, TermId, Vocabulary,
};
use crate::{
    Refusal,
    email::EmailAddress,
    plain_text::Cells,
    sheet::{self, Columns, Wrong},
};

/// The most rows of a table, the first line not counted.
pub const MOST_ROWS: usize = 100_000;
/// The most facts about one person.
const MOST_FACTS: usize = 200;
/// The columns that every table has; the others may be left out.
const NEEDED: [&str; 4] = ["email", "fact", "term", "date"];
/// The fact of whoever has none.
const NONE: &str = "none";

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// Its line; the first line of the table is 1.
    pub line: u64,
    /// Whose fact.
    pub email: EmailAddress,
    /// Which; none where the row says that nothing is on record about her.
    pub fact: Option<Fact>,
}

/// A table that was read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactTable {
    /// How many rows it has.
    pub rows: usize,
    /// The first of them.
    pub first: Vec<FactRow>,
    /// The facts of each person about whom something is on record.
    pub people: BTreeMap<EmailAddress, Facts>,
    /// The people about whom nothing is, or is any more.
    pub removed: BTreeSet<EmailAddress>,
}

/// What one person has once: rows that agree in it say the same, or contradict each other.
type Once = (EmailAddress, &'static str, Option<TermId>, Option<Date>);

impl FactTable {
    /// How many of the first rows are kept to be shown.
    pub const SHOWN: usize = 10;

    /// The facts in a table whose first line names the columns; `known` has the terms of the recognizer's policies.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every row that is wrong, at `/table/` and its line, to a number.
    pub fn read(table: &[Cells], known: &Vocabulary) -> Result<Self, Refusal> {
        let (head, lines) = sheet::head_of(table)?;
        let columns = Columns::of(head, &NEEDED)?;
        let rows = sheet::rows(lines, MOST_ROWS)?;
        let mut reading = Reading::default();
        for row in &rows {
            if !reading.wrong.has_room() {
                break;
            }
            reading.take(row.line, Row { columns: &columns, cells: &row.cells }.read(known));
        }
        reading.end(rows.len())
    }
}

/// What of a fact its person has once.
fn once(email: &EmailAddress, fact: &Fact) -> Once {
    let (term, date) = fact.when();
    let date = (!matches!(fact, Fact::Enrolment(_))).then_some(date);
    (email.clone(), fact.name(), term.cloned(), date)
}

/// The rows that were read so far.
#[derive(Default)]
struct Reading {
    first: Vec<FactRow>,
    facts: BTreeMap<Once, (u64, Fact)>,
    counts: BTreeMap<EmailAddress, usize>,
    nothing: BTreeMap<EmailAddress, u64>,
    wrong: Wrong,
}

impl Reading {
    fn take(&mut self, line: u64, row: Result<(EmailAddress, Option<Fact>), String>) {
        let taken = row.and_then(|(email, fact)| {
            if self.first.len() < FactTable::SHOWN {
                self.first.push(FactRow { line, email: email.clone(), fact: fact.clone() });
            }
            match fact {
                Some(fact) => self.add(line, email, fact),
                None => self.add_nothing(line, email),
            }
        });
        if let Err(message) = taken {
            self.wrong.tell(line, message);
        }
    }

    /// A fact that stands there already is not added again: the same row may come twice.
    fn add(&mut self, line: u64, email: EmailAddress, fact: Fact) -> Result<(), String> {
        if let Some(other) = self.nothing.get(&email) {
            return Err(format!("Line {other} says that nothing is on record about this person."));
        }
        let once = once(&email, &fact);
        if let Some((other, said)) = self.facts.get(&once) {
            let message = format!("Line {other} says something else about the same fact of this person.");
            return if *said == fact { Ok(()) } else { Err(message) };
        }
        let count = self.counts.entry(email).or_default();
        *count += 1;
        if *count > MOST_FACTS {
            return Err(format!("There are more than {MOST_FACTS} facts about this person."));
        }
        self.facts.insert(once, (line, fact));
        Ok(())
    }

    /// Whoever has nothing on record has no fact.
    fn add_nothing(&mut self, line: u64, email: EmailAddress) -> Result<(), String> {
        if self.counts.contains_key(&email) {
            return Err("none: the table has facts about this person.".to_owned());
        }
        self.nothing.entry(email).or_insert(line);
        Ok(())
    }

    fn end(self, rows: usize) -> Result<FactTable, Refusal> {
        self.wrong.end()?;
        let mut records: BTreeMap<EmailAddress, Record> = BTreeMap::new();
        for ((email, ..), (_, fact)) in self.facts {
            records.entry(email).or_default().learn(fact);
        }
        let facts = |record| Facts::try_from(record).expect("each of these facts can be");
        let people = records.into_iter().map(|(email, record)| (email, facts(record))).collect();
        let removed = self.nothing.into_keys().collect();
        Ok(FactTable { rows, first: self.first, people, removed })
    }
}

/// A row with the places of its columns.
struct Row<'a> {
    columns: &'a Columns,
    cells: &'a [String],
}

impl Row<'_> {
    /// Whose fact it is and which, none where nothing is on record, or what is wrong with it.
    fn read(&self, known: &Vocabulary) -> Result<(EmailAddress, Option<Fact>), String> {
        let email: EmailAddress = self.at("email").parse().map_err(|error| format!("email: {error}."))?;
        if self.at("fact").to_lowercase() == NONE {
            return self.must_say_no_more().map(|()| (email, None));
        }
        let fact = self.fact(known)?;

        let mut record = Record::default();
        record.learn(fact.clone());
        match Facts::try_from(record) {
            Ok(_) => Ok((email, Some(fact))),
            Err(faults) => Err(faults.0.into_iter().map(|fault| fault.message).collect::<Vec<_>>().join(" ")),
        }
    }

    /// `Ok` when it holds nothing beside whose it is and its fact.
    fn must_say_no_more(&self) -> Result<(), String> {
        let others = ["term", "date", "until", "score", "qualifying", "sem"];
        if others.into_iter().all(|name| self.at(name).is_empty()) {
            return Ok(());
        }
        Err("none: leave the other cells empty.".to_owned())
    }

    fn fact(&self, known: &Vocabulary) -> Result<Fact, String> {
        Ok(match self.at("fact").to_lowercase().as_str() {
            "licence" => Fact::Licence(Licence {
                r#type: self.term(&known.licences)?,
                issued: self.date()?,
                expires: self.until()?,
            }),
            "exam" => Fact::Exam(Exam {
                exam: self.term(&known.exams)?,
                taken: self.date()?,
                score: self.number("score")?,
                qualifying: self.number("qualifying")?,
                sem: self.number("sem")?,
            }),
            "employer" => Fact::Employer(Employment {
                employer: self.term(&known.employers)?,
                from: self.date()?,
                until: self.until()?,
            }),
            "career-level" => Fact::CareerLevel(CareerLevel {
                level: self.term(&known.career_levels)?,
                since: self.date()?,
            }),
            "requirement" => Fact::Requirement(Fulfilled {
                requirement: self.term(&known.requirements)?,
                met: self.date()?,
            }),
            "enrolment" => Fact::Enrolment(self.date()?),
            _ => {
                let names = "licence, exam, employer, career-level, requirement, enrolment or none";
                return Err(format!("fact: write {names}."));
            }
        })
    }

    fn at(&self, name: &str) -> &str {
        self.columns.at(self.cells, name)
    }

    fn term(&self, known: &BTreeMap<TermId, String>) -> Result<TermId, String> {
        let term: Option<TermId> = self.at("term").parse().ok();
        term.filter(|term| known.contains_key(term)).ok_or_else(|| {
            let names: Vec<&str> = known.keys().map(TermId::as_str).collect();
            match names.as_slice() {
                [] => "term: your policies ask for no such fact.".to_owned(),
                names => format!("term: write a term of your policies: {}.", names.join(", ")),
            }
        })
    }

    fn date(&self) -> Result<Date, String> {
        day(self.at("date")).ok_or_else(|| not_a_day("date"))
    }

    fn until(&self) -> Result<Option<Date>, String> {
        match self.at("until") {
            "" => Ok(None),
            text => day(text).map(Some).ok_or_else(|| not_a_day("until")),
        }
    }

    fn number(&self, name: &str) -> Result<Decimal, String> {
        let wrong = |_| format!("{name}: write a number such as 148.5, with a point before its decimals.");
        self.at(name).parse().map_err(wrong)
    }
}

/// A day as year-month-day and in no other way: who reads `1/7/2026` may be wrong by half a year.
fn day(text: &str) -> Option<Date> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_plain.then(|| text.parse().ok()).flatten()
}

fn not_a_day(column: &str) -> String {
    format!("{column}: write a day as year-month-day, such as 2026-07-01.")
}
