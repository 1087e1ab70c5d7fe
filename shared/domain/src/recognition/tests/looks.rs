//! What arises, and what becomes of it when awards come late or are revoked.

use super::*;
use crate::{
    letter::Language,
    policy::{Origin, Reader, Telling},
};

#[test]
fn awards_are_claimed_for_the_first_use_that_they_complete_and_for_no_other() {
    let (rules, nothing) = (rules(json!([])), Facts::default());
    let one = [held(1, "a", "2026-03-01")];
    assert_eq!(Recognitions::look(None, earner(), &rules, (&nothing, &one), noon("2026-03-02")), None);

    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&nothing, &two), "2026-04-01");
    assert_eq!(told(&claims), [("lead", vec![1, 2], "claimed")]);
    let claim = &claims.claims[0];
    assert_eq!((claim.edition, claim.on, claim.number), (1, day("2026-04-01"), 1));

    let three = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01"), held(3, "c", "2026-05-01")];
    let claims = look(Some(&claims), &rules, (&nothing, &three), "2026-05-01");
    assert_eq!(told(&claims), [("lead", vec![1, 2], "claimed"), ("hours", vec![3], "claimed")]);
    assert_eq!(
        Recognitions::look(Some(&claims), earner(), &rules, (&nothing, &three), noon("2026-06-01")),
        None
    );
}

#[test]
fn an_older_award_that_comes_late_changes_nothing_that_was_counted() {
    let (rules, nothing) = (rules(json!([])), Facts::default());
    let late = [held(3, "c", "2026-05-01"), held(4, "d", "2026-06-01")];
    let claims = look(None, &rules, (&nothing, &late), "2026-06-01");
    assert_eq!(told(&claims), [("lead", vec![3, 4], "claimed")]);

    let all = [held(1, "a", "2026-03-01"), late[0].clone(), late[1].clone()];
    let claims = look(Some(&claims), &rules, (&nothing, &all), "2026-07-01");
    assert_eq!(told(&claims), [("lead", vec![3, 4], "claimed"), ("hours", vec![1], "claimed")]);
}

#[test]
fn uses_that_share_awards_are_claimed_with_the_same_ones() {
    let (rules, nothing) = (rules(json!([["lead", "hours"]])), Facts::default());
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&nothing, &two), "2026-04-01");
    assert_eq!(
        told(&claims),
        [("lead", vec![1, 2], "claimed"), ("hours", vec![1], "claimed"), ("hours", vec![2], "claimed")]
    );
    let year = claims.claims[1].year.expect("hours have a year");
    assert_eq!((year.first, year.last), (day("2026-01-01"), day("2026-12-31")));
}

#[test]
fn what_facts_make_her_eligible_for_is_claimed_when_they_come() {
    let (rules, nothing, here) = (rules(json!([["lead", "master"]])), Facts::default(), here());
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&nothing, &two), "2026-04-01");
    assert_eq!(told(&claims), [("lead", vec![1, 2], "claimed")]);
    let claims = look(Some(&claims), &rules, (&here, &two), "2026-05-01");
    assert_eq!(told(&claims)[1], ("master", vec![1, 2], "claimed"));
    assert_eq!(Recognitions::look(Some(&claims), earner(), &rules, (&here, &two), noon("2026-06-01")), None);
}

#[test]
fn what_is_taken_from_the_record_ends_the_open_claims_that_it_made_and_no_decision() {
    let (rules, nothing, here) = (rules(json!([["lead", "master"]])), Facts::default(), here());
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&here, &two), "2026-04-01");
    let gone = |claims: &Recognitions| {
        Recognitions::look(Some(claims), earner(), &rules, (&nothing, &two), noon("2026-05-01"))
    };
    let asked = decide(claims.clone(), 2, Step::Question { question: "Where?".into() }, "2026-04-02");
    for open in [&claims, &asked] {
        let looked = gone(open).expect("it changes");
        assert_eq!(looked.news.into_iter().collect::<Vec<_>>(), [News::OnRecordNoMore]);
        assert!(!looked.is_for_the_recognizer);
        let wanted = [("lead", vec![1, 2], "claimed"), ("master", vec![1, 2], "lapsed")];
        assert_eq!(told(&looked.recognitions), wanted);
        let again = look(Some(&looked.recognitions), &rules, (&here, &two), "2026-06-01");
        assert_eq!(
            told(&again)[2],
            ("master", vec![1, 2], "claimed"),
            "once it is on record, it arises anew"
        );
    }
    assert_eq!(
        gone(&decide(claims, 2, Step::Accept, "2026-04-02")),
        None,
        "a decision keeps what was on record"
    );
}

