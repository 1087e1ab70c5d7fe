//! The one table: records by key, queues, and [`commit`](Table::commit), the one verb that writes.

use std::sync::Arc;

use crate::{Error, Failure, OrFailure, Settings};
use aws_config::SdkConfig;
use aws_sdk_dynamodb::{
    Client,
    types::{AttributeValue, ReturnConsumedCapacity},
};
use domain::Refusal;

mod appeals;
mod artifacts;
mod audit;
mod awards;
pub mod badges;
mod beside;
pub mod bundles;
pub mod coaching;
mod commit;
pub mod definitions;
mod demand;
mod dossier;
mod endorsements;
mod found;
pub mod keys;
pub mod letters;
pub mod names;
mod page;
mod people;
pub mod policies;
pub mod privacy;
mod qualification;
mod query;
pub mod reciprocity;
pub mod recognitions;
pub mod reconciling;
pub mod record;
pub mod register;
mod reliability;
mod reports;
mod roster;
mod row;
pub mod shortlists;
pub mod stacks;
mod submissions;
mod units;
mod write;

pub use beside::beside_others;
pub use commit::{Commit, Lost};
pub use dossier::Dossier;
pub use page::{Cursor, Page};
pub use people::email_hash;
pub(crate) use row::Kept;
pub use row::{Row, from_row, to_row};
pub use units::{Spent, Units};

use keys::Key;
use record::Record;

/// The name of the index of what waits.
pub const QUEUE_INDEX: &str = "queue";

/// The one table.
#[derive(Debug, Clone)]
pub struct Table {
    client: Client,
    name: String,
    units: Arc<Units>,
    editions: definitions::Editions,
}

impl Table {
    /// The table that the settings name.
    pub fn new(config: &SdkConfig, settings: &Settings) -> Self {
        let mut builder = aws_sdk_dynamodb::config::Builder::from(config);
        builder.set_endpoint_url(settings.endpoints.dynamodb.clone());
        let client = Client::from_conf(builder.build());
        Self { client, name: settings.table.clone(), units: Arc::default(), editions: Arc::default() }
    }

    /// The units that all calls took since the start, as the table billed them.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The record under `key`, read consistently; `None` when there is none.
    ///
    /// # Errors
    /// The table can't be reached, or holds something else there.
    pub async fn find<T: Record>(&self, key: Key) -> Result<Option<T>, Failure> {
        self.read(key, true).await
    }

    /// The record under `key` as it was a moment ago, at half the price; one that isn't there is looked
    /// for consistently. For what rarely changes, and for what is written only over the version seen here.
    ///
    /// # Errors
    /// As [`Table::find`].
    pub async fn recent<T: Record>(&self, key: Key) -> Result<Option<T>, Failure> {
        match self.read(key.clone(), false).await? {
            Some(record) => Ok(Some(record)),
            None => self.find(key).await,
        }
    }

    async fn read<T: Record>(&self, key: Key, consistently: bool) -> Result<Option<T>, Failure> {
        let (partition, sort) = key.render();
        let answer = self
            .client
            .get_item()
            .table_name(&self.name)
            .key("PK", AttributeValue::S(partition))
            .key("SK", AttributeValue::S(sort))
            .consistent_read(consistently)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .or_failure("a record could not be read")?;

        self.units.read(T::KIND, answer.consumed_capacity());
        answer.item.map(from_row).transpose()
    }

    /// The record under `key`.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is none; otherwise as [`Table::find`].
    pub async fn load<T: Record>(&self, key: Key) -> Result<T, Error> {
        Ok(self.find(key).await?.ok_or(Refusal::NotFound)?)
    }
}
