use jiff::SignedDuration;
use proptest::prelude::*;

use super::*;
use crate::{
    AssignmentId,
    assessment::Verdict,
    assignment::{Reader, days},
    pass_rule::PartOutcome,
};

pub(crate) fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH + days(20_000)
}

fn person(number: u128) -> PersonId {
    PersonId::from_parts(now(), number)
}

fn assignment(number: u128) -> AssignmentId {
    AssignmentId::from_parts(now(), number)
}

fn part(name: &str) -> PartId {
    name.parse().expect("a part's id")
}

const EARNER: u128 = 1;
const ASSESSOR: u128 = 2;
const ISSUER: u128 = 3;
const ANOTHER: u128 = 4;

pub(crate) fn draft() -> Submission {
    Submission {
        id: SubmissionId::from_parts(now(), 9),
        version: 1,
        earner: person(EARNER),
        organisations: BTreeSet::new(),
        microcredential: "generating-ideas".parse().expect("a slug"),
        edition: 1,
        issuer: OrganisationId::from_parts(now(), 8),
        goal: Goal::Own,
        which_goal: None,
        opened: now(),
        attempt: 1,
        carried: BTreeSet::new(),
        barred: BTreeSet::new(),
        practice: None,
        given_back: None,
        scored_by: BTreeSet::new(),
        coached_by: BTreeSet::new(),
        erased: None,
        state: State::Draft,
    }
}

/// What can be done to a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Submit,
    SubmitToTwo,
    Assign(u128),
    AssignTo(u128, u128),
    Reassign(u128, u128),
    NoteWaiting,
    PassOn(u128),
    Assess(u128, bool),
    Award,
    GiveBack,
    Reopen,
    Withdraw,
}

fn done(submission: Submission, act: Act) -> Result<Submission, Refusal> {
    match act {
        Act::Submit => submission.submit(Readers::One, now()),
        Act::SubmitToTwo => submission.submit(Readers::Two, now()),
        Act::Assign(number) => submission.assign(assignment(number), person(ASSESSOR)),
        Act::AssignTo(number, assessor) => submission.assign(assignment(number), person(assessor)),
        Act::Reassign(ended, number) => {
            submission.reassign(assignment(ended), assignment(number), person(ANOTHER))
        }
        Act::NoteWaiting => submission.clone().note_waiting(now()).map(|noted| noted.unwrap_or(submission)),
        Act::PassOn(number) => submission.pass_on(assignment(number)),
        Act::Assess(number, recommended) => {
            submission.assess(assignment(number), &verdict(recommended), now())
        }
        Act::Award => submission.award(person(ISSUER), AwardId::from_parts(now(), 4), now()),
        Act::GiveBack => {
            submission.give_back(person(ISSUER), BTreeSet::from([part("overview")]), None, now())
        }
        Act::Reopen => submission.reopen(),
        Act::Withdraw => submission.withdraw(now()),
    }
}

/// The verdict of scores by which the overview passes, or doesn't.
fn verdict(passes: bool) -> Verdict {
    let outcome = if passes { PartOutcome::Passed } else { PartOutcome::NotPassed };
    Verdict { at: now(), outcomes: [(part("overview"), outcome)].into(), recommended: passes }
}

pub(crate) fn lived(acts: &[Act]) -> Submission {
    lived_from(draft(), acts)
}

pub(crate) fn lived_from(start: Submission, acts: &[Act]) -> Submission {
    acts.iter().fold(start, |submission, act| done(submission, *act).expect("an allowed life"))
}

/// `life` brings a submission into the state named; of `ALL`, exactly `allowed` may follow.
fn check(life: &[Act], state: &str, allowed: &[Act]) {
    const ALL: [Act; 10] = [
        Act::Submit,
        Act::Assign(2),
        Act::Reassign(1, 2),
        Act::NoteWaiting,
        Act::PassOn(1),
        Act::Assess(1, true),
        Act::Award,
        Act::GiveBack,
        Act::Reopen,
        Act::Withdraw,
    ];
    let submission = lived(life);
    assert_eq!(submission.state.name(), state);
    for act in ALL {
        let outcome = done(submission.clone(), act);
        assert_eq!(outcome.is_ok(), allowed.contains(&act), "{act:?} in state {state}: {outcome:?}");
        if let Err(refusal) = outcome {
            assert!(matches!(refusal, Refusal::WrongState { .. }), "{refusal:?}");
        }
    }
}

