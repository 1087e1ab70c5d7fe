use super::*;
use crate::catalogue;

fn ideas() -> Definition {
    let slug = "generating-ideas".parse().expect("a slug");
    catalogue::shipped().into_iter().find(|definition| definition.id == slug).expect("it ships")
}

fn part(name: &str) -> PartId {
    name.parse().expect("a part's id")
}

fn passed(parts: &[&str]) -> Outcomes {
    parts.iter().map(|name| (part(name), PartOutcome::Passed)).collect()
}

fn id() -> AssignmentId {
    AssignmentId::from_parts(Timestamp::UNIX_EPOCH, 1)
}

/// Scores for the parts that aren't `carried`: as required, but the lowest level in the `unmet` ones.
fn scored(definition: &Definition, carried: &Outcomes, unmet: &[&str]) -> Assessment {
    let scores = scored_parts(definition, carried).into_iter().map(|part| {
        let criteria = part.rubric().iter().map(|criterion| {
            let lowest = &criterion.levels[0].id;
            let level = if unmet.contains(&part.id.as_str()) { lowest } else { &criterion.required_level };
            (criterion.id.clone(), Score { level: Some(level.clone()), feedback: "What I saw.".into() })
        });
        (part.id.clone(), criteria.collect())
    });
    Assessment { scores: scores.collect(), version: 1, ..Assessment::blank(id(), 1) }
}

/// Of the sixteen ways in which the four parts may come out, the pass rule takes exactly one.
#[test]
fn of_sixteen_outcomes_one_is_recommended() {
    let definition = ideas();
    let names = ["overview", "artifacts", "student-reflections", "reflection"];
    let nothing = Outcomes::new();
    let mut recommended = Vec::new();
    for combination in 0..16u32 {
        let unmet: Vec<&str> =
            (0..4).filter(|bit| combination & (1 << bit) != 0).map(|bit| names[bit]).collect();
        let assessed =
            scored(&definition, &nothing, &unmet).hand_in(&definition, &nothing, Timestamp::UNIX_EPOCH);
        if assessed.expect("complete").1.recommended {
            recommended.push(unmet);
        }
    }
    assert_eq!(recommended, [Vec::<&str>::new()]);
}

#[test]
fn carried_parts_count_as_passed_and_are_not_scored_again() {
    let definition = ideas();
    let carried = passed(&["overview", "artifacts", "student-reflections"]);
    let assessed = scored(&definition, &carried, &[]).hand_in(&definition, &carried, Timestamp::UNIX_EPOCH);
    let (assessed, verdict) = assessed.expect("complete");
    assert_eq!(assessed.handed_in.as_ref(), Some(&verdict));

    assert!(verdict.recommended);
    assert_eq!(verdict.passed(), BTreeSet::from([part("reflection")]));
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let definition = ideas();
    let nothing = Outcomes::new();
    let blank = Assessment::blank(id(), 1);
    let Err(Refusal::Invalid(faults)) = blank.hand_in(&definition, &nothing, Timestamp::UNIX_EPOCH) else {
        panic!("an empty assessment is taken")
    };
    let criteria: usize = definition.parts.iter().map(|part| part.rubric().len()).sum();
    assert_eq!(faults.len(), criteria);
    assert!(faults.iter().all(|fault| fault.pointer.ends_with("/level")));
}

#[test]
fn an_unmet_criterion_needs_feedback_and_a_met_one_does_not() {
    let definition = ideas();
    let nothing = Outcomes::new();
    let silent = |unmet: &[&str]| {
        let mut assessment = scored(&definition, &nothing, unmet);
        let all = assessment.scores.values_mut().flat_map(BTreeMap::values_mut);
        all.for_each(|score| score.feedback = "  ".into());
        assessment.hand_in(&definition, &nothing, Timestamp::UNIX_EPOCH)
    };

    assert!(silent(&[]).is_ok());
    let Err(Refusal::Invalid(faults)) = silent(&["artifacts"]) else {
        panic!("silence about an unmet criterion")
    };
    assert!(faults.iter().all(|fault| fault.pointer.starts_with("/scores/artifacts/")), "{faults:?}");
    assert!(faults.iter().all(|fault| fault.pointer.ends_with("/feedback")), "{faults:?}");
}

#[test]
fn what_would_be_recommended_is_told_once_nothing_is_missing() {
    let definition = ideas();
    let nothing = Outcomes::new();
    let recommended = |assessment: Assessment| assessment.would_recommend(&definition, &nothing);

    assert_eq!(recommended(Assessment::blank(id(), 1)), None);
    assert_eq!(recommended(scored(&definition, &nothing, &[])), Some(true));
    assert_eq!(recommended(scored(&definition, &nothing, &["reflection"])), Some(false));
}

#[test]
fn scores_of_nothing_that_is_scored_are_refused_and_a_stale_tab_is_told() {
    let definition = ideas();
    let carried = passed(&["overview"]);
    let parts = scored_parts(&definition, &carried);
    let save = |seen, scores: &str| {
        let scores = serde_json::from_str(scores).expect("scores");
        Assessment::blank(id(), 1).save(seen, (scores, Vec::new()), &parts)
    };

    assert_eq!(save(3, "{}").map(drop), Err(Refusal::Stale { current: 0 }));
    assert!(save(0, "{}").is_ok());
    for unknown in [
        r#"{"overview": {"activity": {}}}"#,
        r#"{"nothing": {"activity": {}}}"#,
        r#"{"reflection": {"no-such-criterion": {}}}"#,
    ] {
        assert!(matches!(save(0, unknown), Err(Refusal::Invalid(_))), "{unknown}");
    }
}
