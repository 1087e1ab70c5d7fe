//! The figures of a definition: of its pool of readers, by criterion, by assessor and by month.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Compared, Comparison, DoubleScored, Figures};
use crate::{
    PersonId,
    microcredential::local_id::{CriterionId, PartId},
};

/// All figures of a definition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Of all its readers.
    pub pool: Figures,
    /// By criterion, those first of which readers agree least on.
    pub criteria: Vec<OfCriterion>,
    /// By assessor, each against all others who scored the same work; those first who agree least with them.
    pub assessors: Vec<OfAssessor>,
    /// By month of the second scores, the oldest first.
    pub months: Vec<OfMonth>,
}

/// The figures of one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfCriterion {
    /// The part.
    pub part: PartId,
    /// The criterion in it.
    pub criterion: CriterionId,
    /// How many levels it has. A criterion whose number of levels changed counts as another one.
    pub levels: usize,
    /// How far readers agree on it.
    pub figures: Figures,
}

/// The figures of one assessor, compared with whoever scored the same work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfAssessor {
    /// Who.
    pub assessor: PersonId,
    /// How far she agrees with the others. Her severity is by how many levels she scores below them.
    pub figures: Figures,
}

/// The figures of one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfMonth {
    /// Its first day, in UTC.
    pub month: Date,
    /// How far readers agreed in it.
    pub figures: Figures,
}

/// Which criterion a comparison is about.
type Name<'a> = (&'a PartId, &'a CriterionId, usize);

/// Works with the names of the criteria that are compared in them.
struct Works<'a> {
    records: &'a [DoubleScored],
    names: Vec<Name<'a>>,
    levels: Vec<usize>,
    seed: u64,
}

impl Report {
    /// The figures over these records, the intervals drawn by `seed`.
    #[must_use]
    pub fn over(records: &[DoubleScored], seed: u64) -> Self {
        let works = Works::of(records, seed);
        Self {
            pool: works.pool(),
            criteria: works.criteria(),
            assessors: works.assessors(),
            months: works.months(),
        }
    }

    /// How far the whole pool agrees: what a receipt tells.
    #[must_use]
    pub fn of_pool(records: &[DoubleScored], seed: u64) -> Figures {
        Works::of(records, seed).pool()
    }
}

impl<'a> Works<'a> {
    fn of(records: &'a [DoubleScored], seed: u64) -> Self {
        let compared = records.iter().flat_map(|record| &record.criteria);
        let names: Vec<Name<'a>> = compared.map(name).collect::<BTreeSet<_>>().into_iter().collect();
        let levels = names.iter().map(|(.., levels)| *levels).collect();
        Self { records, names, levels, seed }
    }

    fn pool(&self) -> Figures {
        self.figures(&self.records.iter().map(|record| self.compared(record)).collect::<Vec<_>>())
    }

    fn criteria(&self) -> Vec<OfCriterion> {
        let of = |(place, (part, criterion, levels)): (usize, &Name<'a>)| {
            let only = |record: &DoubleScored| -> Vec<Compared> {
                let all = self.compared(record).into_iter();
                all.filter(|compared| compared.criterion == place).collect()
            };
            let works: Vec<_> = self.records.iter().map(only).filter(|work| !work.is_empty()).collect();
            OfCriterion {
                part: (*part).clone(),
                criterion: (*criterion).clone(),
                levels: *levels,
                figures: self.figures(&works),
            }
        };
        let mut criteria: Vec<OfCriterion> = self.names.iter().enumerate().map(of).collect();
        criteria.sort_by(|one, other| least_first(&one.figures, &other.figures));
        criteria
    }

    fn assessors(&self) -> Vec<OfAssessor> {
        let mut by_assessor: BTreeMap<PersonId, Vec<Vec<Compared>>> = BTreeMap::new();
        for record in self.records {
            let [first, second] = record.readers;
            let work = self.compared(record);
            let turned = |one: &Compared| Compared { first: one.second, second: one.first, ..*one };
            by_assessor.entry(second).or_default().push(work.iter().map(turned).collect());
            by_assessor.entry(first).or_default().push(work);
        }
        let of =
            |(assessor, works): (PersonId, Vec<_>)| OfAssessor { assessor, figures: self.figures(&works) };
        let mut assessors: Vec<OfAssessor> = by_assessor.into_iter().map(of).collect();
        assessors.sort_by(|one, other| least_first(&one.figures, &other.figures));
        assessors
    }

    fn months(&self) -> Vec<OfMonth> {
        let mut by_month: BTreeMap<Date, Vec<Vec<Compared>>> = BTreeMap::new();
        for record in self.records {
            by_month.entry(month_of(record.at)).or_default().push(self.compared(record));
        }
        let of = |(month, works): (Date, Vec<_>)| OfMonth { month, figures: self.figures(&works) };
        by_month.into_iter().map(of).collect()
    }

    fn figures(&self, works: &[Vec<Compared>]) -> Figures {
        Figures::over(works, &self.levels, self.seed)
    }

    fn compared(&self, record: &DoubleScored) -> Vec<Compared> {
        let place = |criterion: &Comparison| self.names.binary_search(&name(criterion)).ok();
        let of = |criterion: &Comparison| {
            let Comparison { first, second, .. } = *criterion;
            Some(Compared { criterion: place(criterion)?, first, second })
        };
        record.criteria.iter().filter_map(of).collect()
    }
}

fn name(criterion: &Comparison) -> Name<'_> {
    (&criterion.part, &criterion.criterion, criterion.levels)
}

/// The first day of the month of `at`, in UTC.
fn month_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date().first_of_month()
}

/// Those first of whom kappa is lowest; those without one last.
fn least_first(one: &Figures, other: &Figures) -> std::cmp::Ordering {
    let kappa = |figures: &Figures| figures.kappa.map_or(f64::INFINITY, |kappa| kappa.value);
    kappa(one).total_cmp(&kappa(other)).then(other.n.cmp(&one.n))
}
