//! All that is told of the readers of a definition over some months, counted and kept: drawing intervals anew for each who
//! asks takes as long as there are works.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AppealFigures, DoubleScored, OfAssessor, Pool, Report, SEED};
use crate::{PersonId, Slug, appeal::Answer, qualification::Seeded};

/// Over how many months figures are kept. Over other numbers they are counted when somebody asks.
pub const KEPT_MONTHS: [i32; 5] = [3, 6, 12, 24, 60];

/// What figures of a definition are counted from.
#[derive(Debug, Clone, Default)]
pub struct Basis {
    /// Attempts that two readers scored.
    pub records: Vec<DoubleScored>,
    /// Benchmarks among ordinary work.
    pub seeded: Vec<Seeded>,
    /// Answered appeals.
    pub answers: Vec<Answer>,
}

/// All figures of a definition over some months.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Of which definition.
    pub microcredential: Slug,
    /// Over how many months.
    pub months: i32,
    /// Counts the counts.
    pub version: u64,
    /// Since when works count.
    pub since: Timestamp,
    /// When it was counted.
    pub counted: Timestamp,
    /// How far readers agree.
    pub report: Report,
    /// How far each assessor agrees with the issuer on benchmarks that stood among her work.
    pub benchmarks: Vec<OfAssessor>,
    /// How appeals came out.
    pub appeals: AppealFigures,
    /// The same of each assessor whose scores were appealed against.
    pub appealed: Vec<(PersonId, AppealFigures)>,
}

impl Basis {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let compared = self.seeded.iter().any(|one| one.compared.is_some());
        self.records.is_empty() && self.answers.is_empty() && !compared
    }

    /// What of it was scored, came back or was answered since then.
    fn since(&self, since: Timestamp) -> Self {
        let is_compared = |one: &&Seeded| one.compared.as_ref().is_some_and(|compared| compared.at >= since);
        Self {
            records: self.records.iter().filter(|one| one.at >= since).cloned().collect(),
            seeded: self.seeded.iter().filter(is_compared).cloned().collect(),
            answers: self.answers.iter().filter(|one| one.at >= since).cloned().collect(),
        }
    }
}

impl Summary {
    /// The figures over these months before `now`, as that version.
    #[must_use]
    pub fn over(basis: &Basis, (slug, months): (&Slug, i32), version: u64, now: Timestamp) -> Self {
        let since = Pool::since_at(now, months);
        let Basis { records, seeded, answers } = basis.since(since);
        Self {
            microcredential: slug.clone(),
            months,
            version,
            since,
            counted: now,
            report: Report::over(&records, SEED),
            benchmarks: Seeded::figures(&seeded, SEED),
            appeals: AppealFigures::over(&answers),
            appealed: AppealFigures::by_assessor(&answers),
        }
    }

    /// Everybody in it.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        let measured = self.report.assessors.iter().chain(&self.benchmarks).map(|of| of.assessor);
        measured.chain(self.appealed.iter().map(|(assessor, _)| *assessor))
    }
}
