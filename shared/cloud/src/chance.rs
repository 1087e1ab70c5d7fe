//! The clock and the dice: the only time and randomness that the functions have.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};

/// The clock. The one of the local stack can be set forward.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    ahead_milliseconds: Arc<AtomicI64>,
}

impl Clock {
    /// The time now, in whole milliseconds.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_millis(self.ahead_milliseconds.load(Ordering::Relaxed));
        let now = Timestamp::now() + ahead;
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// Sets the clock forward by `by`, for all who hold it.
    pub fn advance(&self, by: SignedDuration) {
        let milliseconds = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.ahead_milliseconds.fetch_add(milliseconds, Ordering::Relaxed);
    }
}

/// The dice: the operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dice;

impl Dice {
    /// `N` bytes of chance.
    pub fn bytes<const N: usize>(self) -> [u8; N] {
        let mut bytes = [0; N];
        aws_lc_rs::rand::fill(&mut bytes).expect("the operating system gives randomness");
        bytes
    }

    /// 128 bits of chance.
    pub fn bits(self) -> u128 {
        u128::from_le_bytes(self.bytes())
    }

    /// A number from 0 up to 1, which is never drawn.
    pub fn share(self) -> f64 {
        let draw = u64::from_le_bytes(self.bytes()) >> 11;
        draw as f64 / (1_u64 << 53) as f64
    }

    /// A number from 0 to `bound - 1`, each equally likely up to 1 in 2⁶⁴.
    pub fn below(self, bound: u32) -> u32 {
        let draw = u64::from_le_bytes(self.bytes());
        u32::try_from((u128::from(draw) * u128::from(bound)) >> 64).expect("below a 32-bit bound")
    }
}
