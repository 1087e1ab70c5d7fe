//! Rosters that districts import, and what one says about people until it is placed and can't be undone any more.

use std::collections::BTreeSet;

use domain::{
    ImportId, OrganisationId,
    email::EmailAddress,
    person::Person,
    policy::{Place, shard_of},
    roster::{Placing, Roster, RosterShard, Stage},
};

use super::{
    Table,
    keys::{Key, Queue, sortable},
    record::Record,
};
use crate::{Error, Failure};

impl Record for Roster {
    const KIND: &'static str = "roster";
    fn key(&self) -> Key {
        Key::Roster(self.district)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Placing {
    const KIND: &'static str = "roster-placing";
    fn key(&self) -> Key {
        Key::Placing(self.district, self.import)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        match self.stage {
            Stage::Written | Stage::Placing | Stage::Kept | Stage::TakingBack => {
                Some((Queue::Placings, sortable(self.due)))
            }
            Stage::Over => None,
        }
    }
}

impl Record for RosterShard {
    const KIND: &'static str = "roster-shard";
    fn key(&self) -> Key {
        Key::RosterShard(self.district, Place { import: self.import, number: self.number })
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// Which rosters a district imported.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn district_roster(&self, district: OrganisationId) -> Result<Roster, Failure> {
        let stored = self.find(Key::Roster(district)).await?;
        Ok(stored.unwrap_or_else(|| Roster::empty(district)))
    }

    /// How far the imports of a roster are, in their order.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn placings(&self, roster: &Roster) -> Result<Vec<Placing>, Failure> {
        self.placings_of(roster.district, roster.imports.iter().map(|import| import.id)).await
    }

    /// How far these imports of a district are, in their order; of which nothing is known is left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn placings_of(
        &self,
        district: OrganisationId,
        imports: impl IntoIterator<Item = ImportId>,
    ) -> Result<Vec<Placing>, Failure> {
        self.found(imports.into_iter().map(|import| Key::Placing(district, import)).collect()).await
    }

    /// What an import says about the people of these shards; those that are gone are left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn roster_shards(
        &self,
        district: OrganisationId,
        import: ImportId,
        numbers: impl IntoIterator<Item = u8>,
    ) -> Result<Vec<RosterShard>, Failure> {
        let key = |number| Key::RosterShard(district, Place { import, number });
        self.found(numbers.into_iter().map(key).collect()).await
    }

    /// Whatever rosters of any district still say about whoever has that address. One whose placing changes its place in
    /// the queue in this moment may be missed: whoever needs all looks again.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn rosters_about(&self, email: &EmailAddress) -> Result<Vec<RosterShard>, Error> {
        let number = shard_of(email);
        let placings: Vec<Placing> = self.all_waiting(&Queue::Placings).await?;
        let in_it = placings.into_iter().filter(|placing| placing.shards.contains(&number));
        // One that changes its place in the queue in this moment may be read twice.
        let imports: BTreeSet<_> = in_it.map(|placing| (placing.district, placing.import)).collect();
        let key = |(district, import)| Key::RosterShard(district, Place { import, number });
        let shards: Vec<RosterShard> = self.found(imports.into_iter().map(key).collect()).await?;
        Ok(shards.into_iter().filter(|shard| shard.people.contains_key(email)).collect())
    }

    /// Those of these addresses who have an account, in no order. No address may be named twice.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn people_at(&self, emails: Vec<&EmailAddress>) -> Result<Vec<Person>, Failure> {
        let known = self.people_with_emails(emails).await?;
        self.people(known.into_iter()).await
    }
}
