//! The language, by tables; the policies that ship are in [`shipped`], the promises for all policies in [`always`].

mod always;
mod cheapest;
mod kinds;
mod language;
mod printed;
mod prospect;
mod register;
mod schema;
mod shipped;
mod sources;
mod traced;
mod unfit;

use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};

use super::*;
use crate::letter::Language;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn policy(value: Value) -> Policy {
    serde_json::from_value(value).unwrap_or_else(|fault| panic!("{fault}"))
}

fn facts(value: Value) -> Facts {
    serde_json::from_value(value).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Awards of these days, numbered from 1.
fn held<const N: usize>(awards: [(&str, &str); N]) -> Vec<Held> {
    let one = |(number, (slug, awarded)): (usize, (&str, &str))| Held {
        award: Some(AwardId::from_parts(Timestamp::UNIX_EPOCH, u128::try_from(number).expect("small") + 1)),
        ..Held::imagined(slug.parse().expect("a slug"), day(awarded))
    };
    awards.into_iter().enumerate().map(one).collect()
}

fn id(text: &str) -> UseId {
    text.parse().expect("an id")
}

/// How often each use is granted, in order.
fn times(answer: &Answer<'_>) -> Vec<usize> {
    answer.uses.iter().map(|one| one.times).collect()
}

/// The micro-credentials that count for each use, in order.
fn counted<'a>(answer: &Answer<'a>) -> Vec<Vec<&'a str>> {
    let of =
        |one: &UseAnswer<'a>| one.counted().map(|counted| counted.award.microcredential.as_str()).collect();
    answer.uses.iter().map(of).collect()
}

/// The hours of a use by the year's first day.
fn hours(answer: &Answer<'_>, of: &str) -> Vec<(String, String)> {
    let years = answer.of(&id(of)).expect("a use").hours();
    years.into_iter().map(|(year, hours)| (year.first.to_string(), hours.to_string())).collect()
}

/// In that language, without titles and sources.
fn plain(language: Language) -> Telling<'static> {
    static NONE: BTreeMap<Slug, String> = BTreeMap::new();
    Telling { language, titles: &NONE, origin: None }
}

/// Every sentence of the trace of one use, those within others after them.
fn trace(answer: &Answer<'_>, of: &str, language: Language) -> Vec<(bool, String)> {
    fn flat(sentences: &[Sentence], into: &mut Vec<(bool, String)>) {
        for sentence in sentences {
            into.push((sentence.met, sentence.says.clone()));
            flat(&sentence.under, into);
        }
    }
    let titles =
        BTreeMap::from([("generating-ideas".parse().expect("a slug"), "Generating Ideas".to_owned())]);
    let told = answer.told(&Telling { language, titles: &titles, origin: None });
    let mut sentences = Vec::new();
    flat(&told.iter().find(|one| one.id == id(of)).expect("a use").trace, &mut sentences);
    sentences
}

/// Two uses of one list of three, `first` before `second`.
fn two_uses() -> Value {
    json!({
        "id": "sample", "title": "Sample", "language": "en", "validFrom": "2026-07-01",
        "terms": {"lead": "Lead", "master": "Master"},
        "lists": [{"id": "all", "title": "All", "microcredentials": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}],
        "uses": [
            {"id": "first", "title": "First", "awards": [{"n": 2, "from": "all"}], "grants": {"designation": "lead"}},
            {"id": "second", "title": "Second", "awards": [{"n": 1, "from": "all"}], "grants": {"designation": "master"}},
        ],
    })
}

/// A policy with the value at `pointer` replaced; the last key may be new, and an item after the last is added.
fn with(mut value: Value, pointer: &str, new: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    match value.pointer_mut(parent).expect("the parent is there") {
        Value::Object(object) => {
            object.insert(key.to_owned(), new);
        }
        Value::Array(items) => {
            let place: usize = key.parse().expect("a number");
            items.splice(place..items.len().min(place + 1), [new]);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            panic!("{parent} holds nothing")
        }
    }
    value
}
