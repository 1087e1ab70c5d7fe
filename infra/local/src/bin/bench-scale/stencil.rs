//! A text with gaps: what differs from one submission to the next in records that are otherwise alike.

use jiff::{SignedDuration, Timestamp};

/// The longest a time is written: `2026-11-26T09:12:33.123456789Z`.
const LONGEST_TIME: usize = 30;

/// A text that differs, where it stands behind `before`.
#[derive(Clone, Debug)]
pub(crate) struct Needle {
    pub(crate) before: &'static str,
    pub(crate) text: String,
}

/// A text, cut where a copy of it differs: at names, and at every time.
#[derive(Debug)]
pub(crate) struct Stencil(Vec<Piece>);

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// The needle of that number.
    Needle(usize),
    Time(Timestamp),
}

impl Needle {
    /// Its length in bytes with what stands before it, if `text` begins with it. An empty one is nowhere.
    fn begins(&self, text: &str) -> Option<usize> {
        let rest = text.strip_prefix(self.before).filter(|_| !self.text.is_empty())?;
        rest.starts_with(&self.text).then(|| self.before.len() + self.text.len())
    }
}

impl Stencil {
    /// The text, cut at `needles`, of which the first that fits counts.
    pub(crate) fn cut(text: &str, needles: &[Needle]) -> Self {
        let (mut pieces, mut kept, mut rest) = (Vec::new(), String::new(), text);
        while let Some(next) = rest.chars().next() {
            let mut fitting = needles.iter().enumerate();
            let needle = fitting.find_map(|(number, needle)| Some((number, needle.begins(rest)?)));
            let (piece, length) = match (needle, time(rest)) {
                (Some((number, length)), _) => {
                    kept.push_str(needles[number].before);
                    (Piece::Needle(number), length)
                }
                (None, Some((time, length))) => (Piece::Time(time), length),
                (None, None) => {
                    kept.push(next);
                    rest = &rest[next.len_utf8()..];
                    continue;
                }
            };
            pieces.extend([Piece::Text(std::mem::take(&mut kept)), piece]);
            rest = &rest[length..];
        }
        pieces.push(Piece::Text(kept));
        Self(pieces)
    }

    /// The text with these in place of the needles, and with every time so much `later`.
    pub(crate) fn filled(&self, values: &[Needle], later: SignedDuration) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(kept) => text.push_str(kept),
                Piece::Needle(number) => text.push_str(&values[*number].text),
                Piece::Time(time) => text.push_str(&(*time + later).to_string()),
            }
        }
        text
    }
}

/// The time that `text` begins with, and its length in bytes.
fn time(text: &str) -> Option<(Timestamp, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(4) != Some(&b'-') || bytes.get(10) != Some(&b'T') {
        return None;
    }
    let length = bytes.iter().take(LONGEST_TIME).position(|byte| *byte == b'Z')? + 1;
    Some((text.get(..length)?.parse().ok()?, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needles(pairs: &[(&'static str, &str)]) -> Vec<Needle> {
        pairs.iter().map(|(before, text)| Needle { before, text: (*text).to_owned() }).collect()
    }

    #[test]
    fn a_copy_differs_in_names_and_times_and_in_nothing_else() {
        let text = r#"{"id":"sub_1","at":"2026-11-26T09:12:33.5Z","index":12,"of":"sub_1, 12 — “x”","day":"2026-11-26"}"#;
        let stencil = Stencil::cut(text, &needles(&[("", "sub_1"), ("\"index\":", "12"), ("", "")]));

        let values = needles(&[("", "sub_22"), ("\"index\":", "7"), ("", "nowhere")]);
        let filled = stencil.filled(&values, SignedDuration::from_hours(-24));

        let wanted = r#"{"id":"sub_22","at":"2026-11-25T09:12:33.5Z","index":7,"of":"sub_22, 12 — “x”","day":"2026-11-26"}"#;
        assert_eq!(filled, wanted);
    }
}
