//! Functions and what starts them, as the template says.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use anyhow::{Context, Result, ensure};
use cloud::App;

use super::workers::Worker;
use crate::{
    bus, functions,
    lambda::Lambda,
    pulse::Pulse,
    queues::{Consumer, QueueRules, Shape, Store},
    stream::{Lost, Stream},
    table::Table,
    template::{Function, Queue, QueueMapping, StreamMapping, Template, Trigger},
};

/// Invocations of one function by events of the bus or the clock at the same time.
const EVENT_CONCURRENCY: usize = 4;

/// Deploys every function of the template with its handler.
pub(super) fn deploy(template: &Template, app: &Arc<App>, pulse: &Pulse) -> Result<Lambda> {
    let mut lambda = Lambda::new(pulse.clone());
    for function in &template.functions {
        let handler = functions::handler(&function.name);
        let handler = handler.with_context(|| {
            format!(
                "the template has a function {}, and infra/local/src/functions.rs has none",
                function.name
            )
        })?;
        lambda.deploy(&function.name, function.timeout, handler.entry(Arc::clone(app)));
    }
    Ok(lambda)
}

/// What event sources connect.
pub(super) struct Wiring<'a> {
    pub(super) template: &'a Template,
    pub(super) lambda: &'a Arc<Lambda>,
    pub(super) store: &'a Arc<Store>,
}

impl Wiring<'_> {
    /// Everybody who works in the background, the relay first.
    pub(super) fn workers(&self, folder: &Path, table: &Table) -> Result<Vec<Worker>> {
        let mut workers = Vec::new();
        let mut inboxes = BTreeSet::new();
        for (function, trigger) in self.template.triggers() {
            match trigger {
                Trigger::Route(_) => {}
                Trigger::Stream(mapping) => workers.insert(0, self.relay(folder, table, function, mapping)?),
                Trigger::Queue(mapping) => workers.push(self.consumer(function, mapping)?),
                Trigger::Schedule(_) | Trigger::Event(_) => {
                    if inboxes.insert(&function.name) {
                        workers.push(self.inbox(function));
                    }
                }
            }
        }
        let relays = workers.iter().filter(|worker| matches!(worker, Worker::Relay(_))).count();
        ensure!(relays <= 1, "several functions read the table's stream; the local stack carries it to one");
        Ok(workers)
    }

    fn relay(
        &self,
        folder: &Path,
        table: &Table,
        function: &Function,
        mapping: &StreamMapping,
    ) -> Result<Worker> {
        let lost = match &mapping.on_failure {
            None => None,
            Some(arn) => {
                Some(Lost { queue: QueueRules::of(self.queue(arn)?), store: Arc::clone(self.store) })
            }
        };
        let lambda = Arc::clone(self.lambda);
        let stream = Stream::open(folder, table, mapping.clone(), &function.name, lambda, lost)?;
        Ok(Worker::Relay(Arc::new(stream)))
    }

    fn consumer(&self, function: &Function, mapping: &QueueMapping) -> Result<Worker> {
        let queue = QueueRules::of(self.queue(&mapping.queue)?);
        let shape = Shape::Batch { most: mapping.batch_size, partial: mapping.partial };
        Ok(self.worker(queue, function, shape, mapping.concurrency))
    }

    fn inbox(&self, function: &Function) -> Worker {
        self.worker(bus::inbox(function), function, Shape::Event, EVENT_CONCURRENCY)
    }

    fn worker(&self, queue: QueueRules, function: &Function, shape: Shape, concurrency: usize) -> Worker {
        let (store, lambda) = (Arc::clone(self.store), Arc::clone(self.lambda));
        Worker::Consumer(Arc::new(Consumer::new(queue, &function.name, shape, concurrency, store, lambda)))
    }

    fn queue(&self, arn: &str) -> Result<&Queue> {
        let queue = self.template.queues.iter().find(|queue| queue.arn == arn);
        queue.with_context(|| format!("{arn} is no queue of the template"))
    }
}
