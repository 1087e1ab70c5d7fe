//! An attacker who knows that answers depend on each other, and on schools: she subtracts any lines of one way to divide the
//! work from any lines of another.
//!
//! All selections of lines are tried. Two that aren't of the very same work differ in five earners or more.

use std::collections::{BTreeMap, BTreeSet};

use super::world::{District, questions};
use crate::{
    PersonId,
    local_questions::Question,
    report::{Breakdown, Dimension, FEWEST, Measure, Release, Work, release::broken_down},
};

/// The most lines of two ways that are tried together.
const MOST_LINES: usize = 10;

/// A way to divide work, as it is told.
struct Way {
    by: Breakdown,
    member: Box<dyn Fn(&Work) -> String>,
}

/// Earners, one bit for each.
type Earners = [u64; 10];

fn by_answers(question: &Question, by: Breakdown) -> Way {
    let id = question.id.clone();
    Way { by, member: Box::new(move |work| work.answers.get(&id).cloned().unwrap_or_default()) }
}

/// All ways that are told; those by answers are last.
fn ways(release: &Release, questions: &[Question]) -> Vec<Way> {
    let dimension = |(dimension, by): (&Dimension, &Breakdown)| {
        let dimension = *dimension;
        Way { by: by.clone(), member: Box::new(move |work| dimension.member(work).to_owned()) }
    };
    let told = release.questions.iter().zip(questions);
    release
        .by
        .iter()
        .map(dimension)
        .chain(told.map(|(of, question)| by_answers(question, of.by.clone())))
        .collect()
}

/// Who is in each line of one way and each line of the other, of the works of a class.
fn crossed(
    works: &[&Work],
    people: &BTreeMap<PersonId, usize>,
    lines: [&Vec<BTreeSet<&str>>; 2],
    ways: [&Way; 2],
) -> Vec<Vec<Earners>> {
    let mut cells = vec![vec![Earners::default(); lines[1].len()]; lines[0].len()];
    for work in works {
        let place = |way: usize| {
            let member = (ways[way].member)(work);
            lines[way]
                .iter()
                .position(|line| line.contains(member.as_str()))
                .expect("everybody stands in a line")
        };
        let person = people[&work.earner];
        cells[place(0)][place(1)][person / 64] |= 1 << (person % 64);
    }
    cells
}

/// The fewest earners in whom a selection of lines of one way differs from one of the other, if it isn't of the same work.
fn narrowest(cells: &[Vec<Earners>]) -> usize {
    let lines = cells.first().map_or(0, Vec::len);
    let mut least = usize::MAX;
    for selected in 0..1_usize << cells.len() {
        for others in 0..1_usize << lines {
            let mut all = Earners::default();
            for (place, of_line) in cells.iter().enumerate() {
                for (other, earners) in of_line.iter().enumerate() {
                    if (selected >> place) & 1 != (others >> other) & 1 {
                        all.iter_mut().zip(earners).for_each(|(all, earners)| *all |= earners);
                    }
                }
            }
            let differing: u32 = all.iter().map(|word| word.count_ones()).sum();
            if differing > 0 {
                least = least.min(usize::try_from(differing).expect("few"));
            }
        }
    }
    least
}

/// For each count and class: the fewest earners in whom selections of lines of the two ways differ.
fn subtracted(district: &District, ways: [&Way; 2]) -> Vec<usize> {
    let earners: BTreeSet<PersonId> = district.works.iter().map(|work| work.earner).collect();
    let people: BTreeMap<PersonId, usize> = earners.into_iter().zip(0..).collect();
    let mut found = Vec::new();
    for measure in Measure::ALL.into_iter().filter(|measure| measure.is_count()) {
        let lines = ways.map(|way| -> Vec<BTreeSet<&str>> {
            let lines = way.by.get(&measure).into_iter().flatten();
            lines.map(|line| line.members.iter().map(String::as_str).collect()).collect()
        });
        let [one, other] = &lines;
        if one.is_empty() || other.is_empty() || one.len() + other.len() > MOST_LINES {
            continue;
        }
        let classes: BTreeSet<_> =
            district.works.iter().filter_map(|work| work.reached.class(measure)).collect();
        for class in classes {
            let of_class = district.works.iter().filter(|work| work.reached.class(measure) == Some(class));
            let works: Vec<&Work> = of_class.collect();
            found.push(narrowest(&crossed(&works, &people, [one, other], ways)));
        }
    }
    found
}

/// The same for each question and each other way.
fn all_subtracted(district: &District, ways: &[Way], asked: usize) -> Vec<usize> {
    let first = ways.len() - asked;
    let pairs = (first..ways.len()).flat_map(|one| (0..one).map(move |other| [one, other]));
    pairs.flat_map(|[one, other]| subtracted(district, [&ways[one], &ways[other]])).collect()
}

#[test]
fn no_lines_of_answers_differ_from_lines_of_another_way_in_fewer_than_five() {
    let questions = questions();
    let (mut tried, mut narrowly) = (0, 0);
    for seed in 1..=40 {
        for district in [
            District::drawn(seed).answering_alike(seed, &questions),
            District::drawn(seed).answering(seed, &questions),
        ] {
            let release = district.release_with(&questions);
            let found = all_subtracted(&district, &ways(&release, &questions), questions.len());
            assert!(found.iter().all(|differing| *differing >= FEWEST), "{seed}: {found:?}");
            tried += found.len();

            // The attack has teeth: lines that are told without regard to each other are broken by it.
            let mut apart: Vec<Way> = ways(&release, &[]);
            for question in &questions {
                let members: Vec<String> = question.choices.iter().cloned().chain([String::new()]).collect();
                let member = |work: &Work| work.answers.get(&question.id).cloned().unwrap_or_default();
                let by = broken_down(&district.works, &members, member, |_, _| true);
                apart.push(by_answers(question, by));
            }
            let found = all_subtracted(&district, &apart, questions.len());
            narrowly += found.iter().filter(|differing| **differing < FEWEST).count();
        }
    }
    assert!(tried > 200 && narrowly > 20, "{tried} {narrowly}");
}
