//! What a release tells is what a count by hand comes to.

use std::collections::BTreeSet;

use super::world::{District, names, work};
use crate::{
    plain_text::Cells,
    report::{Dimension, FEWEST, Line, Measure, Reached, Release, Schools, Statewide, Totals, Work, equity},
};

fn is_counted(work: &Work, measure: Measure) -> bool {
    match measure {
        Measure::Started => true,
        Measure::Submitted => work.reached != Reached::Opened,
        Measure::Awarded => work.reached == Reached::Awarded,
        Measure::NotYet => work.reached == Reached::NotYet,
        Measure::Days => work.days.is_some(),
        Measure::Hours => work.effort.minutes.is_some(),
        Measure::Cost | Measure::Coaching => false,
    }
}

fn in_line(work: &Work, dimension: Dimension, line: &Line) -> bool {
    let member = match dimension {
        Dimension::School => work.school.clone(),
        Dimension::Microcredential => work.microcredential.to_string(),
        Dimension::District => panic!("a district isn't told by district"),
    };
    line.members.contains(&member)
}

fn earners<'a>(works: impl Iterator<Item = &'a Work>) -> usize {
    works.map(|work| work.earner).collect::<BTreeSet<_>>().len()
}

#[test]
fn every_line_is_what_a_count_by_hand_comes_to_and_of_enough_earners() {
    let mut told = 0;
    for seed in 1..=300 {
        let district = District::drawn(seed);
        let release = district.release();
        for (measure, value) in release.totals.iter().filter(|(measure, _)| measure.is_count()) {
            let counted = district.works.iter().filter(|work| is_counted(work, *measure));
            assert_eq!(usize::try_from(*value), Ok(counted.count()), "{seed} {measure:?}");
        }
        for (dimension, breakdown) in &release.by {
            for (measure, lines) in breakdown {
                for line in lines {
                    let here = || {
                        let counted = district.works.iter().filter(|work| is_counted(work, *measure));
                        counted.filter(|work| in_line(work, *dimension, line))
                    };
                    if measure.is_count() {
                        assert_eq!(
                            usize::try_from(line.value),
                            Ok(here().count()),
                            "{seed} {measure:?} {line:?}"
                        );
                    }
                    assert!(earners(here()) >= FEWEST, "{seed} {measure:?} {line:?}");
                    told += 1;
                }
            }
        }
    }
    assert!(told > 2_000, "{told} lines are hardly anything");
}

#[test]
fn every_member_stands_in_one_line_of_each_measure() {
    for seed in 1..=300 {
        let district = District::drawn(seed);
        for (dimension, breakdown) in district.release().by {
            let members = match dimension {
                Dimension::School => &district.schools,
                Dimension::Microcredential => &district.microcredentials,
                Dimension::District => panic!("a district isn't told by district"),
            };
            for lines in breakdown.values() {
                let standing: Vec<&String> = lines.iter().flat_map(|line| &line.members).collect();
                assert_eq!(standing, members.iter().collect::<Vec<_>>(), "{seed}");
            }
        }
    }
}

#[test]
fn of_fewer_than_five_earners_nothing_is_told_however_much_they_did() {
    for (people, is_told) in [(4, false), (5, true)] {
        let works = (0..40).map(|at| work(at % people, "school-1", "skill-1", Reached::Awarded)).collect();
        let district = District { schools: names("school", 3), microcredentials: names("skill", 2), works };
        let release = district.release();
        assert_eq!(release.totals.contains_key(&Measure::Started), is_told);
        assert_eq!(release.by.values().all(|breakdown| breakdown.contains_key(&Measure::Started)), is_told);
        assert!(
            !release.totals.contains_key(&Measure::Awarded),
            "nobody is told apart from who isn't awarded"
        );
    }
}

#[test]
fn a_median_is_rounded_to_what_is_told() {
    for (measure, values, told) in [
        (Measure::Hours, vec![60, 60, 89, 600, 600], 1),
        (Measure::Hours, vec![60, 60, 91, 600, 600], 2),
        (Measure::Cost, vec![0, 0, 0, 149, 5_000, 5_000], 1),
        (Measure::Days, vec![1, 2, 3, 4, 5, 6], 4),
        (Measure::Coaching, vec![0, 0, 0, 0, 0], 0),
    ] {
        assert_eq!(measure.typical(values.clone()), told, "{measure:?} {values:?}");
    }
}

#[test]
fn what_a_state_is_told_comes_of_what_districts_publish() {
    let releases: Vec<Release> = (1..=20).map(|seed| District::drawn(seed).release()).collect();
    let named: Vec<(&str, &Release)> = releases.iter().map(|release| ("district", release)).collect();
    let state = Statewide::of(&named);
    for measure in Measure::ALL.into_iter().filter(|measure| measure.is_count()) {
        let published: u32 = releases.iter().filter_map(|release| release.totals.get(&measure)).sum();
        assert_eq!(state.totals.get(&measure).copied().unwrap_or(0), published);
        for dimension in [Dimension::District, Dimension::Microcredential] {
            let lines = state.by[&dimension].get(&measure).into_iter().flatten();
            assert_eq!(lines.map(|line| line.value).sum::<u32>(), published, "{measure:?} {dimension:?}");
        }
    }
    assert_eq!(state.silent, releases.iter().filter(|release| release.totals.is_empty()).count());
    assert!(state.silent < 20 && !state.totals.is_empty());
}

#[test]
fn equity_adds_up_lines_whose_schools_are_alike_and_loses_none() {
    let district = District::drawn(7);
    let release = district.release();
    let published = &release.by[&Dimension::School];
    let mut schools = Schools::unsaved(release.district);
    let head = ["school", "teachers", "setting"].map(str::to_owned).to_vec();
    let row = |(at, school): (usize, &String)| {
        vec![school.clone(), "20".to_owned(), ["rural", "town"][at % 2].to_owned()]
    };
    let rows = std::iter::once(head).chain(district.schools.iter().enumerate().map(row));
    let table: Vec<Cells> = (1..).zip(rows).map(|(line, cells)| Cells { line, cells }).collect();
    schools = schools.import(0, &table, &district.schools.iter().cloned().collect()).expect("a good table");

    let told = equity([(published, &schools)]);
    let [of] = told.as_slice() else { panic!("one attribute") };
    for (measure, lines) in published.iter().filter(|(measure, _)| measure.is_count()) {
        let by_value: Totals = of.values.iter().fold(Totals::new(), |mut sums, value| {
            *sums.entry(*measure).or_default() += value.totals.get(measure).copied().unwrap_or(0);
            sums
        });
        assert_eq!(by_value[measure], lines.iter().map(|line| line.value).sum::<u32>());
    }
    let teachers: u32 = of.values.iter().filter_map(|value| value.teachers).sum();
    assert_eq!(usize::try_from(teachers), Ok(20 * district.schools.len()));
}
