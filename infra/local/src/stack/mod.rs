//! A whole Touchstone in one process: everything the template asks for, started together and stopped
//! in order.

mod assembly;
mod environment;
mod folder;
mod handover;
mod settings;
mod wiring;
mod workers;

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use anyhow::{Context, Result};
use cloud::App;
use jiff::SignedDuration;
use serde_json::Value;

use crate::{s3::RunningS3, seed, template::Template};
use assembly::{Backends, Front, Ground, Inside};
pub use settings::{StackSettings, Ticking};
use workers::Worker;

/// How long running requests get to end when the stack stops: longer than any may take.
const FAREWELL: Duration = Duration::from_secs(35);

/// A running stack. Dropped without [`Stack::stop`], it ends as soon as it can.
#[derive(Debug)]
pub struct Stack {
    origin: String,
    front: Front,
    inside: Inside,
    backends: Backends,
    ground: Ground,
}

impl Stack {
    /// Starts a stack on what its folder holds.
    ///
    /// # Errors
    /// A port is taken, the folder can't be used, or the template asks for something that the local
    /// stack has not.
    pub async fn start(settings: StackSettings) -> Result<Self> {
        let (ground, doors) = Ground::lay(&settings).await?;
        let mut backends = Backends::start(&settings, &ground).await?;
        let inside = Inside::wire(&settings, &ground, &mut backends).await?;
        if settings.seeded {
            seed::plant(&inside.app, &ground.district).await.context("the seed could not be planted")?;
        }
        if let Some(slug) = &settings.history {
            let planted = seed::plant_history(&inside.app, slug, seed::DRIFTER).await;
            planted.with_context(|| format!("the history of {slug} could not be planted"))?;
        }
        let front = Front::open(&settings, &ground, &inside, &backends.endpoints().s3, doors)?;
        let stack = Self { origin: ground.origin(), front, inside, backends, ground };
        stack.apply_lifecycle().await;
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
        &self.ground.mailbox
    }

    /// Scheme, host and port of the invented district's site.
    #[must_use]
    pub fn district_site(&self) -> &str {
        self.ground.district.as_str()
    }

    /// Where S3 listens.
    #[must_use]
    pub fn s3_address(&self) -> SocketAddr {
        self.backends.s3.address()
    }

    /// Scheme, host and port of the table.
    #[must_use]
    pub fn table_endpoint(&self) -> String {
        self.backends.table.endpoint()
    }

    /// The template that it runs.
    #[must_use]
    pub fn template(&self) -> &Template {
        &self.ground.template
    }

