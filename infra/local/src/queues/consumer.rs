//! Hands the messages of one queue to one function.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use md5::{Digest, Md5};
use serde_json::{Value, json};
use tokio::{sync::Mutex, task::JoinSet};

use super::{Message, QueueRules, Store};
use crate::{lambda::Lambda, template::REGION};

/// What a function gets of the messages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// An SQS event with a batch of messages.
    Batch {
        /// The most messages in one event.
        most: usize,
        /// Whether the function names the messages that failed.
        partial: bool,
    },
    /// The text of one message, which is an event itself: Lambda's own queue of asynchronous
    /// invocations.
    Event,
}

/// The consumer of one queue.
#[derive(Debug)]
pub struct Consumer {
    queue: QueueRules,
    function: String,
    shape: Shape,
    concurrency: usize,
    store: Arc<Store>,
    lambda: Arc<Lambda>,
    turn: Mutex<()>,
    halted: AtomicBool,
    handled: AtomicU64,
}

impl Consumer {
    /// The consumer that gives the messages of `queue` to `function`, in at most `concurrency`
    /// invocations at a time.
    #[must_use]
    pub fn new(
        queue: QueueRules,
        function: &str,
        shape: Shape,
        concurrency: usize,
        store: Arc<Store>,
        lambda: Arc<Lambda>,
    ) -> Self {
        let function = function.to_owned();
        let concurrency = concurrency.max(1);
        let (turn, halted, handled) = (Mutex::default(), AtomicBool::default(), AtomicU64::default());
        Self { queue, function, shape, concurrency, store, lambda, turn, halted, handled }
    }

    /// The queue it reads.
    #[must_use]
    pub fn queue(&self) -> &QueueRules {
        &self.queue
    }

    /// How many invocations it has made.
    #[must_use]
    pub fn handled(&self) -> u64 {
        self.handled.load(Ordering::Acquire)
    }

    /// How long until a hidden message is visible again; `None` when the queue is empty.
    #[must_use]
    pub fn next_due(&self) -> Option<Duration> {
        self.store.next_visible(&self.queue).ok().flatten()
    }

    /// Hands out no more messages; those that are out are handled to their end.
    pub fn halt(&self) {
        self.halted.store(true, Ordering::Release);
    }

    /// Hands out messages until none is visible and no invocation is running. Waits for its turn when
    /// somebody else does the same.
    ///
    /// # Errors
    /// The store can't be read or written.
    pub async fn drain(self: &Arc<Self>) -> Result<()> {
        let _turn = self.turn.lock().await;
        let mut running = JoinSet::new();
        loop {
            while running.len() < self.concurrency && !self.halted.load(Ordering::Acquire) {
                let batch = self.store.receive(&self.queue, self.batch_size())?;
                if batch.is_empty() {
                    break;
                }
                let consumer = Arc::clone(self);
                running.spawn(async move { consumer.deliver(batch).await });
            }
            match running.join_next().await {
                None => return Ok(()),
                Some(outcome) => outcome.context("a consumer crashed")??,
            }
        }
    }

    fn batch_size(&self) -> usize {
        match self.shape {
            Shape::Batch { most, .. } => most,
            Shape::Event => 1,
        }
    }

    /// One invocation. What failed stays hidden until its timeout.
    async fn deliver(&self, batch: Vec<Message>) -> Result<()> {
        let outcome = self.lambda.invoke(&self.function, self.event(&batch)).await;
        self.handled.fetch_add(1, Ordering::AcqRel);

        let failed = match outcome {
            Ok(answer) => self.failed(&batch, &answer),
            Err(error) => {
                tracing::warn!(function = self.function, %error, "a message could not be handled");
                Failed::All
            }
        };
        for message in &batch {
            if !failed.contains(&message.id) {
                self.store.delete(message)?;
            }
        }
        Ok(())
    }

    fn event(&self, batch: &[Message]) -> String {
        match (self.shape, batch) {
            (Shape::Event, [message]) => message.body.clone(),
            (Shape::Event | Shape::Batch { .. }, batch) => {
                let records: Vec<Value> =
                    batch.iter().map(|message| record(&self.queue.name, message)).collect();
                json!({ "Records": records }).to_string()
            }
        }
    }

    fn failed(&self, batch: &[Message], answer: &str) -> Failed {
        match self.shape {
            Shape::Batch { partial: true, .. } => reported(batch, answer),
            Shape::Batch { partial: false, .. } | Shape::Event => Failed::Some(HashSet::new()),
        }
    }
}

/// Which messages of a batch failed.
enum Failed {
    All,
    Some(HashSet<String>),
}

impl Failed {
    fn contains(&self, id: &str) -> bool {
        match self {
            Self::All => true,
            Self::Some(ids) => ids.contains(id),
        }
    }
}

/// The failures that a function reports. As in Lambda, nothing or an empty list is success, and a
/// list that names anything but messages of the batch fails the whole batch.
#[expect(clippy::wildcard_enum_match_arm, reason = "JSON of any other kind")]
fn reported(batch: &[Message], answer: &str) -> Failed {
    let Ok(answer) = serde_json::from_str::<Value>(answer) else { return Failed::All };
    let failures = match &answer["batchItemFailures"] {
        Value::Null => return Failed::Some(HashSet::new()),
        Value::Array(failures) => failures,
        _ => return Failed::All,
    };

    let mut ids = HashSet::new();
    for failure in failures {
        match failure["itemIdentifier"].as_str() {
            Some(id) if batch.iter().any(|message| message.id == id) => ids.insert(id.to_owned()),
            Some(_) | None => return Failed::All,
        };
    }
    Failed::Some(ids)
}

/// One message as Lambda gives it to a function.
fn record(queue: &str, message: &Message) -> Value {
    json!({
        "messageId": message.id,
        "receiptHandle": STANDARD.encode(&message.receipt),
        "body": message.body,
        "attributes": {
            "ApproximateReceiveCount": message.received.to_string(),
            "SentTimestamp": message.sent.as_millisecond().to_string(),
            "SenderId": "AROATOUCHSTONELOCAL:relay",
            "ApproximateFirstReceiveTimestamp": message.first_received.as_millisecond().to_string(),
        },
        "messageAttributes": {},
        "md5OfBody": hex::encode(Md5::digest(&message.body)),
        "eventSource": "aws:sqs",
        "eventSourceARN": queue,
        "awsRegion": REGION,
    })
}

#[cfg(test)]
mod tests;
