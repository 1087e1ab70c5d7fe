//! From where what is on record is: an earner's own word, or a recognizer's register.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Found, Record, Recorded, StatedFacts};

/// From where facts are that are on record together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sources {
    /// What the recognizer recorded, with its own words for where that is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Recorded>,
    /// When the earner stated everything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Timestamp>,
}

/// From where one fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// From what the recognizer calls so, recorded on that day.
    Register(&'a str, Date),
    /// The earner stated it on that day.
    Earner(Date),
}

/// Who reads an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The one whom it is about.
    Earner,
    /// The recognizer's staff.
    Recognizer,
}

/// With what an answer tells from where facts are.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// From where they are.
    pub sources: &'a Sources,
    /// The name of the recognizer.
    pub recognizer: &'a str,
    /// Who reads it.
    pub reader: Reader,
}

impl Sources {
    /// From where what an earner stated and what the recognizer recorded about her are.
    #[must_use]
    pub fn of(stated: Option<&StatedFacts>, recorded: Option<&Recorded>) -> Self {
        Self { recorded: recorded.cloned(), stated: stated.map(|stated| stated.at) }
    }

    /// Whether nothing is known of any source: nothing is on record, or it was kept before sources were.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.recorded.is_none() && self.stated.is_none()
    }

    /// From where a fact is. What both say is from the register.
    pub(super) fn source_of(&self, found: Found<'_>) -> Option<Source<'_>> {
        let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
        if let Some(recorded) = self.recorded.as_ref().filter(|recorded| holds(&recorded.facts, found)) {
            return Some(Source::Register(&recorded.source, day(recorded.at)));
        }
        let is_fact = !matches!(found, Found::Enrolment(None));
        self.stated.filter(|_| is_fact).map(|at| Source::Earner(day(at)))
    }
}

fn holds(record: &Record, found: Found<'_>) -> bool {
    match found {
        Found::Licence(licence) => record.licences.contains(licence),
        Found::Enrolment(day) => day.is_some() && record.enrolled == day,
        Found::Exam(exam) => record.exams.contains(exam),
        Found::Employment(work) => record.employers.contains(work),
        Found::CareerLevel(level) => record.career_levels.contains(level),
        Found::Fulfilled(one) => record.requirements.contains(one),
    }
}
