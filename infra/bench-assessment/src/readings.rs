//! What works are really worth, and what readers make of them: the model whose true figures are known.

use domain::reliability::Draws;

/// How good a work is on the whole: of a hundred works so many are weak, solid and strong.
const QUALITIES: [usize; 3] = [20, 45, 35];
/// Of a hundred criteria in a work of that quality, how many are at the lowest level, the middle and the highest.
const LEVELS: [[usize; 3]; 3] = [[45, 40, 15], [12, 50, 38], [3, 27, 70]];
/// The place of strong works.
const STRONG: usize = 2;

/// A work's true levels of criteria that have so many levels, two or three.
pub(crate) fn true_levels(levels: &[usize], draws: &mut Draws) -> Vec<usize> {
    let quality = drawn(&QUALITIES, draws);
    levels.iter().map(|levels| true_level(*levels, quality, draws)).collect()
}

/// What a criterion is worth when its part was done again with feedback at hand.
pub(crate) fn done_again(levels: usize, draws: &mut Draws) -> usize {
    true_level(levels, STRONG, draws)
}

fn true_level(levels: usize, quality: usize, draws: &mut Draws) -> usize {
    let of_three = drawn(&LEVELS[quality], draws);
    if levels == 2 { usize::from(of_three > 0) } else { of_three }
}

/// One of so many to a hundred.
fn drawn(shares: &[usize; 3], draws: &mut Draws) -> usize {
    let place = draws.below(100);
    if place < shares[0] {
        0
    } else if place < shares[0] + shares[1] {
        1
    } else {
        2
    }
}

/// How an assessor reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habit {
    /// The share of scores that are a level too low; below zero, too high.
    pub(crate) severity: f64,
    /// The share of scores that are a level off by mistake, as often up as down.
    pub(crate) error: f64,
}

impl Habit {
    /// With which chance she gives which level to a criterion whose true level is `truth`, of so many.
    pub(crate) fn chances(self, truth: usize, levels: usize) -> Vec<f64> {
        let mut chances = vec![0.0; levels];
        let highest = i64::try_from(levels).unwrap_or(2) - 1;
        let truth = i64::try_from(truth).unwrap_or_default();
        let harsh = -self.severity.signum() as i64;
        let mistakes = [(-1, self.error / 2.0), (0, 1.0 - self.error), (1, self.error / 2.0)];
        for (mistake, of_mistake) in mistakes {
            for (shift, of_shift) in [(0, 1.0 - self.severity.abs()), (harsh, self.severity.abs())] {
                let level = (truth + mistake + shift).clamp(0, highest);
                chances[usize::try_from(level).unwrap_or_default()] += of_mistake * of_shift;
            }
        }
        chances
    }

    /// The level that she gives.
    pub(crate) fn reads(self, truth: usize, levels: usize, draws: &mut Draws) -> usize {
        let mut left = draws.share();
        let chances = self.chances(truth, levels);
        let level = chances.iter().position(|chance| {
            left -= chance;
            left < 0.0
        });
        level.unwrap_or(levels - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_as_likely_as_it_is_said_to_be() {
        let habit = Habit { severity: 0.3, error: 0.2 };
        let chances = habit.chances(1, 3);
        assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{chances:?}");
        // Down by habit or by mistake, or both: 0.3 × 0.9 + 0.7 × 0.1.
        assert!((chances[0] - 0.34).abs() < 1e-9, "{chances:?}");
        let mut draws = Draws::of(1);
        let mut counts = [0_u32; 3];
        (0..20_000).for_each(|_| counts[habit.reads(1, 3, &mut draws)] += 1);
        for (count, chance) in counts.iter().zip(chances) {
            assert!((f64::from(*count) / 20_000.0 - chance).abs() < 0.02, "{counts:?}");
        }
    }
}
