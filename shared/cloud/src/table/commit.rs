//! The one verb that writes: new states, what they create, letters and audit records, all or nothing.

use std::time::Duration;

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::{put_item::PutItemError, transact_write_items::TransactWriteItemsError},
    types::{CancellationReason, ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure},
};
use domain::{Refusal, audit::Deed};

use super::{
    Row, Table,
    privacy::Loose,
    record::Record,
    to_row,
    write::{Change, Condition, Write},
};
use crate::{Error, Failure, chance::Dice};

/// How often a commit is tried when a neighbour's transaction or the audit chain is in the way.
const TRIES: u32 = 24;

/// The longest wait before the next try. All waits together take 3 seconds on average, and never more than 6.
const LONGEST_WAIT: Duration = Duration::from_millis(320);

/// Writes that are made together or not at all.
#[derive(Debug, Clone, Default)]
pub struct Commit {
    writes: Vec<Write>,
    deeds: Vec<(String, Deed)>,
}

/// A commit that was not made because somebody else was first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The kind of the record that stood against it.
    pub kind: &'static str,
    /// The version that is stored; `None` when there is no record.
    pub current: Option<u64>,
}

impl From<Lost> for Refusal {
    fn from(lost: Lost) -> Self {
        lost.current.map_or(Self::NotFound, |current| Self::Stale { current })
    }
}

impl Commit {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stores a record that must not be there yet.
    ///
    /// # Errors
    /// The record has no row.
    pub fn create<T: Record>(self, record: &T) -> Result<Self, Failure> {
        self.put(record, Condition::Absent)
    }

    /// Stores a record over the one of the version before it.
    ///
    /// # Errors
    /// The record has no row.
    pub fn replace<T: Record>(self, record: &T) -> Result<Self, Failure> {
        self.put(record, Condition::At(record.version() - 1))
    }

    /// Stores a record over the one of version `seen`, when it went through several changes at once.
    ///
    /// # Errors
    /// The record has no row.
    pub fn replace_since<T: Record>(self, seen: u64, record: &T) -> Result<Self, Failure> {
        self.put(record, Condition::At(seen))
    }

    /// Stores a record: the first version must not be there yet, a later one replaces the one before.
    ///
    /// # Errors
    /// The record has no row.
    pub fn save<T: Record>(self, record: &T) -> Result<Self, Failure> {
        if record.version() == 1 { self.create(record) } else { self.replace(record) }
    }

    /// Stores a record that must not be there, or whose end passed before `now`.
    ///
    /// # Errors
    /// The record has no row.
    pub fn create_again<T: Record>(self, record: &T, now: jiff::Timestamp) -> Result<Self, Failure> {
        self.put(record, Condition::AbsentOrOver(now.as_second()))
    }

    /// Takes away a record as it was seen.
    ///
    /// # Errors
    /// The record has no row.
    pub fn remove<T: Record>(mut self, seen: &T) -> Result<Self, Failure> {
        let condition = Condition::At(seen.version());
        self.writes.push(Write { kind: T::KIND, row: to_row(seen)?, condition, change: Change::Delete });
        Ok(self)
    }

    /// Demands that a record is as it was seen, without writing it: by its version, or by being absent at version 0.
    ///
    /// # Errors
    /// The record has no row.
    pub fn unchanged<T: Record>(mut self, seen: &T) -> Result<Self, Failure> {
        let condition = if seen.version() == 0 { Condition::Absent } else { Condition::At(seen.version()) };
        self.writes.push(Write { kind: T::KIND, row: to_row(seen)?, condition, change: Change::Nothing });
        Ok(self)
    }

    /// Takes away a record of any kind, as it was read.
    ///
    /// # Errors
    /// It has no version.
    pub fn erase(mut self, record: &Loose) -> Result<Self, Failure> {
        let version = record.version().ok_or_else(|| Failure::because("a record has no version"))?;
        let (row, condition) = (record.row().clone(), Condition::At(version));
        self.writes.push(Write { kind: "record to erase", row, condition, change: Change::Delete });
        Ok(self)
    }

    /// Adds a deed to the audit chain of `subject` (an id).
    #[must_use]
    pub fn deed(mut self, subject: impl ToString, deed: Deed) -> Self {
        self.deeds.push((subject.to_string(), deed));
        self
    }

    /// These writes and those of `other`.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.writes.extend(other.writes);
        self.deeds.extend(other.deeds);
        self
    }

    fn put<T: Record>(mut self, record: &T, condition: Condition) -> Result<Self, Failure> {
        self.writes.push(Write { kind: T::KIND, row: to_row(record)?, condition, change: Change::Put });
        Ok(self)
    }
}

/// Why an attempt to write was not made.
enum Miss {
    /// A condition did not hold.
    Lost(Lost),
    /// Another transaction was in the way, or the audit chain grew meanwhile.
    Again,
}

/// How long to wait after a round: any time up to a bound that doubles, so that those who met once don't meet again
/// ("full jitter": <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>).
fn wait(round: u32) -> Duration {
    let bound = Duration::from_millis(5).saturating_mul(2_u32.saturating_pow(round)).min(LONGEST_WAIT);
    bound.mul_f64(Dice.share())
}