    /// What every function has at hand.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.inside.app
    }

    /// S3 itself, for its faults.
    #[must_use]
    pub fn s3(&self) -> &RunningS3 {
        &self.backends.s3
    }

    /// How many requests each of S3's operations got since the start.
    #[must_use]
    pub fn s3_requests(&self) -> BTreeMap<String, u64> {
        self.backends.s3.requests()
    }

    /// How many times each function was invoked since the start.
    #[must_use]
    pub fn invocations(&self) -> BTreeMap<String, u64> {
        self.inside.lambda.invocations()
    }

    /// The texts of all messages in a queue, by its logical id in the template, such as
    /// `DeadLettersQueue`; oldest first.
    ///
    /// # Errors
    /// The template has no such queue, or it can't be read.
    pub fn messages(&self, queue: &str) -> Result<Vec<String>> {
        let queue =
            self.ground.template.queue(queue).with_context(|| format!("there is no queue {queue}"))?;
        self.backends.store.peek(&queue.arn)
    }

    /// Invokes a function by its name with the JSON of an event, as Lambda's own `Invoke` does.
    ///
    /// # Errors
    /// The function gave no answer.
    pub async fn invoke(&self, function: &str, event: &Value) -> Result<Value> {
        let answer = self.inside.lambda.invoke(function, event.to_string()).await?;
        serde_json::from_str(&answer).context("the answer is not JSON")
    }

    /// Puts an event on the bus, such as a scan's verdict, and answers how many functions it starts.
    ///
    /// # Errors
    /// The event can't be kept.
    pub fn emit(&self, event: &Value) -> Result<usize> {
        let started = self.inside.bus.put(event)?;
        self.inside.pulse.beat();
        Ok(started)
    }

    /// Sets the clock of functions and queues forward. What becomes due by that begins at once. S3 and
    /// the table's own expiry go by the machine's clock.
    pub fn advance(&self, by: SignedDuration) {
        self.inside.clock.advance(by);
        self.inside.pulse.beat();
    }

    /// Lets every schedule tick once and waits for the functions that they start. What these leave for
    /// others is awaited by [`Stack::settle`].
    pub async fn tick(&self) {
        if let Err(error) = self.inside.schedules.tick().await {
            tracing::error!(error = format!("{error:#}"), "the schedules did not tick");
        }
        self.drain(Worker::is_inbox).await;
    }

    /// Waits until nothing is left to do: every event of S3, every change of the table and every
    /// visible message is handled, and whatever came of it. What waits for its time goes on waiting.
    pub async fn settle(&self) {
        self.drain(|_| true).await;
    }

    /// As [`Stack::settle`], but without waiting for changes of the table to be carried.
    pub async fn settle_without_relay(&self) {
        self.drain(|worker| worker.relay().is_none()).await;
    }

    /// Stops carrying the table's changes, until [`Stack::resume_relay`].
    pub fn pause_relay(&self) {
        self.inside.workers.iter().filter_map(Worker::relay).for_each(|relay| relay.pause(true));
    }

    /// Goes on carrying the table's changes.
    pub fn resume_relay(&self) {
        self.inside.workers.iter().filter_map(Worker::relay).for_each(|relay| relay.pause(false));
        self.inside.pulse.beat();
    }

    /// From now on (`true`) every batch of changes goes to two relays at once, or again to one.
    pub fn double_relay(&self, doubled: bool) {
        self.inside.workers.iter().filter_map(Worker::relay).for_each(|relay| relay.double(doubled));
    }

    /// Stops in order: no more requests, running ones to their end, then what they work with. All that
    /// was accepted is on disk then.
    ///
    /// # Errors
    /// Something could not be brought to its end in time.
    pub async fn stop(self) -> Result<()> {
        let Self { mut front, inside, backends, ground, .. } = self;
        inside.workers.iter().for_each(Worker::halt);
        front.stop.send_replace(true);
        let ended =
            tokio::time::timeout(FAREWELL, async { while front.tasks.join_next().await.is_some() {} }).await;

        inside.lambda.kill();
        front.tasks.shutdown().await;
        inside.handover.abort();
        backends.s3.stop().await;
        inside.arrivals.take_all();
        backends.stop.send_replace(true);
        backends.table.ended().await?;
        drop(ground);
        ended.context("a request did not end in time")
    }

    /// Ends at once, as when the power fails: what runs is cut off where it stands. What was answered
    /// is on disk.
    pub async fn kill(self) {
        let Self { mut front, inside, backends, .. } = self;
        inside.lambda.kill();
        inside.workers.iter().for_each(Worker::halt);
        front.tasks.shutdown().await;
        inside.handover.abort();
        backends.stop.send_replace(true);
    }

    /// The bucket's lifecycle rules, which AWS applies once a day.
    async fn apply_lifecycle(&self) {
        let (s3, bucket) = (&self.backends.s3, &self.ground.template.bucket);
        let age = |days: u32| Duration::from_secs(u64::from(days) * 86_400);
        if let Some(days) = bucket.abort_after_days
            && let Err(error) = s3.abort_incomplete(age(days)).await
        {
            tracing::warn!(error = format!("{error:#}"), "abandoned uploads stay");
        }
        if let Some(days) = bucket.forget_after_days
            && let Err(error) = s3.forget_former(age(days)).await
        {
            tracing::warn!(error = format!("{error:#}"), "versions of what was deleted stay");
        }
    }

    /// Works with those workers until a whole round found nothing to do.
    async fn drain(&self, wanted: impl Fn(&Worker) -> bool) {
        let workers: Vec<&Worker> = self.inside.workers.iter().filter(|worker| wanted(worker)).collect();
        let handled = || workers.iter().map(|worker| worker.handled()).sum::<u64>();
        loop {
            let before = handled();
            self.inside.arrivals.take_all();
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

#[cfg(test)]
mod tests;
