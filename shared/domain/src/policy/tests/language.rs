//! What each rule of the language means.

use super::*;

const ON: &str = "2026-12-01";

fn nobody() -> Facts {
    Facts::default()
}

#[test]
fn uses_are_filled_in_their_order_and_an_award_counts_once() {
    for (awards, wanted) in [
        (vec![], vec![0, 0]),
        (vec![("a", "2026-08-01")], vec![0, 0]),
        (vec![("a", "2026-08-01"), ("b", "2026-08-02")], vec![1, 0]),
        (vec![("c", "2026-08-03"), ("a", "2026-08-01"), ("b", "2026-08-02")], vec![1, 1]),
    ] {
        let policy = policy(two_uses());
        let awards: Vec<Held> = awards.into_iter().flat_map(|award| held([award])).collect();
        let awards = numbered(awards);
        assert_eq!(times(&policy.check(&nobody(), &awards, day(ON))), wanted, "{awards:?}");
    }
}

/// The same awards with different ids.
fn numbered(awards: Vec<Held>) -> Vec<Held> {
    let id = |number| AwardId::from_parts(Timestamp::UNIX_EPOCH, u128::try_from(number).expect("small") + 1);
    awards.into_iter().enumerate().map(|(number, held)| Held { award: Some(id(number)), ..held }).collect()
}

#[test]
fn an_award_counts_twice_only_between_uses_that_share() {
    let awards = held([("a", "2026-08-01"), ("b", "2026-08-02")]);
    let shared = policy(with(two_uses(), "/doubleCounting", json!([["first", "second"]])));
    let apart = policy(two_uses());

    assert_eq!(counted(&shared.check(&nobody(), &awards, day(ON))), [vec!["a", "b"], vec!["a"]]);
    assert_eq!(counted(&apart.check(&nobody(), &awards, day(ON))), [vec!["a", "b"], vec![]]);
}

#[test]
fn one_award_told_twice_and_two_awards_for_one_microcredential_count_once() {
    let policy = policy(two_uses());
    let facts = nobody();
    let mut awards = held([("a", "2026-08-01"), ("a", "2026-09-01")]);
    assert_eq!(
        times(&policy.check(&facts, &awards, day(ON))),
        [0, 1],
        "the second is free for the second use"
    );

    awards.truncate(1);
    awards.push(awards[0].clone());
    assert_eq!(counted(&policy.check(&facts, &awards, day(ON))), [vec!["a"], vec![]]);
}

#[test]
fn approval_on_the_day_of_the_award_decides() {
    let listed = json!({"id": "a", "from": "2026-09-01", "until": "2026-09-30"});
    let value = with(two_uses(), "/uses/0/awards/0/n", json!(1));
    let value = with(value, "/validUntil", json!("2027-06-30"));
    let policy_of_a = policy(with(value.clone(), "/lists/0/microcredentials/0", listed));
    let policy_of_all = policy(value);
    for (policy, awarded, on, counts) in [
        (&policy_of_a, "2026-08-31", ON, false),
        (&policy_of_a, "2026-09-01", ON, true),
        (&policy_of_a, "2026-09-30", ON, true),
        (&policy_of_a, "2026-10-01", ON, false),
        (&policy_of_all, "2026-06-30", ON, false),
        (&policy_of_all, "2026-07-01", ON, true),
        (&policy_of_all, "2027-06-30", "2030-01-01", true),
        (&policy_of_all, "2027-07-01", "2030-01-01", false),
        (&policy_of_all, "2026-12-02", ON, false),
        (&policy_of_all, "2026-12-01", ON, true),
    ] {
        let awards = held([("a", awarded)]);
        let facts = nobody();
        assert_eq!(policy.check(&facts, &awards, day(on)).uses[0].is_granted(), counts, "{awarded} {on}");
    }
}

#[test]
fn an_award_counts_until_the_day_of_its_revocation() {
    let policy = policy(with(two_uses(), "/uses/0/awards/0/n", json!(1)));
    let facts = nobody();
    let mut awards = held([("a", "2026-08-01")]);
    awards[0].revoked = Some(day("2026-10-01"));

    for (on, counts) in [("2026-09-30", true), ("2026-10-01", false), ("2027-01-01", false)] {
        assert_eq!(policy.check(&facts, &awards, day(on)).uses[0].is_granted(), counts, "{on}");
    }
}

