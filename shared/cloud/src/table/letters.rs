//! Letters: on their way, given up, delivered.

use domain::{
    LetterId, OrganisationId, PersonId,
    letter::{Letter, State},
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{
    Cursor, Page, Table,
    keys::{Key, Queue, sortable},
    record::Record,
};
use crate::{Error, Failure};

/// How long a delivered letter can be looked up.
const KEPT_DELIVERED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a letter that was given up can be sent again.
const KEPT_GIVEN_UP: SignedDuration = SignedDuration::from_hours(90 * 24);
/// The most letters that one minute's round looks after.
const ONE_ROUND: i32 = 500;

impl Record for Letter {
    const KIND: &'static str = "letter";

    fn key(&self) -> Key {
        Key::Letter(self.person, self.id)
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn queue(&self) -> Option<(Queue, String)> {
        let place = |at: Timestamp| format!("{}#{}", sortable(at), self.id);
        match &self.state {
            State::Pending { .. } | State::Held { .. } | State::Sending { .. } => {
                self.state.due().map(|due| (Queue::LettersOut, place(due)))
            }
            State::Delivered { at } | State::Suppressed { at, .. } | State::Dead { at, .. } => {
                Some((Queue::LettersOver(self.issuer, self.state.name()), place(*at)))
            }
        }
    }

    fn expires(&self) -> Option<Timestamp> {
        match &self.state {
            State::Pending { .. } | State::Held { .. } | State::Sending { .. } => None,
            State::Delivered { at } => Some(*at + KEPT_DELIVERED),
            State::Suppressed { at, .. } | State::Dead { at, .. } => Some(*at + KEPT_GIVEN_UP),
        }
    }
}

impl Table {
    /// The letter of that id to that person (`None`: to nobody of ours) as it was a moment ago; `None` when it is gone.
    ///
    /// # Errors
    /// The table can't be reached, or holds something else there.
    pub async fn letter(&self, to: Option<PersonId>, id: LetterId) -> Result<Option<Letter>, Failure> {
        self.recent(Key::Letter(to, id)).await
    }

    /// Letters on their way that are to be looked after at `now`: those whose next try has come, and
    /// those that nobody brought to the queue or that were lost while they were sent. The oldest first,
    /// at most 500.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn letters_due(&self, now: Timestamp) -> Result<Vec<(Option<PersonId>, LetterId)>, Error> {
        // "~" sorts after every letter of that moment.
        let last = format!("{}~", sortable(now));
        let page = self.waiting_until::<Named>(&Queue::LettersOut, Some(&last), ONE_ROUND, None).await?;
        Ok(page.items.into_iter().map(|letter| (letter.person, letter.id)).collect())
    }

    /// An issuer's letters (`None`: those that are no issuer's), as the index has them: those delivered
    /// last come first, of all others those that wait the longest. A page of letters on their way may hold fewer than `limit` and still have a next.
    ///
    /// # Errors
    /// The table can't be reached; [`domain::Refusal::Invalid`] for a cursor of another list.
    pub async fn letters_in(
        &self,
        issuer: Option<OrganisationId>,
        standing: Standing,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<Letter>, Error> {
        let queue = match standing {
            Standing::Out => Queue::LettersOut,
            Standing::Delivered => Queue::LettersOver(issuer, "delivered"),
            Standing::Suppressed => Queue::LettersOver(issuer, "suppressed"),
            Standing::Dead => Queue::LettersOver(issuer, "dead"),
        };
        let page = self.waiting::<Letter>(&queue, limit, after).await?;
        let items = page.items.into_iter().filter(|letter| letter.issuer == issuer).collect();
        Ok(Page { items, next: page.next })
    }
}

/// All of a letter that the round needs: one that can't be read must not hold up the others.
#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    person: Option<PersonId>,
    id: LetterId,
}

/// Where letters stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// On their way.
    Out,
    /// Taken by the mail server, in the last thirty days.
    Delivered,
    /// Kept back: their address takes no letters.
    Suppressed,
    /// Given up.
    Dead,
}
