//! What becomes of a batch of changes after an invocation.

use serde_json::{Value, json};

use super::source::Record;
use crate::{
    lambda::InvocationError,
    template::{Pattern, StreamMapping},
};

/// Changes that go into one invocation, and how often they were tried.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    records: Vec<Record>,
    tries: u32,
}

/// What is to be done after an invocation.
#[derive(Debug)]
pub(super) enum Next {
    /// All of it was handled.
    Done,
    /// These are left, in this order.
    Again(Vec<Batch>),
    /// This was tried often enough.
    GiveUp(Batch),
    /// It failed, and the template says to try for ever.
    Stuck,
}

impl Batch {
    /// A batch that was not tried yet.
    pub(super) fn first(records: Vec<Record>) -> Self {
        Self { records, tries: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Without the changes that no filter lets through.
    pub(super) fn filtered(mut self, filters: &[Pattern]) -> Self {
        if !filters.is_empty() {
            self.records.retain(|record| filters.iter().any(|filter| filter.matches(&record.json)));
        }
        self
    }

    /// The event's JSON.
    pub(super) fn event(&self) -> String {
        let records: Vec<&Value> = self.records.iter().map(|record| &record.json).collect();
        json!({ "Records": records }).to_string()
    }

    /// What is left after an invocation with this outcome.
    pub(super) fn after(self, outcome: Result<String, InvocationError>, mapping: &StreamMapping) -> Next {
        match outcome {
            Err(error) => {
                tracing::warn!(%error, changes = self.len(), "changes of the table could not be carried");
                self.failed_from(0, mapping)
            }
            Ok(answer) if mapping.partial => match self.first_failure(&answer) {
                None => Next::Done,
                Some(index) => self.failed_from(index, mapping),
            },
            Ok(_) => Next::Done,
        }
    }

    /// The first change that the function names as failed. As in Lambda, an answer that can't be
    /// understood fails the whole batch.
    #[expect(clippy::wildcard_enum_match_arm, reason = "JSON of any other kind")]
    fn first_failure(&self, answer: &str) -> Option<usize> {
        let Ok(answer) = serde_json::from_str::<Value>(answer) else { return Some(0) };
        let failures = match &answer["batchItemFailures"] {
            Value::Null => return None,
            Value::Array(failures) => failures,
            _ => return Some(0),
        };
        let index = |failure: &Value| {
            let named = failure["itemIdentifier"].as_str();
            let found = self.records.iter().position(|record| Some(record.sequence.as_str()) == named);
            found.unwrap_or(0)
        };
        failures.iter().map(index).min()
    }

    /// The changes before `index` were handled; the others have failed.
    fn failed_from(mut self, index: usize, mapping: &StreamMapping) -> Next {
        let mut left = self.records.split_off(index);
        if index == 0 && mapping.bisect && left.len() > 1 {
            // A halving is not counted as a try.
            let second = left.split_off(left.len() / 2);
            let halves = [left, second].map(|records| Self { records, tries: self.tries });
            return Next::Again(halves.into());
        }

        let tries = if index == 0 { self.tries + 1 } else { 1 };
        let batch = Self { records: left, tries };
        match mapping.retries {
            None => Next::Stuck,
            Some(retries) if tries > retries => Next::GiveUp(batch),
            Some(_) => Next::Again(vec![batch]),
        }
    }

    /// What the failure queue is told: where in the stream the changes stand, not the changes.
    pub(super) fn obituary(&self, arn: &str, function: &str) -> String {
        let sequence = |record: Option<&Record>| record.map(|record| record.sequence.clone());
        json!({
            "version": "1.0",
            "requestContext": {
                "functionArn": function,
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": self.tries,
            },
            "DDBStreamBatchInfo": {
                "streamArn": arn,
                "startSequenceNumber": sequence(self.records.first()),
                "endSequenceNumber": sequence(self.records.last()),
                "batchSize": self.len(),
            },
        })
        .to_string()
    }
}
