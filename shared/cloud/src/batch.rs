//! Events that come in batches: messages from a queue, changes from the table's stream.
//!
//! A handler answers with the members of the batch that it could not do. Those come again; the others
//! are done with, so one bad member holds up nobody else.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_dynamo::Item;

use crate::{
    Failure, OrFailure,
    queues::Message,
    table::{Kept, record::Record},
};

/// Messages from a queue (SQS).
#[derive(Debug, Clone, Deserialize)]
pub struct QueueBatch {
    /// The messages, in no order that matters.
    #[serde(rename = "Records")]
    pub records: Vec<Queued>,
}

/// One message of a batch.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Queued {
    /// Names the delivery.
    pub message_id: String,
    /// Its text.
    pub body: String,
}

impl Queued {
    /// What the message says.
    ///
    /// # Errors
    /// It is no message of ours.
    pub fn message(&self) -> Result<Message, Failure> {
        serde_json::from_str(&self.body).or_failure("a queue holds a message that is not ours")
    }
}

/// Changes of records, from the table's stream.
#[derive(Debug, Clone, Deserialize)]
pub struct StreamBatch {
    /// The changes; those of one record stand in their order.
    #[serde(rename = "Records")]
    pub records: Vec<Streamed>,
}

/// One change.
#[derive(Debug, Clone, Deserialize)]
pub struct Streamed {
    /// The rows before and after it.
    #[serde(rename = "dynamodb")]
    pub change: StreamedRows,
}

/// The rows before and after a change.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StreamedRows {
    /// Its place in the stream.
    pub sequence_number: String,
    /// The row before; none when it is new.
    #[serde(default)]
    old_image: Option<Item>,
    /// The row after; none when it was taken away.
    #[serde(default)]
    new_image: Option<Item>,
}

/// What a stream's row says about itself before it is read.
#[derive(Debug, Deserialize)]
struct Label {
    kind: String,
}

/// A record before and after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<T> {
    /// Before; none when it is new.
    pub before: Option<T>,
    /// After.
    pub after: T,
}

impl Streamed {
    /// The kind of the record after the change; none when it was taken away or is not a record of ours.
    pub fn kind(&self) -> Option<String> {
        let row = self.change.new_image.clone()?;
        serde_dynamo::from_item::<_, Label>(row).ok().map(|label| label.kind)
    }

    /// The change, for a record that is still there.
    ///
    /// # Errors
    /// The row has a shape that this version can't read; a newer one may.
    pub fn change<T: Record>(&self) -> Result<Change<T>, Failure> {
        let after =
            self.change.new_image.clone().ok_or_else(|| Failure::because("a record was taken away"))?;
        Ok(Change { before: self.change.old_image.clone().map(record).transpose()?, after: record(after)? })
    }
}

fn record<T: DeserializeOwned>(row: Item) -> Result<T, Failure> {
    let kept: Kept<T> = serde_dynamo::from_item(row).or_failure("a streamed row can't be read")?;
    kept.open()
}

/// Which members of a batch are to come again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchAnswer {
    batch_item_failures: Vec<ItemFailure>,
    /// How many of them didn't fail: there was no time for them.
    #[serde(skip_serializing_if = "is_none")]
    put_off: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemFailure {
    item_identifier: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl BatchAnswer {
    /// Asks for the member named `id` again, for which there is no time now. That is no failure.
    pub fn put_off(&mut self, id: &str) {
        self.put_off += 1;
        self.again(id);
    }

    fn again(&mut self, id: &str) {
        self.batch_item_failures.push(ItemFailure { item_identifier: id.to_owned() });
    }

    /// Notes how the member named `id` went: a failure is logged, and the member comes again.
    pub fn note(&mut self, id: &str, outcome: Result<(), Failure>) {
        if let Err(failure) = outcome {
            tracing::error!(id, cause = failure.chain(), "a member of a batch failed");
            self.again(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_batch_answers_with_the_members_that_are_to_come_again() {
        let mut answer = BatchAnswer::default();
        answer.note("one", Ok(()));
        answer.note("two", Err(Failure::because("it can't be reached")));

        let wanted = json!({"batchItemFailures": [{"itemIdentifier": "two"}]});
        assert_eq!(serde_json::to_value(answer).expect("plain data"), wanted);
    }

    #[test]
    fn a_message_of_somebody_else_is_not_read() {
        let batch = json!({"Records": [
            {"messageId": "1", "body": "{\"letter\":[null,\"let_00000000000000000000000007\"]}", "receiptHandle": "r"},
            {"messageId": "2", "body": "hello"},
        ]});
        let batch: QueueBatch = serde_json::from_value(batch).expect("a batch");

        assert!(matches!(batch.records[0].message(), Ok(Message::Letter(..))));
        assert!(batch.records[1].message().is_err());
    }

    #[test]
    fn a_row_that_is_not_ours_has_no_kind() {
        let rows = json!({"Records": [
            {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1", "NewImage": {"kind": {"S": "letter"}}}},
            {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "2", "NewImage": {"other": {"N": "5"}}}},
            {"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "3", "OldImage": {"kind": {"S": "letter"}}}},
        ]});
        let batch: StreamBatch = serde_json::from_value(rows).expect("a batch");

        let kinds: Vec<_> = batch.records.iter().map(Streamed::kind).collect();
        assert_eq!(kinds, [Some("letter".to_owned()), None, None]);
    }
}
