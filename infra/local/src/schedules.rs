//! The clock: starts what the template schedules, and does what AWS does by itself now and then.

use std::{sync::Arc, time::Duration};

use anyhow::Result;
use cloud::chance::Clock;
use tokio::{sync::watch, time::MissedTickBehavior};

use crate::{
    bus,
    pulse::Pulse,
    queues::{QueueRules, Store},
    table::Handle,
    template::{Template, Trigger},
};

/// Every schedule of a template.
#[derive(Debug)]
pub struct Schedules {
    scheduled: Vec<Scheduled>,
    store: Arc<Store>,
    table: Handle,
    clock: Clock,
    pulse: Pulse,
}

#[derive(Debug)]
struct Scheduled {
    function: String,
    inbox: QueueRules,
    every: Duration,
}

impl Schedules {
    /// The schedules of a template, whose expired items are in `table`.
    #[must_use]
    pub fn new(template: &Template, store: Arc<Store>, table: Handle, clock: Clock, pulse: Pulse) -> Self {
        let scheduled = template.triggers().filter_map(|(function, trigger)| match trigger {
            Trigger::Schedule(schedule) => {
                let (inbox, function) = (bus::inbox(function), function.id.clone());
                Some(Scheduled { function, inbox, every: schedule.every })
            }
            Trigger::Route(_) | Trigger::Stream(_) | Trigger::Queue(_) | Trigger::Event(_) => None,
        });
        Self { scheduled: scheduled.collect(), store, table, clock, pulse }
    }

    /// Lets every schedule tick once: its event is kept for the function that it starts, and expired
    /// items are forgotten.
    ///
    /// # Errors
    /// A file can't be written.
    pub async fn tick(&self) -> Result<()> {
        self.table.sweep().await?;
        self.scheduled.iter().try_for_each(|scheduled| self.start(scheduled))
    }

    /// Ticks by the machine's clock until `stop` is true.
    pub async fn run(self: Arc<Self>, stop: watch::Receiver<bool>) {
        let ticking = self.scheduled.iter().map(|scheduled| self.repeat(scheduled, stop.clone()));
        futures_util::future::join_all(ticking).await;
    }

    async fn repeat(&self, scheduled: &Scheduled, mut stop: watch::Receiver<bool>) {
        let mut interval = tokio::time::interval(scheduled.every);
        interval.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                _ = stop.changed() => return,
                _ = interval.tick() => {}
            }
            let outcome = match self.table.sweep().await {
                Ok(_) => self.start(scheduled),
                Err(error) => Err(error),
            };
            if let Err(error) = outcome {
                tracing::error!(
                    function = scheduled.function,
                    error = format!("{error:#}"),
                    "a tick was missed"
                );
            }
        }
    }

    fn start(&self, scheduled: &Scheduled) -> Result<()> {
        let event = bus::scheduled(&scheduled.function, self.clock.now());
        self.store.send(&scheduled.inbox, &[event.to_string()])?;
        self.pulse.beat();
        Ok(())
    }
}