#[test]
fn each_state_allows_its_own_acts_and_no_others() {
    use Act::{Assess, Assign, Award, GiveBack, NoteWaiting, PassOn, Reassign, Reopen, Submit, Withdraw};

    check(&[], "draft", &[Submit, Withdraw]);
    check(&[Submit], "submitted", &[Assign(2), NoteWaiting, Withdraw]);
    let hers = [Reassign(1, 2), PassOn(1), Assess(1, true), Withdraw];
    check(&[Submit, Assign(1)], "in-assessment", &hers);
    check(&[Submit, Assign(2), Reassign(2, 1)], "in-assessment", &hers);
    check(&[Submit, Assign(2)], "in-assessment", &[Withdraw]);
    check(&[Submit, Assign(1), PassOn(1)], "submitted", &[Assign(2), NoteWaiting, Withdraw]);
    check(&[Submit, Assign(1), Assess(1, false)], "assessed", &[Award, GiveBack, Withdraw]);
    check(&[Submit, Assign(1), Assess(1, true), Award], "awarded", &[]);
    check(&[Submit, Assign(1), Assess(1, false), GiveBack], "not-yet", &[Reopen]);
    check(&[Submit, Assign(1), Assess(1, false), GiveBack, Reopen], "draft", &[Submit, Withdraw]);
    check(&[Submit, Withdraw], "withdrawn", &[]);
}

#[test]
fn nobody_decides_her_own_work_or_what_she_scored() {
    let assessed = lived(&[Act::Submit, Act::Assign(1), Act::Assess(1, true)]);
    for decider in [EARNER, ASSESSOR] {
        let refused = assessed.may_be_decided_by(person(decider));
        assert!(matches!(refused, Err(Refusal::Forbidden(_))), "{refused:?}");
    }
    assert_eq!(assessed.may_be_decided_by(person(ISSUER)), Ok(()));
}

#[test]
fn passed_parts_are_carried_into_the_next_attempt() {
    let reopened = lived(&[Act::Submit, Act::Assign(1), Act::Assess(1, false), Act::GiveBack, Act::Reopen]);
    assert_eq!(reopened.carried, BTreeSet::from([part("overview")]));
    assert_eq!(reopened.attempt, 2);
}

#[test]
fn who_passed_an_attempt_on_is_remembered_for_that_attempt_only() {
    let passed_on = lived(&[Act::Submit, Act::Assign(1), Act::PassOn(1)]);
    let passed_on_by =
        |submission: &Submission| submission.readings().expect("it waits").passed_on_by.clone();
    assert_eq!(passed_on_by(&passed_on), BTreeSet::from([person(ASSESSOR)]));
    let taken = lived(&[Act::Submit, Act::Assign(1), Act::Reassign(1, 2), Act::PassOn(2)]);
    assert_eq!(passed_on_by(&taken), BTreeSet::from([person(ASSESSOR), person(ANOTHER)]));

    let next =
        [Act::Submit, Act::Assign(1), Act::PassOn(1), Act::Assign(2), Act::Assess(2, false), Act::GiveBack];
    let next = done(done(lived(&next), Act::Reopen).expect("reopened"), Act::Submit).expect("submitted");
    assert!(passed_on_by(&next).is_empty());
}

#[test]
fn whoever_decided_or_scored_once_does_not_do_the_other_later() {
    let next = lived(&[
        Act::Submit,
        Act::Assign(1),
        Act::Assess(1, false),
        Act::GiveBack,
        Act::Reopen,
        Act::Submit,
        Act::AssignTo(2, 5),
        Act::Assess(2, true),
    ]);
    assert_eq!(next.barred, BTreeSet::from([person(ISSUER)]));
    let refused = next.may_be_decided_by(person(ASSESSOR));
    assert!(matches!(refused, Err(Refusal::Forbidden(_))), "she scored the first attempt: {refused:?}");
    assert_eq!(next.may_be_decided_by(person(ISSUER)), Ok(()));
}

#[test]
fn an_attempt_has_ended_once_it_is_decided_and_until_the_next_one_is_handed_in() {
    let given_back = [Act::Submit, Act::Assign(1), Act::Assess(1, false), Act::GiveBack];
    for (more, first, second) in [
        (&[][..], true, false),
        (&[Act::Reopen], true, false),
        (&[Act::Reopen, Act::Submit], false, false),
        (&[Act::Reopen, Act::Withdraw], true, true),
    ] {
        let submission = lived(&[&given_back[..], more].concat());
        assert_eq!((submission.has_ended(1), submission.has_ended(2)), (first, second), "{more:?}");
    }
    assert!(!draft().has_ended(1));
}

