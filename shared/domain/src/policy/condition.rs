//! Who is eligible: a closed expression over recorded facts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Decimal, TermId,
    facts::{CareerLevel, Employment, Exam, Facts, Fulfilled, Licence},
};

/// What must be on record about an earner.
///
/// As JSON: `{"all":[…]}`, `{"anyOf":{"n":1,"of":[…]}}`, `{"licence":{"anyOf":["provisional"]}}`,
/// `{"exam":{"anyOf":["praxis"],"withinSems":"2"}}`, `{"employer":[…]}`, `{"careerLevel":[…]}`,
/// `{"requirement":"background-check"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Condition {
    /// Every one of these.
    All(Vec<Condition>),
    /// At least `n` of these.
    AnyOf {
        /// How many are needed; 1 to the number of conditions.
        n: usize,
        /// The conditions to choose from.
        of: Vec<Condition>,
    },
    /// A licence that is valid on the day.
    Licence(LicenceAsked),
    /// An exam with a score that is high enough.
    Exam(ExamAsked),
    /// Works for one of these on the day.
    Employer(Vec<TermId>),
    /// Has reached one of these levels.
    CareerLevel(Vec<TermId>),
    /// Has met this requirement.
    Requirement(TermId),
}

/// Which licence is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LicenceAsked {
    /// One of these types.
    pub any_of: Vec<TermId>,
    /// Whether it was issued on a day before the earner enrolled.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub issued_before_enrolment: bool,
    /// The first day on which it may have been issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_from: Option<Date>,
    /// The last day on which it may have been issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_until: Option<Date>,
}

/// Which score is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExamAsked {
    /// In one of these exams.
    pub any_of: Vec<TermId>,
    /// How many standard errors of measurement the score may lie below the qualifying one.
    #[serde(default)]
    pub within_sems: Decimal,
}

/// Whether a condition is met, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met<'a> {
    /// What was asked for.
    pub asked: &'a Condition,
    /// Whether it is met.
    pub met: bool,
    /// The fact that meets it; when none does, those that come near.
    pub found: Vec<Found<'a>>,
    /// The same for the conditions that it consists of.
    pub under: Vec<Met<'a>>,
}

/// A fact on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    /// A licence.
    Licence(&'a Licence),
    /// The day of enrolment, if there is one.
    Enrolment(Option<Date>),
    /// An exam.
    Exam(&'a Exam),
    /// Work for an employer.
    Employment(&'a Employment),
    /// A level.
    CareerLevel(&'a CareerLevel),
    /// A requirement that was met.
    Fulfilled(&'a Fulfilled),
}

impl Condition {
    /// Whether the facts meet it on a day. What is on record from a later day on isn't looked at.
    #[must_use]
    pub fn check<'a>(&'a self, facts: &'a Facts, on: Date) -> Met<'a> {
        match self {
            Self::All(of) => self.group(of, of.len(), facts, on),
            Self::AnyOf { n, of } => self.group(of, *n, facts, on),
            Self::Licence(asked) => self.licence(asked, facts, on),
            Self::Exam(asked) => {
                let taken = facts.exams.iter().filter(|exam| exam.taken <= on);
                let named = taken.filter(|exam| asked.any_of.contains(&exam.exam));
                self.fact(named.map(|exam| (asked.fits(exam), Found::Exam(exam))))
            }
            Self::Employer(any_of) => {
                let employers = facts.employers.iter().filter(|work| any_of.contains(&work.employer));
                let begun = employers.filter(|work| work.from <= on);
                self.fact(
                    begun.map(|work| (work.until.is_none_or(|last| on <= last), Found::Employment(work))),
                )
            }
            Self::CareerLevel(any_of) => {
                let reached = facts.career_levels.iter().filter(|level| level.since <= on);
                let named = reached.filter(|level| any_of.contains(&level.level));
                self.fact(named.map(|level| (true, Found::CareerLevel(level))))
            }
            Self::Requirement(asked) => {
                let met = facts.requirements.iter().filter(|one| one.requirement == *asked && one.met <= on);
                self.fact(met.map(|one| (true, Found::Fulfilled(one))))
            }
        }
    }

    /// How deep this expression nests: 1 for a fact.
    #[must_use]
    pub fn depth(&self) -> usize {
        match self {
            Self::All(of) | Self::AnyOf { of, .. } => {
                1 + of.iter().map(Self::depth).max().unwrap_or_default()
            }
            Self::Licence(_)
            | Self::Exam(_)
            | Self::Employer(_)
            | Self::CareerLevel(_)
            | Self::Requirement(_) => 1,
        }
    }

    fn group<'a>(&'a self, of: &'a [Self], n: usize, facts: &'a Facts, on: Date) -> Met<'a> {
        let under: Vec<Met<'a>> = of.iter().map(|one| one.check(facts, on)).collect();
        let met = under.iter().filter(|one| one.met).count() >= n;
        Met { asked: self, met, found: Vec::new(), under }
    }

    fn licence<'a>(&'a self, asked: &'a LicenceAsked, facts: &'a Facts, on: Date) -> Met<'a> {
        let issued = facts.licences.iter().filter(|licence| licence.issued <= on);
        let named = issued.filter(|licence| asked.any_of.contains(&licence.r#type));
        let fits = |licence: &Licence| {
            licence.expires.is_none_or(|last| on <= last) && asked.fits(licence, facts.enrolled)
        };
        let mut met = self.fact(named.map(|licence| (fits(licence), Found::Licence(licence))));
        if asked.issued_before_enrolment && !met.found.is_empty() {
            met.found.push(Found::Enrolment(facts.enrolled));
        }
        met
    }

    /// The first fact that fits, or all that don't.
    fn fact<'a>(&'a self, facts: impl Iterator<Item = (bool, Found<'a>)>) -> Met<'a> {
        let (mut found, near): (Vec<_>, Vec<_>) = facts.partition(|(fits, _)| *fits);
        let met = !found.is_empty();
        found.truncate(1);
        let found = if met { found } else { near };
        Met { asked: self, met, found: found.into_iter().map(|(_, fact)| fact).collect(), under: Vec::new() }
    }
}

impl LicenceAsked {
    fn fits(&self, licence: &Licence, enrolled: Option<Date>) -> bool {
        self.issued_from.is_none_or(|first| first <= licence.issued)
            && self.issued_until.is_none_or(|last| licence.issued <= last)
            && (!self.issued_before_enrolment || enrolled.is_some_and(|day| licence.issued < day))
    }
}

impl ExamAsked {
    fn fits(&self, exam: &Exam) -> bool {
        exam.score.reaches(exam.qualifying, self.within_sems, exam.sem)
    }
}
