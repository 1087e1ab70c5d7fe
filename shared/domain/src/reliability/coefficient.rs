//! Agreement on levels in order: by the share of agreeing scores, and corrected for chance.
//!
//! Pure arithmetic on counts. The tests of the whole compare it with scikit-learn's `cohen_kappa_score` and with
//! `krippendorff`, on generated tables and on those at the edge.

/// How often two readers gave which levels to the same works, for one criterion: a square of counts, by the level that
/// the first one gave and by that of the second. Levels count from 0 for the lowest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    levels: usize,
    counts: Vec<u32>,
    n: u32,
}

/// How far scores differ, and how far they would by chance: mean squares, the largest possible being 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disagreement {
    observed: f64,
    expected: f64,
    weight: f64,
}

impl Confusion {
    /// No score yet, of a criterion with this many levels (two at least).
    #[must_use]
    pub fn new(levels: usize) -> Self {
        let levels = levels.max(2);
        Self { levels, counts: vec![0; levels * levels], n: 0 }
    }

    /// The table of these pairs of levels.
    #[must_use]
    pub fn of(levels: usize, pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut table = Self::new(levels);
        pairs.into_iter().for_each(|(first, second)| table.add(first, second));
        table
    }

    /// Counts one work more. A level that the criterion doesn't have counts as its highest.
    pub fn add(&mut self, first: usize, second: usize) {
        let highest = self.levels - 1;
        self.counts[first.min(highest) * self.levels + second.min(highest)] += 1;
        self.n += 1;
    }

    /// Takes all scores out again.
    pub fn clear(&mut self) {
        self.counts.fill(0);
        self.n = 0;
    }

    /// How many works both scored.
    #[must_use]
    pub fn n(&self) -> u32 {
        self.n
    }

    /// How many scores are the same.
    #[must_use]
    pub fn same(&self) -> u32 {
        self.counts.iter().step_by(self.levels + 1).sum()
    }

    /// How many scores are the same or one level apart; `None` with two levels, where nothing else can be.
    #[must_use]
    pub fn within_one(&self) -> Option<u32> {
        let near = self.cells().filter(|(first, second, _)| first.abs_diff(*second) <= 1);
        (self.levels > 2).then(|| near.map(|(.., count)| count).sum())
    }

    /// The share of scores that are the same; `None` without scores.
    #[must_use]
    pub fn exact(&self) -> Option<f64> {
        share(self.same(), self.n)
    }

    /// The share of scores that are the same or one level apart; `None` without scores, and with two levels.
    #[must_use]
    pub fn adjacent(&self) -> Option<f64> {
        share(self.within_one()?, self.n)
    }

    /// Cohen's kappa with quadratic weights (Cohen 1968): 1 for readers who always agree, 0 for those who agree as
    /// chance would have it. `None` when chance couldn't disagree: no scores, or one level given by both throughout.
    #[must_use]
    pub fn kappa(&self) -> Option<f64> {
        beyond_chance([self.by_readers()])
    }

    /// Krippendorff's alpha of the same scores, as [`Coincidences::alpha`] has it.
    #[must_use]
    pub fn alpha(&self) -> Option<f64> {
        Coincidences::from(self).alpha()
    }

    /// Disagreement as kappa counts it: by chance, each reader keeps her own habits.
    #[must_use]
    pub fn by_readers(&self) -> Disagreement {
        let n = f64::from(self.n).max(1.0);
        let largest = square(self.levels - 1);
        let (mut first, mut second) = (vec![0.0; self.levels], vec![0.0; self.levels]);
        let mut observed = 0.0;
        for (one, other, count) in self.cells() {
            let count = f64::from(count);
            first[one] += count;
            second[other] += count;
            observed += count * square(one.abs_diff(other));
        }
        let by_chance =
            |(one, other, _): (usize, usize, u32)| first[one] * second[other] * square(one.abs_diff(other));
        let expected: f64 = self.cells().map(by_chance).sum();
        Disagreement {
            observed: observed / n / largest,
            expected: expected / (n * n) / largest,
            weight: f64::from(self.n),
        }
    }

