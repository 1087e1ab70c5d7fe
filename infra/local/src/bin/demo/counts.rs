//! What a life took of everything that is paid by the piece, for who multiplies it with prices.

use std::collections::BTreeMap;

use cloud::table::Spent;
use local::stack::Stack;
use serde_json::{Value, json};

/// Counts since the stack's start.
pub(crate) struct Counts {
    units: Spent,
    requests: BTreeMap<String, u64>,
    invocations: BTreeMap<String, u64>,
}

impl Counts {
    /// All until now.
    pub(crate) fn of(stack: &Stack) -> Self {
        let mut units = Spent::default();
        stack.app().table.units().spent().into_values().for_each(|spent| units += spent);
        Self { units, requests: stack.s3_requests(), invocations: stack.invocations() }
    }

    /// What came since then.
    pub(crate) fn since(&self, earlier: &Self) -> Value {
        let units = self.units - earlier.units;
        json!({
            "units": {"written": units.written, "read": units.read},
            "requests": more(&earlier.requests, &self.requests),
            "invocations": more(&earlier.invocations, &self.invocations),
        })
    }
}

fn more(before: &BTreeMap<String, u64>, now: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    let since = now.iter().map(|(name, count)| (name.clone(), count - before.get(name).unwrap_or(&0)));
    since.filter(|(_, count)| *count > 0).collect()
}
