//! Asking: one person asks another for something by letter, and the two have something between them until either ends it.
//!
//! Letters that ask are few, so that nobody mails the world through us.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{PersonId, Refusal, email::EmailAddress, plain_text::DisplayName};

/// The time over which letters that ask are counted.
const WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// The most letters that ask anybody within that time.
const MOST: usize = 10;

/// The most letters that ask the same person within that time.
const MOST_TO_ONE: usize = 3;

/// Who was asked, as she was named by whoever asked her.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whom {
    /// Who has that address.
    pub person: PersonId,
    /// What she is called by whoever asked.
    pub name: DisplayName,
    /// Where the letter went.
    pub email: EmailAddress,
}

/// That it is over, from one of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended<Side> {
    /// Since when.
    pub at: Timestamp,
    /// Who ended it.
    pub by: Side,
}

/// Whether a letter that something was said goes now to a side that had its `last` one then, so long `between` them; then it
/// is one that went.
pub fn tell(last: &mut Option<Timestamp>, between: SignedDuration, now: Timestamp) -> bool {
    let is_due = last.is_none_or(|last| now.duration_since(last) >= between);
    if is_due {
        *last = Some(now);
    }
    is_due
}

/// That somebody was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Who; `None` once she had everything of hers erased.
    pub whom: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

impl Asked {
    /// Whether the time over which letters are counted isn't over.
    pub fn is_lately(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) < WITHIN
    }
}

/// What is said when there were too many.
#[derive(Debug, Clone, Copy)]
pub struct Sayings {
    /// To anybody.
    pub all: &'static str,
    /// To the same person.
    pub to_one: &'static str,
}

/// `Ok` while another letter may ask `whom`, after all that asked anybody.
///
/// # Errors
/// [`Refusal::TooMany`].
pub fn must_be_few(
    asked: impl Iterator<Item = Asked>,
    whom: PersonId,
    sayings: Sayings,
    now: Timestamp,
) -> Result<(), Refusal> {
    let all: Vec<Asked> = asked.filter(|asked| asked.is_lately(now)).collect();
    let to_one: Vec<Asked> = all.iter().filter(|asked| asked.whom == Some(whom)).copied().collect();
    for (asked, most, what) in [(all, MOST, sayings.all), (to_one, MOST_TO_ONE, sayings.to_one)] {
        if let Some(first) = asked.iter().map(|asked| asked.at).min().filter(|_| asked.len() >= most) {
            return Err(too_many(what, first, now));
        }
    }
    Ok(())
}

/// What can be done again once `since` is no longer lately.
pub fn too_many(what: &str, since: Timestamp, now: Timestamp) -> Refusal {
    let wait = WITHIN.saturating_sub(now.duration_since(since));
    Refusal::TooMany {
        what: what.into(),
        retry_after_seconds: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX),
    }
}
