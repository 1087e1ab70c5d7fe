//! What each step took: time, the table's units, the store's requests.

use std::{collections::BTreeMap, time::Instant};

use local::stack::Stack;

/// Counts from step to step.
pub(crate) struct Tally<'a> {
    stack: &'a Stack,
    first: Reading,
    last: Reading,
}

struct Reading {
    at: Instant,
    writes: f64,
    reads: f64,
    requests: BTreeMap<String, u64>,
}

impl<'a> Tally<'a> {
    /// Starts to count.
    pub(crate) fn start(stack: &'a Stack) -> Self {
        Self { stack, first: reading(stack), last: reading(stack) }
    }

    /// Prints what was done since the last step.
    pub(crate) fn step(&mut self, what: &str) {
        let now = reading(self.stack);
        println!("{:<66} {}", what, between(&self.last, &now));
        self.last = now;
    }

    /// Prints what was done since the start, with the store's requests by operation.
    pub(crate) fn total(&self, what: &str) {
        let now = reading(self.stack);
        println!("{:<66} {}", what, between(&self.first, &now));
        let by_operation = now.requests.iter().filter_map(|(operation, count)| {
            let more = count - self.first.requests.get(operation).copied().unwrap_or(0);
            (more > 0).then(|| format!("{operation} {more}"))
        });
        println!("  S3: {}", by_operation.collect::<Vec<_>>().join(", "));
    }
}

fn reading(stack: &Stack) -> Reading {
    let units = stack.app().table.units();
    Reading {
        at: Instant::now(),
        writes: units.writes(),
        reads: units.reads(),
        requests: stack.s3_requests(),
    }
}

fn between(from: &Reading, to: &Reading) -> String {
    let sum = |requests: &BTreeMap<String, u64>| requests.values().sum::<u64>();
    format!(
        "{:>8.3} s {:>7.1} WRU {:>7.1} RRU {:>5} S3",
        (to.at - from.at).as_secs_f64(),
        to.writes - from.writes,
        to.reads - from.reads,
        sum(&to.requests) - sum(&from.requests),
    )
}
