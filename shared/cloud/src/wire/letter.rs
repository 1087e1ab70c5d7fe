//! A letter as the issuer's staff sees it.

use domain::{
    LetterId, PersonId,
    email::EmailAddress,
    letter::{Language, Letter, Reason, State},
};
use jiff::Timestamp;
use serde::Serialize;

/// A letter, without its text: links and codes are nobody's but the reader's.
///
/// Whoever scores or decides may be among the staff that reads this. So of a letter that
/// [names the earner](domain::letter::Content::names_the_earner) either the address is left out, or, where somebody has to
/// see to the address, the times are those of its day.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LetterView {
    id: LetterId,
    kind: &'static str,
    /// To whom; needed to have it sent again.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<EmailAddress>,
    language: Language,
    written: Timestamp,
    /// Whether what it carries is over, so that it can't be sent again.
    over: bool,
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
    /// The view of `letter` at `now`.
    pub fn of(letter: Letter, now: Timestamp) -> Self {
        let over = letter.is_over(now);
        let is_blind = letter.content.names_the_earner();
        let told = |time: Timestamp| if is_blind { day_of(time) } else { time };
        let is_given_up = matches!(letter.state, State::Suppressed { .. } | State::Dead { .. });
        let state = match letter.state {
            State::Pending { tries, next_try } => StateView::Pending { tries, next_try },
            State::Held { until } => StateView::Pending { tries: 0, next_try: until },
            State::Sending { tries, .. } => StateView::Sending { tries },
            State::Delivered { at } => StateView::Delivered { at },
            State::Suppressed { at, reason } => StateView::Suppressed { at: told(at), reason },
            State::Dead { at, reason } => StateView::Dead { at: told(at), reason },
        };
        Self {
            id: letter.id,
            kind: letter.content.kind(),
            person: letter.person.filter(|_| is_given_up || !is_blind),
            to: (is_given_up || !is_blind).then_some(letter.to),
            language: letter.language,
            written: if is_given_up { told(letter.written) } else { letter.written },
            over,
            state,
        }
    }
}

/// The first moment of that day, in UTC.
fn day_of(time: Timestamp) -> Timestamp {
    const DAY: i64 = 86_400;
    let start = time.as_second().div_euclid(DAY) * DAY;
    Timestamp::from_second(start).unwrap_or(time)
}
