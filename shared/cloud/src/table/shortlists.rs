//! Shortlists and their shares, each in its owner's partition, and whom they lead to.

use std::collections::BTreeSet;

use domain::{
    PersonId, ShareId,
    shortlist::{Share, Shortlist, Side},
};
use serde::{Deserialize, Serialize};

use super::{
    Cursor, Page, Table,
    keys::{Key, Queue},
    record::Record,
};
use crate::{Error, Failure};

/// That a shortlist is shared with somebody: how its share is found. It stays when that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advised {
    /// With whom.
    pub adviser: PersonId,
    /// Which share.
    pub share: ShareId,
    /// Whose shortlist it is.
    pub owner: PersonId,
    /// Counts the changes.
    pub version: u64,
    /// Whether it is over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over: bool,
}

impl Advised {
    /// The way to a share that begins; `None` for one without an adviser.
    pub fn to(share: &Share) -> Option<Self> {
        let adviser = share.adviser.as_ref()?.person;
        Some(Self { adviser, share: share.id, owner: share.owner, version: 1, over: false })
    }

    /// The share that it leads to.
    pub fn share(&self) -> Key {
        Key::Share(self.owner, self.share)
    }

    /// The way to a share that is over: it is in no list any more.
    #[must_use]
    pub fn ended(self) -> Self {
        Self { version: self.version + 1, over: true, ..self }
    }
}

impl Record for Advised {
    const KIND: &'static str = "advised";
    fn key(&self) -> Key {
        Key::Advised(self.adviser, self.share)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        (!self.over).then(|| (Queue::Shortlists(self.adviser), self.share.to_string()))
    }
}

impl Record for Share {
    const KIND: &'static str = "share";
    fn key(&self) -> Key {
        Key::Share(self.owner, self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Shortlist {
    const KIND: &'static str = "shortlist";
    fn key(&self) -> Key {
        Key::Shortlist(self.person)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// Somebody's shortlist, empty while nothing was saved.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn shortlist(&self, person: PersonId) -> Result<Shortlist, Failure> {
        let list = self.find(Key::Shortlist(person)).await?;
        Ok(list.unwrap_or_else(|| Shortlist::empty(person)))
    }

    /// The shortlists of these people, in no order of theirs; who has none is left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn shortlists(&self, people: BTreeSet<PersonId>) -> Result<Vec<Shortlist>, Failure> {
        self.found(people.into_iter().map(Key::Shortlist).collect()).await
    }

    /// All shares of somebody's shortlist, whatever became of them, the first one first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn shares_of(&self, owner: PersonId) -> Result<Vec<Share>, Failure> {
        let (partition, prefix) = Key::all_shares_of(owner);
        self.records(&partition, prefix).await
    }

    /// That share, and which side of it `person` is.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`] when she is neither.
    pub async fn share_and_side(&self, person: PersonId, id: ShareId) -> Result<(Share, Side), Error> {
        let own: Option<Share> = self.find(Key::Share(person, id)).await?;
        let share = match own {
            Some(own) => own,
            None => {
                let advised: Advised = self.load(Key::Advised(person, id)).await?;
                self.load(advised.share()).await?
            }
        };
        let side = share.side_of(person)?;
        Ok((share, side))
    }

    /// A page of at most `limit` shares that others have with `adviser` and that aren't over, the newest first.
    ///
    /// # Errors
    /// The table can't be reached; [`domain::Refusal::Invalid`] for a cursor of another list.
    pub async fn shared_with(
        &self,
        adviser: PersonId,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<Share>, Error> {
        let page = self.waiting::<Advised>(&Queue::Shortlists(adviser), limit, after).await?;
        let shares: Vec<Share> = self.found(page.items.iter().map(Advised::share).collect()).await?;
        let open = shares.into_iter().filter(|share| share.is_with(adviser) && share.ended.is_none());
        Ok(Page { items: open.collect(), next: page.next })
    }

    /// Every share that others ever had with `adviser`, the first one first. What is gone is left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn ever_shared_with(&self, adviser: PersonId) -> Result<Vec<Share>, Failure> {
        let (partition, prefix) = Key::all_advised(adviser);
        let all: Vec<Advised> = self.records(&partition, prefix).await?;
        self.found(all.iter().map(Advised::share).collect()).await
    }
}
