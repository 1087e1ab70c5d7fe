//! What the system knows of an earner that would tell an assessor whose work she reads.

use std::collections::BTreeSet;

use super::{Kind, Phrase, ordinary, words};
use crate::person::{Organisation, Person};

/// Names, places and addresses, as they are written in the records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// What people are called.
    pub names: Vec<String>,
    /// Schools, districts, agencies.
    pub places: Vec<String>,
    /// E-mail addresses.
    pub addresses: Vec<String>,
}

impl Known {
    /// What is known of a person and of the organisations that she belongs to.
    #[must_use]
    pub fn of(person: &Person, organisations: &[Organisation]) -> Self {
        let own = person.memberships.iter().filter_map(|place| place.school.as_ref());
        let theirs = organisations
            .iter()
            .flat_map(|place| place.schools.iter().chain([&place.name]).chain(&place.former));
        let contacts = organisations.iter().map(|place| place.contact.to_string());
        Self {
            names: vec![person.name.as_str().to_owned()],
            places: own.chain(theirs).map(|name| name.as_str().to_owned()).collect(),
            addresses: contacts.chain([person.email.to_string()]).collect(),
        }
    }

    /// The parts of names that count alone, folded.
    pub(super) fn parts(&self) -> BTreeSet<String> {
        let parts = self.names.iter().flat_map(|name| words::of(name)).map(|word| word.folded);
        parts.filter(|part| part.chars().count() > 1 && !ordinary::is_unsaid_alone(part)).collect()
    }

    /// What is taken out as a whole.
    pub(super) fn phrases(&self) -> Vec<Phrase> {
        let addresses = self.addresses.iter().map(|text| phrase(Kind::Address, text));
        let names =
            self.names.iter().map(|text| phrase(Kind::Name, text)).filter(|name| name.words.len() > 1);
        let places = self.places.iter().flat_map(|text| spellings(text));
        let all = addresses.chain(names).chain(places);
        all.filter(|phrase| !phrase.words.is_empty()).collect()
    }
}

fn phrase(kind: Kind, text: &str) -> Phrase {
    let words = words::of(text).into_iter().map(|word| word.folded).collect();
    Phrase { kind, words, in_capitals: false }
}

/// A place by its whole name, by what is left without "School", "District" and the like, and by its initials where
/// these are four or more.
fn spellings(text: &str) -> Vec<Phrase> {
    let whole = phrase(Kind::Place, text);
    let core: Vec<String> = without_general(&whole.words).to_vec();
    let says_enough = match core.as_slice() {
        [] => false,
        [alone] => alone.chars().count() > 3 && !ordinary::is_word(alone),
        [_, ..] => true,
    };
    let core = says_enough.then(|| Phrase { words: core, ..whole.clone() });
    let initials: String = whole.words.iter().filter_map(|word| word.chars().next()).collect();
    let initials =
        (whole.words.len() > 3).then(|| Phrase { words: vec![initials], in_capitals: true, ..whole.clone() });
    [Some(whole), core, initials].into_iter().flatten().collect()
}

/// The words between those at either end that every school has in its name.
fn without_general(words: &[String]) -> &[String] {
    let is_special = |word: &String| !ordinary::is_general_of_places(word);
    let first = words.iter().position(is_special).unwrap_or(words.len());
    let end = words.iter().rposition(is_special).map_or(first, |last| last + 1);
    &words[first..end]
}
