//! What each step took: time, the table's units, the store's requests.

use std::{collections::BTreeMap, time::Instant};

use cloud::table::Spent;
use local::stack::Stack;

/// Counts from step to step.
pub(crate) struct Tally<'a> {
    /// What is counted; a deployment elsewhere has only its time.
    stack: Option<&'a Stack>,
    first: Reading,
    last: Reading,
}

struct Reading {
    at: Instant,
    spent: BTreeMap<String, Spent>,
    requests: BTreeMap<String, u64>,
}

impl<'a> Tally<'a> {
    /// Starts to count.
    pub(crate) fn start(stack: Option<&'a Stack>) -> Self {
        Self { stack, first: reading(stack), last: reading(stack) }
    }

    /// Prints what was done since the last step.
    pub(crate) fn step(&mut self, what: &str) {
        let now = reading(self.stack);
        println!("{:<66} {}", what, between(&self.last, &now));
        self.last = now;
    }

    /// As [`Tally::step`], once everything that came of it is done, with what the units were for.
    pub(crate) async fn step_in_full(&mut self, what: &str) {
        if let Some(stack) = self.stack {
            stack.settle().await;
        }
        let before = std::mem::replace(&mut self.last, reading(self.stack));
        println!("{:<66} {}", what, between(&before, &self.last));
        for (what, spent) in since(&before.spent, &self.last.spent) {
            println!("  {:>3} × {what:<70} {:>5.1} WRU {:>5.1} RRU", spent.calls, spent.written, spent.read);
        }
    }

    /// Prints what was done since the start, with the store's requests by operation.
    pub(crate) fn total(&self, what: &str) {
        let now = reading(self.stack);
        println!("{:<66} {}", what, between(&self.first, &now));
        let by_operation = now.requests.iter().filter_map(|(operation, count)| {
            let more = count - self.first.requests.get(operation).copied().unwrap_or(0);
            (more > 0).then(|| format!("{operation} {more}"))
        });
        if self.stack.is_some() {
            println!("  S3: {}", by_operation.collect::<Vec<_>>().join(", "));
        }
    }
}

fn reading(stack: Option<&Stack>) -> Reading {
    Reading {
        at: Instant::now(),
        spent: stack.map(|stack| stack.app().table.units().spent()).unwrap_or_default(),
        requests: stack.map(Stack::s3_requests).unwrap_or_default(),
    }
}

/// What was spent on each kind of call between two readings, the dearest first.
fn since(before: &BTreeMap<String, Spent>, now: &BTreeMap<String, Spent>) -> Vec<(String, Spent)> {
    let spent = now.iter().map(|(what, all)| {
        let earlier = before.get(what).copied().unwrap_or_default();
        (what.clone(), *all - earlier)
    });
    let mut spent: Vec<_> = spent.filter(|(_, spent)| spent.calls > 0).collect();
    spent.sort_by(|(_, a), (_, b)| (b.written + b.read).total_cmp(&(a.written + a.read)));
    spent
}

fn between(from: &Reading, to: &Reading) -> String {
    let requests = |reading: &Reading| reading.requests.values().sum::<u64>();
    let seconds = (to.at - from.at).as_secs_f64();
    if to.spent.is_empty() {
        return format!("{seconds:>8.3} s");
    }
    let mut all = Spent::default();
    since(&from.spent, &to.spent).into_iter().for_each(|(_, spent)| all += spent);
    format!(
        "{:>8.3} s {:>7.1} WRU {:>7.1} RRU {:>5} S3",
        seconds,
        all.written,
        all.read,
        requests(to) - requests(from),
    )
}
