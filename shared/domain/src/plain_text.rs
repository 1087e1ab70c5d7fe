//! Text that people typed, made safe to send out: no controls, no hidden direction changes.
//!
//! Everything a user wrote passes through [`line`] or [`block`] before it enters a letter, a header
//! or a public page, and a name is a [`DisplayName`] from the moment it is taken. Control characters
//! in a name can break a mail header; a direction override can make a text read as another one.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// `text` as one line: controls and hidden characters taken out, every run of white space one space,
/// nothing at the ends.
pub fn line(text: &str) -> String {
    let visible: String = text.chars().filter(|c| c.is_whitespace() || !is_hidden(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` in its lines: every kind of line end becomes `\n`, controls (but not tabs) and hidden
/// characters are taken out, other characters stay as they are.
pub fn block(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(as_newline)
        .filter(|c| matches!(c, '\n' | '\t') || !is_hidden(*c))
        .collect()
}

/// The first `limit` characters of [`line`], with an ellipsis in place of what was cut off.
pub fn line_within(text: &str, limit: usize) -> String {
    let whole = line(text);
    if whole.chars().count() <= limit {
        return whole;
    }
    let start: String = whole.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

/// `text` as the cell of a table: one line that no spreadsheet takes for a formula. What would begin one begins with an
/// apostrophe (<https://owasp.org/www-community/attacks/CSV_Injection>). A number below zero begins none.
pub fn cell(text: &str) -> String {
    let line = line(text);
    let begins_formula = line.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins_formula && !is_below_zero(&line) { format!("'{line}") } else { line }
}

/// Whether the line is a number below zero: a minus, digits, and perhaps a point with more of them.
fn is_below_zero(line: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    line.strip_prefix('-').is_some_and(|number| {
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        is_digits(whole) && is_digits(part)
    })
}

/// A line of a table that is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// Its number; the first is 1.
    pub line: u64,
    /// What stands in it.
    pub cells: Vec<String>,
}

/// Whether `text` holds a control or a hidden character, line ends and tabs included.
pub fn has_hidden(text: &str) -> bool {
    text.chars().any(is_hidden)
}

fn as_newline(c: char) -> char {
    if matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') { '\n' } else { c }
}

/// C0 and C1 controls, line and paragraph separators, direction embeddings, overrides and isolates,
/// zero-width characters that carry no meaning of their own, annotations, tags and non-characters.
///
/// Joiners (U+200C, U+200D) and direction marks (U+200E, U+200F, U+061C) stay: names are spelled with them.
fn is_hidden(c: char) -> bool {
    let noncharacter = u32::from(c) & 0xFFFE == 0xFFFE;
    noncharacter
        || c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// What a person is called: one visible line of 1 to 100 characters, without a control character.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DisplayName(String);

/// The text is no name we can print in a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    /// Nothing can be seen of it.
    #[error("write a name")]
    Empty,
    /// It is longer than [`DisplayName::LONGEST`].
    #[error("use at most 100 characters for a name")]
    TooLong,
    /// It holds a control or direction character.
    #[error("a name can't hold line breaks, control characters or hidden direction marks")]
    Hidden,
}

impl DisplayName {
    /// The most characters a name has.
    pub const LONGEST: usize = 100;

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DisplayName {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        if has_hidden(text) {
            return Err(NotAName::Hidden);
        }
        let name = line(text);
        if name.is_empty() {
            return Err(NotAName::Empty);
        }
        if name.chars().count() > Self::LONGEST { Err(NotAName::TooLong) } else { Ok(Self(name)) }
    }
}

impl TryFrom<String> for DisplayName {
    type Error = NotAName;

    fn try_from(text: String) -> Result<Self, NotAName> {
        text.parse()
    }
}

impl From<DisplayName> for String {
    fn from(name: DisplayName) -> Self {
        name.0
    }
}

impl fmt::Display for DisplayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name is never in a log: debug output shows its length only.
impl fmt::Debug for DisplayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DisplayName({} characters)", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_more_than_one_line() {
        for (text, wanted) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1", "'+1"),
            ("-2+3", "'-2+3"),
            ("-2", "-2"),
            ("-0.25", "-0.25"),
            ("-.5", "'-.5"),
            ("-1.2.3", "'-1.2.3"),
            ("-1e9", "'-1e9"),
            ("-", "'-"),
            ("'=1", "'=1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'=1"),
            ("\r\n=1", "'=1"),
            ("  =1", "'=1"),
            ("\u{FEFF}=1", "'=1"),
            ("＝1", "'＝1"),
            ("a\tb\nc", "a b c"),
            ("Ana-María", "Ana-María"),
            ("", ""),
        ] {
            assert_eq!(cell(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn one_line_holds_no_control_and_no_hidden_character() {
        for (text, wanted) in [
            ("Ana  María\t López", "Ana María López"),
            ("A\r\nBcc: b@example.org", "A Bcc: b@example.org"),
            ("a\0b\u{7}c", "abc"),
            ("\u{202E}gpj.exe\u{202C}", "gpj.exe"),
            ("\u{2066}x\u{2069}\u{FEFF}", "x"),
            ("a\u{2028}b\u{85}c", "a b c"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            (" \n ", ""),
        ] {
            assert_eq!(line(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_block_keeps_its_lines_and_nothing_else_of_its_controls() {
        assert_eq!(block("a\r\nb\rc\u{2028}d\te\0\u{202E}"), "a\nb\nc\nd\te");
    }

    #[test]
    fn a_long_line_ends_in_an_ellipsis_within_the_limit() {
        assert_eq!(line_within("abc", 3), "abc");
        assert_eq!(line_within("abcd", 3), "ab…");
        assert_eq!(line_within(&"ä".repeat(1_000_000), 300).chars().count(), 300);
    }

    #[test]
    fn a_name_is_one_visible_line_of_at_most_100_characters() {
        let parse = |text: &str| text.parse::<DisplayName>().map(String::from);

        assert_eq!(parse("  Zoë  Ní Bhriain "), Ok("Zoë Ní Bhriain".to_owned()));
        assert_eq!(parse(&"ä".repeat(100)), Ok("ä".repeat(100)));
        for (text, wrong) in [
            ("", NotAName::Empty),
            ("   ", NotAName::Empty),
            (&*"a".repeat(101), NotAName::TooLong),
            ("A\r\nB", NotAName::Hidden),
            ("A\0B", NotAName::Hidden),
            ("\u{202E}A", NotAName::Hidden),
        ] {
            assert_eq!(parse(text), Err(wrong), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_was_typed_begins_no_formula(text in "[\\PC\t\r\n=+@-]{0,12}") {
            let safe = cell(&text);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', ' ']));
            prop_assert!(!safe.contains(['\t', '\r', '\n']));
            prop_assert_eq!(cell(&safe), safe);
        }

        #[test]
        fn whatever_comes_in_a_line_has_nothing_hidden(text in "\\PC*|.*|[\\x00-\\x{202F}]*") {
            let clean = line(&text);
            prop_assert!(!has_hidden(&clean));
            prop_assert_eq!(line(&clean), clean.clone());
        }

        #[test]
        fn whatever_comes_in_a_block_has_only_line_feeds_and_tabs(text in "(?s).*") {
            let clean = block(&text);
            prop_assert!(!has_hidden(&clean.replace(['\n', '\t'], " ")));
        }
    }
}
