//! Medians: against a computation by hand on districts whose earners told this and that; and what follows from there
//! being one.

use std::collections::{BTreeMap, BTreeSet};

use super::world::{Chance, District, REACHED, names, with_none, work};
use crate::report::{Dimension, FEWEST, Measure, Reached, Release, Work};

const MEDIANS: [Measure; 4] = [Measure::Days, Measure::Hours, Measure::Cost, Measure::Coaching];

impl District {
    /// The district whose earners tell what their work took, and many don't.
    fn telling(mut self, seed: u64) -> Self {
        let mut chance = Chance::from(seed + 5_000);
        let told = [2, 3, 10][chance.below(3)];
        let mut some = |most: usize| {
            let value = u32::try_from(chance.below(most)).expect("small");
            (chance.below(told) > 0).then_some(value)
        };
        for work in &mut self.works {
            work.effort.minutes = some(3_000);
            work.effort.cents = some(40_000);
            work.effort.coaching_minutes = some(900);
        }
        self
    }
}

/// What of a work the median is of, in the units in which it is told.
fn figure(work: &Work, measure: Measure) -> Option<f64> {
    let (kept, unit) = match measure {
        Measure::Days => (work.days, 1.0),
        Measure::Hours => (work.effort.minutes, 60.0),
        Measure::Cost => (work.effort.cents, 100.0),
        Measure::Coaching => (work.effort.coaching_minutes, 60.0),
        Measure::Started | Measure::Submitted | Measure::Awarded | Measure::NotYet => panic!("no median"),
    };
    kept.map(|kept| f64::from(kept) / unit)
}

/// As many values are at most the median as are at least it.
#[expect(clippy::cast_precision_loss, reason = "there are few")]
fn is_median(told: u32, values: &[f64]) -> bool {
    let half = values.len() as f64 / 2.0;
    let told = f64::from(told);
    // Rounding to whole units moves it by half of one, and the mean of two in cents or minutes by half of those.
    let below = values.iter().filter(|value| **value <= told + 0.51).count() as f64;
    let above = values.iter().filter(|value| **value >= told - 0.51).count() as f64;
    let sorted = {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted
    };
    let middle = f64::midpoint(sorted[(values.len() - 1) / 2], sorted[values.len() / 2]);
    let is_near = (told - middle).abs() <= 0.51;
    is_near && (values.len().is_multiple_of(2) || (below >= half && above >= half))
}

fn check(release: &Release, district: &District, lines: &mut usize) {
    let having = |measure: Measure, is_in: &dyn Fn(&Work) -> bool| -> (Vec<f64>, usize) {
        let those = || district.works.iter().filter(|work| is_in(work) && figure(work, measure).is_some());
        let earners: BTreeSet<_> = those().map(|work| work.earner).collect();
        (those().filter_map(|work| figure(work, measure)).collect(), earners.len())
    };
    for measure in MEDIANS {
        if let Some(told) = release.totals.get(&measure) {
            let (values, earners) = having(measure, &|_| true);
            assert!(is_median(*told, &values) && earners >= FEWEST, "{measure:?}: {told} of {values:?}");
        }
        for (dimension, breakdown) in &release.by {
            for line in breakdown.get(&measure).into_iter().flatten() {
                let (values, earners) = having(measure, &|work| match dimension {
                    Dimension::School => line.members.contains(&work.school),
                    Dimension::Microcredential => line.members.contains(&work.microcredential.to_string()),
                    Dimension::District => panic!("a district isn't told by district"),
                });
                assert!(earners >= FEWEST, "{measure:?} {line:?}");
                assert!(is_median(line.value, &values), "{measure:?}: {line:?} of {values:?}");
                *lines += 1;
            }
        }
    }
}

#[test]
fn every_median_is_what_a_computation_by_hand_comes_to_and_of_enough_earners() {
    let mut lines = 0;
    for seed in 1..=300 {
        let district = District::drawn(seed).telling(seed);
        check(&district.release(), &district, &mut lines);
    }
    assert!(lines > 1_500, "{lines} lines are hardly anything");
}

/// The totals of districts with so many works, some of each outcome, and what is known of each outcome after them: the
/// fewest values that it may have, and the narrowest interval.
fn known(total: usize) -> (usize, usize) {
    let mut same: BTreeMap<String, (Release, Vec<[usize; 4]>)> = BTreeMap::new();
    for opened in 0..=total {
        for waiting in 0..=total - opened {
            for not_yet in 0..=total - opened - waiting {
                let numbers = [opened, waiting, not_yet, total - opened - waiting - not_yet];
                let release = of_outcomes(numbers).release();
                let published = format!("{release:?}");
                same.entry(published).or_insert((release, Vec::new())).1.push(numbers);
            }
        }
    }
    let mut least = (usize::MAX, usize::MAX);
    for (release, worlds) in same.values() {
        for (at, outcome) in REACHED.into_iter().enumerate() {
            if follows(release, outcome) {
                continue;
            }
            let values: BTreeSet<usize> = worlds.iter().map(|numbers| numbers[at]).collect();
            let width = values.last().unwrap_or(&0) - values.first().unwrap_or(&0);
            least = (least.0.min(values.len()), least.1.min(width));
        }
    }
    least
}

/// Whether how many there are of an outcome follows from the counts that are told.
fn follows(release: &Release, outcome: Reached) -> bool {
    let is_told = |measure: Measure| release.totals.contains_key(&measure);
    match outcome {
        Reached::Opened => is_told(Measure::Submitted),
        Reached::Awarded => is_told(Measure::Awarded),
        Reached::NotYet | Reached::HandedIn => is_told(Measure::NotYet),
    }
}

fn of_outcomes(numbers: [usize; 4]) -> District {
    let mut works = Vec::new();
    for (reached, number) in REACHED.into_iter().zip(numbers) {
        for _ in 0..number {
            let mut work = work(works.len(), "", "skill-1", reached);
            work.days = (reached > Reached::HandedIn).then_some(30);
            works.push(work);
        }
    }
    District { schools: with_none(0), microcredentials: names("skill", 1), works }
}

#[test]
fn that_days_are_told_tells_of_no_outcome_how_many_have_it() {
    for total in [5, 6, 7, 9, 10, 11, 13, 16, 20, 24] {
        let (values, width) = known(total);
        assert!(values >= FEWEST && width >= FEWEST - 1, "{total}: {values} values, {width} wide");
    }
}

#[test]
fn that_hours_are_told_does_not_tell_how_many_told_them() {
    for total in 5..=24 {
        let mut same: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for told in 0..=total {
            let mut district = of_outcomes([0, total, 0, 0]);
            district.works.iter_mut().take(told).for_each(|work| work.effort.minutes = Some(600));
            same.entry(format!("{:?}", district.release())).or_default().insert(told);
        }
        for numbers in same.values() {
            let width = numbers.last().unwrap_or(&0) - numbers.first().unwrap_or(&0);
            assert!(numbers.len() >= FEWEST && width >= FEWEST - 1, "{total}: {numbers:?}");
        }
    }
}
