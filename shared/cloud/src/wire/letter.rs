//! A letter as the issuer's staff sees it.

use domain::{
    LetterId,
    email::EmailAddress,
    letter::{Language, Letter, Reason, State},
};
use jiff::Timestamp;
use serde::Serialize;

/// A letter, without its text: links and codes are nobody's but the reader's.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LetterView {
    id: LetterId,
    kind: &'static str,
    to: EmailAddress,
    language: Language,
    written: Timestamp,
    #[serde(flatten)]
    state: StateView,
}

/// Where the letter is, by name, and what is true only there.
#[derive(Debug, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
enum StateView {
    Pending { tries: u32, next_try: Timestamp },
    Sending { tries: u32 },
    Delivered { at: Timestamp },
    Suppressed { at: Timestamp, reason: Reason },
    Dead { at: Timestamp, reason: Reason },
}

impl LetterView {
    /// The view of `letter`.
    pub fn of(letter: Letter) -> Self {
        let state = match letter.state {
            State::Pending { tries, next_try } => StateView::Pending { tries, next_try },
            State::Held { until } => StateView::Pending { tries: 0, next_try: until },
            State::Sending { tries, .. } => StateView::Sending { tries },
            State::Delivered { at } => StateView::Delivered { at },
            State::Suppressed { at, reason } => StateView::Suppressed { at, reason },
            State::Dead { at, reason } => StateView::Dead { at, reason },
        };
        Self {
            id: letter.id,
            kind: letter.content.kind(),
            to: letter.to,
            language: letter.language,
            written: letter.written,
            state,
        }
    }
}
