//! The sentences of an answer, in English and Spanish. Names and titles are others' words and stay as they are.

mod english;
mod spanish;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Aside, Condition, Counted, Decimal, Found, Grant, Held, Hours, Met, Needed, NotOurs, Origin, Policy,
    Reader, Source, Telling, TermId, Year,
};
use crate::{Slug, letter::Language, plain_text};

/// What sentences are made with.
pub(super) struct Words<'a> {
    pub(super) policy: &'a Policy,
    pub(super) language: Language,
    pub(super) titles: &'a BTreeMap<Slug, String>,
    pub(super) origin: Option<Origin<'a>>,
}

impl<'a> Words<'a> {
    pub(super) const fn of(policy: &'a Policy, telling: &Telling<'a>) -> Self {
        let Telling { language, titles, origin } = *telling;
        Self { policy, language, titles, origin }
    }
}

impl Words<'_> {
    /// What a use grants, without a full stop.
    pub(super) fn grant(&self, grant: &Grant) -> String {
        match self.language {
            Language::En => self.grant_in_english(grant),
            Language::Es => self.grant_in_spanish(grant),
        }
    }

    /// What a condition asks for, and what is on record.
    pub(super) fn condition(&self, met: &Met<'_>) -> String {
        let found: Vec<String> = met.found.iter().map(|found| self.found(*found)).collect();
        let found = found.join("; ");
        match self.language {
            Language::En => self.condition_in_english(met, &found),
            Language::Es => self.condition_in_spanish(met, &found),
        }
    }

    /// How many awards are needed, which count, and what is missing.
    pub(super) fn need(&self, needed: &Needed<'_>) -> String {
        match self.language {
            Language::En => self.need_in_english(needed),
            Language::Es => self.need_in_spanish(needed),
        }
    }

    /// What each award adds, what was added in each year, and what can be.
    pub(super) fn hours(&self, hours: &Hours, needed: &Needed<'_>) -> String {
        match self.language {
            Language::En => self.hours_in_english(hours, needed),
            Language::Es => self.hours_in_spanish(hours, needed),
        }
    }

    /// What is said of awards before the earner is eligible.
    pub(super) fn if_eligible(&self, says: &str) -> String {
        match self.language {
            Language::En => format!("If eligible: {says}"),
            Language::Es => format!("Si cumple los requisitos: {says}"),
        }
    }

    /// Why an award doesn't count.
    pub(super) fn aside(&self, aside: &Aside<'_>) -> String {
        match self.language {
            Language::En => self.aside_in_english(aside),
            Language::Es => self.aside_in_spanish(aside),
        }
    }

    /// A fact, and from where it is where that is told.
    fn found(&self, found: Found<'_>) -> String {
        let says = match self.language {
            Language::En => self.found_in_english(found),
            Language::Es => self.found_in_spanish(found),
        };
        let source = self.origin.and_then(|origin| Some((origin, origin.sources.source_of(found)?)));
        match source {
            None => says,
            Some((origin, source)) => format!("{says} ({})", self.source(origin, source)),
        }
    }

    fn source(&self, origin: Origin<'_>, source: Source<'_>) -> String {
        let recognizer = line(origin.recognizer);
        match (source, self.language) {
            (Source::Register(called, day), Language::En) => {
                let called = quoted(self.language, &line(called));
                format!("from the register of {recognizer} on {}: {called}", self.date(day))
            }
            (Source::Register(called, day), Language::Es) => {
                let called = quoted(self.language, &line(called));
                format!("del registro de {recognizer} del {}: {called}", self.date(day))
            }
            (Source::Earner(day), Language::En) => match origin.reader {
                Reader::Earner => format!("stated by you on {}", self.date(day)),
                Reader::Recognizer => format!("stated by the earner on {}", self.date(day)),
            },
            (Source::Earner(day), Language::Es) => match origin.reader {
                Reader::Earner => format!("lo declaró usted el {}", self.date(day)),
                Reader::Recognizer => {
                    format!("lo declaró quien obtiene la microcredencial el {}", self.date(day))
                }
            },
        }
    }

    fn date(&self, date: Date) -> String {
        self.language.date(date)
    }

    fn term(&self, term: &TermId) -> String {
        line(self.policy.term(term))
    }

    /// The terms, with the language's "or" between them.
    fn any_of(&self, terms: &[TermId], or: &str) -> String {
        terms.iter().map(|term| self.term(term)).collect::<Vec<_>>().join(or)
    }

    fn title(&self, microcredential: &Slug) -> String {
        line(self.titles.get(microcredential).map_or(microcredential.as_str(), String::as_str))
    }

    /// Titles in this language's quotation marks, with commas.
    fn quoted(&self, titles: &[String]) -> String {
        titles.iter().map(|title| quoted(self.language, title)).collect::<Vec<_>>().join(", ")
    }

    fn open(&self, needed: &Needed<'_>) -> String {
        self.quoted(&needed.open.iter().map(|one| self.title(one)).collect::<Vec<_>>())
    }

    /// Awards with their days.
    fn awards<'c, 'd: 'c>(&self, counted: impl Iterator<Item = &'c Counted<'d>>) -> String {
        let one = |counted: &Counted<'_>| self.award(counted.award);
        counted.map(one).collect::<Vec<_>>().join(", ")
    }

    /// An award with its day, and whose it is if it isn't ours.
    fn award(&self, held: &Held) -> String {
        let (title, day) =
            (quoted(self.language, &self.title(&held.microcredential)), self.date(held.awarded));
        match &held.not_ours {
            None => format!("{title} ({day})"),
            Some(not_ours) => format!("{title} ({day}; {})", not_ours.told(self.language)),
        }
    }

    /// Whose an award is, in brackets, if it isn't ours.
    fn whose(&self, held: &Held) -> String {
        held.not_ours
            .as_ref()
            .map(|not_ours| format!(" ({})", not_ours.told(self.language)))
            .unwrap_or_default()
    }

    /// The years in which awards count, with their hours and awards.
    fn by_year(&self, hours: &Hours, needed: &Needed<'_>) -> Vec<(Year, Decimal, String)> {
        let mut years: Vec<Year> = needed.counted.iter().filter_map(|counted| counted.year).collect();
        years.sort_unstable();
        years.dedup();
        let of = |year: Year| needed.counted.iter().filter(move |counted| counted.year == Some(year));
        let told = |year: Year| (year, hours.for_awards(of(year).count()), self.awards(of(year)));
        years.into_iter().map(told).collect()
    }
}

