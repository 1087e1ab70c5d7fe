//! How sure a figure is: percentile intervals of the bootstrap (Efron 1979).
//!
//! Whole works are drawn again, because the criteria of one work hang together. The same seed draws the same works.

use serde::{Deserialize, Serialize};

/// How often the works are drawn again.
pub const RESAMPLES: usize = 1_000;

/// Of these resamples in a hundred a figure must come out, or it has no interval: too little is known.
const ENOUGH: usize = 90;

/// Where a figure lies with 95 % confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// One in forty resamples is below.
    pub low: f64,
    /// One in forty is above.
    pub high: f64,
}

/// Numbers that a seed fixes: `SplitMix64` (Steele, Lea and Flood 2014). To draw samples with, and nothing secret.
#[derive(Debug, Clone)]
pub struct Draws(u64);

impl Draws {
    /// Those of that seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A share, from 0 up to 1, which itself is never drawn.
    pub fn share(&mut self) -> f64 {
        const FINEST: usize = 1 << 52;
        self.below(FINEST) as f64 / FINEST as f64
    }

    /// A number from 0 to `bound - 1`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let drawn = (u128::from(mixed ^ (mixed >> 31)) * bound as u128) >> 64;
        usize::try_from(drawn).expect("below a bound of that size")
    }
}

impl Interval {
    /// The interval of a figure that came out so in resamples; `None` when it came out in too few.
    pub(super) fn of(mut resampled: Vec<f64>) -> Option<Self> {
        if resampled.len() * 100 < RESAMPLES * ENOUGH {
            return None;
        }
        resampled.sort_unstable_by(f64::total_cmp);
        Some(Self { low: quantile(&resampled, 0.025), high: quantile(&resampled, 0.975) })
    }
}

/// The quantile of sorted values, between two of them by straight lines.
fn quantile(sorted: &[f64], at: f64) -> f64 {
    let last = sorted.len() - 1;
    let place = at * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_lies_between_its_neighbours() {
        for (at, value) in [(0.0, 1.0), (0.25, 2.0), (0.5, 3.0), (0.625, 3.5), (1.0, 5.0)] {
            assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0, 5.0], at), value, "{at}");
        }
        assert_eq!(quantile(&[7.0], 0.975), 7.0);
    }

    #[test]
    fn a_seed_fixes_what_is_drawn_and_every_place_is_drawn() {
        let drawn = |seed| {
            let mut draws = Draws::of(seed);
            (0..1_000).map(|_| draws.below(7)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
        let often = |place| drawn(1).iter().filter(|one| **one == place).count();
        assert!((0..7).all(|place| (100..190).contains(&often(place))), "{:?}", (0..7).map(often));
    }

    #[test]
    fn a_figure_that_seldom_comes_out_has_no_interval() {
        assert_eq!(Interval::of(vec![0.5; 899]), None);
        assert_eq!(Interval::of(vec![0.5; 900]), Some(Interval { low: 0.5, high: 0.5 }));
    }
}
