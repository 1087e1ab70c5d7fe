//! What can be granted, kind by kind, at the boundaries of who is eligible, which awards count, and how often.

use super::*;

/// A policy of one use: what it grants, to whom, for how many awards and how often. Three micro-credentials are listed.
fn granting(grants: &Value, eligible: &Value, need: &Value, times: u16) -> Policy {
    policy(json!({
        "id": "one", "title": "One", "language": "en", "validFrom": "2026-07-01", "validUntil": "2028-06-30",
        "terms": {
            "standard": "Standard licence", "other-state": "Licence of another state", "content": "Content exam",
            "maple-hollow": "Maple Hollow", "professional": "Professional", "coach": "Coach",
        },
        "lists": [
            {"id": "all", "title": "All", "microcredentials": [{"id": "a"}, {"id": "b"}, {"id": "c"}]},
            {"id": "coaching", "title": "Coaching", "microcredentials": [{"id": "d", "until": "2027-06-30"}]},
        ],
        "uses": [{"id": "one", "title": "One", "eligible": eligible, "awards": need, "grants": grants, "times": times}],
    }))
}

/// A record, awards, the day on which it is asked, and how often it is granted then.
type Case = (Value, Vec<(&'static str, &'static str)>, &'static str, usize);

fn check(policy: &Policy, says: [&str; 2], cases: Vec<Case>) {
    for (language, says) in Language::ALL.into_iter().zip(says) {
        assert_eq!(policy.says(&policy.uses[0].grants, language), says);
    }
    for (record, awards, on, wanted) in cases {
        let facts = facts(record.clone());
        let awards: Vec<Held> = awards.into_iter().zip(1..).map(numbered).collect();
        let answer = policy.check(&facts, &awards, day(on));
        assert_eq!(times(&answer), [wanted], "{record} {awards:?} on {on}");
        for language in Language::ALL {
            let trace = trace(&answer, "one", language);
            let at_top = answer.told(&plain(language)).remove(0).trace;
            assert_eq!(at_top.iter().all(|sentence| sentence.met), wanted > 0, "{trace:?}");
        }
    }
}

fn numbered(((slug, awarded), number): ((&str, &str), u128)) -> Held {
    let award = Some(AwardId::from_parts(Timestamp::UNIX_EPOCH, number));
    Held { award, ..Held::imagined(slug.parse().expect("a slug"), day(awarded)) }
}

#[test]
fn a_licence_is_renewed_by_awards_of_two_years_while_it_is_valid() {
    let policy = granting(
        &json!({"licensure": {"licence": "standard", "by": "renewal"}}),
        &json!({"licence": {"anyOf": ["standard"], "issuedUntil": "2024-06-30"}}),
        &json!([{"n": 3, "from": "all", "cap": {"awards": 2, "per": "validity-year"}}]),
        1,
    );
    let licence = |issued: &str, expires: &str| json!({"licences": [{"type": "standard", "issued": issued, "expires": expires}]});
    let right = || licence("2024-06-30", "2027-12-31");
    let spread = || vec![("a", "2026-07-01"), ("b", "2027-06-30"), ("c", "2027-07-01")];
    let of_one_year = || vec![("a", "2026-07-01"), ("b", "2027-06-29"), ("c", "2027-06-30")];
    check(
        &policy,
        ["Renewal of a licence: Standard licence", "Renovación de una licencia: Standard licence"],
        vec![
            (right(), spread(), "2027-07-01", 1),
            (right(), spread(), "2027-06-30", 0),
            (right(), of_one_year(), "2027-12-01", 0),
            (right(), spread(), "2027-12-31", 1),
            (right(), spread(), "2028-01-01", 0),
            (licence("2024-07-01", "2027-12-31"), spread(), "2027-12-01", 0),
            (
                json!({"licences": [{"type": "other-state", "issued": "2024-01-01"}]}),
                spread(),
                "2027-12-01",
                0,
            ),
            (right(), vec![("a", "2026-06-30"), ("b", "2027-06-30"), ("c", "2027-07-01")], "2027-12-01", 0),
        ],
    );
}

#[test]
fn a_licence_of_another_state_is_recognised_with_a_score_within_one_sem() {
    let policy = granting(
        &json!({"licensure": {"licence": "standard", "by": "reciprocity"}}),
        &json!({"all": [{"licence": {"anyOf": ["other-state"]}}, {"exam": {"anyOf": ["content"], "withinSems": "1"}}]}),
        &json!([{"n": 1, "from": "all"}]),
        1,
    );
    let record = |score: &str, expires: &str| {
        json!({
            "licences": [{"type": "other-state", "issued": "2020-01-01", "expires": expires}],
            "exams": [{"exam": "content", "taken": "2026-07-02", "score": score, "qualifying": "160", "sem": "4.25"}],
        })
    };
    let one = || vec![("b", "2026-08-01")];
    check(
        &policy,
        ["Licensure by reciprocity: Standard licence", "Licencia por reciprocidad: Standard licence"],
        vec![
            (record("155.75", "2026-12-31"), one(), "2026-12-31", 1),
            (record("155.7499", "2026-12-31"), one(), "2026-12-31", 0),
            (record("155.75", "2026-12-30"), one(), "2026-12-31", 0),
            (record("155.75", "2026-12-31"), one(), "2026-07-31", 0),
            (record("200", "2026-12-31"), vec![("d", "2026-08-01")], "2026-12-31", 0),
            (record("200", "2026-12-31"), vec![], "2026-12-31", 0),
        ],
    );
}

#[test]
fn a_stipend_is_paid_once_a_year_and_twice_in_all_to_whoever_works_there() {
    let policy = granting(
        &json!({"stipend": {"amount": "750.5", "currency": "USD"}}),
        &json!({"employer": ["maple-hollow"]}),
        &json!([{"n": 1, "from": "all", "cap": {"awards": 1, "per": "calendar-year"}}]),
        2,
    );
    let works = |until: &str| json!({"employers": [{"employer": "maple-hollow", "from": "2026-08-01", "until": until}]});
    let three = || vec![("a", "2026-08-01"), ("b", "2026-12-31"), ("c", "2027-01-01")];
    check(
        &policy,
        ["A stipend of 750.5 USD", "Una gratificación de 750.5 USD"],
        vec![
            (works("2028-06-30"), three(), "2026-12-31", 1),
            (works("2028-06-30"), three(), "2027-01-01", 2),
            (works("2028-06-30"), [three(), vec![("b", "2028-01-01")]].concat(), "2028-02-01", 2),
            (works("2026-12-31"), three(), "2026-12-31", 1),
            (works("2026-12-31"), three(), "2027-01-01", 0),
            (works("2028-06-30"), three(), "2026-07-31", 0),
            (works("2028-06-30"), vec![("a", "2028-07-01")], "2028-07-02", 0),
        ],
    );
}

#[test]
fn a_designation_takes_all_its_needs_from_whoever_is_at_that_level() {
    let policy = granting(
        &json!({"designation": "coach"}),
        &json!({"careerLevel": ["professional"]}),
        &json!([{"n": 2, "from": "all"}, {"n": 1, "from": "coaching"}]),
        1,
    );
    let level = |since: &str| json!({"careerLevels": [{"level": "professional", "since": since}]});
    let all = || vec![("a", "2026-08-01"), ("c", "2026-09-01"), ("d", "2027-06-30")];
    check(
        &policy,
        ["Designation: Coach", "Designación: Coach"],
        vec![
            (level("2027-07-01"), all(), "2027-07-01", 1),
            (level("2027-07-02"), all(), "2027-07-01", 0),
            (level("2026-07-01"), all(), "2027-06-29", 0),
            (level("2026-07-01"), all()[..2].to_vec(), "2027-07-01", 0),
            (level("2026-07-01"), all()[1..].to_vec(), "2027-07-01", 0),
            (
                level("2026-07-01"),
                vec![("a", "2026-08-01"), ("c", "2026-09-01"), ("d", "2027-07-01")],
                "2027-08-01",
                0,
            ),
            (json!({}), all(), "2027-07-01", 0),
        ],
    );
}

#[test]
fn a_policy_counts_a_stack_like_any_micro_credential_and_apart_from_what_it_is_made_of() {
    let policy: Policy =
        serde_json::from_str(include_str!("../../../../../tests/samples/policies/stack.json"))
            .expect("the example is a policy");
    let content = Content::from(policy.clone());
    assert_eq!(Policy::read(content, |_| true), Ok(policy.clone()), "it may be published");
    let works = json!({"employers": [{"employer": "maple-hollow", "from": "2025-08-01"}]});
    let members = [
        ("generating-ideas", "2026-08-01"),
        ("implementing-collaborative-learning-structures", "2026-09-01"),
    ];
    for (record, stack, wanted) in [
        (&works, None, [0, 0, 2]),
        (&works, Some("2026-01-31"), [0, 0, 2]),
        (&works, Some("2026-02-01"), [1, 1, 2]),
        (&works, Some("2027-12-31"), [1, 1, 2]),
        (&works, Some("2028-01-01"), [0, 0, 2]),
        (&json!({}), Some("2026-10-01"), [1, 0, 2]),
    ] {
        let facts = facts(record.clone());
        let awards = members.into_iter().chain(stack.map(|awarded| ("thinking-together", awarded)));
        let mut awards: Vec<Held> = awards.zip(1..).map(numbered).collect();
        assert_eq!(times(&policy.check(&facts, &awards, day("2028-02-01"))), wanted, "{record} {stack:?}");
        awards.iter_mut().skip(2).for_each(|stack| stack.revoked = Some(day("2028-01-31")));
        assert_eq!(times(&policy.check(&facts, &awards, day("2028-02-01"))), [0, 0, 2], "it was revoked");
    }
}
