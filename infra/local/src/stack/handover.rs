//! Messages from the functions into the queues.

use std::sync::Arc;

use anyhow::{Context, Result};
use cloud::{
    queues::{Handover, Queue},
    settings::QueueUrls,
};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::{
    pulse::Pulse,
    queues::{QueueRules, Store},
    template::Template,
};

/// The queues of the template that functions send to.
#[derive(Debug)]
pub(super) struct Destinations {
    letters: QueueRules,
    assignments: QueueRules,
    signatures: QueueRules,
}

impl Destinations {
    /// The queues with these addresses.
    pub(super) fn of(template: &Template, urls: &QueueUrls) -> Result<Self> {
        let rules = |url: &str| {
            let queue = template.queues.iter().find(|queue| queue.url == url);
            queue.map(QueueRules::of).with_context(|| format!("no queue has the address {url}"))
        };
        Ok(Self {
            letters: rules(&urls.letters)?,
            assignments: rules(&urls.assignments)?,
            signatures: rules(&urls.signatures)?,
        })
    }

    fn rules(&self, queue: Queue) -> &QueueRules {
        match queue {
            Queue::Letters => &self.letters,
            Queue::Assignments => &self.assignments,
            Queue::Signatures => &self.signatures,
        }
    }
}

/// Keeps messages as functions send them, and tells each sender when its own are safe.
pub(super) async fn take(
    mut handovers: UnboundedReceiver<Handover>,
    destinations: Destinations,
    store: Arc<Store>,
    pulse: Pulse,
) {
    while let Some(Handover { queue, bodies, kept }) = handovers.recv().await {
        match store.send(destinations.rules(queue), &bodies) {
            // A sender that no longer listens was cut off; its messages are kept all the same.
            Ok(()) => drop(kept.send(())),
            // Dropping `kept` tells the sender.
            Err(error) => tracing::error!(error = format!("{error:#}"), "messages could not be kept"),
        }
        pulse.beat();
    }
}
