//! In which ways an assessor can drift away from the others, and how much of it one work shows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Check, Comparison, Confusion, Limits};
use crate::microcredential::local_id::{CriterionId, PartId};

/// In which way an assessor is too far from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drift {
    /// She scores lower.
    Stricter,
    /// She scores higher.
    Milder,
    /// She agrees with them too little, in whichever direction.
    Apart,
}

impl Drift {
    pub(super) const ALL: [Self; 3] = [Self::Stricter, Self::Milder, Self::Apart];

    /// How much is tolerated for each unit of a [`Loss`].
    pub(super) fn limit(self, limits: &Limits) -> f64 {
        match self {
            Self::Stricter | Self::Milder => limits.severity(),
            Self::Apart => 1.0 - limits.kappa(),
        }
    }

    /// What that is in the words of the limits: levels, or kappa.
    pub(super) fn told(self, rate: f64) -> f64 {
        match self {
            Self::Stricter | Self::Milder => rate,
            Self::Apart => 1.0 - rate,
        }
    }
}

/// How far a work speaks for a drift. The mean of what is observed, over the mean unit, is the rate that limits speak
/// of: of severity, levels to that side; of agreement, the disagreement over the one that chance would bring, which is
/// 1 − kappa.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Loss {
    pub(super) observed: f64,
    pub(super) unit: f64,
}

impl Loss {
    /// Of each drift, in the order of [`Drift::ALL`]. To one side only those criteria count on which there is room: who
    /// reads a level too mildly can't show it where the other gave the highest.
    pub(super) fn of(check: Check<'_>, chance: &Chance<'_>) -> [Self; 3] {
        let (mut below, mut above) = (Mean::default(), Mean::default());
        let (mut apart, mut by_chance) = (Mean::default(), Mean::default());
        for (criterion, hers, other) in check.levels() {
            let (levels, highest) = (other as f64 - hers as f64, criterion.levels.max(2) - 1);
            if other > 0 {
                below.add(levels);
            }
            if other < highest {
                above.add(-levels);
            }
            apart.add((levels / highest as f64).powi(2));
            by_chance.add(chance.of(criterion));
        }
        let to_one_side = |mean: &Mean| Self { observed: mean.value().max(0.0), unit: mean.n.min(1.0) };
        [to_one_side(&below), to_one_side(&above), Self { observed: apart.value(), unit: by_chance.value() }]
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { observed: self.observed + other.observed, unit: self.unit + other.unit }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        Self { observed: self.observed - other.observed, unit: self.unit - other.unit }
    }

    /// What is observed for each unit; `None` of nothing.
    pub(super) fn rate(self) -> Option<f64> {
        (self.unit > f64::EPSILON).then(|| self.observed / self.unit)
    }
}

#[derive(Default)]
struct Mean {
    sum: f64,
    n: f64,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.n += 1.0;
    }

    fn value(&self) -> f64 {
        self.sum / self.n.max(1.0)
    }
}

/// How far scores of a criterion would differ if everybody scored by habit alone: mean squares, the largest being 1.
pub(super) struct Chance<'a>(BTreeMap<(&'a PartId, &'a CriterionId, usize), f64>);

impl<'a> Chance<'a> {
    pub(super) fn over(checks: &[Check<'a>]) -> Self {
        let mut tables = BTreeMap::new();
        for (criterion, hers, other) in checks.iter().copied().flat_map(Check::levels) {
            let table = tables.entry(name(criterion)).or_insert_with(|| Confusion::new(criterion.levels));
            table.add(hers, other);
        }
        let expected = |(name, table): (_, Confusion)| (name, table.by_readers().expected());
        Self(tables.into_iter().map(expected).collect())
    }

    fn of(&self, criterion: &Comparison) -> f64 {
        self.0.get(&name(criterion)).copied().unwrap_or_default()
    }
}

fn name(criterion: &Comparison) -> (&PartId, &CriterionId, usize) {
    (&criterion.part, &criterion.criterion, criterion.levels)
}
