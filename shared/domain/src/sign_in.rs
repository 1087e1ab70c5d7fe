//! [`Allowance`]: how often an address may be written to, and how often its codes may be guessed.
//!
//! It is kept for every address that somebody asks for, known or not, so that nothing tells which.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Refusal, code::MailedCode};

/// The most sign-in letters to one address in an hour as fast as they are asked for.
pub const LETTERS_AN_HOUR: u32 = 6;
/// Minutes after the last letter from which there is always another one. A link lives longer than that, so nobody
/// can shut an address out by asking in its name: its mail holds a living link at any time.
pub const MINUTES_BETWEEN: i64 = 10;
/// The most wrong codes for one address in a day. Signing in by link is not limited by them.
pub const MISSES_A_DAY: u32 = 15;

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What an address may still be asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// SHA-256 of the address, in hex.
    pub hash: String,
    /// Counts the changes.
    pub version: u64,
    /// Letters since `since`.
    pub letters: u32,
    /// When counting letters began.
    pub since: Timestamp,
    /// When the last one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Timestamp>,
    /// The code that was sent last, while it can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<MailedCode>,
    /// Wrong codes of late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub misses: Option<Misses>,
}

/// Wrong codes, counted for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misses {
    /// How many.
    pub count: u32,
    /// When counting began.
    pub since: Timestamp,
}

impl Allowance {
    /// The allowance of the address with one letter more; `None` when it had its share of this hour and the last
    /// one just now.
    #[must_use]
    pub fn take_letter(earlier: Option<Self>, hash: String, now: Timestamp) -> Option<Self> {
        let Some(earlier) = earlier else {
            return Some(Self {
                hash,
                version: 1,
                letters: 1,
                since: now,
                last: Some(now),
                code: None,
                misses: None,
            });
        };
        let (letters, since) = if now.duration_since(earlier.since) < HOUR {
            (earlier.letters + 1, earlier.since)
        } else {
            (1, now)
        };
        let pause = SignedDuration::from_mins(MINUTES_BETWEEN);
        let has_waited = earlier.last.is_none_or(|last| now.duration_since(last) >= pause);
        let next = Self { version: earlier.version + 1, letters, since, last: Some(now), ..earlier };
        (letters <= LETTERS_AN_HOUR || has_waited).then_some(next)
    }

    /// The allowance with a new code.
    ///
    /// # Errors
    /// As [`MailedCode::after`].
    pub fn send_code(self, nonce: String, now: Timestamp) -> Result<Self, Refusal> {
        let code = MailedCode::after(self.code.as_ref(), nonce, now)?;
        Ok(Self { code: Some(code), ..self })
    }

    /// One try of the code is spent and counts as wrong, before it is compared. Answers with the nonce
    /// to compare.
    ///
    /// # Errors
    /// [`Refusal::TooMany`] after [`MISSES_A_DAY`] wrong ones; [`Refusal::WrongCode`] when none was
    /// sent, it ended, or its tries are spent.
    pub fn try_code(self, now: Timestamp) -> Result<(Self, String), Refusal> {
        let misses = self.misses.filter(|misses| now.duration_since(misses.since) < DAY);
        let misses = misses.unwrap_or(Misses { count: 0, since: now });
        if misses.count >= MISSES_A_DAY {
            let wait = DAY.saturating_sub(now.duration_since(misses.since)).as_secs();
            let what =
                "Too many wrong codes were typed in for this address. Sign in with a mailed link.".into();
            return Err(Refusal::TooMany {
                what,
                retry_after_seconds: u32::try_from(wait).unwrap_or(86_400),
            });
        }
        let code = self.code.ok_or(Refusal::WrongCode)?.spend(now)?;
        let nonce = code.nonce.clone();
        let misses = Some(Misses { count: misses.count + 1, ..misses });
        Ok((Self { version: self.version + 1, code: Some(code), misses, ..self }, nonce))
    }

    /// The code was right: it is over, and the try was no miss.
    #[must_use]
    pub fn entered(self) -> Self {
        let misses = self.misses.map(|misses| Misses { count: misses.count.saturating_sub(1), ..misses });
        Self { version: self.version + 1, code: None, misses, ..self }
    }

    /// When nothing of it matters any more.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.misses.map_or(self.since, |misses| self.since.max(misses.since)) + DAY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    fn with_code(earlier: Option<Allowance>, minutes: i64) -> Allowance {
        let taken = Allowance::take_letter(earlier, "h".into(), at(minutes)).expect("a letter is left");
        taken.send_code("n".into(), at(minutes)).expect("a code")
    }

    #[test]
    fn an_address_gets_six_letters_at_once() {
        let mut allowance = None;
        for minute in 0..6 {
            allowance = Allowance::take_letter(allowance, "h".into(), at(minute));
            assert!(allowance.is_some());
        }
        assert_eq!(Allowance::take_letter(allowance.clone(), "h".into(), at(14)), None);
        assert_eq!(Allowance::take_letter(allowance, "h".into(), at(60)).map(|taken| taken.letters), Some(1));
    }

    #[test]
    fn whoever_asks_in_anothers_name_all_the_time_leaves_her_a_living_link() {
        let mut allowance = None;
        let mut newest = 0;
        for minute in 0..180 {
            if let Some(taken) = Allowance::take_letter(allowance.clone(), "h".into(), at(minute)) {
                (allowance, newest) = (Some(taken), minute);
            }
            assert!(minute - newest < crate::link::SIGN_IN_MINUTES, "none since minute {newest} at {minute}");
        }
    }

    #[test]
    fn fifteen_wrong_codes_a_day_are_the_most_whatever_is_asked_for_meanwhile() {
        let mut allowance = with_code(None, 0);
        let mut minute = 0;
        for tries in 1..=MISSES_A_DAY {
            allowance = allowance.try_code(at(minute)).expect("a try is left").0;
            if tries % 5 == 0 {
                minute += 61;
                allowance = with_code(Some(allowance), minute);
            }
        }
        let refused = allowance.clone().try_code(at(minute)).map(drop);
        assert!(matches!(refused, Err(Refusal::TooMany { .. })), "{refused:?}");

        let next_day = with_code(Some(allowance), 24 * 60);
        assert!(next_day.try_code(at(24 * 60)).is_ok());
    }

    #[test]
    fn a_right_code_is_no_miss_and_works_once() {
        let (tried, _) = with_code(None, 0).try_code(at(1)).expect("a try is left");
        let entered = tried.entered();
        assert_eq!(entered.misses.map(|misses| misses.count), Some(0));
        assert_eq!(entered.try_code(at(1)).map(drop), Err(Refusal::WrongCode));
    }
}
