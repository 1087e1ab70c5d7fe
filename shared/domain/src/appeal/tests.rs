//! Appeals: what may be disputed, and what readings come to.

use super::*;
use crate::{
    AssignmentId, PersonId,
    assessment::{Outcomes, Score},
    assignment::Reader,
    catalogue,
    microcredential::local_id::LevelId,
    pass_rule::PartOutcome,
    submission::{State as Stands, tests as lives},
};

fn ideas() -> Definition {
    let slug = "generating-ideas".parse().expect("a slug");
    catalogue::shipped().into_iter().find(|definition| definition.id == slug).expect("it ships")
}

fn now() -> Timestamp {
    lives::now()
}

/// The first criterion of a part, as what is disputed.
fn first(part: &str) -> (PartId, CriterionId) {
    let definition = ideas();
    let part = definition.parts.iter().find(|known| known.id.as_str() == part).expect("a part");
    (part.id.clone(), part.rubric().iter().next().expect("a criterion").id.clone())
}

fn ground(part: &str, reason: &str) -> Ground {
    let (part, criterion) = first(part);
    Ground { part, criterion, reason: reason.into() }
}

/// Scores of these parts, each criterion at that place above (or below) the level that is required.
fn scores(parts: &[(&str, isize)]) -> Assessment {
    let definition = ideas();
    let mut assessment = Assessment::blank(AssignmentId::from_parts(now(), 1), 1);
    for part in &definition.parts {
        let Some((_, above)) = parts.iter().find(|(name, _)| *name == part.id.as_str()) else { continue };
        let of = part.rubric().iter().map(|criterion| {
            let required = criterion.rank(&criterion.required_level).expect("one of its levels");
            let place = required.saturating_add_signed(*above).min(criterion.levels.len() - 1);
            let level: LevelId = criterion.levels[place].id.clone();
            (criterion.id.clone(), Score { level: Some(level), feedback: format!("{above}") })
        });
        assessment.scores.insert(part.id.clone(), of.collect());
    }
    assessment
}

/// Complete scores in which only these parts are unmet.
fn record(unmet: &[&str]) -> Assessment {
    let all = ["overview", "artifacts", "student-reflections", "reflection"];
    let parts: Vec<_> = all.iter().map(|part| (*part, if unmet.contains(part) { -1 } else { 0 })).collect();
    let handed_in = scores(&parts).hand_in(&ideas(), &Outcomes::new(), now());
    handed_in.expect("complete").0
}

fn given_back() -> Submission {
    use lives::Act::{Assess, Assign, GiveBack, Submit};
    lives::lived(&[Submit, Assign(1), Assess(1, false), GiveBack])
}

fn check(before: bool, grounds: Vec<Ground>, places: &[&str]) {
    let submission = given_back();
    let record = record(&["overview", "reflection"]);
    let make = |before: Option<&Appeal>, grounds| {
        Appeal::make(&submission, &record, before, grounds, &ideas(), now())
    };
    let earlier = make(None, vec![ground("overview", "It is there.")]).expect("an appeal");
    let made = make(before.then_some(&earlier), grounds);
    match made {
        Err(Refusal::Invalid(faults)) => {
            let found: Vec<&str> = faults.iter().map(|fault| &*fault.pointer).collect();
            assert_eq!(found, places);
        }
        Err(Refusal::Exists(_)) => assert!(before),
        Err(other) => panic!("{other:?}"),
        Ok(appeal) => {
            assert!(places.is_empty() && !before, "{appeal:?}");
            assert_eq!(appeal.state.name(), "open");
        }
    }
}

#[test]
fn only_what_was_found_unmet_is_disputed_once_and_with_a_reason() {
    let fine = || ground("overview", "The second answer says which idea.");
    check(false, vec![fine()], &[]);
    check(false, vec![fine(), ground("reflection", "See the last line.")], &[]);
    check(true, vec![fine()], &[]);
    check(false, vec![ground("artifacts", "It was met.")], &["/grounds/0/criterion"]);
    check(false, vec![fine(), ground("overview", " ")], &["/grounds/1/reason"]);
    check(false, vec![fine(), fine()], &["/grounds/1/criterion"]);
    let elsewhere = Ground { part: "nothing".parse().expect("an id"), ..fine() };
    check(false, vec![elsewhere], &["/grounds/0/criterion"]);
}

