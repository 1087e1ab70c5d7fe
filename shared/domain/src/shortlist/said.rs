//! [`Remark`]: what the two sides of a share say about the list.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Share, Shortlist, Side};
use crate::{Refusal, Slug};

/// The most remarks of a share.
pub const MOST_REMARKS: usize = 200;

/// The most characters of a remark.
pub const LONGEST_REMARK: usize = 2_000;

/// The most bytes of all remarks of a share: it is kept as one record.
pub const MOST_TEXT: usize = 100_000;

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

impl Share {
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
}

impl Remark {
    /// Without a word of the adviser's.
    pub(super) fn without_its_adviser(mut self) -> Self {
        match self.by {
            Side::Adviser => self.text.clear(),
            Side::Earner => {}
        }
        self
    }
}
