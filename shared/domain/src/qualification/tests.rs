use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{
    BenchmarkId, Id, PersonId, Refusal, Slug,
    artifact::Stored,
    assessment::{Assessment, Outcomes, Score, Scores, scored_parts},
    assignment::{Absences, Assessor, DAYS_OF_GRACE, DAYS_TO_SCORE, TrainingRecord, days},
    attempt::Responses,
    catalogue,
    design_check::{self, RubricPrint},
    microcredential::{Content, Definition, Edition, PartId},
    submission::{
        Submission,
        tests::{Act, lived},
    },
};

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH + days(20_000)
}

fn slug() -> Slug {
    "generating-ideas".parse().expect("a slug")
}

fn person(number: u128) -> PersonId {
    Id::from_parts(now(), number)
}

/// The shipped definition, which asks for a calibration on two works.
fn definition() -> Definition {
    let shipped = catalogue::shipped().into_iter().find(|definition| definition.id == slug());
    let content = shipped.expect("it ships").into_content();
    let calibration = Some(Rule { works: 2, agreement: 80, seeded: 0 });
    Definition::try_from(Content { calibration, ..content }).expect("a definition")
}

fn edition() -> Edition {
    let definition = definition();
    let report = design_check::check(&definition, &[]);
    Edition { definition, version: 1, published: now(), report, issuer: Id::from_parts(now(), 100) }
}

/// Scores of all criteria but those of the parts `beside`: as required, but the lowest level in the `unmet` parts.
fn scores(beside: &Outcomes, unmet: &[&str], why: &str) -> Scores {
    let definition = definition();
    let parts = scored_parts(&definition, beside).into_iter().map(|part| {
        let criteria = part.rubric().iter().map(|criterion| {
            let lowest = &criterion.levels[0].id;
            let level = if unmet.contains(&part.id.as_str()) { lowest } else { &criterion.required_level };
            (criterion.id.clone(), Score { level: Some(level.clone()), feedback: why.into() })
        });
        (part.id.clone(), criteria.collect())
    });
    parts.collect()
}

/// A benchmark of an earner's whole work, which passes but for the `unmet` parts.
fn benchmark(number: u128, unmet: &[&str]) -> Benchmark {
    let work = Work::HandedIn { submission: Id::from_parts(now(), number) };
    let key =
        Key::of(scores(&Outcomes::new(), unmet, "As it stands there."), &definition(), &Outcomes::new());
    let id = Id::from_parts(now(), number);
    Benchmark::keep(id, &edition(), (work, key.expect("complete")), person(90), now())
}

fn rubric() -> RubricPrint {
    RubricPrint::of(&definition())
}

