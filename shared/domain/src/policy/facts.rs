//! What is on record about an earner, as far as policies ask for it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Decimal, TermId};
use crate::{Fault, refusal::Faults};

/// What somebody recorded about an earner. Names are terms of the policies that ask for them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Record {
    /// The day on which she enrolled in the recognizer's programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrolled: Option<Date>,
    /// The licences that she holds or held.
    pub licences: Vec<Licence>,
    /// The exams that she took.
    pub exams: Vec<Exam>,
    /// For whom she works or worked.
    pub employers: Vec<Employment>,
    /// Her steps on the career continuum.
    pub career_levels: Vec<CareerLevel>,
    /// What else she fulfilled.
    pub requirements: Vec<Fulfilled>,
}

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Licence {
    /// Of which type.
    pub r#type: TermId,
    /// Its first day.
    pub issued: Date,
    /// Its last day, unless it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

/// An exam that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Exam {
    /// Which one.
    pub exam: TermId,
    /// When.
    pub taken: Date,
    /// What came out.
    pub score: Decimal,
    /// The score that qualified then.
    pub qualifying: Decimal,
    /// The standard error of measurement (SEM) of the score.
    pub sem: Decimal,
}

/// A time of work for one employer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Employment {
    /// For whom.
    pub employer: TermId,
    /// The first day.
    pub from: Date,
    /// The last day, unless it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// A step on the career continuum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CareerLevel {
    /// Which one.
    pub level: TermId,
    /// Its first day.
    pub since: Date,
}

/// A requirement that was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fulfilled {
    /// Which one.
    pub requirement: TermId,
    /// When.
    pub met: Date,
}

/// Facts that can be: no period ends before it begins, and no error of measurement is negative.
///
/// Reads like its [`Record`], which can't be changed in place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Record", into = "Record")]
pub struct Facts(Record);

impl TryFrom<Record> for Facts {
    type Error = Faults;

    fn try_from(record: Record) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        for (number, licence) in record.licences.iter().enumerate() {
            if licence.expires.is_some_and(|last| last < licence.issued) {
                let message = "A licence can't end before it was issued.";
                faults.push(Fault::at(format!("/licences/{number}/expires"), message));
            }
        }
        for (number, exam) in record.exams.iter().enumerate() {
            if exam.sem.is_negative() {
                let message = "A standard error of measurement is 0 or more.";
                faults.push(Fault::at(format!("/exams/{number}/sem"), message));
            }
        }
        for (number, employment) in record.employers.iter().enumerate() {
            if employment.until.is_some_and(|last| last < employment.from) {
                let message = "Work can't end before it began.";
                faults.push(Fault::at(format!("/employers/{number}/until"), message));
            }
        }
        if faults.is_empty() { Ok(Self(record)) } else { Err(Faults(faults)) }
    }
}

impl Facts {
    /// These facts and those. Of two days of enrolment these facts' counts.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        let mut record = self.0.clone();
        let others = others.0.clone();
        record.enrolled = record.enrolled.or(others.enrolled);
        record.licences.extend(others.licences);
        record.exams.extend(others.exams);
        record.employers.extend(others.employers);
        record.career_levels.extend(others.career_levels);
        record.requirements.extend(others.requirements);
        Self(record)
    }
}

impl From<Facts> for Record {
    fn from(facts: Facts) -> Self {
        facts.0
    }
}

impl std::ops::Deref for Facts {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_cannot_be_is_told_all_at_once() {
        let record: Record = serde_json::from_value(json!({
            "licences": [
                {"type": "provisional", "issued": "2026-07-01", "expires": "2026-07-01"},
                {"type": "provisional", "issued": "2026-07-01", "expires": "2026-06-30"},
            ],
            "exams": [{"exam": "praxis", "taken": "2026-01-01", "score": "1", "qualifying": "2", "sem": "-0.1"}],
            "employers": [{"employer": "maple-hollow", "from": "2026-01-02", "until": "2026-01-01"}],
        }))
        .expect("a record");

        let Err(Faults(faults)) = Facts::try_from(record) else { panic!("it can't be") };
        let pointers: Vec<&str> = faults.iter().map(|fault| &*fault.pointer).collect();
        let spanish = |fault: &Fault| crate::spanish::in_spanish(&fault.message).is_some();
        assert!(faults.iter().all(spanish), "{faults:?}");
        assert_eq!(pointers, ["/licences/1/expires", "/exams/0/sem", "/employers/0/until"]);
    }

    #[test]
    fn nothing_need_be_on_record_and_nothing_unknown_can_be() {
        assert_eq!(serde_json::from_value::<Facts>(json!({})).expect("facts"), Facts::default());
        for unknown in
            [json!({"age": 40}), json!({"licences": [{"type": "a", "issued": "2026-01-01", "by": "b"}]})]
        {
            assert!(serde_json::from_value::<Facts>(unknown).is_err());
        }
        let date_of_no_calendar = json!({"enrolled": "2026-02-30"});
        assert!(serde_json::from_value::<Facts>(date_of_no_calendar).is_err());
    }
}
