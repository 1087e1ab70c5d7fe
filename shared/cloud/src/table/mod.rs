//! The one table: records by key, queues, and [`commit`](Table::commit), the one verb that writes.

use std::{collections::HashMap, sync::Arc};

use aws_config::SdkConfig;
use aws_sdk_dynamodb::{
    Client,
    types::{AttributeValue, ReturnConsumedCapacity},
};
use domain::Refusal;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Error, Failure, OrFailure, Settings};

mod artifacts;
mod audit;
pub mod badges;
mod commit;
pub mod definitions;
mod dossier;
pub mod keys;
pub mod letters;
mod people;
mod query;
pub mod record;
mod submissions;
mod units;
mod write;

pub use commit::{Commit, Lost};
pub use dossier::Dossier;
pub use people::email_hash;
pub use query::{Cursor, Page};
pub use units::Units;

use keys::Key;
use record::Record;

/// A row as the SDK gives it.
pub type Row = HashMap<String, AttributeValue>;

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

/// A record as it is kept: its keys, then its own fields.
#[derive(Serialize, Deserialize)]
struct Stored<T> {
    #[serde(rename = "PK")]
    partition: String,
    #[serde(rename = "SK")]
    sort: String,
    kind: String,
    #[serde(rename = "GSI1PK", default, skip_serializing_if = "Option::is_none")]
    queue: Option<String>,
    #[serde(rename = "GSI1SK", default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires: Option<i64>,
    version: u64,
    body: T,
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
        let (partition, sort) = key.render();
        let answer = self
            .client
            .get_item()
            .table_name(&self.name)
            .key("PK", AttributeValue::S(partition))
            .key("SK", AttributeValue::S(sort))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .or_failure("a record could not be read")?;

        self.units.read(answer.consumed_capacity());
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

/// The row of `record`.
///
/// # Errors
/// The record has a shape that no row can have, which a test of each record rules out.
pub fn to_row<T: Record>(record: &T) -> Result<Row, Failure> {
    let (partition, sort) = record.key().render();
    let (queue, place) = record.queue().map(|(queue, place)| (queue.render(), place)).unzip();
    let stored = Stored {
        partition,
        sort,
        kind: T::KIND.to_owned(),
        queue,
        place,
        expires: record.expires().map(|end| end.as_second()),
        version: record.version(),
        body: record,
    };
    serde_dynamo::to_item(stored).or_failure("a record can't be written as a row")
}

/// The record in a row.
///
/// # Errors
/// The row holds something else.
pub fn from_row<T: DeserializeOwned>(row: Row) -> Result<T, Failure> {
    let stored: Stored<T> =
        serde_dynamo::from_item(row).or_failure("a row holds no record of the wanted kind")?;
    Ok(stored.body)
}