fn faults<T: std::fmt::Debug>(refused: Result<T, Refusal>) -> Vec<String> {
    match refused {
        Err(Refusal::Invalid(faults)) => faults.into_iter().map(|fault| fault.pointer).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn enough_levels_are_the_issuers_own_and_no_work_comes_out_otherwise() {
    let rule = |agreement| Rule { works: 3, agreement, seeded: 0 };
    for (rule, (criteria, exact, wrong), passes) in [
        (rule(80), (10, 8, 0), true),
        (rule(80), (10, 7, 0), false),
        (rule(80), (18, 15, 0), true),
        (rule(80), (18, 14, 0), false),
        (rule(80), (10, 10, 1), false),
        (rule(100), (10, 10, 0), true),
        (rule(100), (10, 9, 0), false),
        (rule(50), (3, 2, 0), true),
        (rule(50), (3, 1, 0), false),
    ] {
        assert_eq!(rule.is_met_by(Tally { criteria, exact, wrong }), passes, "{criteria} {exact} {wrong}");
    }
    assert_eq!(Rule::default(), serde_json::from_str("{}").expect("all of it has a default"));
    assert!(serde_json::from_str::<Rule>(r#"{"work": 3}"#).is_err());
}

#[test]
fn a_benchmark_needs_a_level_and_a_reason_for_every_criterion() {
    let (definition, nothing) = (definition(), Outcomes::new());
    let all = scores(&nothing, &[], "As it stands there.");
    let key = Key::of(all.clone(), &definition, &nothing).expect("complete");
    assert!(key.recommended && key.outcomes.len() == 4);

    let count = all.values().map(|of_part| of_part.len()).sum::<usize>();
    assert_eq!(faults(Key::of(Scores::new(), &definition, &nothing)).len(), 2 * count);
    let silent = faults(Key::of(scores(&nothing, &[], " \n"), &definition, &nothing));
    assert!(silent.len() == count && silent.iter().all(|pointer| pointer.ends_with("/feedback")));

    let overview: PartId = "overview".parse().expect("an id");
    let mut unknown = all;
    let of_part = unknown.get_mut(&overview).expect("it is scored");
    of_part.values_mut().for_each(|score| score.level = Some("brilliant".parse().expect("an id")));
    let none_such = faults(Key::of(unknown, &definition, &nothing));
    assert!(none_such.len() == 2 && none_such.iter().all(|pointer| pointer.ends_with("/level")));
}

#[test]
fn of_a_work_that_was_written_for_some_parts_only_these_are_scored() {
    let definition = definition();
    let responses: Responses =
        serde_json::from_str(r#"{"reflection": {"answers": {"reflection": "We asked."}}}"#).expect("texts");
    let work = Work::Written { responses };
    let beside = work.beside(&definition);
    assert_eq!(beside.len(), 3);

    let key = Key::of(scores(&beside, &[], "So it is."), &definition, &beside).expect("complete");
    assert!(key.recommended && key.outcomes.len() == 1);
    let more = Key::of(scores(&Outcomes::new(), &[], "So it is."), &definition, &beside);
    assert_eq!(faults(more).len(), 4, "parts that aren't there can't be scored");
}

/// A calibration of person 1 on two works, of which the second doesn't pass.
fn begun(former: Option<Calibration>, numbers: [u128; 2], at: Timestamp) -> Result<Calibration, Refusal> {
    let [first, second] = numbers;
    let chosen = [benchmark(first, &[]), benchmark(second, &["overview"])];
    let who = (person(1), edition().issuer, slug());
    let rule = definition().calibration.expect("it asks for one");
    Calibration::begin(former, who, (1, rubric(), rule), &chosen, at)
}

fn answered(calibration: Calibration, number: usize, unmet: &[&str]) -> Result<Calibration, Refusal> {
    let piece = calibration.piece(number)?.benchmark;
    let all: [(u128, &[&str]); 4] = [(1, &[]), (2, &["overview"]), (3, &[]), (4, &["overview"])];
    let known = all.map(|(number, unmet)| benchmark(number, unmet));
    let benchmark = known.iter().find(|benchmark| benchmark.id == piece).expect("one of them");
    let given = scores(&Outcomes::new(), unmet, "");
    calibration.answer(number, given, (benchmark, &definition()), now())
}

#[test]
fn who_agrees_with_the_issuer_passes() {
    let half = answered(begun(None, [1, 2], now()).expect("it begins"), 1, &[]).expect("taken");
    assert_eq!(half.round.outcome, None);
    let outcome = answered(half, 2, &["overview"]).expect("taken").round.outcome.expect("all are in");
    assert_eq!(
        outcome,
        Outcome { at: now(), tally: Tally { criteria: 12, exact: 12, wrong: 0 }, passed: true }
    );
}

#[test]
fn one_work_that_comes_out_otherwise_is_enough_to_fail() {
    let half = answered(begun(None, [1, 2], now()).expect("it begins"), 2, &[]).expect("taken");
    let outcome = answered(half, 1, &[]).expect("taken").round.outcome.expect("all are in");
    assert_eq!(outcome.tally, Tally { criteria: 12, exact: 10, wrong: 1 }, "83 % are exact");
    assert!(!outcome.passed);
}

#[test]
fn a_work_is_scored_once_whole_in_time_and_by_levels_that_there_are() {
    let open = begun(None, [1, 2], now()).expect("it begins");
    let once = answered(open.clone(), 1, &[]).expect("taken");
    assert!(matches!(answered(once, 1, &[]), Err(Refusal::WrongState { .. })), "twice");
    assert_eq!(answered(open.clone(), 3, &[]), Err(Refusal::NotFound));
    assert_eq!(answered(open.clone(), 0, &[]), Err(Refusal::NotFound));

    let (right, other, definition) = (benchmark(1, &[]), benchmark(3, &[]), definition());
    let whole = || scores(&Outcomes::new(), &[], "");
    let answer = |scores, benchmark, at| open.clone().answer(1, scores, (benchmark, &definition), at);
    assert_eq!(answer(whole(), &other, now()), Err(Refusal::NotFound));
    assert_eq!(faults(answer(Scores::new(), &right, now())).len(), 6);
    let late = answer(whole(), &right, now() + days(DAYS_TO_CALIBRATE));
    assert!(matches!(late, Err(Refusal::WrongState { .. })));
    assert!(answer(whole(), &right, now() + days(DAYS_TO_CALIBRATE - 1)).is_ok());
}

#[test]
fn another_try_is_on_other_works_and_none_is_needed_after_passing() {
    let first = begun(None, [1, 2], now()).expect("it begins");
    let missed = answered(answered(first, 1, &["overview"]).expect("taken"), 2, &[]).expect("taken");
    let entry = assessor(1);
    for (number, is_left) in [(1, false), (2, false), (3, true)] {
        assert_eq!(benchmark(number, &[]).is_for(&entry, rubric(), &missed.seen), is_left, "{number}");
    }
    let again = begun(Some(missed), [3, 4], now()).expect("it begins");
    assert_eq!((again.version, again.seen.len()), (4, 4));
    let passed = answered(answered(again, 1, &[]).expect("taken"), 2, &["overview"]).expect("taken");
    assert!(matches!(begun(Some(passed), [1, 2], now()), Err(Refusal::WrongState { .. })));
}

#[test]
fn a_calibration_takes_as_many_works_as_it_asks_for() {
    let who = (person(1), edition().issuer, slug());
    let rule = Rule { works: 2, agreement: 80, seeded: 0 };
    let begin =
        |chosen: &[Benchmark]| Calibration::begin(None, who.clone(), (1, rubric(), rule), chosen, now());
    assert!(matches!(begin(&[benchmark(1, &[])]), Err(Refusal::WrongState { .. })));
    let three = [benchmark(1, &[]), benchmark(2, &[]), benchmark(3, &[])];
    assert_eq!(begin(&three).expect("it begins").round.works.len(), 2);
}

fn assessor(number: u128) -> Assessor {
    Assessor {
        person: person(number),
        issuer: edition().issuer,
        version: 1,
        organisations: BTreeSet::from([edition().issuer, Id::from_parts(now(), 101)]),
        training: vec![TrainingRecord { microcredential: slug(), trained: now() - days(1), expires: None }],
        calibrations: Vec::new(),
        cap: 3,
        available: true,
        away: Absences::default(),
        paused: BTreeSet::new(),
        open: 0,
        last_assigned: None,
    }
}

#[test]
fn nobody_is_measured_by_what_she_knows_or_by_another_rubric() {
    let seen: BTreeSet<BenchmarkId> = BTreeSet::new();
    let kept = benchmark(1, &[]);
    assert!(kept.is_for(&assessor(1), rubric(), &seen));
    assert!(!kept.is_for(&assessor(90), rubric(), &seen), "she scored it");
    assert!(!kept.is_for(&assessor(1), rubric(), &BTreeSet::from([kept.id])), "she saw it");
    let other = String::from("0").repeat(64).try_into().expect("a print");
    assert!(!kept.is_for(&assessor(1), other, &seen));
    let retired = kept.retire(now());
    assert!(!retired.is_for(&assessor(1), rubric(), &seen));
    assert_eq!(retired.clone().retire(now() + days(1)), retired, "once");
}

fn decided() -> Submission {
    lived(&[Act::Submit, Act::Assign(7), Act::Assess(7, false), Act::GiveBack])
}

#[test]
fn work_is_shown_by_permission_and_never_to_whom_a_conflict_bars() {
    let submission = decided();
    let entry = assessor(11);
    assert!(!Benchmark::may_show(&submission, &entry, false), "not without permission");
    let permitted = submission.permit_practice(true, now()).expect("it is decided");
    let known = |organisations| Submission { organisations, ..permitted.clone() };
    for (source, had_it, may) in [
        (permitted.clone(), false, true),
        (permitted.clone(), true, false),
        (Submission { earner: entry.person, ..permitted.clone() }, false, false),
        (known(BTreeSet::from([Id::from_parts(now(), 101)])), false, false),
        (permitted.clone().barring(entry.person), false, false),
    ] {
        assert_eq!(Benchmark::may_show(&source, &entry, had_it), may);
    }
}

#[test]
fn practice_is_permitted_once_the_first_attempt_is_decided_and_taken_back_at_any_time() {
    for undecided in [&[][..], &[Act::Submit], &[Act::Submit, Act::Assign(7)]] {
        let refused = lived(undecided).permit_practice(true, now());
        assert!(matches!(refused, Err(Refusal::WrongState { .. })), "{undecided:?}");
    }
    let permitted = decided().permit_practice(true, now()).expect("it is decided");
    let again = permitted.clone().permit_practice(true, now() + days(1)).expect("still");
    assert_eq!((again.practice, again.version), (Some(now()), permitted.version + 1));
    let next = again.reopen().expect("the next attempt");
    assert_eq!(next.permit_practice(false, now()).expect("taken back").practice, None);
}

#[test]
fn where_an_assessor_stands() {
    let definition = definition();
    let plain = Definition::try_from(Content { calibration: None, ..definition.clone().into_content() });
    let (plain, entry) = (plain.expect("a definition"), assessor(1));
    let open = begun(None, [1, 2], now()).expect("it begins");
    let missed = answered(answered(open.clone(), 1, &["overview"]).expect("taken"), 2, &[]).expect("taken");
    let stands = |entry: &Assessor, definition: &Definition, calibration: Option<&Calibration>, at| {
        Standing::of(entry, definition, calibration, at)
    };
    let untrained = Assessor { training: Vec::new(), ..entry.clone() };
    let other_rubric: RubricPrint = String::from("0").repeat(64).try_into().expect("a print");
    let mut elsewhere = open.clone();
    elsewhere.round.rubric = other_rubric;

    assert_eq!(stands(&untrained, &plain, None, now()), Standing::NotTrained);
    assert_eq!(stands(&entry, &plain, None, now()), Standing::Qualified);
    let paused = entry.clone().pause(&slug());
    assert_eq!(stands(&paused, &plain, None, now()), Standing::Paused);
    assert_eq!(stands(&paused, &definition, Some(&open), now()), Standing::Paused);
    assert_eq!(stands(&untrained.clone().pause(&slug()), &plain, None, now()), Standing::NotTrained);
    assert_eq!(stands(&entry, &definition, None, now()), Standing::ToCalibrate);
    assert_eq!(stands(&entry, &definition, Some(&elsewhere), now()), Standing::ToCalibrate);
    let ends = now() + days(DAYS_TO_CALIBRATE);
    assert_eq!(stands(&entry, &definition, Some(&open), now()), Standing::Calibrating { ends });
    assert_eq!(stands(&entry, &definition, Some(&open), ends), Standing::MayRetake);
    assert_eq!(stands(&entry, &definition, Some(&missed), now()), Standing::MayRetake);
    let outdated = entry.clone().calibrated(&slug(), other_rubric, now());
    assert_eq!(stands(&outdated, &definition, None, now()), Standing::ToCalibrate, "the rubric changed");
    let calibrated = entry.calibrated(&slug(), rubric(), now());
    assert_eq!(stands(&calibrated, &definition, None, now()), Standing::Qualified);
}

proptest! {
    /// Whoever gives the issuer's own levels passes, whatever they are.
    #[test]
    fn the_issuers_own_scores_always_pass(unmet in prop::collection::vec(prop::sample::select(vec!["overview", "artifacts", "student-reflections", "reflection"]), 0..4), agreement in 50..=100u8) {
        let key = benchmark(1, &unmet).key;
        let tally = key.tally(&key.scores, key.recommended);
        let rule = Rule { works: 1, agreement, seeded: 0 };
        prop_assert!(rule.is_met_by(tally));
    }
}

/// A benchmark among ordinary work, with one file, which is made at `now`.
fn prepared() -> Seeded {
    let files = vec![CopiedFile { of: Id::from_parts(now(), 1), id: Id::from_parts(now(), 2), stored: None }];
    Seeded::prepare(Id::from_parts(now(), 77), &benchmark(1, &[]), &decided(), files, now())
}

fn ready() -> Seeded {
    let stored = Some(Stored { etag: "\"0a-1\"".into(), checksum: "c3Vt-1".into() });
    let files = prepared().files.into_iter().map(|file| CopiedFile { stored: stored.clone(), ..file });
    prepared().copied(files.collect())
}

fn given() -> Seeded {
    ready().give(Id::from_parts(now(), 5), person(12), now()).expect("nobody has it")
}

#[test]
fn a_seeded_benchmark_is_given_once_its_files_are_copied_and_to_one_assessor() {
    assert!(!prepared().is_ready() && ready().is_ready() && !given().is_ready());
    assert!(!ready().clear().is_ready());
    let work = given().work;
    assert_eq!((work.state.name(), work.attempt, work.practice), ("in-assessment", 1, None));
    assert_eq!(work.assessors(), [person(12)]);
    let again = given().give(Id::from_parts(now(), 6), person(13), now());
    assert!(matches!(again, Err(Refusal::WrongState { .. })));
}

#[test]
fn its_files_are_of_no_use_once_it_is_scored_its_time_is_over_or_copying_came_to_nothing() {
    let hour = jiff::SignedDuration::from_hours(1);
    let end = days(DAYS_TO_SCORE + DAYS_OF_GRACE);
    for (seeded, after, is_over) in [
        (prepared(), hour, true),
        (prepared(), hour - jiff::SignedDuration::from_secs(1), false),
        (ready(), days(29), false),
        (ready(), days(30), true),
        (given(), end, true),
        (given(), end - hour, false),
        (scored(&given(), &[]), hour, true),
        (scored(&given(), &[]).clear(), days(400), false),
    ] {
        assert_eq!(seeded.is_over(now() + after), is_over, "{after:?} {seeded:?}");
    }
}

/// Scored as required, but at the lowest level in the `unmet` parts.
fn scored(seeded: &Seeded, unmet: &[&str]) -> Seeded {
    let scores = scores(&Outcomes::new(), unmet, "Seen.");
    let assessment = Assessment { scores, ..Assessment::blank(Id::from_parts(now(), 5), 1) };
    seeded.clone().scored(&assessment, &benchmark(1, &[]).key, &definition(), now())
}

#[test]
fn what_is_said_of_it_goes_into_the_figures_of_its_assessor_alone() {
    let all = [scored(&given(), &[]), scored(&given(), &["overview"]), ready()];
    let figures = Seeded::figures(&all, 1);
    assert_eq!(figures.iter().map(|of| of.assessor).collect::<Vec<_>>(), [person(12)]);
    let of = &figures[0].figures;
    assert_eq!((of.n, of.scores), (2, 12));
    assert!((of.exact.expect("known").value - 0.8333).abs() < 1e-9);
    assert!((of.severity.expect("known").value - 0.1667).abs() < 1e-9, "twice one level below, of twelve");
    assert!(Seeded::figures(&[given()], 1).is_empty());
}

#[test]
fn a_benchmark_is_seeded_with_the_share_that_is_asked_for() {
    let rule = |seeded| Rule { seeded, ..Rule::default() };
    for (share, draw, seeds) in [(0, 0.0, false), (5, 0.0499, true), (5, 0.05, false), (100, 0.999, true)] {
        assert_eq!(rule(share).seeds_at(draw), seeds, "{share} {draw}");
    }
}
