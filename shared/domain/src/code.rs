//! Six digits that are mailed, and typed in where a link can't be pressed.
//!
//! What is stored is a nonce; the digits are made of it by whoever holds the key, so the table never
//! holds a code.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// Minutes that a mailed code works.
pub const CODE_MINUTES: i64 = 10;
/// How often a code may be tried.
pub const CODE_TRIES: u32 = 5;

/// A code on its way to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailedCode {
    /// Tells this code from others.
    pub nonce: String,
    /// When it ends.
    pub until: Timestamp,
    /// How many more tries it has.
    pub tries_left: u32,
}

impl MailedCode {
    /// A new code, which ends `former`.
    ///
    /// # Errors
    /// [`Refusal::TooMany`] within a minute of the former one.
    pub fn after(former: Option<&Self>, nonce: String, now: Timestamp) -> Result<Self, Refusal> {
        let soonest = former.map(|code| code.until - SignedDuration::from_mins(CODE_MINUTES - 1));
        if soonest.is_some_and(|soonest| now < soonest) {
            let what = "A code was sent a moment ago.".into();
            return Err(Refusal::TooMany { what, retry_after_seconds: 60 });
        }
        Ok(Self { nonce, until: now + SignedDuration::from_mins(CODE_MINUTES), tries_left: CODE_TRIES })
    }

    /// The code with one try less. It is stored before the digits are compared, so that trying many at
    /// once doesn't give more tries.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`] when it has ended or its tries are spent.
    pub fn spend(self, now: Timestamp) -> Result<Self, Refusal> {
        if now < self.until && self.tries_left > 0 {
            Ok(Self { tries_left: self.tries_left - 1, ..self })
        } else {
            Err(Refusal::WrongCode)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).expect("a time")
    }

    #[test]
    fn a_code_works_for_ten_minutes_and_five_tries() {
        let mut code = MailedCode::after(None, "n".into(), at(0)).expect("the first one");
        assert_eq!(code.clone().spend(at(600)), Err(Refusal::WrongCode));
        for left in (0..CODE_TRIES).rev() {
            code = code.spend(at(599)).expect("a try is left");
            assert_eq!(code.tries_left, left);
        }
        assert_eq!(code.spend(at(0)), Err(Refusal::WrongCode));
    }

    #[test]
    fn the_next_code_comes_a_minute_after_the_former_at_the_soonest() {
        let former = MailedCode::after(None, "n".into(), at(0)).expect("the first one");
        assert!(MailedCode::after(Some(&former), "m".into(), at(59)).is_err());
        assert!(MailedCode::after(Some(&former), "m".into(), at(60)).is_ok());
    }
}
