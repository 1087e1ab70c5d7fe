//! Policies that are refused, with everything that is wrong with them at once.

use super::*;
use crate::Fault;

fn refused(value: Value) -> Vec<String> {
    let content: Content = serde_json::from_value(value).expect("it has the shape of a policy");
    match Policy::read(content, |_| true) {
        Ok(policy) => panic!("{policy:?}"),
        Err(Faults(faults)) => faults.into_iter().map(in_both_languages).collect(),
    }
}

/// The place of a fault, which is told in Spanish too.
fn in_both_languages(fault: Fault) -> String {
    assert!(crate::spanish::in_spanish(&fault.message).is_some(), "{fault:?}");
    fault.pointer
}

#[test]
fn a_policy_that_contradicts_itself_is_refused_at_that_place() {
    let hours = |each: &str, most: &str| json!({"hours": {"of": "lead", "each": each, "per": "calendar-year", "most": most}});
    let one = |pointer: &str, value: Value| with(two_uses(), pointer, value);
    let single = || one("/uses/0/awards/0/n", json!(1));
    for (value, wanted) in [
        (one("/title", json!(" ")), vec!["/title"]),
        (one("/validUntil", json!("2026-06-30")), vec!["/validUntil"]),
        (one("/uses", json!([])), vec!["/uses"]),
        (one("/uses/1/id", json!("first")), vec!["/uses/1/id"]),
        (one("/uses/0/awards", json!([])), vec!["/uses/0/awards"]),
        (one("/uses/0/awards/0/n", json!(0)), vec!["/uses/0/awards/0/n"]),
        (one("/uses/0/awards/0/n", json!(4)), vec!["/uses/0/awards/0/n"]),
        (one("/uses/0/awards/0/from", json!("none")), vec!["/uses/0/awards/0/from"]),
        (one("/uses/0/awards/1", json!({"n": 1, "from": "all"})), vec!["/uses/0/awards/1/from"]),
        (
            one("/uses/0/awards/0/cap", json!({"awards": 0, "per": "calendar-year"})),
            vec!["/uses/0/awards/0/cap/awards"],
        ),
        (one("/uses/0/times", json!(0)), vec!["/uses/0/times"]),
        (one("/uses/0/grants", json!({"designation": "no-term"})), vec!["/uses/0/grants/designation"]),
        (one("/uses/0/grants", json!({"exam": "no-term"})), vec!["/uses/0/grants/exam"]),
        (one("/uses/0/grants", json!({"salarySteps": 0})), vec!["/uses/0/grants/salarySteps"]),
        (
            one("/uses/0/grants", json!({"stipend": {"amount": "-5", "currency": "usd"}})),
            vec!["/uses/0/grants/stipend/amount", "/uses/0/grants/stipend/currency"],
        ),
        (
            one("/uses/0/grants", json!({"licensure": {"licence": "none", "by": "renewal"}})),
            vec!["/uses/0/grants/licensure/licence"],
        ),
        (with(single(), "/uses/0/grants", hours("-4", "12")), vec!["/uses/0/grants/hours/each"]),
        (with(single(), "/uses/0/grants", hours("4", "-0.0001")), vec!["/uses/0/grants/hours/most"]),
        (
            with(single(), "/uses/0/grants", hours("0", "0")),
            vec!["/uses/0/grants/hours/each", "/uses/0/grants/hours/most"],
        ),
        (one("/uses/0/grants", hours("4", "12")), vec!["/uses/0/grants/hours"]),
        (
            one("/lists/0/microcredentials", json!([])),
            vec!["/lists/0/microcredentials", "/uses/0/awards/0/n", "/uses/1/awards/0/n"],
        ),
        (one("/lists/1", two_uses()["lists"][0].clone()), vec!["/lists/1/id"]),
        (
            one(
                "/lists/0/microcredentials/3",
                json!({"id": "d", "from": "2027-01-02", "until": "2027-01-01"}),
            ),
            vec!["/lists/0/microcredentials/3/until"],
        ),
        (
            one("/lists/0/microcredentials/3", json!({"id": "d", "until": "2026-06-30"})),
            vec!["/lists/0/microcredentials/3/until"],
        ),
        (
            one("/lists/0/microcredentials/3", json!({"id": "a", "from": "2027-01-01"})),
            vec!["/lists/0/microcredentials/3"],
        ),
        (one("/doubleCounting", json!([["first"]])), vec!["/doubleCounting/0"]),
        (one("/doubleCounting", json!([["first", "third"]])), vec!["/doubleCounting/0"]),
        (
            one("/doubleCounting", json!([["first", "second"], ["first", "second"]])),
            vec!["/doubleCounting/1", "/doubleCounting/1"],
        ),
    ] {
        assert_eq!(refused(value.clone()), wanted, "{value}");
    }
}