#[test]
fn that_nobody_was_found_is_noted_once_for_each_wait() {
    let waiting = lived(&[Act::Submit, Act::NoteWaiting]);
    let later = now() + SignedDuration::from_hours(1);
    assert_eq!(waiting.note_waiting(later), Ok(None));
}

/// What an attempt of two readers comes to: the state after `acts`, who is sought, whose scores count.
fn check_two(acts: &[Act], state: &str, sought: Option<Reader>, of_record: Option<u128>) {
    let begun = [Act::SubmitToTwo, Act::AssignTo(11, 5), Act::AssignTo(12, 6)];
    let submission = lived(&[&begun[..], acts].concat());
    let (counts, recommended) = match &submission.state {
        State::Assessed { assessor, recommended, .. } => (Some(*assessor), Some(*recommended)),
        State::Draft
        | State::Submitted { .. }
        | State::InAssessment { .. }
        | State::Awarded { .. }
        | State::NotYet { .. }
        | State::Withdrawn { .. } => (None, None),
    };
    assert_eq!(submission.state.name(), state, "{acts:?}");
    assert_eq!(submission.sought().ok(), sought, "{acts:?}");
    assert_eq!(submission.readings_sought(), usize::from(sought.is_some()), "{acts:?}");
    assert_eq!(counts, of_record.map(person), "{acts:?}");
    assert_eq!(recommended, of_record.map(|_| true), "{acts:?}");
}

#[test]
fn two_readers_settle_it_when_they_agree_and_an_adjudicator_when_they_differ() {
    use Act::{Assess, AssignTo, PassOn, Reassign};

    check_two(&[], "in-assessment", None, None);
    check_two(&[Assess(11, true)], "in-assessment", None, None);
    check_two(&[Assess(12, true)], "in-assessment", None, None);
    check_two(&[Assess(12, true), Assess(11, true)], "assessed", None, Some(5));
    check_two(&[Assess(11, false), Assess(12, true)], "submitted", Some(Reader::Adjudicator), None);
    let settled = [Assess(11, false), Assess(12, true), AssignTo(13, 7), Assess(13, true)];
    check_two(&settled[..3], "in-assessment", None, None);
    check_two(&settled, "assessed", None, Some(7));
    // Whoever hands it back leaves her own reading vacant, and the other one goes on.
    check_two(&[PassOn(11)], "submitted", Some(Reader::First), None);
    check_two(&[PassOn(12), Assess(11, true)], "submitted", Some(Reader::Second), None);
    check_two(&[PassOn(12), Assess(11, true), AssignTo(14, 8), Assess(14, true)], "assessed", None, Some(5));
    check_two(&[Reassign(11, 15), Assess(12, true), Assess(15, true)], "assessed", None, Some(ANOTHER));
}

#[test]
fn an_attempt_of_two_readers_waits_for_both_and_then_for_the_other() {
    let acts = [Act::SubmitToTwo, Act::AssignTo(11, 5), Act::AssignTo(12, 6)];
    for (done, sought) in [(0, 0), (1, 2), (2, 1), (3, 0)] {
        assert_eq!(lived(&acts[..done]).readings_sought(), sought, "{done}");
    }
}

#[test]
fn nobody_who_was_asked_is_asked_again_and_nobody_who_scored_decides() {
    let acts = [
        Act::SubmitToTwo,
        Act::AssignTo(11, 5),
        Act::AssignTo(12, 6),
        Act::PassOn(11),
        Act::Assess(12, true),
    ];
    let waiting = lived(&acts);
    assert_eq!(waiting.readings().expect("it waits").asked(), BTreeSet::from([person(5), person(6)]));
    assert_eq!(waiting.must_not_be_scored_or_coached_by(person(6)), Err(Refusal::NotFound));
    assert_eq!(waiting.must_not_be_scored_or_coached_by(person(5)), Ok(()), "it is no longer hers");
    assert_eq!((waiting.state.name(), waiting.state.name_for_earner()), ("submitted", "in-assessment"));

    let assessed = lived(&[&acts[..], &[Act::AssignTo(13, 7), Act::Assess(13, true)]].concat());
    assert_eq!(assessed.assessors(), [person(7), person(6)]);
    for reader in [6, 7] {
        assert!(matches!(assessed.may_be_decided_by(person(reader)), Err(Refusal::Forbidden(_))), "{reader}");
    }
    assert_eq!(assessed.may_be_decided_by(person(5)), Ok(()));
}

