//! [`Share`]: a shortlist that somebody shares with an adviser, and what the two say about it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Shortlist;
use crate::{
    PersonId, Refusal, ShareId, Slug,
    asking::{self, Asked, Sayings},
    email::EmailAddress,
    plain_text::DisplayName,
};

/// The most advisers with whom somebody shares her list at a time.
pub const MOST_SHARES: usize = 5;

/// The most shares that a list ever has, those that are over among them: all are read wherever it is.
pub const MOST_EVER: usize = 100;

/// The most remarks of a share.
pub const MOST_REMARKS: usize = 200;

/// The most characters of a remark.
pub const LONGEST_REMARK: usize = 2_000;

/// The most bytes of all remarks of a share: it is kept as one record.
pub const MOST_TEXT: usize = 100_000;

/// How long after a letter to the same side of a share the next one comes.
pub const BETWEEN_LETTERS: SignedDuration = SignedDuration::from_hours(24);

/// How long whoever ended a share as its adviser isn't asked again by the same person.
pub const AFTER_A_NO: SignedDuration = SignedDuration::from_hours(24 * 30);

/// What somebody hears who shares too often.
const TOO_OFTEN: Sayings = Sayings {
    all: "You shared it ten times within a day.",
    to_one: "You shared it with her three times within a day.",
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

/// With whom a list is shared, as its owner wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adviser {
    /// Who has that address.
    pub person: PersonId,
    /// What its owner calls her.
    pub name: DisplayName,
    /// Where the letter went.
    pub email: EmailAddress,
}

/// That a share is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Since when.
    pub at: Timestamp,
    /// Who ended it.
    pub by: Side,
}

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

/// What one of the two said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Which of the share, from 1.
    pub number: u32,
    /// Who said it.
    pub by: Side,
    /// On which item; `None` for the whole list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub microcredential: Option<Slug>,
    /// What; empty once the adviser had her words erased.
    pub text: String,
    /// When.
    pub said: Timestamp,
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
        let because = "she ended it less than thirty days ago, so talk with her first";
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

    /// `Ok` while `side` may say something: once it ended, it isn't there for the adviser any more.
    fn must_be_open_to(&self, side: Side) -> Result<(), Refusal> {
        match (self.ended, side) {
            (None, Side::Earner | Side::Adviser) => Ok(()),
            (Some(_), Side::Adviser) => Err(Refusal::NotFound),
            (Some(_), Side::Earner) => {
                Err(Refusal::WrongState { what: "Remarking", because: "the share is over".into() })
            }
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

    /// `by` says something about `list`: about the item of that name, or about the whole.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] to its owner once it ended, [`Refusal::NotFound`] to the adviser; [`Refusal::Invalid`] for
    /// what isn't on the list, no text, and more than fits; [`Refusal::Exists`] for what was just said.
    pub fn remark(
        mut self,
        by: Side,
        list: &Shortlist,
        (microcredential, text): (Option<Slug>, &str),
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        self.must_be_open_to(by)?;
        if microcredential.as_ref().is_some_and(|slug| !list.has(slug)) {
            return Err(Refusal::invalid(
                "/microcredential",
                "This micro-credential isn't on the list any more.",
            ));
        }
        let text = self.fitting(text)?;
        let is_same =
            |last: &Remark| last.by == by && last.microcredential == microcredential && last.text == text;
        if self.remarks.last().is_some_and(is_same) {
            return Err(Refusal::Exists("you just said this.".into()));
        }
        let number = self.remarks.last().map_or(0, |last| last.number) + 1;
        self.remarks.push(Remark { number, by, microcredential, text, said: now });
        Ok(self.changed())
    }

    /// The text without blanks around it, if it says something and there is room for it.
    fn fitting(&self, text: &str) -> Result<String, Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::invalid("/text", "Write something."));
        }
        if text.chars().count() > LONGEST_REMARK {
            return Err(Refusal::invalid("/text", "Write at most 2,000 characters."));
        }
        let said: usize = self.remarks.iter().map(|remark| remark.text.len()).sum();
        if self.remarks.len() >= MOST_REMARKS || said + text.len() > MOST_TEXT {
            return Err(Refusal::invalid("/text", "There is no room for more remarks. Talk to each other."));
        }
        Ok(text.to_owned())
    }

    /// Whether a letter that something new was said goes to `side` now; then it is one that went.
    #[must_use]
    pub fn telling(self, side: Side, now: Timestamp) -> (Self, bool) {
        let last = match side {
            Side::Earner => self.told.earner,
            Side::Adviser => self.told.adviser,
        };
        let is_due = last.is_none_or(|last| now.duration_since(last) >= BETWEEN_LETTERS);
        let told = match side {
            Side::Earner if is_due => Told { earner: Some(now), ..self.told },
            Side::Adviser if is_due => Told { adviser: Some(now), ..self.told },
            Side::Earner | Side::Adviser => self.told,
        };
        (Self { told, ..self }, is_due)
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

    fn changed(self) -> Self {
        Self { version: self.version + 1, ..self }
    }
}

impl Remark {
    /// Without a word of the adviser's.
    fn without_its_adviser(mut self) -> Self {
        match self.by {
            Side::Adviser => self.text.clear(),
            Side::Earner => {}
        }
        self
    }
}
