//! What she is after, and what she finds.

use super::{Attacker, Block, State, Target, counts};
use crate::report::{
    FEWEST, Measure,
    tests::world::{Chance, few_questions},
};

/// Each of `names` alone, and all together.
fn choices(names: &[String]) -> Vec<Vec<String>> {
    let alone = names.iter().map(|name| vec![name.clone()]);
    if names.len() == 1 { alone.collect() } else { alone.chain([names.to_vec()]).collect() }
}

impl Block {
    /// The block, and of those in it who answered alike.
    fn by_answers(self) -> Vec<Self> {
        (0..self.answers.len()).fold(vec![self], |blocks, question| {
            let alike = |block: &Self| -> Vec<Self> {
                let choices = choices(&block.answers[question]);
                choices.iter().map(|choices| block.of_answers(question, choices)).collect()
            };
            blocks.iter().flat_map(alike).collect()
        })
    }
}

impl State {
    /// Cells of one district and quarter: of a school or all, of a micro-credential or all, of who answered alike or all.
    fn of_districts(&self, quarter: usize, count: Measure) -> Vec<Block> {
        let mut blocks = Vec::new();
        for district in 0..self.imported.len() {
            let whole = self.block(quarter, district, count);
            for schools in choices(&whole.schools) {
                for microcredentials in choices(&whole.microcredentials) {
                    blocks.extend(
                        whole.of_schools(&schools).of_microcredentials(&microcredentials).by_answers(),
                    );
                }
            }
        }
        blocks
    }

    /// Cells of the state: of a micro-credential or all, in all schools or those of one setting.
    fn of_state(&self, quarter: usize, count: Measure) -> Vec<Vec<Block>> {
        let mut cells = Vec::new();
        for microcredentials in choices(&self.block(quarter, 0, count).microcredentials) {
            for setting in [None, Some("rural"), Some("town")] {
                let of = |district: usize| {
                    let whole = self.block(quarter, district, count).of_microcredentials(&microcredentials);
                    let facts = &self.imported[district].schools;
                    let is_of = |name: &&String| {
                        setting.is_none_or(|of| {
                            facts.get(*name).is_some_and(|facts| facts.attributes["setting"] == of)
                        })
                    };
                    let schools: Vec<String> = whole.schools.iter().filter(is_of).cloned().collect();
                    whole.of_schools(&schools)
                };
                cells.push((0..self.imported.len()).map(of).collect());
            }
        }
        cells
    }

    fn targets(&self) -> Vec<Target> {
        let mut targets: Vec<Target> = Vec::new();
        for count in counts() {
            let in_quarters = |quarter: usize| -> Vec<Vec<Block>> {
                let alone = self.of_districts(quarter, count).into_iter().map(|block| vec![block]);
                alone.chain(self.of_state(quarter, count)).collect()
            };
            for (first, second) in in_quarters(0).into_iter().zip(in_quarters(1)) {
                let with = |weight: f64, blocks: &[Block]| -> Target {
                    blocks.iter().map(|block| (block.clone(), weight)).collect()
                };
                targets.push(with(1.0, &first));
                targets.push(with(1.0, &second));
                targets.push([with(1.0, &first), with(1.0, &second)].concat());
                targets.push([with(1.0, &second), with(-1.0, &first)].concat());
            }
        }
        targets
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn truth(state: &State, target: &Target) -> f64 {
    target.iter().map(|(block, weight)| weight * state.truth(block) as f64).sum()
}

#[test]
fn every_line_of_every_file_is_the_sum_of_what_it_is_of() {
    let (mut lines, questions) = (0, few_questions());
    for seed in 1..=200 {
        let state = State::drawn(seed).asking(seed, &questions[..usize::from(seed % 4 == 0)]);
        for (blocks, value) in Attacker::reading(&state).told {
            let counted: usize = blocks.iter().map(|block| state.truth(block)).sum();
            assert_eq!(usize::try_from(value), Ok(counted), "{seed}: {blocks:?}");
            lines += 1;
        }
    }
    assert!(lines > 5_000, "{lines} lines are hardly anything");
}

/// What was attacked.
struct Attacked {
    /// How many withheld targets.
    targets: usize,
    /// The narrowest interval.
    narrowest: f64,
    /// Those that are enclosed more narrowly than [`FEWEST`], with where they lie.
    broken: Vec<(f64, f64, Target)>,
}

impl Attacked {
    const fn none() -> Self {
        Self { targets: 0, narrowest: f64::INFINITY, broken: Vec::new() }
    }

    /// Goes after one in so many of what is withheld.
    fn attack(&mut self, state: &State, seed: u64, one_in: usize) {
        let (attacker, mut chance) = (Attacker::reading(state), Chance::from(seed));
        let withheld = state.targets().into_iter().filter(|target| {
            !target.iter().all(|(block, _)| attacker.is_told(block)) && chance.below(one_in) == 0
        });
        for target in withheld {
            let (low, high) = attacker.interval(&target);
            let truth = truth(state, &target);
            assert!(low - 1e-6 <= truth && truth <= high + 1e-6, "{seed}: wrong about {target:?}");
            self.targets += 1;
            self.narrowest = self.narrowest.min(high - low);
            if high - low < 5.0 - 1e-6 {
                self.broken.push((low, high, target));
            }
        }
    }

    fn must_have_found_nothing(&self, fewest: usize) {
        let Self { targets, broken, .. } = self;
        assert!(broken.is_empty(), "{} of {targets}, as {:?}", broken.len(), broken.first());
        assert!(*targets > fewest, "{targets} cells are hardly anything");
    }
}

#[test]
fn who_holds_all_files_of_a_state_recovers_nothing_that_is_withheld() {
    let mut attacked = Attacked::none();
    for seed in 1..=8 {
        attacked.attack(&State::drawn(seed), seed, 4);
    }
    attacked.must_have_found_nothing(1_000);
    let narrowest = attacked.narrowest;
    assert!((narrowest - 5.0).abs() < 1e-6, "the bound is met somewhere, not missed by far: {narrowest}");
    assert_eq!(FEWEST, 5);
}

/// Unions over three ways and four, with the state's files, the view of equity and both quarters.
#[test]
fn nor_who_also_reads_what_a_district_tells_by_answers() {
    let mut attacked = Attacked::none();
    let both = few_questions();
    for (questions, seeds, one_in) in [(&both[..1], 1..=4, 24), (&both[..], 5..=6, 120)] {
        for seed in seeds {
            attacked.attack(&State::drawn(seed).asking(seed, questions), seed, one_in);
        }
    }
    attacked.must_have_found_nothing(100);
}
