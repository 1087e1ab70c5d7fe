//! An assignment as time passes: when it is due, when a reminder is, and when it goes to somebody else.

use jiff::{SignedDuration, Timestamp};

use super::Assignment;

/// Days from assignment to due.
pub const DAYS_TO_SCORE: i64 = 10;
/// Days after due at which the assignment is withdrawn and passed on.
pub const DAYS_OF_GRACE: i64 = 2;
/// Days before due of the first reminder.
pub const DAYS_OF_NOTICE: i64 = 3;

/// What is next to do for an assignment as time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overdue {
    /// Nothing yet.
    NotYet,
    /// A reminder is due.
    Remind,
    /// It goes to somebody else.
    PassOn,
}

impl Assignment {
    /// When the mailed link ends, whatever happens: at the end of the grace after due.
    pub fn link_ends(&self) -> Timestamp {
        self.due + days(DAYS_OF_GRACE)
    }

    /// What the clock asks for at `now`.
    pub fn overdue(&self, now: Timestamp) -> Overdue {
        if !self.is_open() {
            Overdue::NotYet
        } else if now >= self.link_ends() {
            Overdue::PassOn
        } else if now >= self.next_reminder() {
            Overdue::Remind
        } else {
            Overdue::NotYet
        }
    }

    /// When the clock should look at it again.
    pub fn next_look(&self) -> Timestamp {
        self.next_reminder().min(self.link_ends())
    }

    /// One reminder went out.
    #[must_use]
    pub fn reminded(self, now: Timestamp) -> Self {
        let reminders = if now >= self.due { 2 } else { 1 };
        Self { version: self.version + 1, reminders, ..self }
    }

    fn next_reminder(&self) -> Timestamp {
        match self.reminders {
            0 => self.due - days(DAYS_OF_NOTICE),
            1 => self.due,
            _ => self.link_ends(),
        }
    }
}

/// `count` days of 24 hours.
pub fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}
