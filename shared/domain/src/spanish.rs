//! What Touchstone answers in problem documents, in Spanish.
//!
//! A rule says its "no" where it stands, in English. The Spanish sentence is found by the English one, as catalogues of
//! gettext do it: `spanish.json` holds both, with `{}` for what differs. Everything that our tests are refused is
//! looked up there, so that a sentence that is missing fails the test that meets it.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::letter::Language;

/// How deep one sentence stands inside another. What is deeper is somebody's text, not ours.
const DEEPEST: usize = 3;

/// A sentence in both languages, cut where it differs from case to case.
struct Phrase {
    english: Vec<String>,
    spanish: Vec<String>,
}

/// All of them; those that say the most come first.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let pairs: BTreeMap<String, String> =
        serde_json::from_str(include_str!("spanish.json")).expect("it is a list of sentences");
    let pieces = |sentence: String| sentence.split("{}").map(str::to_owned).collect();
    let phrase = |(english, spanish)| Phrase { english: pieces(english), spanish: pieces(spanish) };
    let mut phrases: Vec<Phrase> = pairs.into_iter().map(phrase).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.english.iter().map(String::len).sum::<usize>()));
    phrases
});

/// A sentence of ours in that language; any other text stays as it is.
#[must_use]
pub fn told(sentence: &str, language: Language) -> String {
    let spanish = match language {
        Language::En => None,
        Language::Es => in_spanish(sentence),
    };
    spanish.unwrap_or_else(|| sentence.to_owned())
}

/// The Spanish sentence for one of ours; `None` for any other text.
#[must_use]
pub fn in_spanish(sentence: &str) -> Option<String> {
    said(sentence, DEEPEST)
}

fn said(sentence: &str, deepest: usize) -> Option<String> {
    PHRASES.iter().find_map(|phrase| {
        let differing = differing(&phrase.english, sentence)?;
        let mut pieces = phrase.spanish.iter();
        let mut spanish = pieces.next().cloned().unwrap_or_default();
        for (what, piece) in differing.into_iter().zip(pieces) {
            let inner = deepest.checked_sub(1).and_then(|deepest| said(what, deepest));
            spanish.push_str(inner.as_deref().unwrap_or(what));
            spanish.push_str(piece);
        }
        Some(spanish)
    })
}

/// What stands in `sentence` between these pieces; `None` when it has others.
fn differing<'a>(pieces: &[String], sentence: &'a str) -> Option<Vec<&'a str>> {
    let (first, rest) = pieces.split_first()?;
    let mut left = sentence.strip_prefix(first.as_str())?;
    let Some((last, between)) = rest.split_last() else { return left.is_empty().then(Vec::new) };
    left = left.strip_suffix(last.as_str())?;
    let mut found = Vec::new();
    for piece in between {
        let (what, after) = left.split_once(piece.as_str())?;
        found.push(what);
        left = after;
    }
    found.push(left);
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Refusal;

    #[test]
    fn what_differs_stands_in_both_and_is_not_all_there_is() {
        for Phrase { english, spanish } in PHRASES.iter() {
            assert_eq!(english.len(), spanish.len(), "{english:?}");
            assert!(english.iter().any(|piece| piece.contains(char::is_alphabetic)), "{english:?}");
        }
    }

    #[test]
    fn a_sentence_inside_another_is_said_in_spanish_too_and_texts_of_people_are_not() {
        let state = |because: &str| Refusal::WrongState { what: "Deciding", because: because.into() };
        let other = Refusal::OtherFile { name: "Gone".into() };
        for (refusal, wanted) in [
            (Refusal::NotFound, Some("Aquí no hay nada, o no le corresponde verlo.")),
            (state("it is a draft"), Some("Decidir: ahora no es posible, porque es un borrador.")),
            (state("who knows"), Some("Decidir: ahora no es posible, porque who knows.")),
            (Refusal::Gone("What is nowhere said.".into()), None),
        ] {
            assert_eq!(in_spanish(&refusal.to_string()).as_deref(), wanted);
        }
        assert!(in_spanish(&other.to_string()).is_some_and(|said| said.contains("Elija aquel archivo")));
        let parts = Refusal::PartsMissing { missing: (1..=12).collect(), of: 20 }.to_string();
        assert!(in_spanish(&parts).is_some_and(|said| said.starts_with("12 de 20 partes")), "{parts}");
    }

    #[test]
    fn how_long_to_wait_is_said_in_a_unit_that_one_can_judge() {
        for (seconds, english, spanish) in [
            (1, "1 seconds", "1 segundos"),
            (119, "119 seconds", "119 segundos"),
            (120, "2 minutes", "2 minutos"),
            (3_601, "61 minutes", "61 minutos"),
            (7_200, "2 hours", "2 horas"),
            (82_801, "24 hours", "24 horas"),
        ] {
            let what = "You asked ten times within a day.".into();
            let refusal = Refusal::TooMany { what, retry_after_seconds: seconds }.to_string();
            assert_eq!(refusal, format!("You asked ten times within a day. Try again in {english}."));
            let wanted = format!("Lo pidió diez veces en un día. Inténtelo de nuevo dentro de {spanish}.");
            assert_eq!(in_spanish(&refusal), Some(wanted));
        }
    }

    #[test]
    fn a_text_that_nests_without_end_is_answered_all_the_same() {
        let endless = "A: ".repeat(100_000);
        assert!(in_spanish(&endless).is_some_and(|said| said == endless));
    }
}
