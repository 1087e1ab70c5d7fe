//! How many requests each operation got; a life's cost in requests is read from here.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Requests by the name of their operation. Only requests with a valid signature, and CORS preflights, count.
#[derive(Debug, Default)]
pub(super) struct Counters {
    requests: Mutex<BTreeMap<String, u64>>,
}

impl Counters {
    /// One more request of this operation.
    pub(super) fn count(&self, operation: &str) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        match requests.get_mut(operation) {
            Some(count) => *count += 1,
            None => drop(requests.insert(operation.to_owned(), 1)),
        }
    }

    /// All counts so far.
    pub(super) fn so_far(&self) -> BTreeMap<String, u64> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
