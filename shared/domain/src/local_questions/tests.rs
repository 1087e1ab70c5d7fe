//! What a district may ask, what becomes of questions that change, and what may be answered.

use std::{collections::BTreeMap, slice::from_ref};

use jiff::{SignedDuration, Timestamp};

use super::{LocalAnswers, LocalQuestions, Question, QuestionId, Wanted};
use crate::{
    OrganisationId, Refusal,
    report::Quarter,
    submission::tests::{draft, now},
};

fn district(number: u128) -> OrganisationId {
    OrganisationId::from_parts(Timestamp::UNIX_EPOCH, number)
}

fn wanted(text: &str, choices: &[&str]) -> Wanted {
    Wanted { text: text.to_owned(), choices: choices.iter().map(|choice| (*choice).to_owned()).collect() }
}

fn question(text: &str, choices: &[&str]) -> Question {
    Question::all(district(1), &[wanted(text, choices)]).expect("a good question").remove(0)
}

fn chosen(all: &[(&Question, &str)]) -> BTreeMap<QuestionId, String> {
    all.iter().map(|(question, choice)| (question.id.clone(), (*choice).to_owned())).collect()
}

#[test]
fn a_question_is_its_district_its_text_and_its_choices() {
    let cohort = question("Which cohort?", &["North", "South"]);
    for (other, is_same) in [
        (question(" Which  cohort? ", &["North ", "South"]), true),
        (question("Which cohort are you in?", &["North", "South"]), false),
        (question("Which cohort?", &["South", "North"]), false),
        (question("Which cohort?", &["North", "South", "East"]), false),
        (
            Question::all(district(2), &[wanted("Which cohort?", &["North", "South"])])
                .expect("good")
                .remove(0),
            false,
        ),
    ] {
        assert_eq!(other.id == cohort.id, is_same, "{other:?}");
    }
}

#[test]
fn everything_that_is_wrong_with_questions_is_told_at_once() {
    let all = [
        wanted("Which cohort?", &["North", "South", "North "]),
        wanted(" \t", &["Yes", " "]),
        wanted("Which  cohort?", &["Yes", "No"]),
    ];
    let Err(Refusal::Invalid(faults)) = Question::all(district(1), &all) else { panic!("it is refused") };
    let places: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(
        places,
        ["/questions/0/choices/2", "/questions/1/text", "/questions/1/choices/1", "/questions/2/text"]
    );
}

#[test]
fn a_question_that_is_given_up_is_remembered_until_it_is_asked_again() {
    let [cohort, goal] =
        [question("Which cohort?", &["North", "South"]), question("Which goal?", &["1", "2"])];
    let first = LocalQuestions::default().changed(vec![cohort.clone(), goal.clone()], now());
    assert!(!first.is_empty() && first.former.is_empty());

    let later = now() + SignedDuration::from_hours(24 * 200);
    let second = first.changed(vec![goal.clone()], later);
    let begun = |at: Timestamp| second.in_quarter(Quarter::of(at));
    assert_eq!(begun(now()), [goal.clone(), cohort.clone()]);
    assert_eq!(
        begun(later + SignedDuration::from_hours(24 * 100)),
        std::slice::from_ref(&goal),
        "nobody was asked it then"
    );

    let third = second.changed(vec![cohort.clone(), goal], later);
    assert!(third.former.is_empty(), "it is the one that it was");
    let many = (0..50)
        .fold(third, |all, number| all.changed(vec![question(&number.to_string(), &["a", "b"])], later));
    assert_eq!(many.former.len(), 20);
    let told: Vec<String> = many.in_quarter(Quarter::of(now())).into_iter().map(|one| one.text).collect();
    assert_eq!(told, ["49", "48", "47", "46", "45"], "however often it asked something else");
}

#[test]
fn an_earner_answers_what_is_asked_or_leaves_it() {
    let asked = [question("Which cohort?", &["North", "South"]), question("Which goal?", &["1", "2"])];
    let [cohort, goal] = &asked;
    let other = question("Which school?", &["a", "b"]);
    let tell = |before: Option<&LocalAnswers>, seen, chosen: &BTreeMap<QuestionId, String>| {
        LocalAnswers::tell(before, (&draft(), seen), &asked, chosen, now())
    };
    let first = tell(None, 0, &chosen(&[(goal, "2"), (cohort, "North")])).expect("good answers");
    let told: Vec<(&QuestionId, &str)> = first.chosen().collect();
    assert_eq!(told, [(&cohort.id, "North"), (&goal.id, "2")], "in the order of the questions");

    let second = tell(Some(&first), 1, &BTreeMap::new()).expect("she takes them back");
    assert!(second.answers.is_empty() && second.version == 2);
    assert_eq!(tell(Some(&first), 0, &BTreeMap::new()), Err(Refusal::Stale { current: 1 }));
    let Err(Refusal::Invalid(faults)) = tell(None, 0, &chosen(&[(cohort, "West"), (&other, "a")])) else {
        panic!("it is refused")
    };
    assert_eq!(faults.len(), 2);
}

#[test]
fn an_answer_to_what_is_asked_no_more_is_kept_or_taken_back_and_never_changed() {
    let cohort = question("Which cohort?", &["North", "South"]);
    let goal = question("Which goal?", &["1", "2"]);
    let told = chosen(&[(&cohort, "North")]);
    let first = LocalAnswers::tell(None, (&draft(), 0), from_ref(&cohort), &told, now()).expect("answered");
    let tell = |chosen: &BTreeMap<QuestionId, String>| {
        LocalAnswers::tell(Some(&first), (&draft(), 1), from_ref(&goal), chosen, now())
    };
    let open = LocalAnswers::questions(Some(&first), from_ref(&goal));
    assert_eq!((open.len(), &open[1].choices), (2, &vec!["North".to_owned()]));

    let kept = tell(&chosen(&[(&cohort, "North"), (&goal, "1")])).expect("it is kept");
    assert_eq!(kept.answers.len(), 2);
    assert_eq!(tell(&chosen(&[(&goal, "1")])).expect("it is taken back").answers.len(), 1);
    assert!(tell(&chosen(&[(&cohort, "South")])).is_err());
}
