//! A text as words, each with its place and its folded form: without case and accents.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A run of letters and digits in a text. An apostrophe after a single letter is inside it: O'Hara is one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it starts, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Small letters without marks.
    pub(super) folded: String,
}

impl Word {
    /// Whether its first letter is a capital.
    pub(super) fn is_capitalised(&self, text: &str) -> bool {
        text[self.start..self.end].chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether all of its letters are capitals.
    pub(super) fn is_in_capitals(&self, text: &str) -> bool {
        text[self.start..self.end].chars().all(|c| !c.is_lowercase())
    }

    /// Whether `'s` follows it, or an apostrophe alone after an s.
    pub(super) fn is_possessive(&self, text: &str) -> bool {
        let mut rest = text[self.end..].chars();
        match rest.next() {
            Some(apostrophe) if is_apostrophe(apostrophe) => match rest.next() {
                Some('s' | 'S') => !rest.next().is_some_and(char::is_alphanumeric),
                other => self.folded.ends_with('s') && !other.is_some_and(char::is_alphanumeric),
            },
            Some(_) | None => false,
        }
    }
}

/// The words of `text`, in order.
pub(super) fn of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let end = start + c.len_utf8();
        let joins = open
            && is_apostrophe(c)
            && words.last().is_some_and(|word| text[word.start..start].chars().count() == 1)
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let is_in_word = c.is_alphanumeric() || joins || (open && is_combining_mark(c));
        if is_in_word {
            match words.last_mut().filter(|_| open) {
                Some(word) => word.end = end,
                None => words.push(Word { start, end, folded: String::new() }),
            }
        }
        open = is_in_word;
    }
    for word in &mut words {
        word.folded = folded(&text[word.start..word.end]);
    }
    words
}

/// `text` in small letters without marks: `Núñez` and `NUNEZ` are the same.
pub(super) fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_apostrophe(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether nothing but a space, a hyphen, an apostrophe or the signs of an address stands between two words.
pub(super) fn follow(text: &str, one: &Word, other: &Word) -> bool {
    let between = &text[one.end..other.start];
    let fits = |c: char| {
        matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '.' | ',' | '@' | '_' | '+' | '&') || c.is_whitespace()
    };
    between.chars().count() <= 3 && between.chars().all(fits) && between.matches('\n').count() < 2
}

/// Whether a sentence, a line or a quotation begins at `place`.
pub(super) fn begins_sentence(text: &str, place: usize) -> bool {
    let before = text[..place].trim_end_matches([' ', '\t', '"', '“', '«', '(', '[', '*', '-', '•']);
    before
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '¿' | '¡' | '\n' | '\r'))
}
