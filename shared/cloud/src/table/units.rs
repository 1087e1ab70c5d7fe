//! What the table billed, and for what.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use aws_sdk_dynamodb::types::ConsumedCapacity;

/// Request units since the start, counted from the table's own answers, by what took them: the kinds of
/// the records that were written together, or of what was read.
#[derive(Debug, Default)]
pub struct Units(Mutex<BTreeMap<String, Spent>>);

/// What some calls took.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Spent {
    /// Calls.
    pub calls: u64,
    /// Read request units.
    pub read: f64,
    /// Write request units.
    pub written: f64,
}

impl Units {
    /// What each kind of call took.
    pub fn spent(&self) -> BTreeMap<String, Spent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn read(&self, what: &str, consumed: Option<&ConsumedCapacity>) {
        self.add(what, Spent { calls: 1, read: units(consumed), written: 0.0 });
    }

    pub(super) fn written<'a>(&self, what: &str, consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
        let written = consumed.into_iter().map(|one| units(Some(one))).sum();
        self.add(what, Spent { calls: 1, read: 0.0, written });
    }

    fn add(&self, what: &str, more: Spent) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *all.entry(what.to_owned()).or_default() += more;
    }
}

impl std::ops::AddAssign for Spent {
    fn add_assign(&mut self, more: Self) {
        self.calls += more.calls;
        self.read += more.read;
        self.written += more.written;
    }
}

impl std::ops::Sub for Spent {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            calls: self.calls - before.calls,
            read: self.read - before.read,
            written: self.written - before.written,
        }
    }
}

fn units(consumed: Option<&ConsumedCapacity>) -> f64 {
    consumed.and_then(ConsumedCapacity::capacity_units).unwrap_or(0.0)
}
