//! What becomes of a letter: pending, sending, and then delivered, suppressed or dead.
//!
//! A letter is sent by whoever holds its claim. A claim is a lease: when the function that holds it
//! dies, the lease runs out and the letter is tried again, under the same Message-ID. So a letter is
//! sent twice only when the mail server took it and the holder died before it could note that.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Letter;
use crate::{Refusal, plain_text};

/// How long a claim holds at least. One conversation with a mail server is given up well before.
pub const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How long a new letter is left to the table's stream before the minute's round picks it up.
pub const GRACE: SignedDuration = SignedDuration::from_mins(5);
/// The longest wait between two tries.
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(6);
/// How long a letter is tried before it is dead, counted from when it was written or sent again.
pub const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

/// Where a letter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum State {
    /// Waits to be sent.
    Pending {
        /// Tries so far.
        tries: u32,
        /// Not to be tried again before; a letter never tried may be tried at once.
        next_try: Timestamp,
    },
    /// Kept for a while: what it tells may be told on the spot, and then it is taken back.
    Held {
        /// Not to be sent before.
        until: Timestamp,
    },
    /// Somebody is sending it.
    Sending {
        /// Tries so far, this one included.
        tries: u32,
        /// When the claim lapses.
        lease_until: Timestamp,
        /// Tells this claim from one made by somebody else in the same moment.
        holder: u64,
    },
    /// A mail server took it.
    Delivered {
        /// When.
        at: Timestamp,
    },
    /// Its address takes no letters; not tried again by itself.
    Suppressed {
        /// When that was found out.
        at: Timestamp,
        /// What the mail server said.
        reason: Reason,
    },
    /// Given up; not tried again by itself.
    Dead {
        /// When.
        at: Timestamp,
        /// The last thing that stood against it.
        reason: Reason,
    },
}

impl State {
    /// The name of the state, as the API says it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Pending { .. } | Self::Held { .. } => "pending",
            Self::Sending { .. } => "sending",
            Self::Delivered { .. } => "delivered",
            Self::Suppressed { .. } => "suppressed",
            Self::Dead { .. } => "dead",
        }
    }

    /// When the minute's round looks after the letter, if nothing else has moved it by then; `None`
    /// when it has come to rest.
    pub fn due(&self) -> Option<Timestamp> {
        match self {
            Self::Pending { tries: 0, next_try } => Some(later(*next_try, GRACE)),
            Self::Pending { next_try, .. } => Some(*next_try),
            Self::Held { until } => Some(*until),
            Self::Sending { lease_until, .. } => Some(*lease_until),
            Self::Delivered { .. } | Self::Suppressed { .. } | Self::Dead { .. } => None,
        }
    }
}

/// Why a letter was not delivered: one line of at most 300 characters, without controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Reason(String);

impl Reason {
    /// `text` made one safe line.
    pub fn new(text: &str) -> Self {
        Self(plain_text::line_within(text, 300))
    }

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Reason {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> Self {
        reason.0
    }
}

/// The answer to somebody who wants to send a letter now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// She may, once the claim is stored.
    Granted(Claimed),
    /// Nobody is to send it any more: it is to be stored as dead.
    Lapsed(Letter),
    /// Somebody else is sending it, it is not due yet, or it has come to rest.
    Denied,
}

/// A letter in the hands of who may send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    letter: Letter,
    tries: u32,
}

impl Letter {
    /// Asks to send the letter at `now`; `holder` is chance, and no two claims have the same.
    pub fn claim(self, now: Timestamp, holder: u64) -> Claim {
        let free_since = match &self.state {
            State::Pending { tries: 0, .. } => now,
            State::Pending { next_try, .. } => *next_try,
            State::Held { until } => *until,
            State::Sending { lease_until, .. } => *lease_until,
            State::Delivered { .. } | State::Suppressed { .. } | State::Dead { .. } => return Claim::Denied,
        };
        if now < free_since {
            return Claim::Denied;
        }
        match self.hopeless(now) {
            Some(reason) => Claim::Lapsed(self.into_state(State::Dead { at: now, reason })),
            None => Claim::Granted(self.claimed(now, holder)),
        }
    }

    /// A claim's lease is as long as the wait after a try that failed: a letter that ends whoever sends it
    /// is not sent again and again. The first one ends when the round would have looked after the letter
    /// anyway, unless that is too soon, so its place in the index need not be written again.
    fn claimed(self, now: Timestamp, holder: u64) -> Claimed {
        let tries = self.state.tries() + 1;
        let lease = wait_after(tries, u16::MAX).max(LEASE);
        let lease_until = self.state.due().unwrap_or(now).max(later(now, lease));
        Claimed { letter: self.into_state(State::Sending { tries, lease_until, holder }), tries }
    }

