//! Reading the table's stream.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{
    table::{Handle, Table},
    template::{ACCOUNT, REGION},
};

/// One change of the table, as Lambda gives it to a function.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// Its place in the stream.
    pub(super) sequence: String,
    /// The record's JSON.
    pub(super) json: Value,
}

/// The stream of one table.
#[derive(Debug)]
pub(super) struct Source {
    database: Handle,
    /// The embedded table's name for its stream.
    inner_arn: String,
    shard: String,
    arn: String,
}

impl Source {
    pub(super) fn open(table: &Table) -> Result<Self> {
        let database = table.database();
        let request = serde_json::from_value(json!({ "TableName": table.name() }))?;
        let streams = database.0.list_streams(request)?.streams;
        let stream = streams.into_iter().next().context("the table has no stream")?;

        let request = serde_json::from_value(json!({ "StreamArn": stream.stream_arn }))?;
        let shards = database.0.describe_stream(request)?.stream_description.shards;
        let shard = shards.into_iter().next().context("the stream has no shard")?;
        let label = stream.stream_label;
        let arn = format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{}/stream/{label}", table.name());
        Ok(Self { database, inner_arn: stream.stream_arn, shard: shard.shard_id, arn })
    }

    /// The stream's name as functions see it.
    pub(super) fn arn(&self) -> &str {
        &self.arn
    }

    /// The records after a place, oldest first, or from the beginning.
    pub(super) fn read(&self, after: Option<&str>, most: usize) -> Result<Vec<Record>> {
        let mut request = json!({"StreamArn": self.inner_arn, "ShardId": self.shard});
        match after {
            Some(sequence) => {
                request["ShardIteratorType"] = json!("AFTER_SEQUENCE_NUMBER");
                request["SequenceNumber"] = json!(sequence);
            }
            None => request["ShardIteratorType"] = json!("TRIM_HORIZON"),
        }
        let iterator = self.database.0.get_shard_iterator(serde_json::from_value(request)?)?;
        let iterator = iterator.shard_iterator.context("the stream has no iterator")?;

        let request = serde_json::from_value(json!({"ShardIterator": iterator, "Limit": most}))?;
        let records = self.database.0.get_records(request)?.records;
        records
            .into_iter()
            .map(|record| {
                let sequence = record.dynamodb.sequence_number.clone();
                let mut json = serde_json::to_value(record)?;
                json["awsRegion"] = json!(REGION);
                json["eventSourceARN"] = json!(self.arn);
                Ok(Record { sequence, json })
            })
            .collect()
    }
}
