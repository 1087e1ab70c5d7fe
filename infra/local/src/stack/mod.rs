//! A whole Touchstone in one process: everything the template asks for, started together and stopped
//! in order.

mod assembly;
mod environment;
mod folder;
mod settings;
mod workers;

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use cloud::{App, chance::Clock};
use jiff::SignedDuration;
use serde_json::Value;
use tokio::{
    sync::watch,
    task::{JoinHandle, JoinSet},
};

use crate::{
    bus::{self, Bus},
    lambda::Lambda,
    pulse::Pulse,
    queues::{QueueRules, Store},
    s3::RunningS3,
    schedules::Schedules,
    seed,
    stream::Stream,
    table::Table,
    template::Template,
};
use folder::Folder;
pub use settings::{StackSettings, Ticking};
use workers::{Arrivals, Worker};

/// How long running requests get to end when the stack stops.
const FAREWELL: Duration = Duration::from_secs(35);

/// A running stack. Dropped without [`Stack::stop`], it ends as soon as it can.
#[derive(Debug)]
pub struct Stack {
    clock: Clock,
    template: Template,
    app: Arc<App>,
    lambda: Arc<Lambda>,
    pulse: Pulse,
    store: Arc<Store>,
    bus: Arc<Bus>,
    arrivals: Arc<Arrivals>,
    schedules: Arc<Schedules>,
    relay: Option<Arc<Stream>>,
    workers: Vec<Worker>,
    table: Table,
    s3: RunningS3,
    origin: String,
    mailbox: String,
    /// Ends what takes work in: the gateway, the mailbox, the workers.
    stop_front: watch::Sender<bool>,
    /// Ends what they work with: the table.
    stop_back: watch::Sender<bool>,
    front: JoinSet<()>,
    handover: JoinHandle<()>,
    _folder: Folder,
}

impl Stack {
    /// Starts a stack on what its folder holds.
    ///
    /// # Errors
    /// A port is taken, the folder can't be used, or the template asks for something that the local
    /// stack has not.
    pub async fn start(settings: StackSettings) -> Result<Self> {
        let seeded = settings.seeded;
        let stack = assembly::build(settings).await?;
        if seeded {
            seed::plant(&stack.app).await.context("the seed could not be planted")?;
        }
        Ok(stack)
    }

    /// Scheme, host and port of the API, the badges and the portal.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Scheme, host and port of the mailbox page.
    #[must_use]
    pub fn mailbox(&self) -> &str {
        &self.mailbox
    }

    /// Where S3 listens.
    #[must_use]
    pub fn s3_address(&self) -> SocketAddr {
        self.s3.address()
    }

    /// Where the table listens.
    #[must_use]
    pub fn table_endpoint(&self) -> String {
        self.table.endpoint()
    }

    /// What every function has at hand.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// S3 itself, for its faults.
    #[must_use]
    pub fn s3(&self) -> &RunningS3 {
        &self.s3
    }

    /// How many requests each of S3's operations got since the start.
    #[must_use]
    pub fn s3_requests(&self) -> BTreeMap<String, u64> {
        self.s3.requests()
    }

    /// The texts of all messages in a queue, by its logical id in the template, such as
    /// `DeadLettersQueue`; oldest first.
    ///
    /// # Errors
    /// The template has no such queue, or it can't be read.
    pub fn messages(&self, queue: &str) -> Result<Vec<String>> {
        let queue = self.template.queue(queue).with_context(|| format!("there is no queue {queue}"))?;
        self.store.peek(&queue.arn)
    }

    /// Invokes a function by its name with the JSON of an event, as Lambda's own `Invoke` does.
    ///
    /// # Errors
    /// The function gave no answer.
    pub async fn invoke(&self, function: &str, event: &Value) -> Result<Value> {
        let answer = self.lambda.invoke(function, event.to_string()).await?;
        serde_json::from_str(&answer).context("the answer is not JSON")
    }

    /// Puts an event on the bus, such as a scan's verdict, and answers how many functions it starts.
    ///
    /// # Errors
    /// The event can't be kept.
    pub fn emit(&self, event: &Value) -> Result<usize> {
        let started = self.bus.put(event)?;
        self.pulse.beat();
        Ok(started)
    }

    /// Sets the clock of functions and queues forward. What becomes due by that begins at once. S3 and
    /// the table's own expiry go by the machine's clock.
    pub fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
        self.pulse.beat();
    }

    /// Lets every schedule tick once and waits for the functions that they start. What these leave for
    /// others is awaited by [`Stack::settle`].
    pub async fn tick(&self) {
        if let Err(error) = self.schedules.tick().await {
            tracing::error!(error = format!("{error:#}"), "the schedules did not tick");
        }
        self.drained(|worker| matches!(worker, Worker::Consumer(consumer) if is_inbox(consumer.queue()))).await;
    }

    /// Waits until nothing is left to do: every event of S3, every change of the table and every
    /// visible message is handled, and whatever came of it. What waits for its time goes on waiting.
    pub async fn settle(&self) {
        self.drained(|_| true).await;
    }

    /// As [`Stack::settle`], but what changes in the table meanwhile is not carried by this wait.
    pub async fn settle_without_relay(&self) {
        self.drained(|worker| matches!(worker, Worker::Consumer(_))).await;
    }

    /// Stops carrying the table's changes, until [`Stack::resume_relay`].
    pub fn pause_relay(&self) {
        self.relay.iter().for_each(|relay| relay.pause(true));
    }

    /// Goes on carrying the table's changes.
    pub fn resume_relay(&self) {
        self.relay.iter().for_each(|relay| relay.pause(false));
        self.pulse.beat();
    }

    /// From now on (`true`) every batch of changes goes to two relays at once, or again to one.
    pub fn double_relay(&self, doubled: bool) {
        self.relay.iter().for_each(|relay| relay.double(doubled));
    }

    /// Stops in order: no more requests, running ones to their end, then what they work with. All that
    /// was accepted is on disk then.
    ///
    /// # Errors
    /// Something could not be brought to its end in time.
    pub async fn stop(mut self) -> Result<()> {
        self.workers.iter().for_each(Worker::halt);
        self.stop_front.send_replace(true);
        let ended = tokio::time::timeout(FAREWELL, async { while self.front.join_next().await.is_some() {} }).await;

        self.lambda.kill();
        self.handover.abort();
        self.arrivals.take_all();
        self.s3.stop().await;
        self.stop_back.send_replace(true);
        self.front.shutdown().await;
        self.table.ended().await?;
        ended.context("a request did not end in time")
    }

    /// Ends at once, as when the power fails: what runs is cut off where it stands. What was answered
    /// is on disk.
    pub async fn kill(mut self) {
        self.lambda.kill();
        self.workers.iter().for_each(Worker::halt);
        self.front.shutdown().await;
        self.handover.abort();
        self.stop_back.send_replace(true);
    }

    /// Works with those workers until a whole round found nothing to do.
    async fn drained(&self, wanted: impl Fn(&Worker) -> bool) {
        let workers: Vec<&Worker> = self.workers.iter().filter(|worker| wanted(worker)).collect();
        let handled = || workers.iter().map(|worker| worker.handled()).sum::<u64>();
        loop {
            let before = handled();
            self.arrivals.take_all();
            for worker in &workers {
                if let Err(error) = worker.drain().await {
                    tracing::error!(error = format!("{error:#}"), "work in the background failed");
                }
            }
            if handled() == before {
                return;
            }
        }
    }
}

fn is_inbox(queue: &QueueRules) -> bool {
    queue.name.starts_with(bus::INBOX)
}

#[cfg(test)]
mod tests;
