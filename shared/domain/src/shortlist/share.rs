//! [`Share`]: a shortlist that somebody shares with an adviser.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Remark, Shortlist};
use crate::{
    PersonId, Refusal, ShareId,
    asking::{self, Asked, Sayings},
};

/// The most advisers with whom somebody shares her list at a time.
pub const MOST_SHARES: usize = 5;

/// The most shares that a list ever has, those that are over among them: all are read wherever it is.
pub const MOST_EVER: usize = 100;

/// How long after a letter to the same side of a share the next one comes.
pub const BETWEEN_LETTERS: SignedDuration = SignedDuration::from_hours(24);

/// How long whoever ended a share as its adviser isn't asked again by the same person.
pub const AFTER_A_NO: SignedDuration = SignedDuration::from_hours(24 * 30);

/// What somebody hears who shares too often.
const TOO_OFTEN: Sayings = Sayings {
    all: "You shared it ten times within a day.",
    to_one: "You shared it with this person three times within a day.",
};

/// One of the two sides of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Whose list it is.
    Earner,
    /// With whom it is shared.
    Adviser,
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Earner => Self::Adviser,
            Self::Adviser => Self::Earner,
        }
    }
}

/// With whom a list is shared.
pub type Adviser = asking::Whom;

/// That a share is over.
pub type Ended = asking::Ended<Side>;

/// When a letter went to each side, so that not every remark is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// To whose list it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earner: Option<Timestamp>,
    /// To the adviser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adviser: Option<Timestamp>,
}

/// That somebody shares her list with an adviser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Its id.
    pub id: ShareId,
    /// Counts the changes.
    pub version: u64,
    /// Whose list it is.
    pub owner: PersonId,
    /// With whom; `None` once she had everything of hers erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adviser: Option<Adviser>,
    /// Since when.
    pub shared: Timestamp,
    /// When it ended, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// When letters went.
    #[serde(default)]
    pub told: Told,
    /// What was said, the first remark first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

/// What becomes of it when somebody shares her list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shared {
    /// It is shared with her already.
    Before(Share),
    /// It is shared from now on.
    Now {
        /// How.
        share: Share,
        /// The list, of which another share made at the same time is not.
        list: Shortlist,
    },
}

impl Shortlist {
    /// Its owner shares it with `adviser` as the share of that `id`. `hers` are all of its shares, whatever became of them.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for herself; [`Refusal::WrongState`] while nothing is on it, and for whoever ended a share of it
    /// less than [`AFTER_A_NO`] ago; [`Refusal::Forbidden`] for more than [`MOST_SHARES`] at a time and [`MOST_EVER`] in
    /// all; [`Refusal::TooMany`] for too many letters within a day.
    pub fn share(
        self,
        hers: &[Share],
        id: ShareId,
        adviser: Adviser,
        now: Timestamp,
    ) -> Result<Shared, Refusal> {
        let whom = adviser.person;
        if whom == self.person {
            let says = "This is your own address. Share the list with somebody else.";
            return Err(Refusal::invalid("/email", says));
        }
        if let Some(before) = hers.iter().find(|share| share.ended.is_none() && share.is_with(whom)) {
            return Ok(Shared::Before(before.clone()));
        }
        if self.items.is_empty() {
            let because = "nothing is on your shortlist, so put a micro-credential on it first";
            return Err(Refusal::WrongState { what: "Sharing", because: because.into() });
        }
        must_have_room(hers, whom, now)?;
        Ok(Shared::Now { share: Share::begin(id, self.person, adviser, now), list: self.was_shared() })
    }
}

/// `Ok` while one more share, with `whom`, may begin beside those that there are or were.
fn must_have_room(hers: &[Share], whom: PersonId, now: Timestamp) -> Result<(), Refusal> {
    if hers.iter().any(|share| share.is_with(whom) && share.was_declined_lately(now)) {
        let because = "this person ended it less than thirty days ago, so talk with them first";
        return Err(Refusal::WrongState { what: "Sharing", because: because.into() });
    }
    if hers.iter().filter(|share| share.ended.is_none()).count() >= MOST_SHARES {
        let says = "You share it with five people. End one of these shares before you begin another.";
        return Err(Refusal::Forbidden(says.into()));
    }
    if hers.len() >= MOST_EVER {
        let says = "You shared it a hundred times, which is the most. Whoever reads it goes on reading it.";
        return Err(Refusal::Forbidden(says.into()));
    }
    asking::must_be_few(hers.iter().map(Share::asked), whom, TOO_OFTEN, now)
}

impl Share {
    fn begin(id: ShareId, owner: PersonId, adviser: Adviser, now: Timestamp) -> Self {
        // The letter that asks her is one that she gets that day.
        let told = Told { earner: None, adviser: Some(now) };
        let adviser = Some(adviser);
        Self { id, version: 1, owner, adviser, shared: now, ended: None, told, remarks: Vec::new() }
    }

    fn asked(&self) -> Asked {
        Asked { whom: self.adviser.as_ref().map(|adviser| adviser.person), at: self.shared }
    }

    fn was_declined_lately(&self, now: Timestamp) -> bool {
        let lately = |ended: Ended| ended.by == Side::Adviser && now.duration_since(ended.at) < AFTER_A_NO;
        self.ended.is_some_and(lately)
    }

    /// Whether it is with that person.
    pub fn is_with(&self, person: PersonId) -> bool {
        self.adviser.as_ref().is_some_and(|adviser| adviser.person == person)
    }

    /// Which side of it `person` is, also once it ended.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for whoever is neither.
    pub fn side_of(&self, person: PersonId) -> Result<Side, Refusal> {
        if self.owner == person {
            Ok(Side::Earner)
        } else if self.is_with(person) {
            Ok(Side::Adviser)
        } else {
            Err(Refusal::NotFound)
        }
    }

    /// One of the two ends it. Ended once more, nothing changes.
    #[must_use]
    pub fn end(self, by: Side, now: Timestamp) -> Self {
        if self.ended.is_some() {
            self
        } else {
            Self { ended: Some(Ended { at: now, by }), ..self }.changed()
        }
    }

    /// Whether a letter that something new was said goes to `side` now; then it is one that went.
    #[must_use]
    pub fn telling(mut self, side: Side, now: Timestamp) -> (Self, bool) {
        let last = match side {
            Side::Earner => &mut self.told.earner,
            Side::Adviser => &mut self.told.adviser,
        };
        let is_due = asking::tell(last, BETWEEN_LETTERS, now);
        (self, is_due)
    }

    /// The share without its adviser, who had everything of hers erased: it is over, her words are gone, those of its owner
    /// stay. `None` when nothing of hers is in it.
    #[must_use]
    pub fn without_its_adviser(self, now: Timestamp) -> Option<Self> {
        self.adviser.as_ref()?;
        let Self { ended, remarks, .. } = self;
        let ended = ended.or(Some(Ended { at: now, by: Side::Adviser }));
        let remarks = remarks.into_iter().map(Remark::without_its_adviser).collect();
        Some(Self { adviser: None, ended, remarks, ..self }.changed())
    }

    pub(super) fn changed(self) -> Self {
        Self { version: self.version + 1, ..self }
    }
}