#[test]
fn what_can_never_come_together_is_refused_with_what_to_do_about_it() {
    let until = |value: Value, last: &str| with(value, "/validUntil", json!(last));
    let cap = |awards: u16, per: &str| json!({"n": 2, "from": "all", "cap": {"awards": awards, "per": per}});
    let capped = |awards: u16, per: &str| with(two_uses(), "/uses/0/awards/0", cap(awards, per));
    let times = |value: Value, times: u16| with(value, "/uses/0/times", json!(times));
    let hours = |each: &str, most: Option<&str>| {
        let hours = json!({"hours": {"of": "lead", "each": each, "per": "calendar-year", "most": most}});
        with(with(two_uses(), "/uses/0/awards/0/n", json!(1)), "/uses/0/grants", hours)
    };
    let of_a_day = |value: Value| {
        let listed = json!({"id": "c", "from": "2026-08-01", "until": "2026-08-01"});
        with(value, "/lists/0/microcredentials/2", listed)
    };
    let (at_cap, at_times, at_most) =
        (&["/uses/0/awards/0/cap/awards"][..], &["/uses/0/times"][..], &["/uses/0/grants/hours/most"][..]);
    let nothing = &[][..];
    for (value, wanted) in [
        // Three are listed, and each counts once.
        (times(two_uses(), 1), nothing),
        (times(two_uses(), 2), at_times),
        (times(with(two_uses(), "/uses/0/awards/0/n", json!(1)), 3), nothing),
        (times(with(two_uses(), "/uses/0/awards/0/n", json!(1)), 4), at_times),
        // One of a year, two needed: as long as there are two years.
        (capped(1, "calendar-year"), nothing),
        (until(capped(1, "calendar-year"), "2026-12-31"), at_cap),
        (until(capped(1, "calendar-year"), "2027-01-01"), nothing),
        (until(capped(1, "validity-year"), "2027-06-30"), at_cap),
        (until(capped(1, "validity-year"), "2027-07-01"), nothing),
        (until(capped(2, "calendar-year"), "2026-12-31"), nothing),
        // Two times one of a year, needed twice: two years are too few, whatever is listed.
        (
            times(with(until(capped(1, "calendar-year"), "2027-12-31"), "/uses/0/awards/0/n", json!(1)), 2),
            nothing,
        ),
        (
            times(with(until(capped(1, "calendar-year"), "2027-12-31"), "/uses/0/awards/0/n", json!(1)), 3),
            at_times,
        ),
        (until(of_a_day(capped(2, "calendar-year")), "2026-12-31"), nothing),
        // A year takes what one award grants, or more.
        (hours("4", Some("4")), nothing),
        (hours("4", Some("3.9999")), at_most),
        // Hours are for different ones of each year.
        (until(times(hours("4", None), 3), "2026-12-31"), nothing),
        (until(times(hours("4", None), 4), "2026-12-31"), at_times),
        (until(times(hours("4", None), 6), "2027-12-31"), nothing),
        (until(times(of_a_day(hours("4", None)), 6), "2027-12-31"), at_times),
        (until(times(of_a_day(hours("4", None)), 5), "2027-12-31"), nothing),
        (until(times(hours("4", Some("8")), 3), "2026-12-31"), at_times),
        (times(hours("4", None), 1000), nothing),
    ] {
        let content: Content = serde_json::from_value(value.clone()).expect("it has the shape of a policy");
        assert!(Policy::try_from(content.clone()).is_ok(), "what was published stays readable: {value}");
        let found = Policy::read(content, |_| true).err().map(|Faults(faults)| faults).unwrap_or_default();
        let found: Vec<String> = found.into_iter().map(in_both_languages).collect();
        assert_eq!(found, wanted, "{value}");
    }
}

