use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::{Slug, code::CODE_TRIES, design_check::RubricPrint};

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH + days(20_000)
}

fn person(number: u128) -> PersonId {
    PersonId::from_parts(now(), number)
}

fn district(number: u128) -> OrganisationId {
    OrganisationId::from_parts(now(), number)
}

fn ideas() -> Slug {
    "generating-ideas".parse().expect("a slug")
}

fn assessor(number: u128) -> Assessor {
    Assessor {
        person: person(number),
        issuer: district(100),
        version: 1,
        organisations: BTreeSet::from([district(100), district(2)]),
        training: vec![TrainingRecord { microcredential: ideas(), trained: now() - days(30), expires: None }],
        calibrations: Vec::new(),
        cap: 3,
        available: true,
        away: Absences::default(),
        paused: BTreeSet::new(),
        open: 0,
        last_assigned: None,
    }
}

fn away_today() -> Absences {
    let today = now().to_zoned(jiff::tz::TimeZone::UTC).date();
    Absences::stated(vec![Away { from: today, until: today }], now()).expect("it can be stated")
}

const EARNER: u128 = 50;

/// The rules' answer about `assessor` for work of an earner of district 1, handed back by person 60.
fn check(assessor: &Assessor, wanted: Result<(), Ineligible>) {
    let passed_on_by = BTreeSet::from([person(60)]);
    let organisations = BTreeSet::from([district(1)]);
    let ideas = ideas();
    let sought = Sought {
        earner: person(EARNER),
        organisations: &organisations,
        microcredential: &ideas,
        calibrated_by: None,
        asked: &passed_on_by,
        barred: &BTreeSet::from([person(61)]),
    };
    assert_eq!(assessor.may_score(&sought, now()), wanted);
}

#[test]
fn an_assessor_is_asked_when_no_rule_stands_against_it() {
    let training = |trained, expires| vec![TrainingRecord { microcredential: ideas(), trained, expires }];
    let of_district = |number| BTreeSet::from([district(100), district(number)]);

    check(&assessor(1), Ok(()));
    check(&assessor(EARNER), Err(Ineligible::Earner));
    check(&Assessor { organisations: of_district(1), ..assessor(1) }, Err(Ineligible::SameDistrict));
    check(&Assessor { training: Vec::new(), ..assessor(1) }, Err(Ineligible::NotTrained));
    check(
        &Assessor { training: training(now() + days(1), None), ..assessor(1) },
        Err(Ineligible::NotTrained),
    );
    check(
        &Assessor { training: training(now() - days(9), Some(now())), ..assessor(1) },
        Err(Ineligible::NotTrained),
    );
    check(&Assessor { training: training(now(), Some(now() + days(1))), ..assessor(1) }, Ok(()));
    check(&assessor(60), Err(Ineligible::PassedOn));
    check(&assessor(61), Err(Ineligible::Barred));
    check(&Assessor { available: false, ..assessor(1) }, Err(Ineligible::NotAvailable));
    check(&assessor(1).pause(&ideas()), Err(Ineligible::Paused));
    check(&assessor(1).pause(&"another".parse().expect("a slug")), Ok(()));
    check(&assessor(1).pause(&ideas()).go_on(&ideas()), Ok(()));
    check(&Assessor { away: away_today(), ..assessor(1) }, Err(Ineligible::Away));
    check(&Assessor { open: 2, ..assessor(1) }, Ok(()));
    check(&Assessor { open: 3, ..assessor(1) }, Err(Ineligible::AtCap));
    check(&Assessor { cap: 0, ..assessor(1) }, Err(Ineligible::AtCap));
}

