//! An attacker who also knows the rules: she asks which districts would publish the very same.
//!
//! Every small district there is publishes; those that publish the same can't be told apart. In none of them a withheld
//! cell is the same in all.

use std::collections::{BTreeMap, BTreeSet};

use super::world::{District, names, questions, with_none, work};
use crate::report::{Breakdown, Dimension, FEWEST, Measure, Reached};

/// The ways to spread `total` over `places`.
fn spread(total: usize, places: usize) -> Vec<Vec<usize>> {
    if places == 1 {
        return vec![vec![total]];
    }
    let rest = |first: usize| {
        spread(total - first, places - 1).into_iter().map(move |mut rest| {
            rest.insert(0, first);
            rest
        })
    };
    (0..=total).flat_map(rest).collect()
}

/// The district with so many works in each cell: of no school and each school, those of each outcome.
fn district(schools: usize, outcomes: &[Reached], cells: &[usize]) -> District {
    let schools = with_none(schools - 1);
    let mut works = Vec::new();
    for (at, number) in cells.iter().enumerate() {
        for _ in 0..*number {
            let (school, outcome) = (&schools[at / outcomes.len()], outcomes[at % outcomes.len()]);
            let mut work = work(works.len(), school, "skill-1", outcome);
            work.days = (outcome > Reached::HandedIn).then_some(30);
            works.push(work);
        }
    }
    District { schools, microcredentials: names("skill", 1), works }
}

/// What is known of each withheld cell after all publications of districts with `total` works: the fewest values that
/// it may have, and the narrowest interval.
fn known(schools: usize, outcomes: &[Reached], total: usize) -> (usize, usize) {
    let mut same: BTreeMap<String, (Breakdown, Vec<Vec<usize>>)> = BTreeMap::new();
    for cells in spread(total, schools * outcomes.len()) {
        let release = district(schools, outcomes, &cells).release();
        let published = format!("{release:?}");
        let breakdown = release.by[&Dimension::School].clone();
        same.entry(published).or_insert((breakdown, Vec::new())).1.push(cells);
    }
    let mut least = (usize::MAX, usize::MAX);
    for (breakdown, worlds) in same.values() {
        for school in 0..schools {
            for (at, outcome) in outcomes.iter().enumerate() {
                if is_published(breakdown, school, *outcome, outcomes) {
                    continue;
                }
                let values: BTreeSet<usize> =
                    worlds.iter().map(|cells| cells[school * outcomes.len() + at]).collect();
                let width = values.last().unwrap_or(&0) - values.first().unwrap_or(&0);
                least = (least.0.min(values.len()), least.1.min(width));
            }
        }
    }
    least
}

/// Whether so many of one school with that outcome are told, or follow from what is told of that school alone. Where
/// there is one outcome, all that were started have it.
fn is_published(breakdown: &Breakdown, school: usize, outcome: Reached, outcomes: &[Reached]) -> bool {
    let name = &with_none(school)[school];
    let alone = |measure: Measure| {
        let mut lines = breakdown.get(&measure).into_iter().flatten();
        lines.any(|line| line.members.len() == 1 && line.members[0] == *name)
    };
    match outcome {
        _ if outcomes.len() == 1 => alone(Measure::Started),
        Reached::Opened => alone(Measure::Started) && alone(Measure::Submitted),
        Reached::HandedIn | Reached::NotYet | Reached::Awarded => alone(Measure::Submitted),
    }
}

#[test]
fn who_knows_the_rules_can_not_tell_how_many_a_small_school_has() {
    for total in FEWEST..=15 {
        let (values, width) = known(3, &[Reached::HandedIn], total);
        assert!(values >= FEWEST && width >= FEWEST - 1, "{total}: {values} values, {width} wide");
    }
}

/// Whoever is decided has days: that their median is told says that five are.
#[test]
fn who_knows_the_rules_can_not_tell_how_many_were_awarded_by_their_days() {
    for total in [5, 7, 10, 13, 16, 20] {
        let (values, width) = known(2, &[Reached::Opened, Reached::Awarded], total);
        assert!(values >= FEWEST && width >= FEWEST - 1, "{total}: {values} values, {width} wide");
    }
}

#[test]
fn who_knows_the_rules_can_not_tell_how_many_handed_in() {
    for total in [10, 13, 16, 20] {
        let (values, width) = known(2, &[Reached::Opened, Reached::HandedIn], total);
        assert!(values >= FEWEST && width >= FEWEST - 1, "{total}: {values} values, {width} wide");
    }
}

/// What is known of how many at a school, or at none, chose alike, where `total` answered with either of two choices: the
/// fewest values that it may have, and the narrowest interval.
fn chosen_alike(total: usize) -> (usize, usize) {
    let asked = &questions()[..1];
    let mut same: BTreeMap<String, Vec<Vec<usize>>> = BTreeMap::new();
    for cells in spread(total, 4) {
        let numbers = [cells[0] + cells[1], cells[2] + cells[3]];
        let mut district = district(2, &[Reached::HandedIn], &numbers);
        let choices = cells.iter().enumerate().flat_map(|(at, number)| std::iter::repeat_n(at % 2, *number));
        for (work, choice) in district.works.iter_mut().zip(choices) {
            work.answers.insert(asked[0].id.clone(), asked[0].choices[choice].clone());
        }
        same.entry(format!("{:?}", district.release_with(asked))).or_default().push(cells);
    }
    let mut least = (usize::MAX, usize::MAX);
    for worlds in same.values() {
        for at in 0..4 {
            let values: BTreeSet<usize> = worlds.iter().map(|cells| cells[at]).collect();
            let width = values.last().unwrap_or(&0) - values.first().unwrap_or(&0);
            least = (least.0.min(values.len()), least.1.min(width));
        }
    }
    least
}

/// That answers are told in these lines says that they don't differ from schools in one to four.
#[test]
fn who_knows_the_rules_can_not_tell_how_many_at_a_school_chose_alike() {
    for total in [10, 12, 16, 20, 21, 22] {
        let (values, width) = chosen_alike(total);
        assert!(values >= FEWEST && width >= FEWEST - 1, "{total}: {values} values, {width} wide");
    }
}