impl Table {
    /// Makes all writes of `commit`, or none.
    ///
    /// # Errors
    /// [`Refusal::Stale`] with the stored version when somebody else was first.
    pub async fn commit(&self, commit: Commit) -> Result<(), Error> {
        Ok(self.try_commit(commit).await?.map_err(Refusal::from)?)
    }

    /// As [`Table::commit`], for callers who have something to do when somebody else was first.
    ///
    /// # Errors
    /// The table can't be reached, or stayed busy.
    pub async fn try_commit(&self, commit: Commit) -> Result<Result<(), Lost>, Failure> {
        for round in 0..TRIES {
            let mut writes = commit.writes.clone();
            writes.extend(self.audit_writes(&commit.deeds).await?);

            let miss = match writes.as_slice() {
                [] => return Ok(Ok(())),
                [Write { change: Change::Put, .. }] => self.write_one(writes.remove(0)).await?,
                _ => self.write_all(&writes).await?,
            };
            match miss {
                None => return Ok(Ok(())),
                Some(Miss::Lost(lost)) => return Ok(Err(lost)),
                Some(Miss::Again) => tokio::time::sleep(wait(round)).await,
            }
        }
        Err(Failure::because("the table stayed busy through every try of a commit"))
    }

    async fn audit_writes(&self, deeds: &[(String, Deed)]) -> Result<Vec<Write>, Failure> {
        let mut writes = Vec::new();
        for record in self.next_in_chains(deeds).await? {
            writes.push(Write {
                kind: super::record::Audited::KIND,
                row: to_row(&record)?,
                condition: Condition::Absent,
                change: Change::Put,
            });
        }
        Ok(writes)
    }

    async fn write_one(&self, write: Write) -> Result<Option<Miss>, Failure> {
        let answer = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(write.row.clone()))
            .condition_expression(write.condition.expression())
            .set_expression_attribute_values(write.condition.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;

        match answer.map_err(SdkError::into_service_error) {
            Ok(made) => {
                self.units.written(write.kind, made.consumed_capacity());
                Ok(None)
            }
            Err(PutItemError::ConditionalCheckFailedException(failed)) => {
                Ok((!is_made(&write, failed.item())).then(|| miss(&write, failed.item())))
            }
            Err(PutItemError::TransactionConflictException(_)) => Ok(Some(Miss::Again)),
            Err(error) => Err(Failure::new("a record could not be written", error)),
        }
    }

    async fn write_all(&self, writes: &[Write]) -> Result<Option<Miss>, Failure> {
        let items = writes.iter().map(|write| write.item(&self.name)).collect::<Result<Vec<_>, _>>()?;
        let answer = self
            .client
            .transact_write_items()
            .set_transact_items(Some(items))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;

        match answer.map_err(SdkError::into_service_error) {
            Ok(made) => {
                let kinds: Vec<&str> = writes.iter().map(|write| write.kind).collect();
                self.units.written(&kinds.join(" + "), made.consumed_capacity());
                Ok(None)
            }
            Err(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                misses(writes, cancelled.cancellation_reasons())
            }
            Err(TransactWriteItemsError::TransactionInProgressException(_)) => Ok(Some(Miss::Again)),
            Err(error) => Err(Failure::new("a transaction could not be made", error)),
        }
    }
}

/// Whether the stored row is the very one that was to be written: the write was made before, and only
/// its answer got lost.
fn is_made(write: &Write, stored: Option<&Row>) -> bool {
    write.change == Change::Put && stored == Some(&write.row)
}

/// What it means that the condition of `write` did not hold.
fn miss(write: &Write, stored: Option<&Row>) -> Miss {
    if write.kind == super::record::Audited::KIND {
        return Miss::Again;
    }
    let current = stored.and_then(|row| row.get("version")?.as_n().ok()?.parse().ok());
    Miss::Lost(Lost { kind: write.kind, current })
}

/// What the reasons of a cancelled transaction mean, one for each write, in order; `None` when the
/// transaction was made before. That holds only when *all* its rows are there: a row that looks like
/// one of ours may be that of a rival who wrote the same.
fn misses(writes: &[Write], reasons: &[CancellationReason]) -> Result<Option<Miss>, Failure> {
    let pairs = || writes.iter().zip(reasons);
    let failed = || pairs().filter(|(_, reason)| reason.code() == Some("ConditionalCheckFailed"));

    if failed().next().is_none() {
        let codes: Vec<&str> = reasons.iter().filter_map(CancellationReason::code).collect();
        return if codes.contains(&"TransactionConflict") || codes.contains(&"ThrottlingError") {
            Ok(Some(Miss::Again))
        } else {
            Err(Failure::because(format!("a transaction was cancelled: {}", codes.join(", "))))
        };
    }
    // What was only looked at may have changed since.
    let written: Vec<_> = pairs().filter(|(write, _)| write.change != Change::Nothing).collect();
    if !written.is_empty() && written.iter().all(|(write, reason)| is_made(write, reason.item())) {
        return Ok(None);
    }
    // A record that somebody else changed decides; an audit chain that merely grew is tried again.
    let misses = || failed().map(|(write, reason)| miss(write, reason.item()));
    Ok(misses().find(|miss| matches!(miss, Miss::Lost(_))).or_else(|| misses().next()))
}
