//! One write of a commit: a record, what must hold of the stored one, and what is made of it then.

use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
};

use super::Row;
use crate::{Failure, OrFailure};

/// What must hold of the stored record for a write to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// There is none yet.
    Absent,
    /// It is at this version.
    At(u64),
    /// There is none, or its end has passed.
    AbsentOrOver(i64),
}

impl Condition {
    pub(super) fn expression(self) -> &'static str {
        match self {
            Self::Absent => "attribute_not_exists(PK)",
            Self::At(_) => "version = :seen",
            Self::AbsentOrOver(_) => "attribute_not_exists(PK) OR expires <= :seen",
        }
    }

    pub(super) fn values(self) -> Option<Row> {
        let number = |number: String| Some([(":seen".to_owned(), AttributeValue::N(number))].into());
        match self {
            Self::Absent => None,
            Self::At(version) => number(version.to_string()),
            Self::AbsentOrOver(now) => number(now.to_string()),
        }
    }
}

/// What is made of a record when its condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// It is stored.
    Put,
    /// It is taken away.
    Delete,
    /// Nothing: only the condition must hold.
    Nothing,
}

/// One write of a commit.
#[derive(Debug, Clone)]
pub(super) struct Write {
    /// The kind of the record.
    pub(super) kind: &'static str,
    /// The whole record.
    pub(super) row: Row,
    /// What must hold.
    pub(super) condition: Condition,
    /// What is made then.
    pub(super) change: Change,
}

impl Write {
    /// The write as an item of a transaction on `table`.
    pub(super) fn item(&self, table: &str) -> Result<TransactWriteItem, Failure> {
        let item = TransactWriteItem::builder();
        let made = match self.change {
            Change::Put => item.put(self.put(table)?),
            Change::Delete => item.delete(self.delete(table)?),
            Change::Nothing => item.condition_check(self.check(table)?),
        };
        Ok(made.build())
    }

    fn put(&self, table: &str) -> Result<Put, Failure> {
        Put::builder()
            .table_name(table)
            .set_item(Some(self.row.clone()))
            .condition_expression(self.condition.expression())
            .set_expression_attribute_values(self.condition.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .or_failure("a put is incomplete")
    }

    fn delete(&self, table: &str) -> Result<Delete, Failure> {
        Delete::builder()
            .table_name(table)
            .set_key(Some(self.key()))
            .condition_expression(self.condition.expression())
            .set_expression_attribute_values(self.condition.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .or_failure("a delete is incomplete")
    }

    fn check(&self, table: &str) -> Result<ConditionCheck, Failure> {
        ConditionCheck::builder()
            .table_name(table)
            .set_key(Some(self.key()))
            .condition_expression(self.condition.expression())
            .set_expression_attribute_values(self.condition.values())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .or_failure("a condition is incomplete")
    }

    fn key(&self) -> Row {
        ["PK", "SK"].map(|name| (name.to_owned(), self.row[name].clone())).into()
    }
}
