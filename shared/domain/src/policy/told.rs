//! An answer in words: what is met by which award, and what is missing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Answer, Decimal, Grant, Met, Needed, Origin, UseAnswer, UseId, Year, sentences::Words};
use crate::{Slug, letter::Language};

/// How an answer is put into words.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// In which language.
    pub language: Language,
    /// The titles of micro-credentials; without a title its id is told.
    pub titles: &'a BTreeMap<Slug, String>,
    /// From where facts are, and who reads it; without it that isn't told.
    pub origin: Option<Origin<'a>>,
}

/// What became of one use, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// Which use.
    pub id: UseId,
    /// Its name, as its recognizer wrote it.
    pub title: String,
    /// What it grants, for programs.
    pub grants: Grant,
    /// What it grants, in words.
    pub says: String,
    /// How often it is granted; 0 while something is missing.
    pub times: usize,
    /// The hours of each year, for hours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<YearHours>,
    /// Everything that is asked for. It is granted when all of it is met.
    pub trace: Vec<Sentence>,
    /// What is said of awards that don't count.
    pub asides: Vec<String>,
}

/// The hours of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct YearHours {
    /// Which year.
    pub year: Year,
    /// How many.
    pub hours: Decimal,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sentence {
    /// Whether it is met.
    pub met: bool,
    /// What is asked for, what meets it, and what is missing.
    pub says: String,
    /// What it consists of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<Sentence>,
}

impl Answer<'_> {
    /// The answer in words.
    #[must_use]
    pub fn told(&self, telling: &Telling<'_>) -> Vec<Told> {
        let words = Words::of(self.policy, telling);
        self.uses.iter().map(|answer| told(&words, answer)).collect()
    }
}

fn told(words: &Words<'_>, answer: &UseAnswer<'_>) -> Told {
    let hours = answer.hours().into_iter().map(|(year, hours)| YearHours { year, hours });
    let needs = answer.needs.iter().map(|needed| need(words, answer, needed));
    let asides = answer.needs.iter().flat_map(|needed| &needed.asides);
    Told {
        id: answer.asked.id.clone(),
        title: answer.asked.title.clone(),
        grants: answer.asked.grants.clone(),
        says: words.grant(&answer.asked.grants),
        times: answer.times,
        hours: hours.collect(),
        trace: answer.eligible.iter().map(|eligible| condition(words, eligible)).chain(needs).collect(),
        asides: asides.map(|aside| words.aside(aside)).collect(),
    }
}

fn condition(words: &Words<'_>, met: &Met<'_>) -> Sentence {
    let under = met.under.iter().map(|one| condition(words, one)).collect();
    Sentence { met: met.met, says: words.condition(met), under }
}

fn need(words: &Words<'_>, answer: &UseAnswer<'_>, needed: &Needed<'_>) -> Sentence {
    let says = match answer.asked.grants.hours() {
        Some(hours) => words.hours(hours, needed),
        None => words.need(needed),
    };
    let counts = needed.counted.is_empty() || answer.is_eligible();
    let says = if counts { says } else { words.if_eligible(&says) };
    Sentence { met: needed.is_met(), says, under: Vec::new() }
}
