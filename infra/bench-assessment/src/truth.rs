//! What kappa really is: from the known habits of whoever read what, by arithmetic that shares nothing with the one
//! that estimates it.

use crate::readings::Habit;

/// With which chances two readers gave which levels, summed over the works that both scored, by criterion.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    criteria: Vec<Table>,
}

#[derive(Debug, Clone)]
struct Table {
    levels: usize,
    sums: Vec<f64>,
}

impl Truth {
    /// Of nothing yet, with criteria of so many levels.
    pub(crate) fn new(levels: &[usize]) -> Self {
        let table = |levels: &usize| Table { levels: *levels, sums: vec![0.0; levels * levels] };
        Self { criteria: levels.iter().map(table).collect() }
    }

    /// Takes in that these two read a criterion of that true level.
    pub(crate) fn add(&mut self, criterion: usize, truth: usize, [first, second]: [Habit; 2]) {
        let Table { levels, sums } = &mut self.criteria[criterion];
        let (first, second) = (first.chances(truth, *levels), second.chances(truth, *levels));
        for (place, sum) in sums.iter_mut().enumerate() {
            *sum += first[place / *levels] * second[place % *levels];
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        if self.criteria.is_empty() {
            return other.clone();
        }
        for (one, other) in self.criteria.iter_mut().zip(&other.criteria) {
            one.sums.iter_mut().zip(&other.sums).for_each(|(one, other)| *one += other);
        }
        self
    }

    /// Cohen's kappa with quadratic weights, pooled over criteria; not a number of nothing.
    #[must_use]
    pub fn kappa(&self) -> f64 {
        let sums = self.criteria.iter().map(Table::disagreement);
        let (observed, expected) =
            sums.fold((0.0, 0.0), |(observed, expected), (one, other)| (observed + one, expected + other));
        1.0 - observed / expected
    }
}

impl Table {
    /// What is observed and what chance would bring, times the number of works.
    fn disagreement(&self) -> (f64, f64) {
        let n: f64 = self.sums.iter().sum();
        let level = |place: usize| (place / self.levels, place % self.levels);
        let marginal = |of: fn((usize, usize)) -> usize, wanted: usize| -> f64 {
            let there = self.sums.iter().enumerate().filter(|(place, _)| of(level(*place)) == wanted);
            there.map(|(_, sum)| sum).sum()
        };
        let weight =
            |(one, other): (usize, usize)| (one.abs_diff(other) as f64 / (self.levels - 1) as f64).powi(2);
        let mut disagreement = (0.0, 0.0);
        for (place, sum) in self.sums.iter().enumerate() {
            let (first, second) = level(place);
            let by_chance = marginal(|(first, _)| first, first) * marginal(|(_, second)| second, second);
            disagreement.0 += sum * weight((first, second));
            disagreement.1 += by_chance * weight((first, second)) / n.max(1.0);
        }
        disagreement
    }
}
