//! Claims by tables; what holds whatever happens, in whatever order, is in [`always`].

mod always;
mod looks;
mod sheets;
mod steps;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde_json::{Value, json};

use super::*;
use crate::policy::{Held, PolicyEdition};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Noon of a day.
fn noon(text: &str) -> Timestamp {
    format!("{text}T12:00:00Z").parse().expect("a timestamp")
}

fn person(number: u128) -> PersonId {
    PersonId::from_parts(Timestamp::UNIX_EPOCH, number)
}

/// Whose claims these are.
fn earner() -> PersonId {
    person(1)
}

/// Who decides them.
fn staff() -> PersonId {
    person(2)
}

fn award(number: u128) -> AwardId {
    AwardId::from_parts(Timestamp::UNIX_EPOCH, number)
}

fn held(number: u128, slug: &str, awarded: &str) -> Held {
    let microcredential = slug.parse().expect("a slug");
    Held { award: Some(award(number)), ..Held::imagined(microcredential, day(awarded)) }
}

fn edition(policy: Value) -> PolicyEdition {
    let policy: Policy = serde_json::from_value(policy).unwrap_or_else(|fault| panic!("{fault}"));
    PolicyEdition {
        policy,
        version: 1,
        recognizer: OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 3),
        published: Timestamp::UNIX_EPOCH,
    }
}

/// Two of a list make a lead, two others a master; every award is four hours of at most ten a year.
fn rules(double_counting: Value) -> PolicyEdition {
    edition(json!({
        "id": "sample", "title": "Sample", "language": "en", "validFrom": "2026-01-01",
        "terms": {"lead": "Lead", "master": "Master", "practice": "Practice", "here": "Here"},
        "lists": [{"id": "all", "title": "All", "microcredentials":
            [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}]}],
        "uses": [
            {"id": "lead", "title": "Lead", "awards": [{"n": 2, "from": "all"}], "grants": {"designation": "lead"}},
            {"id": "master", "title": "Master", "awards": [{"n": 2, "from": "all"}],
             "grants": {"designation": "master"}, "eligible": {"employer": ["here"]}},
            {"id": "hours", "title": "Hours", "awards": [{"n": 1, "from": "all"}],
             "grants": {"hours": {"of": "practice", "each": "4", "per": "calendar-year", "most": "10"}}},
        ],
        "doubleCounting": double_counting,
    }))
}

fn here() -> Facts {
    serde_json::from_value(json!({"employers": [{"employer": "here", "from": "2020-01-01"}]})).expect("facts")
}

/// The claims after a look.
fn look(
    before: Option<&Recognitions>,
    edition: &PolicyEdition,
    known: (&Facts, &[Held]),
    on: &str,
) -> Recognitions {
    Recognitions::look(before, earner(), edition, known, noon(on)).expect("something changes").recognitions
}

/// Each claim as its use, the numbers of its awards, and its state.
fn told(recognitions: &Recognitions) -> Vec<(&str, Vec<u128>, &'static str)> {
    let number = |one: &CountedAward| u128::from_be_bytes(one.award.to_bytes());
    let awards = |claim: &Recognition| claim.awards.iter().map(number).collect();
    let claims = recognitions.claims.iter();
    claims.map(|claim| (claim.asked.as_str(), awards(claim), claim.state.name())).collect()
}

/// Her claims after a step of the recognizer's staff.
fn decide(claims: Recognitions, number: u32, step: Step, on: &str) -> Recognitions {
    let seen = claims.version;
    let held = holding(&claims);
    let decided = claims.decide(
        (number, seen),
        step,
        staff(),
        (&Facts::default(), &Sources::default(), &held),
        noon(on),
    );
    decided.expect("it is a step").0
}

/// The awards that are counted, as somebody holds them.
fn holding(claims: &Recognitions) -> Vec<Held> {
    let counted = claims.claims.iter().flat_map(|claim| &claim.awards);
    let held = |one: &CountedAward| Held {
        award: Some(one.award),
        not_ours: one.not_ours.clone(),
        ..Held::imagined(one.microcredential.clone(), one.awarded)
    };
    counted.map(held).collect()
}

fn decline() -> Step {
    Step::Decline { reason: "Not of this year.".into() }
}