    fn cells(&self) -> impl Iterator<Item = (usize, usize, u32)> {
        let levels = self.levels;
        self.counts.iter().enumerate().map(move |(place, count)| (place / levels, place % levels, *count))
    }
}

impl Disagreement {
    /// How far scores would differ by chance.
    pub(super) fn expected(&self) -> f64 {
        self.expected
    }
}

/// How often levels were given together to the same works, by any number of readers, for one criterion.
///
/// A reader who didn't score a work is simply not there; a work that one reader scored says nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Coincidences {
    levels: usize,
    counts: Vec<f64>,
}

impl Coincidences {
    /// The scores of works, each with the levels that its readers gave.
    #[must_use]
    pub fn of<'a>(levels: usize, works: impl IntoIterator<Item = &'a [usize]>) -> Self {
        let levels = levels.max(2);
        let mut counts = vec![0.0; levels * levels];
        for work in works.into_iter().filter(|work| work.len() > 1) {
            let weight = 1.0 / (f64::from(u32::try_from(work.len()).unwrap_or(u32::MAX)) - 1.0);
            for (place, one) in work.iter().enumerate() {
                for (_, other) in work.iter().enumerate().filter(|(second, _)| *second != place) {
                    counts[one.min(&(levels - 1)) * levels + other.min(&(levels - 1))] += weight;
                }
            }
        }
        Self { levels, counts }
    }

    /// Krippendorff's alpha for levels in order (Krippendorff 2019, *Content Analysis*, 4th ed., ch. 12): 1 for
    /// readers who always agree, 0 for those who agree as chance would have it. `None` when chance couldn't disagree.
    #[must_use]
    pub fn alpha(&self) -> Option<f64> {
        beyond_chance([self.by_pool()])
    }

    /// Disagreement as alpha counts it: by chance, any score of the pool meets any other. How far two levels are
    /// apart is how many scores lie between them.
    #[must_use]
    pub fn by_pool(&self) -> Disagreement {
        let totals: Vec<f64> = self.counts.chunks(self.levels).map(|row| row.iter().sum()).collect();
        let n: f64 = totals.iter().sum();
        if n < 2.0 {
            return Disagreement { observed: 0.0, expected: 0.0, weight: 0.0 };
        }
        let apart = |one: usize, other: usize| {
            let (low, high) = (one.min(other), one.max(other));
            let between: f64 = totals[low..=high].iter().sum();
            (between - (totals[low] + totals[high]) / 2.0).powi(2)
        };
        let largest = apart(0, self.levels - 1);
        let (mut observed, mut expected) = (0.0, 0.0);
        for one in 0..self.levels {
            for other in (0..self.levels).filter(|other| *other != one) {
                observed += self.counts[one * self.levels + other] * apart(one, other);
                expected += totals[one] * totals[other] * apart(one, other);
            }
        }
        Disagreement {
            observed: observed / n / largest,
            expected: expected / (n * (n - 1.0)) / largest,
            weight: n,
        }
    }
}

impl From<&Confusion> for Coincidences {
    fn from(table: &Confusion) -> Self {
        let levels = table.levels;
        let mut counts = vec![0.0; levels * levels];
        for (one, other, count) in table.cells() {
            counts[one * levels + other] += f64::from(count);
            counts[other * levels + one] += f64::from(count);
        }
        Self { levels, counts }
    }
}

/// How much of the disagreement that chance would bring isn't there: kappa or alpha. Of several criteria it is the
/// pooled coefficient (De Vries et al. 2008, *Field Methods* 20(3)): the mean of what is observed, over the mean of
/// what is expected. `None` when chance couldn't disagree.
pub fn beyond_chance(criteria: impl IntoIterator<Item = Disagreement>) -> Option<f64> {
    let (observed, expected) = criteria.into_iter().fold((0.0, 0.0), |(observed, expected), criterion| {
        (observed + criterion.observed * criterion.weight, expected + criterion.expected * criterion.weight)
    });
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// `count` of `n`; `None` of nothing.
pub(super) fn share(count: u32, n: u32) -> Option<f64> {
    (n > 0).then(|| f64::from(count) / f64::from(n))
}

fn square(steps: usize) -> f64 {
    let steps = f64::from(u32::try_from(steps).unwrap_or(u32::MAX));
    steps * steps
}