#[test]
fn a_cap_takes_the_first_of_each_year_and_times_the_first_of_all() {
    let value = with(
        two_uses(),
        "/uses/0/awards/0",
        json!({"n": 1, "from": "all", "cap": {"awards": 1, "per": "calendar-year"}}),
    );
    let awards = held([("a", "2026-12-30"), ("b", "2026-12-31"), ("c", "2027-01-01")]);
    let facts = nobody();
    for (times_, wanted) in [(1, vec![vec!["a"], vec!["b"]]), (2, vec![vec!["a", "c"], vec!["b"]])] {
        let policy = policy(with(value.clone(), "/uses/0/times", json!(times_)));
        assert_eq!(counted(&policy.check(&facts, &awards, day("2027-06-30"))), wanted);
    }
}

#[test]
fn hours_are_a_ledger_by_the_year_up_to_its_most() {
    let hours_of = |each: &str, most: &str, per: &str| json!({"hours": {"of": "lead", "each": each, "per": per, "most": most}});
    let awards = held([("a", "2026-08-01"), ("b", "2027-06-30"), ("c", "2027-07-01")]);
    let facts = nobody();
    for (each, most, per, wanted) in [
        ("4", "12", "validity-year", vec![("2026-07-01", "8"), ("2027-07-01", "4")]),
        ("4", "12", "calendar-year", vec![("2026-01-01", "4"), ("2027-01-01", "8")]),
        ("2.5", "4", "calendar-year", vec![("2026-01-01", "2.5"), ("2027-01-01", "4")]),
        ("5", "4.75", "validity-year", vec![("2026-07-01", "4.75"), ("2027-07-01", "4.75")]),
    ] {
        let value = with(two_uses(), "/uses/0/awards/0/n", json!(1));
        let policy = policy(with(value, "/uses/0/grants", hours_of(each, most, per)));
        let answer = policy.check(&facts, &awards, day("2028-01-01"));
        let told = hours(&answer, "first");
        let told: Vec<(&str, &str)> = told.iter().map(|(year, hours)| (&**year, &**hours)).collect();
        assert_eq!(told, wanted, "{each} {most} {per}");
    }
}

#[test]
fn a_microcredential_counts_once_for_the_hours_of_a_year_and_again_in_the_next() {
    let hours_of = json!({"hours": {"of": "lead", "each": "4", "per": "calendar-year"}});
    let value = with(two_uses(), "/uses/0/awards/0/n", json!(1));
    let policy = policy(with(value, "/uses/0/grants", hours_of));
    let awards = held([("a", "2026-08-01"), ("a", "2026-12-31"), ("a", "2027-01-01")]);
    let facts = nobody();
    let answer = policy.check(&facts, &awards, day("2028-01-01"));

    assert_eq!(
        hours(&answer, "first"),
        [("2026-01-01".into(), "4".into()), ("2027-01-01".into(), "4".into())]
    );
}

