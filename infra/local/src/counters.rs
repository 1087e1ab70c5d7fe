//! How many times each of something was asked for, by name; what a life costs is read from here.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Counts by name.
#[derive(Debug, Default)]
pub(crate) struct Counters(Mutex<BTreeMap<String, u64>>);

impl Counters {
    /// Once more.
    pub(crate) fn count(&self, name: &str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.get_mut(name) {
            Some(count) => *count += 1,
            None => drop(counts.insert(name.to_owned(), 1)),
        }
    }

    /// All counts so far.
    pub(crate) fn so_far(&self) -> BTreeMap<String, u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