#[test]
fn the_day_of_a_claim_decides_whether_it_may_go_on() {
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let mut content = serde_json::to_value(&rules(json!([])).policy).expect("JSON");
    content["uses"].as_array_mut().expect("uses").retain(|one| one["id"] == "master");
    let rules = edition(content);
    let until = |last: &str| -> Facts {
        let employer = json!({"employer": "here", "from": "2020-01-01", "until": last});
        serde_json::from_value(json!({"employers": [employer]})).expect("facts")
    };
    let claims = look(None, &rules, (&until("2026-04-30"), &two), "2026-04-01");
    let later = |facts: &Facts| {
        Recognitions::look(Some(&claims), earner(), &rules, (facts, &two), noon("2026-06-01"))
    };
    assert_eq!(later(&until("2026-04-30")), None, "that she left while it waits harms nobody");
    assert_eq!(told(&later(&until("2026-03-31")).expect("it ends").recognitions)[0].2, "lapsed");
    let other = PolicyEdition { version: 2, ..rules.clone() };
    let newer =
        Recognitions::look(Some(&claims), earner(), &other, (&Facts::default(), &two), noon("2026-06-01"));
    assert_eq!(newer, None, "a later version isn't what it was claimed by");
}

#[test]
fn a_revoked_award_ends_what_is_open_and_reopens_what_was_accepted() {
    let (rules, nothing) = (rules(json!([["lead", "hours"]])), Facts::default());
    let mut awards = vec![held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&nothing, &awards), "2026-04-01");
    let claims = decide(claims, 1, Step::Accept, "2026-04-02");

    awards[1].revoked = Some(day("2026-05-01"));
    let looked = Recognitions::look(Some(&claims), earner(), &rules, (&nothing, &awards), noon("2026-05-02"));
    let looked = looked.expect("it changes");
    assert_eq!(looked.news.into_iter().collect::<Vec<_>>(), [News::Reopened, News::Lapsed]);
    assert!(looked.is_for_the_recognizer || looked.recognitions.standing().name() == "waiting");
    let claims = looked.recognitions;
    assert_eq!(
        told(&claims),
        [("lead", vec![1], "reopened"), ("hours", vec![1], "claimed"), ("hours", vec![], "lapsed")]
    );
    assert_eq!(claims.claims[0].revoked.len(), 1);
    let accept = |claims: &Recognitions| {
        let sources = Sources::default();
        let known = (&nothing, &sources, awards.as_slice());
        claims.clone().decide((1, claims.version), Step::Accept, staff(), known, noon("2026-05-03"))
    };
    let again = accept(&claims);
    let refused = again.expect_err("it lacks an award").to_string();
    assert!(refused.contains("was revoked"), "{refused}");

    // Another award takes its place; the recognizer decides again.
    awards.push(held(3, "c", "2026-06-01"));
    let claims = look(Some(&claims), &rules, (&nothing, &awards), "2026-06-01");
    assert_eq!(told(&claims)[0], ("lead", vec![1, 3], "reopened"));
    let claims = decide(claims, 1, Step::Accept, "2026-06-02");
    assert_eq!(told(&claims)[0].2, "accepted");
}

#[test]
fn what_lost_an_award_a_moment_ago_is_not_accepted_before_anybody_looked() {
    let nothing = Facts::default();
    let mut awards = vec![held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules(json!([])), (&nothing, &awards), "2026-04-01");
    awards[0].revoked = Some(day("2026-04-02"));
    let accepted = claims.decide(
        (1, 1),
        Step::Accept,
        staff(),
        (&nothing, &Sources::default(), &awards),
        noon("2026-04-02"),
    );
    assert!(accepted.expect_err("it lacks one").to_string().contains("was revoked"));
}

#[test]
fn an_award_in_the_place_of_a_revoked_one_is_not_accepted_by_itself() {
    let (rules, nothing) = (rules(json!([["lead", "hours"]])), Facts::default());
    let mut awards = vec![held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01"), held(3, "a", "2026-05-01")];
    let claims = look(None, &rules, (&nothing, &awards), "2026-05-01");
    let claims = decide(claims, 1, Step::Accept, "2026-05-02");
    awards[0].revoked = Some(day("2026-06-01"));
    let claims = look(Some(&claims), &rules, (&nothing, &awards), "2026-06-01");
    assert_eq!(told(&claims)[0], ("lead", vec![2, 3], "reopened"));
    assert!(claims.claims[0].is_complete());
}

#[test]
fn what_was_declined_is_free_for_other_uses_and_claimed_for_this_one_no_more() {
    let (rules, nothing) = (rules(json!([])), Facts::default());
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&nothing, &two), "2026-04-01");
    let claims = decide(claims, 1, decline(), "2026-04-02");
    let claims = look(Some(&claims), &rules, (&nothing, &two), "2026-04-03");
    assert_eq!(
        told(&claims),
        [("lead", vec![1, 2], "declined"), ("hours", vec![1], "claimed"), ("hours", vec![2], "claimed")]
    );
    assert_eq!(
        Recognitions::look(Some(&claims), earner(), &rules, (&nothing, &two), noon("2026-04-04")),
        None
    );
}

