//! Letters that come back.

use jiff::Timestamp;

use super::{Letter, Reason, State};

/// The answer to somebody who says that a letter came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Return {
    /// It was news, and is to be stored.
    Noted(Box<Letter>),
    /// Whoever sends the letter hasn't noted yet that it is out: to be told again.
    TooEarly,
    /// It was known, or the letter is on its way once more.
    Known,
}

impl Letter {
    /// A letter came back that a mail server had taken: for good, or only this time (`for_good`: nothing more reaches
    /// the address, or its owner wants nothing from us).
    pub fn came_back(self, for_good: bool, reason: Reason, now: Timestamp) -> Return {
        match self.state {
            State::Delivered { .. } if for_good => {
                Return::Noted(Box::new(self.into_state(State::Suppressed { at: now, reason })))
            }
            State::Delivered { .. } => {
                Return::Noted(Box::new(self.into_state(State::Dead { at: now, reason })))
            }
            State::Sending { .. } => Return::TooEarly,
            State::Pending { .. } | State::Held { .. } | State::Suppressed { .. } | State::Dead { .. } => {
                Return::Known
            }
        }
    }
}