    /// Why the letter is not to be sent any more, if it isn't.
    fn hopeless(&self, now: Timestamp) -> Option<Reason> {
        if self.is_over(now) {
            return Some(Reason::new("what it carries was over before it could be delivered"));
        }
        let was_lost = matches!(self.state, State::Sending { .. });
        let too_old = later(self.queued, PATIENCE) <= now;
        (was_lost && too_old).then(|| Reason::new("whoever sent it ended in the middle, again and again"))
    }

    /// Sends a letter again that was given up, or once more one that was delivered: mailboxes lose letters too. One that
    /// is on its way already stays as it is, so that asking twice sends once.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] when what it is about is over.
    pub fn resend(self, now: Timestamp) -> Result<Self, Refusal> {
        let again = match &self.state {
            State::Pending { .. } | State::Held { .. } | State::Sending { .. } => return Ok(self),
            State::Delivered { .. } => self.again + 1,
            State::Suppressed { .. } | State::Dead { .. } => self.again,
        };
        if self.is_over(now) {
            return Err(Refusal::WrongState {
                what: "Sending this letter again",
                because: "its link or code is over, so a new one has to be asked for".into(),
            });
        }
        let state = State::Pending { tries: 0, next_try: now };
        Ok(Self { queued: now, again, ..self.into_state(state) })
    }

    /// Whether what it carries, a link or a code, is of no use any more, so that sending it is none either.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.content.useful_until().is_some_and(|end| end <= now)
    }

    /// Whether the change from `before` makes the letter one that the stream's reader queues: it is
    /// new, or it was asked to be sent again. Further tries are the minute's round's.
    pub fn is_to_be_queued(before: Option<&State>, after: &State) -> bool {
        match (before, after) {
            (
                None | Some(State::Delivered { .. } | State::Suppressed { .. } | State::Dead { .. }),
                State::Pending { .. },
            ) => true,
            (
                Some(State::Pending { .. } | State::Held { .. } | State::Sending { .. }),
                State::Pending { .. },
            )
            | (
                _,
                State::Held { .. }
                | State::Sending { .. }
                | State::Delivered { .. }
                | State::Suppressed { .. }
                | State::Dead { .. },
            ) => false,
        }
    }

    /// A new letter that is kept until then: what it tells may be told on the spot.
    #[must_use]
    pub fn held(self, until: Timestamp) -> Self {
        Self { state: State::Held { until }, ..self }
    }

    /// Whether it is kept, so that it can be taken back.
    pub fn is_held(&self) -> bool {
        matches!(self.state, State::Held { .. })
    }

    pub(super) fn into_state(self, state: State) -> Self {
        Self { state, version: self.version + 1, ..self }
    }
}

impl State {
    fn tries(&self) -> u32 {
        match self {
            Self::Pending { tries, .. } | Self::Sending { tries, .. } => *tries,
            Self::Held { .. } | Self::Delivered { .. } | Self::Suppressed { .. } | Self::Dead { .. } => 0,
        }
    }
}

impl Claimed {
    /// The letter, in its state of being sent.
    pub fn letter(&self) -> &Letter {
        &self.letter
    }

    /// Which try this is, from 1.
    pub fn tries(&self) -> u32 {
        self.tries
    }

    /// A mail server took it.
    pub fn delivered(self, now: Timestamp) -> Letter {
        self.letter.into_state(State::Delivered { at: now })
    }

    /// It could not be handed over this time. It waits twice as long as the last time, half of that
    /// by `chance` (0 to `u16::MAX`); a letter that would then be older than [`PATIENCE`] is dead.
    pub fn failed(self, reason: Reason, now: Timestamp, chance: u16) -> Letter {
        let next_try = later(now, wait_after(self.tries, chance));
        let state = if next_try > later(self.letter.queued, PATIENCE) {
            State::Dead { at: now, reason }
        } else {
            State::Pending { tries: self.tries, next_try }
        };
        self.letter.into_state(state)
    }

    /// The mail server will never take this letter.
    pub fn refused(self, reason: Reason, now: Timestamp) -> Letter {
        self.letter.into_state(State::Dead { at: now, reason })
    }

    /// The address takes no letters, this one or any other.
    pub fn suppressed(self, reason: Reason, now: Timestamp) -> Letter {
        self.letter.into_state(State::Suppressed { at: now, reason })
    }
}

/// The wait after the `tries`th try: 1, 2, 4, 8 … minutes, at most [`LONGEST_WAIT`]; the second half of
/// it is scaled by `chance`, so that letters which failed together don't return together.
fn wait_after(tries: u32, chance: u16) -> SignedDuration {
    let minutes =
        1_i64.checked_shl(tries.saturating_sub(1)).filter(|minutes| *minutes > 0).unwrap_or(i64::MAX);
    let whole = SignedDuration::from_mins(minutes.min(LONGEST_WAIT.as_mins()));
    let half = whole / 2;
    half + half.mul_f64(f64::from(chance) / f64::from(u16::MAX))
}

/// `span` after `at`; the end of time when there is no such moment.
fn later(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.saturating_add(span).unwrap_or(Timestamp::MAX)
}
