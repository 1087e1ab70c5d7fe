//! What is told by answers: against a count by hand, and attacked together with everything else.
//!
//! The attack of [`super::attack`] knows two ways to divide work. Answers take the place of either, so that each pair of ways is
//! attacked: answers with schools, with micro-credentials, and with the answers to another question.

use std::{collections::BTreeSet, slice::from_ref};

use super::{
    attack::{Attacker, holds},
    world::{District, names, questions, work},
};
use crate::{
    Slug,
    local_questions::Question,
    report::{Dimension, FEWEST, Measure, OfQuestion, Reached, Release, Work},
};

/// Whether a school and an answer go together.
type Together<'a> = &'a dyn Fn(&str, &str) -> bool;

/// How no answer is written where it stands in the place of a micro-credential.
const NO_ANSWER: &str = "no-answer";

fn answer(work: &Work, question: &Question) -> String {
    work.answers.get(&question.id).cloned().unwrap_or_default()
}

fn members(question: &Question) -> Vec<String> {
    question.choices.iter().cloned().chain([String::new()]).collect()
}

fn earners<'a>(works: impl Iterator<Item = &'a Work>) -> usize {
    works.map(|work| work.earner).collect::<BTreeSet<_>>().len()
}

fn told<'a>(release: &'a Release, question: &Question) -> &'a OfQuestion {
    release.questions.iter().find(|of| of.question == question.id).expect("every question is told of")
}

#[test]
fn every_line_is_what_a_count_by_hand_comes_to_and_of_enough_earners() {
    let (questions, mut lines) = (questions(), 0);
    for seed in 1..=300 {
        let district = District::drawn(seed).answering(seed, &questions);
        let release = district.release_with(&questions);
        for question in &questions {
            for (measure, of) in &told(&release, question).by {
                assert!(measure.is_count(), "{seed}: no median is told of answers");
                let standing: Vec<&String> = of.iter().flat_map(|line| &line.members).collect();
                assert_eq!(standing, members(question).iter().collect::<Vec<_>>(), "{seed} {measure:?}");
                for line in of {
                    let counted = || {
                        let these = district.works.iter().filter(|work| work.reached.counts_as(*measure));
                        these.filter(|work| line.members.contains(&answer(work, question)))
                    };
                    assert_eq!(usize::try_from(line.value), Ok(counted().count()), "{seed} {line:?}");
                    assert!(earners(counted()) >= FEWEST, "{seed} {measure:?} {line:?}");
                    lines += 1;
                }
            }
        }
    }
    assert!(lines > 1_000, "{lines} lines are hardly anything");
}

#[test]
fn questions_change_nothing_that_is_told_beside_them() {
    let questions = questions();
    for seed in 1..=60 {
        let district = District::drawn(seed).answering(seed, &questions);
        let with = district.release_with(&questions);
        assert_eq!(Release { questions: Vec::new(), ..with }, district.release(), "{seed}");
    }
}

#[test]
fn of_fewer_than_ten_who_chose_alike_nothing_is_told_apart() {
    let questions = questions();
    let cohort = &questions[0];
    for (few, lines) in [(9, 1), (10, 2)] {
        let mut works: Vec<Work> =
            (0..20).map(|at| work(at, "school-1", "skill-1", Reached::Awarded)).collect();
        for (at, work) in works.iter_mut().enumerate() {
            let place = usize::from(at < few);
            work.answers.insert(cohort.id.clone(), cohort.choices[place].clone());
        }
        let district = District { schools: names("school", 1), microcredentials: names("skill", 1), works };
        let release = district.release_with(&questions);
        let started = told(&release, cohort).by.get(&Measure::Started).expect("it is told");
        assert_eq!(started.len(), lines, "{few}: {started:?}");
    }
}

/// The district with answers in the place of schools, and what is published of it.
fn by_answer(district: &District, release: &Release, question: &Question) -> (District, Release) {
    let works = district.works.iter().map(|work| Work { school: answer(work, question), ..work.clone() });
    let (works, microcredentials) = (works.collect(), district.microcredentials.clone());
    let mut release = release.clone();
    let by = told(&release, question).by.clone();
    release.by.insert(Dimension::School, by);
    (District { schools: members(question), microcredentials, works }, release)
}

