//! The words of letters: for each kind and language a subject, some paragraphs and a button.
//!
//! A subject is a constant, so nothing that anybody typed can be in it. Titles and file names enter a
//! paragraph through [`quoted`], which makes them one line of a fair length; names of people who ask for something through
//! [`named`], which leaves out what might become a link.

mod english;
mod spanish;

use super::{Language, Letter, LetterLinks};
use crate::plain_text;

/// The words of one letter, before they are laid out as text or HTML.
pub(super) struct Wording {
    /// The subject, which is the heading as well.
    pub(super) subject: &'static str,
    /// "Hello …,".
    pub(super) greeting: String,
    /// What comes before the button.
    pub(super) paragraphs: Vec<String>,
    /// The digits to type in, large.
    pub(super) code: Option<String>,
    /// What the button says, and the address that it opens.
    pub(super) button: Option<(&'static str, String)>,
    /// What comes after the button, smaller.
    pub(super) notes: Vec<&'static str>,
    /// What stands above the address for those whose button does nothing.
    pub(super) address_hint: &'static str,
    /// Who sent this, and that nobody reads answers.
    pub(super) footer: String,
}

/// What a language says for one kind of letter.
#[derive(Default)]
struct Message {
    subject: &'static str,
    paragraphs: Vec<String>,
    button: Option<&'static str>,
    notes: Vec<&'static str>,
}

impl Message {
    fn new(subject: &'static str) -> Self {
        Self { subject, ..Self::default() }
    }

    fn says(mut self, paragraph: impl Into<String>) -> Self {
        self.paragraphs.push(paragraph.into());
        self
    }

    fn button(self, words: &'static str) -> Self {
        Self { button: Some(words), ..self }
    }

    fn note(mut self, note: &'static str) -> Self {
        self.notes.push(note);
        self
    }
}

/// The words of `letter`.
pub(super) fn of(letter: &Letter, links: &LetterLinks) -> Wording {
    let name =
        letter.name.as_ref().map(|name| plain_text::line(name.as_str())).filter(|name| !is_like_a_link(name));
    let (message, greeting, address_hint, footer) = match letter.language {
        Language::En => (
            english::message(&letter.content),
            english::greeting(name.as_deref()),
            english::ADDRESS_HINT,
            english::footer(&links.site),
        ),
        Language::Es => (
            spanish::message(&letter.content),
            spanish::greeting(name.as_deref()),
            spanish::ADDRESS_HINT,
            spanish::footer(&links.site),
        ),
    };
    let Message { subject, paragraphs, button, notes } = message;
    let code = links.code.clone();
    let button = button.zip(links.button.clone());

    Wording { subject, greeting, paragraphs, code, button, notes, address_hint, footer }
}

/// Other people's text, as one line of at most 150 characters.
fn quoted(text: &str) -> String {
    plain_text::line_within(text, 150)
}

/// Other people's sentences, as one line of at most 600 characters.
fn passage(text: &str) -> String {
    plain_text::line_within(text, 600)
}

/// The name of whoever asks, as one line; `instead` when a mail program might make a link of it.
fn named(name: &str, instead: &str) -> String {
    let name = quoted(name);
    if is_like_a_link(&name) { instead.to_owned() } else { name }
}

/// Whether a mail program might make a link of a name: a letter must not carry links of other people.
fn is_like_a_link(name: &str) -> bool {
    let starts_with_two_letters =
        |rest: &str| rest.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2;
    name.contains(['/', ':', '@']) || name.split('.').skip(1).any(starts_with_two_letters)
}
