//! A shortlist: the micro-credentials that somebody considers, in her order, and what she wants to reach by them.
//!
//! She may share it with advisers ([`Share`]): an administrator, a coach, whoever has an address. An adviser sees the list as
//! it stands and both remark on it. She sees no draft, no work and no award, so she has no conflict and may score.

mod said;
mod share;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    Fault, PersonId, Refusal, Slug,
    audit::{Actor, Deed},
};

pub use said::{LONGEST_REMARK, MOST_REMARKS, MOST_TEXT, Remark};
pub use share::{
    AFTER_A_NO, Adviser, BETWEEN_LETTERS, Ended, MOST_EVER, MOST_SHARES, Share, Shared, Side, Told,
};

/// The most micro-credentials on a list.
pub const MOST_ITEMS: usize = 30;

/// The most characters of a reason, and of the aim.
pub const LONGEST: usize = 500;

/// How long the audit record says nothing more of her saves after it was told of one.
const SITTING: SignedDuration = SignedDuration::from_mins(30);

/// What somebody considers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which micro-credential.
    pub microcredential: Slug,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What somebody writes into her list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Content {
    /// What she wants to reach.
    #[serde(default)]
    pub aim: Option<String>,
    /// What she considers, in her order.
    pub items: Vec<Item>,
}

/// Somebody's shortlist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortlist {
    /// Whose.
    pub person: PersonId,
    /// Counts the changes of the record: her saves, and that she shared it, so that no two of these meet.
    pub version: u64,
    /// Counts her saves; 0 before the first. Her tabs know the list by it.
    pub saves: u64,
    /// What she wants to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aim: Option<String>,
    /// What she considers, in her order.
    pub items: Vec<Item>,
    /// When the audit record was told of a save last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Timestamp>,
}

impl Shortlist {
    /// A list on which nothing was put yet.
    pub const fn empty(person: PersonId) -> Self {
        Self { person, version: 0, saves: 0, aim: None, items: Vec::new(), told: None }
    }

    /// The list with this content in place of what stood there. `published` are the micro-credentials that can be begun; what
    /// is none of them stays if it was on the list before.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another tab saved meanwhile; [`Refusal::Invalid`] with every text that is too long, and every
    /// item that stands there twice or that there is no such micro-credential for.
    pub fn save(
        self,
        seen: u64,
        content: Content,
        published: &BTreeSet<Slug>,
        now: Timestamp,
    ) -> Result<(Self, Option<Deed>), Refusal> {
        if self.saves != seen {
            return Err(Refusal::Stale { current: self.saves });
        }
        let content = content.trimmed();
        Refusal::unless_empty(content.faults(|slug| published.contains(slug) || self.has(slug)))?;

        let Content { aim, items } = content;
        let saved = Self { version: self.version + 1, saves: self.saves + 1, aim, items, ..self };
        Ok(saved.telling(now))
    }

    /// What the audit record is told of a save: never what was written, and nothing while she goes on within half an hour of
    /// what it was told last.
    fn telling(self, now: Timestamp) -> (Self, Option<Deed>) {
        if self.told.is_some_and(|told| now < told + SITTING) {
            return (self, None);
        }
        let detail = json!({"version": self.saves});
        let deed = Deed::new("shortlist-saved", detail, Actor::Person(self.person), now);
        (Self { told: Some(now), ..self }, Some(deed))
    }

    /// Whether that micro-credential is on it.
    pub fn has(&self, slug: &Slug) -> bool {
        self.items.iter().any(|item| item.microcredential == *slug)
    }

    /// The list after it was shared: who shares it at the same time looks at it again.
    fn was_shared(self) -> Self {
        Self { version: self.version + 1, ..self }
    }
}

impl Content {
    /// Without blanks around what is written, and without texts that say nothing.
    fn trimmed(self) -> Self {
        let said =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let items = self.items.into_iter().map(|item| Item { why: said(item.why), ..item });
        Self { aim: said(self.aim), items: items.collect() }
    }

    fn faults(&self, is_known: impl Fn(&Slug) -> bool) -> Vec<Fault> {
        let too_long =
            |text: &Option<String>| text.as_ref().is_some_and(|text| text.chars().count() > LONGEST);
        let mut faults = Vec::new();
        if too_long(&self.aim) {
            faults.push(Fault::at("/aim", TOO_LONG));
        }
        if self.items.len() > MOST_ITEMS {
            faults.push(Fault::at("/items", "Put at most 30 micro-credentials on the list."));
        }
        let mut known = BTreeSet::new();
        for (at, item) in self.items.iter().enumerate() {
            let place = format!("/items/{at}/microcredential");
            if !known.insert(&item.microcredential) {
                faults.push(Fault::at(place, "This micro-credential is on the list already."));
            } else if !is_known(&item.microcredential) {
                faults.push(Fault::at(place, "There is no published micro-credential of this name."));
            }
            if too_long(&item.why) {
                faults.push(Fault::at(format!("/items/{at}/why"), TOO_LONG));
            }
        }
        faults
    }
}

const TOO_LONG: &str = "Write at most 500 characters.";

#[cfg(test)]
mod tests;
