//! Masking: what an earner wrote, without the words that tell whose work it is.
//!
//! Names, schools, districts and e-mail addresses that the system knows of her are taken out of what an assessor reads,
//! whatever their case and accents, in possessives, and part by part. A part of a name that is an ordinary word as well,
//! such as Rose or Hill, is taken out only where it stands as a name. What the system doesn't know it can't take out.

mod known;
mod ordinary;
mod words;

use std::collections::BTreeSet;

pub use known::Known;
use words::Word;

/// What stands in the place of what was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Place,
    Address,
}

/// Words that are taken out where they follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    kind: Kind,
    words: Vec<String>,
    /// Whether it counts in capitals only, as an abbreviation does.
    in_capitals: bool,
}

/// Takes out what is known of one earner.
#[derive(Debug, Clone)]
pub struct Mask {
    /// The longest first.
    phrases: Vec<Phrase>,
    /// The parts of her name, folded.
    parts: BTreeSet<String>,
    in_spanish: bool,
}

impl Mask {
    /// The mask over what is known; `language` is that of the texts, as a definition names it.
    #[must_use]
    pub fn of(known: &Known, language: &str) -> Self {
        let mut phrases = known.phrases();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Self { phrases, parts: known.parts(), in_spanish: language.starts_with("es") }
    }

    /// `text` without what is known.
    #[must_use]
    pub fn over(&self, text: &str) -> String {
        let words = words::of(text);
        let (mut masked, mut copied, mut at) = (String::new(), 0, 0);
        while let Some(first) = words.get(at) {
            let Some((count, kind)) = self.found(text, &words, at) else {
                at += 1;
                continue;
            };
            masked.push_str(&text[copied..first.start]);
            masked.push_str(self.sign(kind));
            at += count;
            copied = words[at - 1].end;
        }
        masked.push_str(&text[copied..]);
        masked
    }

    /// How many words from that place on are to be taken out, and what they are.
    fn found(&self, text: &str, words: &[Word], at: usize) -> Option<(usize, Kind)> {
        let phrase = self.phrases.iter().find(|phrase| phrase.stands_at(text, words, at));
        let whole = |phrase: &Phrase| (phrase.words.len() + phrase.more_after(text, words, at), phrase.kind);
        phrase.map(whole).or_else(|| {
            let count = self.name_at(text, words, at);
            (count > 0).then_some((count, Kind::Name))
        })
    }

    /// How many words from that place on are parts of her name, standing as one.
    fn name_at(&self, text: &str, words: &[Word], at: usize) -> usize {
        let is_part = |word: &Word| self.parts.contains(&word.folded);
        let (mut parts, mut count) = (0, 0);
        for next in at..words.len() {
            let follows = next == at || words::follow(text, &words[next - 1], &words[next]);
            let is_particle = next > at && ordinary::is_particle(&words[next].folded);
            if !follows || !(is_part(&words[next]) || is_particle) {
                break;
            }
            if is_part(&words[next]) {
                parts += 1;
                count = next + 1 - at;
            }
        }
        match parts {
            0 => 0,
            1 if !stands_as_name(text, words, at) => 0,
            _ => count,
        }
    }

    const fn sign(&self, kind: Kind) -> &'static str {
        match (kind, self.in_spanish) {
            (Kind::Name, false) => "[name]",
            (Kind::Name, true) => "[nombre]",
            (Kind::Place, false) => "[school or district]",
            (Kind::Place, true) => "[escuela o distrito]",
            (Kind::Address, false) => "[e-mail]",
            (Kind::Address, true) => "[correo]",
        }
    }
}

impl Phrase {
    /// How many words after it belong to it: the School after a school's own name.
    fn more_after(&self, text: &str, words: &[Word], at: usize) -> usize {
        let first = at + self.words.len();
        let belongs = |next: &usize| {
            let word = &words[*next];
            ordinary::is_general_of_places(&word.folded)
                && word.is_capitalised(text)
                && words::follow(text, &words[next - 1], word)
        };
        if self.kind == Kind::Place { (first..words.len()).take_while(belongs).count() } else { 0 }
    }

    fn stands_at(&self, text: &str, words: &[Word], at: usize) -> bool {
        let Some(there) = words.get(at..at + self.words.len()) else { return false };
        let same = there.iter().zip(&self.words).all(|(word, wanted)| word.folded == *wanted);
        let follow = there.windows(2).all(|two| words::follow(text, &two[0], &two[1]));
        same && follow && (!self.in_capitals || there.iter().all(|word| word.is_in_capitals(text)))
    }
}

/// Whether one part of a name that stands alone is meant as a name. What is no ordinary word is; what is one counts with
/// a capital, unless that is due to the beginning of a sentence: there it takes a title before it or a possessive.
fn stands_as_name(text: &str, words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if !ordinary::is_word(&word.folded) {
        return word.folded.chars().count() > 2 || word.is_capitalised(text);
    }
    let has_title =
        at > 0 && ordinary::is_title(&words[at - 1].folded) && words::follow(text, &words[at - 1], word);
    word.is_capitalised(text)
        && (has_title || word.is_possessive(text) || !words::begins_sentence(text, word.start))
}

#[cfg(test)]
mod tests;