#[test]
fn what_was_declined_by_mistake_arises_again() {
    let (rules, nothing) = (rules(json!([["lead", "hours"]])), Facts::default());
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&nothing, &two), "2026-04-01");
    let claims = decide(decide(claims, 1, decline(), "2026-04-02"), 1, Step::LookAgain, "2026-04-03");
    let claims = look(Some(&claims), &rules, (&nothing, &two), "2026-04-03");
    assert_eq!(told(&claims)[0].2, "lapsed");
    assert_eq!(told(&claims)[3], ("lead", vec![1, 2], "claimed"));
}

#[test]
fn a_later_version_takes_nothing_back_and_counts_nothing_twice() {
    let nothing = Facts::default();
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules(json!([])), (&nothing, &two), "2026-04-01");

    let mut later = rules(json!([]));
    let mut content = serde_json::to_value(&later.policy).expect("JSON");
    content["uses"].as_array_mut().expect("uses").remove(0);
    later = PolicyEdition { version: 2, ..edition(content) };
    let looked = Recognitions::look(Some(&claims), earner(), &later, (&nothing, &two), noon("2026-05-01"));
    assert_eq!(looked, None, "what formerly made a lead is counted for that");
}

#[test]
fn the_trace_of_a_claim_is_met_on_its_day_and_by_what_was_on_record_when_it_was_decided() {
    let (rules, here) = (rules(json!([["lead", "master"]])), here());
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&here, &two), "2026-04-01");
    let trace = |claims: &Recognitions, facts: &Facts| {
        let claim = claims.claim(2).expect("the master").clone();
        let titles = std::collections::BTreeMap::new();
        let telling = Telling { language: Language::En, titles: &titles, origin: None };
        let told = claims.trace(&claim, &rules.policy, (facts, &two), &telling);
        told.expect("it is told").trace.iter().map(|sentence| sentence.met).collect::<Vec<_>>()
    };
    assert_eq!(trace(&claims, &here), [true, true]);
    assert_eq!(trace(&claims, &Facts::default()), [false, true], "she took it back before anybody decided");
    let known = (&here, &Sources::default(), &two[..]);
    let accepted = claims.clone().decide((2, 1), Step::Accept, staff(), known, noon("2026-04-02"));
    assert_eq!(trace(&accepted.expect("accepted").0, &Facts::default()), [true, true]);
}

#[test]
fn a_claim_tells_from_where_facts_are_and_a_decided_one_from_where_they_were() {
    let (rules, here) = (rules(json!([["lead", "master"]])), here());
    let two = [held(1, "a", "2026-03-01"), held(2, "b", "2026-04-01")];
    let claims = look(None, &rules, (&here, &two), "2026-04-01");
    let says = |claims: &Recognitions, facts: &Facts, sources: &Sources| {
        let titles = std::collections::BTreeMap::new();
        let origin = Origin { sources, recognizer: "Maple Hollow", reader: Reader::Recognizer };
        let telling = Telling { language: Language::En, titles: &titles, origin: Some(origin) };
        let claim = claims.claim(2).expect("the master");
        let told = claims.trace(claim, &rules.policy, (facts, &two), &telling).expect("it is told");
        told.trace[0].says.clone()
    };
    let stated = Sources { recorded: None, stated: Some(noon("2026-03-20")) };
    let at_first = says(&claims, &here, &stated);
    assert!(at_first.contains("(stated by the earner on March 20, 2026)"), "{at_first}");
    let accepted = claims.decide((2, 1), Step::Accept, staff(), (&here, &stated, &two), noon("2026-04-02"));
    let accepted = accepted.expect("accepted").0;
    let stored = serde_json::to_value(&accepted).expect("JSON");
    assert_eq!(serde_json::from_value::<Recognitions>(stored).expect("it is read"), accepted);
    let later = Sources { recorded: None, stated: Some(noon("2026-05-20")) };
    assert_eq!(says(&accepted, &Facts::default(), &later), at_first);
}