#[test]
fn a_condition_that_nobody_can_meet_or_that_names_no_term_is_refused() {
    let mut deep = json!({"requirement": "lead"});
    for _ in 0..8 {
        deep = json!({"all": [deep]});
    }
    for (condition, wanted) in [
        (json!({"all": []}), vec!["/all"]),
        (json!({"anyOf": {"n": 0, "of": [{"requirement": "lead"}]}}), vec!["/anyOf/n"]),
        (json!({"anyOf": {"n": 2, "of": [{"requirement": "lead"}]}}), vec!["/anyOf/n"]),
        (json!({"all": [{"requirement": "lead"}, {"requirement": "none"}]}), vec!["/all/1/requirement"]),
        (json!({"employer": []}), vec!["/employer"]),
        (json!({"careerLevel": ["lead", "none"]}), vec!["/careerLevel/1"]),
        (json!({"exam": {"anyOf": ["lead"], "withinSems": "-2"}}), vec!["/exam/withinSems"]),
        (json!({"licence": {"anyOf": ["none"]}}), vec!["/licence/anyOf/0"]),
        (
            json!({"licence": {"anyOf": ["lead"], "issuedFrom": "2026-01-02", "issuedUntil": "2026-01-01"}}),
            vec!["/licence/issuedUntil"],
        ),
        (deep, vec![""]),
    ] {
        let wanted: Vec<String> = wanted.iter().map(|pointer| format!("/uses/1/eligible{pointer}")).collect();
        assert_eq!(refused(with(two_uses(), "/uses/1/eligible", condition.clone())), wanted, "{condition}");
    }
}

#[test]
fn all_faults_are_told_at_once_unknown_definitions_too() {
    let value = with(two_uses(), "/validUntil", json!("2020-01-01"));
    let value =
        with(value, "/uses/0/grants", json!({"hours": {"of": "x", "each": "-1", "per": "calendar-year"}}));
    let content: Content = serde_json::from_value(value).expect("it has the shape of a policy");
    let Err(Faults(faults)) = Policy::read(content, |slug| slug.as_str() != "b") else {
        panic!("it is unfit")
    };
    let pointers: Vec<String> = faults.into_iter().map(in_both_languages).collect();

    assert_eq!(
        pointers,
        [
            "/validUntil",
            "/uses/0/grants/hours/of",
            "/uses/0/grants/hours/each",
            "/uses/0/grants/hours",
            "/lists/0/microcredentials/1/id",
        ]
    );
}

/// Policies with something that the language doesn't know.
pub(super) fn unknown() -> Vec<Value> {
    vec![
        with(two_uses(), "/unless", json!(true)),
        with(two_uses(), "/uses/0/eligible", json!({"not": {"requirement": "lead"}})),
        with(two_uses(), "/uses/0/eligible", json!({"requirement": "lead", "careerLevel": ["lead"]})),
        with(two_uses(), "/uses/0/eligible", json!({"licence": {"anyOf": ["lead"], "colour": "red"}})),
        with(two_uses(), "/uses/0/grants", json!({"car": 1})),
        with(two_uses(), "/uses/0/grants", json!({"stipend": {"amount": 500, "currency": "USD"}})),
        with(two_uses(), "/uses/0/grants", json!({"stipend": {"amount": "1e3", "currency": "USD"}})),
        with(two_uses(), "/uses/0/awards/0/n", json!(-1)),
        with(two_uses(), "/uses/0/awards/0/n", json!(1.5)),
        with(two_uses(), "/validFrom", json!("2026-13-01")),
        with(two_uses(), "/lists/0/microcredentials/0", json!("a")),
    ]
}

#[test]
fn what_the_language_does_not_know_is_no_policy() {
    for value in unknown() {
        assert!(serde_json::from_value::<Policy>(value.clone()).is_err(), "{value}");
    }
    let no_day = with(two_uses(), "/validFrom", json!("2026-02-30"));
    assert!(serde_json::from_value::<Policy>(no_day).is_err());
}