#[test]
fn where_a_calibration_is_asked_for_only_one_by_the_same_rubric_counts() {
    let (rubric, other) = (print('a'), print('b'));
    let organisations = BTreeSet::from([district(1)]);
    let (nobody, ideas) = (BTreeSet::new(), ideas());
    let sought = Sought {
        earner: person(EARNER),
        organisations: &organisations,
        microcredential: &ideas,
        calibrated_by: Some(rubric),
        asked: &nobody,
        barred: &nobody,
    };
    let academic: Slug = "academic-rigor".parse().expect("a slug");
    let refused = Err(Ineligible::NotCalibrated);

    assert_eq!(assessor(1).may_score(&sought, now()), refused);
    assert_eq!(assessor(1).calibrated(&ideas, other, now()).may_score(&sought, now()), refused);
    assert_eq!(assessor(1).calibrated(&academic, rubric, now()).may_score(&sought, now()), refused);
    let calibrated = assessor(1).calibrated(&ideas, other, now()).calibrated(&ideas, rubric, now());
    assert_eq!(calibrated.may_score(&sought, now()), Ok(()));
    let untrained = Assessor { training: Vec::new(), ..calibrated };
    assert_eq!(untrained.may_score(&sought, now()), Err(Ineligible::NotTrained));
}

fn print(digit: char) -> RubricPrint {
    digit.to_string().repeat(64).try_into().expect("64 digits")
}

#[test]
fn training_for_another_micro_credential_is_no_training() {
    let other = "academic-rigor".parse().expect("a slug");
    let record = TrainingRecord { microcredential: other, trained: now(), expires: None };
    check(&Assessor { training: vec![record], ..assessor(1) }, Err(Ineligible::NotTrained));
}

fn chosen(roster: &[Assessor]) -> Option<PersonId> {
    let nobody = BTreeSet::new();
    let organisations = BTreeSet::from([district(1)]);
    let ideas = ideas();
    let sought = Sought {
        earner: person(EARNER),
        organisations: &organisations,
        microcredential: &ideas,
        calibrated_by: None,
        asked: &nobody,
        barred: &nobody,
    };
    choose(roster, &sought, now()).map(|assessor| assessor.person)
}

#[test]
fn the_one_with_fewest_open_is_asked_and_among_equals_the_longest_idle() {
    let busy = Assessor { open: 1, ..assessor(1) };
    let asked_lately = Assessor { last_assigned: Some(now() - days(1)), ..assessor(2) };
    let asked_long_ago = Assessor { last_assigned: Some(now() - days(9)), ..assessor(3) };
    let never_asked = assessor(4);

    assert_eq!(chosen(&[busy.clone(), asked_lately.clone()]), Some(person(2)));
    assert_eq!(chosen(&[asked_lately.clone(), asked_long_ago.clone()]), Some(person(3)));
    assert_eq!(chosen(&[asked_lately, asked_long_ago, never_asked, busy]), Some(person(4)));
    assert_eq!(chosen(&[]), None);
}

proptest! {
    /// Whoever is chosen may score, and nobody who may has fewer open.
    #[test]
    fn the_choice_follows_the_rules(opens in prop::collection::vec((0..6u32, 0..6u32, any::<bool>()), 0..12)) {
        let roster: Vec<Assessor> = opens
            .iter()
            .zip(1u128..)
            .map(|((open, cap, available), number)| Assessor { open: *open, cap: *cap, available: *available, ..assessor(number) })
            .collect();
        let able = |assessor: &&Assessor| assessor.available && assessor.open < assessor.cap;
        let fewest = roster.iter().filter(able).map(|assessor| assessor.open).min();
        let asked = chosen(&roster).and_then(|person| roster.iter().find(|assessor| assessor.person == person));
        prop_assert_eq!(asked.map(|assessor| assessor.open), fewest);
        prop_assert!(asked.iter().all(able));
    }
}

fn offered() -> Assignment {
    let attempt = (SubmissionId::from_parts(now(), 1), 1);
    Assignment::offer(
        AssignmentId::from_parts(now(), 1),
        attempt,
        (district(100), person(1)),
        Reader::First,
        now(),
    )
}

