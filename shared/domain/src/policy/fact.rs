//! One fact about somebody, of whichever kind.

use jiff::civil::Date;

use super::{CareerLevel, Employment, Exam, Fulfilled, Licence, Record, TermId};

/// A fact about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// She holds or held a licence.
    Licence(Licence),
    /// She took an exam.
    Exam(Exam),
    /// She works or worked for somebody.
    Employer(Employment),
    /// She came to a step of the career continuum.
    CareerLevel(CareerLevel),
    /// She met a requirement.
    Requirement(Fulfilled),
    /// She enrolled.
    Enrolment(Date),
}

impl Fact {
    /// Its name in tables.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Licence(_) => "licence",
            Self::Exam(_) => "exam",
            Self::Employer(_) => "employer",
            Self::CareerLevel(_) => "career-level",
            Self::Requirement(_) => "requirement",
            Self::Enrolment(_) => "enrolment",
        }
    }

    /// Its term, and its day or first day.
    #[must_use]
    pub const fn when(&self) -> (Option<&TermId>, Date) {
        match self {
            Self::Licence(Licence { r#type, issued, .. }) => (Some(r#type), *issued),
            Self::Exam(Exam { exam, taken, .. }) => (Some(exam), *taken),
            Self::Employer(Employment { employer, from, .. }) => (Some(employer), *from),
            Self::CareerLevel(CareerLevel { level, since }) => (Some(level), *since),
            Self::Requirement(Fulfilled { requirement, met }) => (Some(requirement), *met),
            Self::Enrolment(day) => (None, *day),
        }
    }

    /// Its last day, if it has one.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        match self {
            Self::Licence(licence) => licence.expires,
            Self::Employer(employment) => employment.until,
            Self::Exam(_) | Self::CareerLevel(_) | Self::Requirement(_) | Self::Enrolment(_) => None,
        }
    }
}

impl Record {
    /// Takes a fact in.
    pub(super) fn learn(&mut self, fact: Fact) {
        match fact {
            Fact::Licence(licence) => self.licences.push(licence),
            Fact::Exam(exam) => self.exams.push(exam),
            Fact::Employer(employment) => self.employers.push(employment),
            Fact::CareerLevel(level) => self.career_levels.push(level),
            Fact::Requirement(fulfilled) => self.requirements.push(fulfilled),
            Fact::Enrolment(day) => self.enrolled = Some(day),
        }
    }
}
