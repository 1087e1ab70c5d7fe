//! Reading many: a partition in order, or a page of a queue.

use aws_sdk_dynamodb::operation::query::QueryOutput;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, Select};
use domain::Refusal;
use serde::de::DeserializeOwned;

use super::{Cursor, Page, QUEUE_INDEX, Row, Table, from_row, keys::Queue};
use crate::{Error, Failure, OrFailure};

/// Which part of a queue is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stretch<'a> {
    /// All of it.
    Whole,
    /// From its beginning to this place.
    Until(&'a str),
    /// From this place to its end.
    From(&'a str),
    /// From the first of these places to the last.
    Between(&'a str, &'a str),
}

impl Table {
    /// A page of at most `limit` records that wait in `queue`, in their order.
    ///
    /// The index holds keys only and lags behind the table, so the records themselves are read
    /// consistently; those that have left the queue meanwhile are left out. So is one that this version
    /// can't read, after it was logged as an error: it holds up no other.
    ///
    /// # Errors
    /// The table can't be reached; [`Refusal::Invalid`] for a cursor of another list.
    pub async fn waiting<T: DeserializeOwned>(
        &self,
        queue: &Queue,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<T>, Error> {
        self.page(queue, Stretch::Whole, limit, after).await
    }

    /// As [`Table::waiting`], only those whose place in the queue is not after `last`.
    ///
    /// # Errors
    /// As [`Table::waiting`].
    pub async fn waiting_until<T: DeserializeOwned>(
        &self,
        queue: &Queue,
        last: Option<&str>,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<T>, Error> {
        let stretch = last.map_or(Stretch::Whole, Stretch::Until);
        self.page(queue, stretch, limit, after).await
    }

    /// Every record that waits in `queue`, for queues that are known to be short.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn all_waiting<T: DeserializeOwned + Send>(&self, queue: &Queue) -> Result<Vec<T>, Error> {
        self.all_in(queue, Stretch::Whole).await
    }

    /// As [`Table::all_waiting`], only those whose place in the queue isn't before `first`.
    ///
    /// # Errors
    /// As [`Table::all_waiting`].
    pub async fn all_from<T: DeserializeOwned + Send>(
        &self,
        queue: &Queue,
        first: &str,
    ) -> Result<Vec<T>, Error> {
        self.all_in(queue, Stretch::From(first)).await
    }

    async fn all_in<T: DeserializeOwned + Send>(
        &self,
        queue: &Queue,
        stretch: Stretch<'_>,
    ) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        self.each_in(queue, stretch, &mut |record| all.push(record)).await?;
        Ok(all)
    }

    /// Has `look` see every record that waits in a stretch of `queue`, a page at a time.
    ///
    /// # Errors
    /// As [`Table::all_waiting`].
    pub(super) async fn each_in<T: DeserializeOwned>(
        &self,
        queue: &Queue,
        stretch: Stretch<'_>,
        look: &mut (impl FnMut(T) + Send),
    ) -> Result<(), Error> {
        let mut after = None;
        loop {
            let page = self.page(queue, stretch, 100, after).await?;
            after = page.next;
            page.items.into_iter().for_each(&mut *look);
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// The first `limit` records at most that wait in `queue` at these places or between them, as [`Table::waiting`] has
    /// them.
    pub(super) async fn waiting_between<T: DeserializeOwned>(
        &self,
        queue: &Queue,
        (first, last): (&str, &str),
        limit: i32,
    ) -> Result<Vec<T>, Error> {
        Ok(self.page(queue, Stretch::Between(first, last), limit, None).await?.items)
    }

    async fn page<T: DeserializeOwned>(
        &self,
        queue: &Queue,
        stretch: Stretch<'_>,
        limit: i32,
        after: Option<Cursor>,
    ) -> Result<Page<T>, Error> {
        let partition = queue.render();
        if after.as_ref().is_some_and(|cursor| !cursor.is_of(&partition)) {
            return Err(Refusal::invalid("/cursor", "This cursor belongs to another list.").into());
        }
        let answer = self.index_page(queue, stretch, limit, after.map(Cursor::into_row)).await?;

        let next = answer.last_evaluated_key.as_ref().map(Cursor::of);
        let rows = self.rows(name_of(&partition), answer.items.unwrap_or_default()).await?;
        let still_there =
            |row: &Row| row.get("GSI1PK").and_then(|queue| queue.as_s().ok()) == Some(&partition);
        let items = rows.into_iter().filter(still_there).filter_map(readable).collect();
        Ok(Page { items, next })
    }

    /// The partitions of all records that wait in `queue`, in its order, as the index has them: a page of a hundred
    /// keys costs a fraction of the records.
    pub(super) async fn partitions_waiting(&self, queue: &Queue) -> Result<Vec<String>, Failure> {
        let mut partitions = Vec::new();
        let mut after = None;
        loop {
            let answer = self.index_page(queue, Stretch::Whole, 1_000, after).await?;
            let partition = |row: Row| row.get("PK").and_then(|value| value.as_s().ok()).cloned();
            partitions.extend(answer.items.unwrap_or_default().into_iter().filter_map(partition));
            after = answer.last_evaluated_key;
            if after.is_none() {
                return Ok(partitions);
            }
        }
    }

    /// A page of the index: keys of what waits in that stretch of `queue`, after the row `after`.
    async fn index_page(
        &self,
        queue: &Queue,
        stretch: Stretch<'_>,
        limit: i32,
        after: Option<Row>,
    ) -> Result<QueryOutput, Failure> {
        let partition = queue.render();
        let mut condition = "GSI1PK = :queue".to_owned();
        let mut values = Row::from([(":queue".to_owned(), AttributeValue::S(partition.clone()))]);
        let (and, first, last) = match stretch {
            Stretch::Whole => ("", None, None),
            Stretch::Until(last) => (" AND GSI1SK <= :last", None, Some(last)),
            Stretch::From(first) => (" AND GSI1SK >= :first", Some(first), None),
            Stretch::Between(first, last) => {
                (" AND GSI1SK BETWEEN :first AND :last", Some(first), Some(last))
            }
        };
        condition.push_str(and);
        for (name, place) in [(":first", first), (":last", last)] {
            values.extend(place.map(|place| (name.to_owned(), AttributeValue::S(place.to_owned()))));
        }
        let answer = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(QUEUE_INDEX)
            .key_condition_expression(condition)
            .set_expression_attribute_values(Some(values))
            .scan_index_forward(!queue.is_newest_first())
            .limit(limit)
            .set_exclusive_start_key(after)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .or_failure("a queue could not be read")?;

        self.units.read(&format!("the queue {}", name_of(&partition)), answer.consumed_capacity());
        Ok(answer)
    }

    /// How many records wait in `queue`, as the index has it, counted to `most`.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn count_waiting(&self, queue: &Queue, most: i32) -> Result<i32, Failure> {
        let answer = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(QUEUE_INDEX)
            .key_condition_expression("GSI1PK = :queue")
            .expression_attribute_values(":queue", AttributeValue::S(queue.render()))
            .select(Select::Count)
            .limit(most)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .or_failure("a queue could not be counted")?;

        let what = format!("the length of the queue {}", name_of(&queue.render()));
        self.units.read(&what, answer.consumed_capacity());
        Ok(answer.count)
    }

    /// All rows of a partition whose sort key starts with `prefix`, read consistently, in order.
    pub(super) async fn partition(&self, partition: &str, prefix: &str) -> Result<Vec<Row>, Failure> {
        let condition =
            if prefix.is_empty() { "PK = :partition" } else { "PK = :partition AND begins_with(SK, :sort)" };
        self.rows_where(condition, partition, prefix).await
    }

    /// All rows of a partition whose sort key isn't before `first`, read consistently, in order.
    pub(super) async fn partition_from(&self, partition: &str, first: &str) -> Result<Vec<Row>, Failure> {
        self.rows_where("PK = :partition AND SK >= :sort", partition, first).await
    }

    /// All rows of a partition for which the condition holds, which may name `:sort`, read consistently, in order.
    async fn rows_where(&self, condition: &str, partition: &str, sort: &str) -> Result<Vec<Row>, Failure> {
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
            if condition.contains(":sort") {
                call = call.expression_attribute_values(":sort", AttributeValue::S(sort.to_owned()));
            }
            let answer = call.send().await.or_failure("a partition could not be read")?;

            self.units.read(&format!("all of {}", name_of(partition)), answer.consumed_capacity());
            rows.extend(answer.items.unwrap_or_default());
            after = answer.last_evaluated_key;
            if after.is_none() {
                return Ok(rows);
            }
        }
    }

    /// The last record of a partition, if it has any. It may lag behind what was just written.
    pub(super) async fn last<T: DeserializeOwned>(&self, partition: &str) -> Result<Option<T>, Failure> {
        let answer = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("PK = :partition")
            .expression_attribute_values(":partition", AttributeValue::S(partition.to_owned()))
            .scan_index_forward(false)
            .limit(1)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .or_failure("the end of a partition could not be read")?;

        self.units.read(&format!("the end of {}", name_of(partition)), answer.consumed_capacity());
        answer.items.unwrap_or_default().into_iter().next().map(from_row).transpose()
    }

    /// All records of a partition whose sort key starts with `prefix`, in order.
    pub(super) async fn records<T: DeserializeOwned>(
        &self,
        partition: &str,
        prefix: &str,
    ) -> Result<Vec<T>, Failure> {
        self.partition(partition, prefix).await?.into_iter().map(from_row).collect()
    }
}

/// The record in a row that waits in a queue, if it can be read.
fn readable<T: DeserializeOwned>(row: Row) -> Option<T> {
    let record = from_row(row);
    record
        .inspect_err(|failure| tracing::error!(cause = failure.chain(), "a record that waits can't be read"))
        .ok()
}

/// `SUBMISSION` of `SUBMISSION#sub_…`: what may be counted and told.
fn name_of(partition: &str) -> &str {
    partition.split('#').next().unwrap_or_default()
}
