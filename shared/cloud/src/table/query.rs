//! Reading many: a partition in order, or a page of a queue.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Refusal;
use serde::de::DeserializeOwned;

use super::{QUEUE_INDEX, Row, Table, from_row, keys::Queue, record::Record};
use crate::{Error, Failure, OrFailure};

/// Where a page ended. Callers hand it back as they got it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(Vec<(String, String)>);

impl Cursor {
    /// The text for an address.
    pub fn render(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&self.0).expect("pairs of texts"))
    }

    /// The cursor of that text.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] when it is none of ours.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let pairs = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        pairs.map(Self).ok_or_else(|| Refusal::invalid("/cursor", "Use the cursor of the page before, unchanged."))
    }

    fn of(row: &Row) -> Self {
        let text = |(name, value): (&String, &AttributeValue)| Some((name.clone(), value.as_s().ok()?.clone()));
        Self(row.iter().filter_map(text).collect())
    }

    fn into_row(self) -> Row {
        self.0.into_iter().map(|(name, value)| (name, AttributeValue::S(value))).collect()
    }
}

/// Some records and where the next page starts.
#[derive(Debug)]
pub struct Page<T> {
    /// The records in order.
    pub items: Vec<T>,
    /// Where to go on; `None` at the end.
    pub next: Option<Cursor>,
}

impl Table {
    /// A page of at most `limit` records that wait in `queue`, in their order. The index lags behind
    /// the table: whoever acts on a record loads it again.
    ///
    /// # Errors
    /// The table can't be reached; [`Refusal::Invalid`] for a cursor of another list.
    pub async fn waiting<T: Record>(
        &self,
        queue: &Queue,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<T>, Error> {
        self.waiting_until(queue, None, limit, after).await
    }

    /// As [`Table::waiting`], only those whose place in the queue is not after `last`.
    ///
    /// # Errors
    /// As [`Table::waiting`].
    pub async fn waiting_until<T: Record>(
        &self,
        queue: &Queue,
        last: Option<&str>,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<T>, Error> {
        let partition = queue.render();
        if after.as_ref().is_some_and(|cursor| !cursor.is_of(&partition)) {
            return Err(Refusal::invalid("/cursor", "This cursor belongs to another list.").into());
        }
        let mut condition = "GSI1PK = :queue".to_owned();
        let mut values = Row::from([(":queue".to_owned(), AttributeValue::S(partition))]);
        if let Some(last) = last {
            condition.push_str(" AND GSI1SK <= :last");
            values.insert(":last".to_owned(), AttributeValue::S(last.to_owned()));
        }
        let answer = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(QUEUE_INDEX)
            .key_condition_expression(condition)
            .set_expression_attribute_values(Some(values))
            .limit(limit)
            .set_exclusive_start_key(after.map(Cursor::into_row))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .or_failure("a queue could not be read")?;

        self.units.read(answer.consumed_capacity());
        let next = answer.last_evaluated_key.as_ref().map(Cursor::of);
        let items = answer.items.unwrap_or_default().into_iter().map(from_row).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    /// Every record that waits in `queue`, for queues that are known to be short.
    ///
    /// # Errors
    /// As [`Table::waiting`].
    pub async fn all_waiting<T: Record>(&self, queue: &Queue) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let page = self.waiting(queue, 100, after).await?;
            all.extend(page.items);
            after = page.next;
            if after.is_none() {
                return Ok(all);
            }
        }
    }

    /// All rows of a partition whose sort key starts with `prefix`, read consistently, in order.
    pub(super) async fn partition(&self, partition: &str, prefix: &str) -> Result<Vec<Row>, Failure> {
        let condition = if prefix.is_empty() { "PK = :partition" } else { "PK = :partition AND begins_with(SK, :prefix)" };
        let mut rows = Vec::new();
        let mut after = None;
        loop {
            let mut call = self
                .client
                .query()
                .table_name(&self.name)
                .key_condition_expression(condition)
                .expression_attribute_values(":partition", AttributeValue::S(partition.to_owned()))
                .consistent_read(true)
                .set_exclusive_start_key(after)
                .return_consumed_capacity(ReturnConsumedCapacity::Total);
            if !prefix.is_empty() {
                call = call.expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()));
            }
            let answer = call.send().await.or_failure("a partition could not be read")?;

            self.units.read(answer.consumed_capacity());
            rows.extend(answer.items.unwrap_or_default());
            after = answer.last_evaluated_key;
            if after.is_none() {
                return Ok(rows);
            }
        }
    }

    /// All records of a partition whose sort key starts with `prefix`, in order.
    pub(super) async fn records<T: DeserializeOwned>(&self, partition: &str, prefix: &str) -> Result<Vec<T>, Failure> {
        self.partition(partition, prefix).await?.into_iter().map(from_row).collect()
    }
}

impl Cursor {
    fn is_of(&self, partition: &str) -> bool {
        self.0.iter().any(|(name, value)| name == "GSI1PK" && value == partition)
    }
}