#[test]
fn thirty_days_are_the_time_for_it() {
    for (day, wanted) in [(0, true), (29, true), (30, false), (400, false)] {
        assert_eq!(given_back().may_be_appealed(now() + days(day)).is_ok(), wanted, "day {day}");
    }
    let draft = given_back().reopen().expect("not yet");
    assert!(draft.may_be_appealed(now()).is_err(), "she went on with the next attempt");
}

/// An appeal against unmet reflections of students: how far above what is required each reader scores them, and what
/// comes of it.
fn check_readings(above: &[isize], sought: Option<Reader>, state: &str, level: isize) {
    let (definition, record) = (ideas(), record(&["student-reflections"]));
    let (part, criterion) = first("student-reflections");
    let disputed = Criteria::from([(part.clone(), BTreeSet::from([criterion.clone()]))]);
    let mut submission = given_back().appeal(disputed, now()).expect("in time");
    let (mut read, mut anew) = (Vec::new(), None);
    for (number, above) in (20..).zip(above) {
        let assignment = AssignmentId::from_parts(now(), number);
        submission = submission.assign(assignment, PersonId::from_parts(now(), number)).expect("sought");
        let beside = ["overview", "artifacts", "reflection"].into_iter();
        let beside = beside.map(|part| (part.parse().expect("an id"), PartOutcome::Passed)).collect();
        let reading = scores(&[("student-reflections", *above)]).hand_in(&definition, &beside, now());
        let (reading, verdict) = reading.expect("complete");
        read.push(reading);
        let against = submission.against().expect("an appeal is open").clone();
        let all: Vec<&Assessment> = read.iter().collect();
        let came_to = Anew::of(&against, &record, &all, (&definition, &Outcomes::new()), now());
        submission = submission.assess_anew(assignment, &verdict, &came_to, now()).expect("hers");
        anew = Some(came_to);
    }
    let anew = anew.expect("somebody read it");
    assert_eq!(submission.sought().ok(), sought, "{above:?}");
    assert_eq!(submission.state.name(), state, "{above:?}");
    if sought.is_none() {
        let score = &anew.assessment.scores[&part][&criterion];
        assert_eq!(score.feedback, level.to_string(), "{above:?}");
        let recommended = matches!(submission.state, Stands::Assessed { recommended: true, .. });
        assert_eq!(
            (recommended, anew.changed, anew.reopens),
            (level >= 0, usize::from(level >= 0), level >= 0)
        );
    }
}

#[test]
fn a_second_one_reads_where_the_first_differs_and_a_panel_where_it_differs_twice() {
    check_readings(&[-1], None, "not-yet", -1);
    check_readings(&[0], Some(Reader::Confirming), "submitted", 0);
    check_readings(&[0, 1], None, "assessed", 0);
    check_readings(&[1, 0], None, "assessed", 0);
    check_readings(&[0, -1], Some(Reader::Panel), "submitted", 0);
    check_readings(&[0, -1, -1], None, "not-yet", -1);
    check_readings(&[0, -1, 0], None, "assessed", 0);
    check_readings(&[1, -1, 0], None, "assessed", 0);
}

#[test]
fn scores_that_nobody_disputes_stay_as_they_were() {
    let (definition, record) = (ideas(), record(&["student-reflections", "reflection"]));
    let (part, criterion) = first("student-reflections");
    let against = Against {
        decided: now(),
        note: None,
        disputed: Criteria::from([(part, BTreeSet::from([criterion]))]),
    };
    let reading = scores(&[("student-reflections", 1), ("reflection", 1), ("artifacts", -1)]);
    let anew = Anew::of(&against, &record, &[&reading], (&definition, &Outcomes::new()), now());

    assert!(anew.reopens && !anew.recommended, "the reflection is still unmet");
    for part in ["overview", "artifacts", "reflection"] {
        let part: PartId = part.parse().expect("an id");
        assert_eq!(anew.assessment.scores[&part], record.scores[&part]);
    }
}

#[test]
fn an_appeal_taken_back_leaves_the_decision_as_it_was() {
    let before = given_back();
    let appealed = before.clone().appeal(Criteria::new(), now() + days(3)).expect("in time");
    let back = appealed.withdraw(now() + days(4)).expect("hers");
    assert_eq!((back.state, back.version), (before.state, before.version + 2));
    assert_eq!(
        (before.given_back, back.given_back),
        (Some(now()), Some(now() + days(4))),
        "it stands from then on"
    );
}