#[test]
fn what_was_stored_of_one_reader_is_read_and_written_as_before() {
    for stored in [
        r#"{"is":"submitted","at":"2024-10-04T00:00:00Z"}"#,
        r#"{"is":"in-assessment","submitted":"2024-10-04T00:00:00Z","assignment":"asg_00000000000000000000000001","assessor":"per_00000000000000000000000002"}"#,
    ] {
        let state: State = serde_json::from_str(stored).expect("it is readable");
        assert_eq!(serde_json::to_string(&state).expect("JSON"), stored);
    }
    let two = lived(&[Act::SubmitToTwo, Act::AssignTo(11, 5), Act::AssignTo(12, 6), Act::Assess(11, true)]);
    let written = serde_json::to_value(&two).expect("JSON");
    assert_eq!(serde_json::from_value::<Submission>(written).expect("it is readable"), two);
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        Just(Act::Submit),
        Just(Act::SubmitToTwo),
        (1..4u128).prop_map(Act::Assign),
        (1..4u128, 1..4u128).prop_map(|(ended, number)| Act::Reassign(ended, number)),
        Just(Act::NoteWaiting),
        (1..4u128).prop_map(Act::PassOn),
        (1..4u128, any::<bool>()).prop_map(|(number, recommended)| Act::Assess(number, recommended)),
        Just(Act::Award),
        Just(Act::GiveBack),
        Just(Act::Reopen),
        Just(Act::Withdraw),
    ]
}

proptest! {
    /// Whatever is tried in whatever order: versions grow by one with each change, nothing follows an
    /// award or a withdrawal, and a refused act changes nothing.
    #[test]
    fn any_history_keeps_the_order_of_a_life(acts in prop::collection::vec(any_act(), 0..60)) {
        let mut submission = draft();
        for act in acts {
            let before = submission.clone();
            let ended = matches!(before.state, State::Awarded { .. } | State::Withdrawn { .. });
            match done(before.clone(), act) {
                Ok(after) => {
                    let noted_again = act == Act::NoteWaiting && after == before;
                    prop_assert!(!ended);
                    prop_assert!(after.version == before.version + 1 || noted_again);
                    prop_assert!(after.attempt == before.attempt + u32::from(act == Act::Reopen));
                    prop_assert!(before.carried.is_subset(&after.carried));
                    submission = after;
                }
                Err(_) => prop_assert_eq!(&submission, &before),
            }
        }
    }
}

#[test]
fn whoever_was_asked_to_coach_decides_on_no_attempt() {
    let coached = draft().coached(person(ANOTHER));
    assert_eq!((coached.version, coached.barred.len(), coached.coached_by.len()), (2, 1, 1));
    let assessed = lived(&[Act::Submit, Act::Assign(1), Act::Assess(1, true)]);
    let assessed = Submission { state: assessed.state, ..coached };
    let refused = Refusal::Forbidden("Whoever scored a submission or was asked to coach it doesn't decide on it. Ask a colleague to decide.".into());
    assert_eq!(assessed.may_be_decided_by(person(ANOTHER)), Err(refused));
    assert_eq!(assessed.may_be_decided_by(person(ISSUER)), Ok(()));
}

#[test]
fn a_draft_serves_the_goal_that_its_earner_names_last() {
    let serving = |from: Submission, goal, which: &str| from.serving(goal, which);
    for (goal, which, stands) in [
        (Goal::Own, "", None),
        (Goal::Own, "  \u{202E} ", None),
        (Goal::School, " More talk\nin class. ", Some((Goal::School, Some("More talk in class.")))),
        (Goal::District, "", Some((Goal::District, None))),
        (Goal::State, &*"ä".repeat(200), Some((Goal::State, Some(&*"ä".repeat(200))))),
    ] {
        let served = serving(draft(), goal, which).expect("it can be named");
        let told = served.as_ref().map(|now| (now.goal, now.which_goal.as_deref()));
        assert_eq!(told, stands, "{goal:?} {which}");
        assert!(served.is_none_or(|now| now.version == 2));
    }
    assert!(matches!(serving(draft(), Goal::Own, &"ä".repeat(201)), Err(Refusal::Invalid(_))));
    assert!(matches!(serving(lived(&[Act::Submit]), Goal::State, ""), Err(Refusal::WrongState { .. })));

    let named = serving(draft(), Goal::School, "Maple Hollow reads.").expect("named").expect("changed");
    assert_eq!(serving(named.clone(), Goal::School, "Maple Hollow reads."), Ok(None));
    assert_eq!(named.erase(now()).which_goal, None, "an erasure takes her words out");
}