fn quoted(language: Language, text: &str) -> String {
    match language {
        Language::En => format!("“{text}”"),
        Language::Es => format!("«{text}»"),
    }
}

impl NotOurs {
    /// That it isn't ours, and whose it is.
    #[must_use]
    pub fn told(&self, language: Language) -> String {
        let issuer = quoted(language, &line(&self.issuer));
        match language {
            Language::En => format!("not ours: a badge of {issuer}"),
            Language::Es => format!("no es nuestra: una insignia de {issuer}"),
        }
    }
}

/// Others' words on one short line.
fn line(text: &str) -> String {
    plain_text::line_within(text, 150)
}

/// Whether the condition consists of others, of which so many are needed; otherwise it is one fact.
const fn group(condition: &Condition) -> Option<Needs> {
    match condition {
        Condition::All(_) => Some(Needs::All),
        Condition::AnyOf { n: 1, .. } => Some(Needs::One),
        Condition::AnyOf { n, .. } => Some(Needs::AtLeast(*n)),
        Condition::Licence(_)
        | Condition::Exam(_)
        | Condition::Employer(_)
        | Condition::CareerLevel(_)
        | Condition::Requirement(_) => None,
    }
}

/// How many of several conditions are needed.
enum Needs {
    All,
    One,
    AtLeast(usize),
}
