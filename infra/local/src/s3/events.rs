//! "Object Created" events, and the faults a test may bring into their delivery.
//!
//! In the cloud such an event comes at least once, in any order, usually within seconds, and now and then never.
//! Here it comes at once and exactly once, unless [`EventFaults`] says otherwise.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A PUT or a completed multipart upload made an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectCreated {
    /// The bucket it lies in.
    pub bucket: String,
    /// Its key, as it is (not URL-encoded).
    pub key: String,
    /// In bytes.
    pub size: u64,
    /// Without quotes.
    pub etag: String,
    /// Hexadecimal digits; of two events about one key the greater string is the later. Grows over restarts too.
    pub sequencer: String,
    /// When the object was made.
    pub time: Timestamp,
}

/// What goes wrong between S3 and whoever listens. At first nothing does.
#[derive(Debug)]
pub struct EventFaults {
    plan: Mutex<Plan>,
    listener: UnboundedSender<ObjectCreated>,
}

/// In what order held events come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they happened.
    Kept,
    /// The last one first.
    Reversed,
}

#[derive(Debug, Default)]
struct Plan {
    drop: usize,
    duplicate: usize,
    holding: bool,
    held: Vec<ObjectCreated>,
}

impl EventFaults {
    /// Loses the next `count` events.
    pub fn drop_next(&self, count: usize) {
        self.plan().drop = count;
    }

    /// Delivers each of the next `count` events twice.
    pub fn duplicate_next(&self, count: usize) {
        self.plan().duplicate = count;
    }

    /// Keeps all events back until [`release`](Self::release).
    pub fn hold(&self) {
        self.plan().holding = true;
    }

    /// Delivers what was held; from now on nothing is held.
    pub fn release(&self, order: Order) {
        let mut events = {
            let mut plan = self.plan();
            plan.holding = false;
            mem::take(&mut plan.held)
        };
        if order == Order::Reversed {
            events.reverse();
        }
        self.deliver(events);
    }

    /// How many events are kept back.
    pub fn held(&self) -> usize {
        self.plan().held.len()
    }

    /// What is to be delivered in place of this event: nothing, once or twice.
    fn passing(&self, event: ObjectCreated) -> Vec<ObjectCreated> {
        let mut plan = self.plan();
        if plan.drop > 0 {
            plan.drop -= 1;
            return Vec::new();
        }
        let mut events = vec![event];
        if plan.duplicate > 0 {
            plan.duplicate -= 1;
            events.extend_from_within(..);
        }
        if plan.holding {
            plan.held.append(&mut events);
        }
        events
    }

    fn deliver(&self, events: Vec<ObjectCreated>) {
        for event in events {
            if self.listener.send(event).is_err() {
                tracing::debug!("an object was created and nobody listens");
            }
        }
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where events go in, and through the faults to the listener.
#[derive(Debug)]
pub(super) struct Emitter {
    bucket: String,
    faults: EventFaults,
    sequence: Mutex<u128>,
}

impl Emitter {
    /// An emitter and the end at which its events come out.
    pub(super) fn new(bucket: String) -> (Self, UnboundedReceiver<ObjectCreated>) {
        let (listener, events) = unbounded_channel();
        let faults = EventFaults { plan: Mutex::default(), listener };
        (Self { bucket, faults, sequence: Mutex::default() }, events)
    }

    /// The switch for tests.
    pub(super) fn faults(&self) -> &EventFaults {
        &self.faults
    }

    /// Tells of a new object.
    pub(super) fn created(&self, key: &str, size: u64, etag: &str, time: Timestamp) {
        let event = ObjectCreated {
            bucket: self.bucket.clone(),
            key: key.to_owned(),
            size,
            etag: etag.to_owned(),
            sequencer: self.next_sequencer(time),
            time,
        };
        self.faults.deliver(self.faults.passing(event));
    }

    /// Nanoseconds since 1970, or the last one and one if the clock didn't move on.
    fn next_sequencer(&self, time: Timestamp) -> String {
        let mut last = self.sequence.lock().unwrap_or_else(PoisonError::into_inner);
        *last = time.as_nanosecond().unsigned_abs().max(*last + 1);
        format!("{:016X}", *last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes_after(faults: impl Fn(&EventFaults), release: Option<Order>) -> Vec<u64> {
        let (emitter, mut events) = Emitter::new("evidence".to_owned());
        faults(emitter.faults());
        for size in 1..=3 {
            emitter.created("key", size, "etag", Timestamp::UNIX_EPOCH);
        }
        if let Some(order) = release {
            emitter.faults().release(order);
        }
        std::iter::from_fn(|| events.try_recv().ok()).map(|event| event.size).collect()
    }

    #[test]
    fn without_faults_each_event_comes_once_and_in_order() {
        assert_eq!(sizes_after(|_| {}, None), [1, 2, 3]);
    }

    #[test]
    fn events_are_lost_doubled_held_and_reordered_as_told() {
        assert_eq!(sizes_after(|faults| faults.drop_next(2), None), [3]);
        assert_eq!(sizes_after(|faults| faults.duplicate_next(1), None), [1, 1, 2, 3]);
        assert_eq!(sizes_after(EventFaults::hold, None), [0; 0]);
        assert_eq!(sizes_after(EventFaults::hold, Some(Order::Kept)), [1, 2, 3]);
        assert_eq!(sizes_after(EventFaults::hold, Some(Order::Reversed)), [3, 2, 1]);
    }

    #[test]
    fn a_sequencer_grows_even_when_the_clock_stands_still() {
        let (emitter, mut events) = Emitter::new("evidence".to_owned());
        emitter.created("key", 1, "a", Timestamp::UNIX_EPOCH);
        emitter.created("key", 2, "b", Timestamp::UNIX_EPOCH);
        let first = events.try_recv().expect("the first was sent").sequencer;
        let second = events.try_recv().expect("the second was sent").sequencer;
        assert!(first < second);
    }
}