/// The same with answers in the place of micro-credentials.
fn with_answer(district: &District, release: &Release, question: &Question) -> (District, Release) {
    let named = |answer: &str| if answer.is_empty() { NO_ANSWER.to_owned() } else { answer.to_owned() };
    let slug = |work: &Work| named(&answer(work, question)).parse::<Slug>().expect("a slug");
    let works =
        district.works.iter().map(|work| Work { microcredential: slug(work), ..work.clone() }).collect();
    let mut release = release.clone();
    let mut by = told(&release, question).by.clone();
    for line in by.values_mut().flatten() {
        line.members = line.members.iter().map(|member| named(member)).collect();
    }
    release.by.insert(Dimension::Microcredential, by);
    let microcredentials = members(question).iter().map(|member| named(member)).collect();
    (District { schools: district.schools.clone(), microcredentials, works }, release)
}

/// What an attacker learns who also knows which answers go together: whether any work may be of both.
fn learn_what_goes_together(
    attacker: &mut Attacker<'_>,
    district: &District,
    together: impl Fn(&str, &str) -> bool,
) {
    for one in &district.schools {
        for other in district.microcredentials.iter().filter(|other| !together(one, other)) {
            attacker.learn(from_ref(one), from_ref(other), Measure::Started, 0);
        }
    }
}

#[test]
fn of_few_nothing_is_enclosed_by_who_knows_that_answers_go_together_and_by_school() {
    let questions = questions();
    let [cohort, goal] = questions.as_slice() else { panic!("two questions") };
    let mut attacked = 0;
    for seed in 1..=20 {
        let district = District::drawn(seed).answering_alike(seed, &questions);
        let release = district.release_with(&questions);
        let by_cohort = by_answer(&district, &release, cohort);
        let both = with_answer(&by_cohort.0, &by_cohort.1, goal);
        let with_goal = with_answer(&district, &release, goal);
        let by_school: BTreeSet<(String, String)> = district
            .schools
            .iter()
            .enumerate()
            .map(|(place, school)| (school.clone(), goal.choices[place.div_ceil(2) % 4].clone()))
            .collect();
        let pairs: [(&(District, Release), Together<'_>); 2] = [
            (&both, &|one, other| one.is_empty() == (other == NO_ANSWER)),
            (&with_goal, &|school, answer| {
                answer == NO_ANSWER || by_school.contains(&(school.to_owned(), answer.to_owned()))
            }),
        ];
        for ((district, release), together) in pairs {
            let mut attacker = Attacker::reading(district, release);
            learn_what_goes_together(&mut attacker, district, together);
            for (target, (low, high), truth) in attacker.withheld() {
                assert!(holds((low, high), truth), "{seed}: the attack is wrong about {target:?}");
                // Of none, nobody is told anything; of five or more, any count may be told.
                let is_narrow = high - low < 5.0 - 1e-6 && low < 5.0 - 1e-6;
                assert!(truth == 0 || !is_narrow, "{seed}: {target:?} lies in {low}..{high} and is {truth}");
                attacked += 1;
            }
        }
    }
    assert!(attacked > 300, "{attacked} cells are hardly anything");
}

#[test]
fn no_cell_by_answers_is_recovered_or_enclosed_more_narrowly_than_five() {
    let questions = questions();
    let [cohort, goal] = questions.as_slice() else { panic!("two questions") };
    let mut attacked = 0;
    for seed in 1..=20 {
        let district = District::drawn(seed).answering(seed, &questions);
        let release = district.release_with(&questions);
        let by_cohort = by_answer(&district, &release, cohort);
        let with_goal = with_answer(&district, &release, goal);
        let both = with_answer(&by_cohort.0, &by_cohort.1, goal);
        for (district, release) in [by_cohort, with_goal, both] {
            for (target, interval, truth) in Attacker::reading(&district, &release).withheld() {
                assert!(
                    holds(interval, truth),
                    "{seed}: the attack is wrong about {target:?}: {interval:?}, {truth}"
                );
                let width = interval.1 - interval.0;
                assert!(width > 5.0 - 1e-6, "{seed}: {target:?} lies in {interval:?} and is {truth}");
                attacked += 1;
            }
        }
    }
    assert!(attacked > 500, "{attacked} cells are hardly anything");
}
