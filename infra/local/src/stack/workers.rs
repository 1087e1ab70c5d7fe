//! What goes on in the background: the relay, the consumers of the queues, and the clock.

use std::{
    sync::{Arc, Mutex, PoisonError},
    task::Poll,
    time::Duration,
};

use anyhow::Result;
use tokio::sync::{mpsc::UnboundedReceiver, watch};

use crate::{
    bus::{self, Bus},
    pulse::{Listener, Pulse},
    queues::Consumer,
    s3::ObjectCreated,
    stream::Stream,
};

/// How long a worker waits at most before it looks again.
const LONGEST: Duration = Duration::from_secs(60);
/// How often the stream is looked at when nobody told of a change: other programs may write the table.
const STREAM: Duration = Duration::from_secs(1);

/// Somebody who works until nothing is left to do, and then waits for more.
#[derive(Clone, Debug)]
pub(super) enum Worker {
    Relay(Arc<Stream>),
    Consumer(Arc<Consumer>),
}

impl Worker {
    /// Works until nothing is left to do.
    pub(super) async fn drain(&self) -> Result<()> {
        match self {
            Self::Relay(stream) => stream.drain().await,
            Self::Consumer(consumer) => consumer.drain().await,
        }
    }

    /// How much it has done; grows with everything it does.
    pub(super) fn handled(&self) -> u64 {
        match self {
            Self::Relay(stream) => stream.handled(),
            Self::Consumer(consumer) => consumer.handled(),
        }
    }

    /// The relay, if it is that.
    pub(super) fn relay(&self) -> Option<&Stream> {
        match self {
            Self::Relay(stream) => Some(stream),
            Self::Consumer(_) => None,
        }
    }

    /// Whether it takes events of the bus and the clock to a function.
    pub(super) fn is_inbox(&self) -> bool {
        match self {
            Self::Relay(_) => false,
            Self::Consumer(consumer) => consumer.queue().name.starts_with(bus::INBOX),
        }
    }

    /// Stops after what it is doing.
    pub(super) fn halt(&self) {
        match self {
            Self::Relay(stream) => stream.pause(true),
            Self::Consumer(consumer) => consumer.halt(),
        }
    }

    /// How long until there may be more to do although nobody says so.
    fn patience(&self) -> Duration {
        match self {
            Self::Relay(_) => STREAM,
            Self::Consumer(consumer) => consumer.next_due().unwrap_or(LONGEST).min(LONGEST),
        }
    }

    /// Works and waits until `stop` is true.
    pub(super) async fn run(self, mut pulse: Listener, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let patience = match self.drain().await {
                Ok(()) => self.patience(),
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "work in the background failed");
                    STREAM
                }
            };
            tokio::select! {
                _ = stop.changed() => return,
                () = pulse.wait() => {}
                () = tokio::time::sleep(patience) => {}
            }
        }
    }
}

/// S3's events on their way to the bus.
#[derive(Debug)]
pub(super) struct Arrivals {
    /// Events are taken and kept under the lock, so that whoever finds it empty knows that all are kept.
    events: Mutex<UnboundedReceiver<ObjectCreated>>,
    bus: Arc<Bus>,
    pulse: Pulse,
}

impl Arrivals {
    pub(super) fn new(events: UnboundedReceiver<ObjectCreated>, bus: Arc<Bus>, pulse: Pulse) -> Self {
        Self { events: Mutex::new(events), bus, pulse }
    }

    /// Keeps every event that has come so far.
    pub(super) fn take_all(&self) {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        while let Ok(event) = events.try_recv() {
            self.keep(&event);
        }
    }

    /// Keeps events as they come, until `stop` is true.
    pub(super) async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let coming = std::future::poll_fn(|context| {
            let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                match events.poll_recv(context) {
                    Poll::Ready(Some(event)) => self.keep(&event),
                    Poll::Ready(None) => return Poll::Ready(()),
                    Poll::Pending => return Poll::Pending,
                }
            }
        });
        tokio::select! {
            () = coming => {}
            _ = stop.changed() => {}
        }
    }

    fn keep(&self, event: &ObjectCreated) {
        if let Err(error) = self.bus.put(&bus::object_created(event)) {
            tracing::error!(error = format!("{error:#}"), "an event of S3 was lost");
        }
        self.pulse.beat();
    }
}