#[test]
fn a_condition_is_met_by_what_is_on_record_on_that_day() {
    let record = json!({
        "enrolled": "2026-08-15",
        "licences": [{"type": "pptl", "issued": "2026-08-14", "expires": "2027-08-13"}],
        "exams": [{"exam": "plt", "taken": "2026-05-01", "score": "148", "qualifying": "159", "sem": "5.5"}],
        "employers": [{"employer": "maple-hollow", "from": "2026-08-01", "until": "2027-06-30"}],
        "careerLevels": [{"level": "lead", "since": "2026-09-01"}],
        "requirements": [{"requirement": "degree", "met": "2020-06-01"}],
    });
    let facts = facts(record);
    let exam = |sems: &str| json!({"exam": {"anyOf": ["plt"], "withinSems": sems}});
    for (condition, on, met) in [
        (exam("2"), ON, true),
        (exam("1.9999"), ON, false),
        (json!({"exam": {"anyOf": ["plt"]}}), ON, false),
        (exam("2"), "2026-04-30", false),
        (json!({"licence": {"anyOf": ["other", "pptl"]}}), "2026-08-14", true),
        (json!({"licence": {"anyOf": ["other"]}}), ON, false),
        (json!({"licence": {"anyOf": ["pptl"]}}), "2026-08-13", false),
        (json!({"licence": {"anyOf": ["pptl"]}}), "2027-08-13", true),
        (json!({"licence": {"anyOf": ["pptl"]}}), "2027-08-14", false),
        (json!({"licence": {"anyOf": ["pptl"], "issuedBeforeEnrolment": true}}), ON, true),
        (json!({"licence": {"anyOf": ["pptl"], "issuedFrom": "2026-08-14"}}), ON, true),
        (json!({"licence": {"anyOf": ["pptl"], "issuedFrom": "2026-08-15"}}), ON, false),
        (json!({"licence": {"anyOf": ["pptl"], "issuedUntil": "2026-08-14"}}), ON, true),
        (json!({"licence": {"anyOf": ["pptl"], "issuedUntil": "2026-08-13"}}), ON, false),
        (json!({"employer": ["maple-hollow"]}), ON, true),
        (json!({"employer": ["maple-hollow"]}), "2027-07-01", false),
        (json!({"employer": ["other"]}), ON, false),
        (json!({"careerLevel": ["professional", "lead"]}), ON, true),
        (json!({"careerLevel": ["lead"]}), "2026-08-31", false),
        (json!({"requirement": "degree"}), ON, true),
        (json!({"requirement": "check"}), ON, false),
        (json!({"all": [{"requirement": "degree"}, {"careerLevel": ["lead"]}]}), ON, true),
        (json!({"all": [{"requirement": "degree"}, {"requirement": "check"}]}), ON, false),
        (json!({"anyOf": {"n": 1, "of": [{"requirement": "check"}, {"requirement": "degree"}]}}), ON, true),
        (json!({"anyOf": {"n": 2, "of": [{"requirement": "check"}, {"requirement": "degree"}]}}), ON, false),
    ] {
        let asked: Condition = serde_json::from_value(condition.clone()).expect("a condition");
        assert_eq!(asked.check(&facts, day(on)).met, met, "{condition} on {on}");
    }
}

#[test]
fn a_licence_of_the_day_of_enrolment_was_not_issued_before_it() {
    let asked = json!({"licence": {"anyOf": ["pptl"], "issuedBeforeEnrolment": true}});
    let asked: Condition = serde_json::from_value(asked).expect("a condition");
    let licences = json!([{"type": "pptl", "issued": "2026-08-14"}]);
    for (record, met) in [
        (json!({"enrolled": "2026-08-15", "licences": licences}), true),
        (json!({"enrolled": "2026-08-14", "licences": licences}), false),
        (json!({"licences": licences}), false),
    ] {
        assert_eq!(asked.check(&facts(record.clone()), day(ON)).met, met, "{record}");
    }
}

#[test]
fn an_award_that_does_not_count_is_told_with_the_reason() {
    let value = with(
        two_uses(),
        "/uses/0/awards/0",
        json!({"n": 1, "from": "all", "cap": {"awards": 1, "per": "calendar-year"}}),
    );
    let value = with(value, "/uses/0/times", json!(2));
    let policy = policy(with(value, "/uses/1/times", json!(1)));
    let mut awards = held([
        ("a", "2026-06-30"),
        ("a", "2026-08-01"),
        ("b", "2026-08-02"),
        ("a", "2027-01-01"),
        ("c", "2027-01-02"),
        ("b", "2027-01-03"),
    ]);
    awards[4].revoked = Some(day("2027-02-01"));
    let facts = nobody();
    let answer = policy.check(&facts, &awards, day("2027-03-01"));
    let told = answer.told(&plain(Language::En));

    assert_eq!(
        told[0].asides,
        [
            "“a” of June 30, 2026 doesn't count here: it wasn't approved on that day.",
            "“b” of August 2, 2026 doesn't count here: the year until December 31, 2026 is full.",
            "“a” of January 1, 2027 doesn't count here: another award for the same micro-credential counts.",
            "“c” of January 2, 2027 doesn't count here: it was revoked on February 1, 2027.",
        ]
    );
    assert_eq!(
        told[1].asides,
        [
            "“a” of June 30, 2026 doesn't count here: it wasn't approved on that day.",
            "“a” of August 1, 2026 doesn't count here: it is kept for “First”.",
            "“a” of January 1, 2027 doesn't count here: there are enough.",
            "“c” of January 2, 2027 doesn't count here: it was revoked on February 1, 2027.",
            "“b” of January 3, 2027 doesn't count here: it is kept for “First”.",
        ]
    );
}
