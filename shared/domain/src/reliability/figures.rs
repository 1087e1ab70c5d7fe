//! Figures over works that two readers scored, all from the same resamples.

use serde::{Deserialize, Serialize};

use super::{
    coefficient::{Coincidences, Confusion, beyond_chance, share},
    interval::{Draws, Interval, RESAMPLES},
};

/// One criterion of one work, as two readers scored it. Levels count from 0 for the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// The place of the criterion among those that are measured together.
    pub criterion: usize,
    /// The level that the first reader gave; of one assessor's figures: that she gave.
    pub first: usize,
    /// The level that the other one gave.
    pub second: usize,
}

/// A figure, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// As it came out.
    pub value: f64,
    /// Where it lies with 95 % confidence; `None` when too little is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
}

/// How far two readers of the same works agree. A figure is `None` where nothing can be said: without scores, or, of
/// those corrected for chance, when chance couldn't disagree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// How many works both scored.
    pub n: u32,
    /// How many scores of criteria these were.
    pub scores: u32,
    /// The share of scores that are the same.
    pub exact: Option<Estimate>,
    /// The share of scores that are the same or one level apart, of criteria with three levels or more.
    pub adjacent: Option<Estimate>,
    /// Cohen's kappa with quadratic weights, pooled over criteria.
    pub kappa: Option<Estimate>,
    /// Krippendorff's alpha for levels in order, pooled over criteria.
    pub alpha: Option<Estimate>,
    /// By how many levels the first reader scores lower than the other, in the mean. Of use when the first one is
    /// always the same person.
    pub severity: Option<Estimate>,
}

/// How many figures come of one sample.
const FIGURES: usize = 5;

/// What comes of one sample, in the order of [`Figures`].
type Sample = [Option<f64>; FIGURES];

/// The counts of one sample.
struct Counts {
    tables: Vec<Confusion>,
    lower: i64,
}

impl Figures {
    /// The figures over `works`, each with what was compared in it; `levels` tells how many each criterion has.
    #[must_use]
    pub fn over(works: &[Vec<Compared>], levels: &[usize], seed: u64) -> Self {
        let mut counts = Counts::new(levels);
        works.iter().for_each(|work| counts.add(work));
        let values = counts.sample();
        let scores = counts.tables.iter().map(Confusion::n).sum();

        let mut resampled: [Vec<f64>; FIGURES] = Default::default();
        if works.len() > 1 {
            let mut draws = Draws::of(seed);
            for _ in 0..RESAMPLES {
                counts.clear();
                works.iter().for_each(|_| counts.add(&works[draws.below(works.len())]));
                for (known, value) in resampled.iter_mut().zip(counts.sample()) {
                    known.extend(value);
                }
            }
        }
        let mut resampled = resampled.into_iter().map(Interval::of);
        let mut estimate = |value: Option<f64>| {
            let interval = resampled.next().flatten();
            value.map(|value| Estimate::of(value, interval))
        };
        let [exact, adjacent, kappa, alpha, severity] = values.map(&mut estimate);
        let n = u32::try_from(works.len()).unwrap_or(u32::MAX);
        Self { n, scores, exact, adjacent, kappa, alpha, severity }
    }
}

impl Estimate {
    /// To four places: nobody knows it better.
    fn of(value: f64, interval: Option<Interval>) -> Self {
        let interval = interval.map(|of| Interval { low: rounded(of.low), high: rounded(of.high) });
        Self { value: rounded(value), interval }
    }
}

pub(super) fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

impl Counts {
    fn new(levels: &[usize]) -> Self {
        Self { tables: levels.iter().map(|levels| Confusion::new(*levels)).collect(), lower: 0 }
    }

    fn clear(&mut self) {
        self.tables.iter_mut().for_each(Confusion::clear);
        self.lower = 0;
    }

    fn add(&mut self, work: &[Compared]) {
        for Compared { criterion, first, second } in work {
            self.tables[*criterion].add(*first, *second);
            self.lower += i64::try_from(*second).unwrap_or(0) - i64::try_from(*first).unwrap_or(0);
        }
    }

    fn sample(&self) -> Sample {
        let sum = |count: fn(&Confusion) -> u32| self.tables.iter().map(count).sum::<u32>();
        let n = sum(Confusion::n);
        let stepped = || self.tables.iter().filter_map(|table| Some((table.within_one()?, table.n())));
        let (near, of) = stepped().fold((0, 0), |(near, of), (one, n)| (near + one, of + n));
        [
            share(sum(Confusion::same), n),
            share(near, of),
            beyond_chance(self.tables.iter().map(Confusion::by_readers)),
            beyond_chance(self.tables.iter().map(|table| Coincidences::from(table).by_pool())),
            (n > 0).then(|| self.lower as f64 / f64::from(n)),
        ]
    }
}