#[test]
fn the_clock_reminds_before_due_and_at_due_and_then_passes_on() {
    let assignment = offered();
    let cases = [
        (0, 0, Overdue::NotYet),
        (6, 0, Overdue::NotYet),
        (7, 0, Overdue::Remind),
        (7, 1, Overdue::NotYet),
        (10, 1, Overdue::Remind),
        (10, 2, Overdue::NotYet),
        (11, 2, Overdue::NotYet),
        (12, 2, Overdue::PassOn),
        (12, 0, Overdue::PassOn),
        (40, 1, Overdue::PassOn),
    ];
    for (day, reminders, wanted) in cases {
        let assignment = Assignment { reminders, ..assignment.clone() };
        assert_eq!(assignment.overdue(now() + days(day)), wanted, "day {day} after {reminders} reminders");
    }
    assert_eq!(
        offered().decline(DeclineReason::Other, now()).expect("open").overdue(now() + days(40)),
        Overdue::NotYet
    );
}

#[test]
fn one_reminder_stands_for_both_when_the_clock_was_late() {
    assert_eq!(offered().reminded(now() + days(8)).reminders, 1);
    assert_eq!(offered().reminded(now() + days(11)).reminders, 2);
}

#[test]
fn the_evidence_opens_with_the_statement_and_closes_with_the_assignment() {
    let refused = offered().must_be_open(now());
    assert!(matches!(refused, Err(Refusal::Forbidden(_))), "{refused:?}");

    let open = offered().state_no_conflict(now()).expect("in time");
    assert_eq!(open.must_be_open(now()), Ok(()));
    assert_eq!(open.clone().state_no_conflict(now() + days(1)), Ok(open.clone()));

    let declined = |reason| open.clone().decline(reason, now()).expect("open");
    for (over, ending) in [
        (open.clone().submit(now()).expect("open"), Ending::HandedIn),
        (declined(DeclineReason::Conflict), Ending::Conflict),
        (declined(DeclineReason::Unavailable), Ending::Declined),
        (open.clone().withdraw(Cause::Overdue, now()), Ending::Overdue),
        (open.clone().withdraw(Cause::Reassigned, now()), Ending::Reassigned),
        (open.clone().withdraw(Cause::SubmissionWithdrawn, now()), Ending::SubmissionWithdrawn),
        (open.clone().withdraw(Cause::Unreachable, now()), Ending::PassedOn),
        (open.clone().withdraw(Cause::Paused, now()), Ending::Paused),
    ] {
        assert_eq!(over.must_be_open(now()), Err(Refusal::LinkOver(ending)));
        assert_eq!(
            over.must_be_open(over.link_ends()),
            Err(Refusal::LinkOver(ending)),
            "not only for a time"
        );
    }
    assert_eq!(open.must_be_open(open.link_ends()), Err(Refusal::LinkOver(Ending::Expired)));
}

#[test]
fn a_code_ends_after_ten_minutes_and_after_five_tries() {
    let minutes = |count| now() + SignedDuration::from_mins(count);
    let sent = offered().send_code("nonce".into(), now()).expect("the first");
    assert!(matches!(sent.clone().send_code("again".into(), now()), Err(Refusal::TooMany { .. })));
    assert!(sent.clone().send_code("again".into(), minutes(1)).is_ok());
    assert_eq!(sent.clone().try_code(minutes(10)).map(drop), Err(Refusal::WrongCode));
    assert_eq!(offered().try_code(now()).map(drop), Err(Refusal::WrongCode));

    let mut tried = sent;
    for _ in 0..CODE_TRIES {
        tried = tried.try_code(minutes(1)).expect("a try is left").0;
    }
    assert_eq!(tried.try_code(minutes(1)).map(drop), Err(Refusal::WrongCode));
}

#[test]
fn the_adjudicators_scores_count_before_the_first_readers_and_hers_before_the_seconds() {
    use Reader::{Adjudicator, First, Second};
    let counts = |readers: &[Reader]| Reader::of_record(readers.iter().map(|reader| (*reader, *reader)));
    assert_eq!(counts(&[Second, First]), Some(First));
    assert_eq!(counts(&[First, Second, Adjudicator]), Some(Adjudicator));
    assert_eq!(counts(&[Second]), Some(Second));
    assert_eq!(counts(&[]), None);
}
