//! Carries the table's changes to the function that reads its stream, as an event source mapping does.
//!
//! At least once and in order: a batch that failed is tried again, halved if the template says so, and
//! given up after the template's number of retries, so that one bad change doesn't hold up the others
//! for ever. Where it has read to stands in a file, so a restart goes on from there. What differs from
//! AWS: retries follow each other at once, and there is one shard.

mod batch;
mod position;
mod source;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use anyhow::Result;
use tokio::sync::Mutex;

use crate::{
    lambda::Lambda,
    queues::{QueueRules, Store},
    table::Table,
    template::StreamMapping,
};
use batch::{Batch, Next};
use position::Position;
use source::Source;

/// The mapping of the table's stream to one function.
#[derive(Debug)]
pub struct Stream {
    mapping: StreamMapping,
    function: String,
    source: Source,
    lambda: Arc<Lambda>,
    lost: Option<Lost>,
    /// Held by whoever carries changes at the moment.
    turn: Mutex<Position>,
    paused: AtomicBool,
    doubled: AtomicBool,
    handled: AtomicU64,
}

/// Where changes are noted that were given up.
#[derive(Debug)]
pub struct Lost {
    /// The queue.
    pub queue: QueueRules,
    /// All queues.
    pub store: Arc<Store>,
}

impl Stream {
    /// The mapping of `table`'s stream to `function`. Where it has read to is kept in `folder`.
    ///
    /// # Errors
    /// The table has no stream, or the place in it can't be read.
    pub fn open(
        folder: &Path,
        table: &Table,
        mapping: StreamMapping,
        function: &str,
        lambda: Arc<Lambda>,
        lost: Option<Lost>,
    ) -> Result<Self> {
        Ok(Self {
            mapping,
            function: function.to_owned(),
            source: Source::open(table)?,
            lambda,
            lost,
            turn: Mutex::new(Position::open(folder)?),
            paused: AtomicBool::default(),
            doubled: AtomicBool::default(),
            handled: AtomicU64::default(),
        })
    }

    /// How many batches it has carried or given up.
    #[must_use]
    pub fn handled(&self) -> u64 {
        self.handled.load(Ordering::Acquire)
    }

    /// Stops (`true`) or goes on (`false`) carrying changes. Meanwhile they wait in the table.
    pub fn pause(&self, paused: bool) {
        self.paused.store(paused, Ordering::Release);
    }

    /// Invokes the function twice at once with every batch, as if two of it were running, until it is
    /// told otherwise.
    pub fn double(&self, doubled: bool) {
        self.doubled.store(doubled, Ordering::Release);
    }

    /// Carries changes until none is left. Waits for its turn when somebody else does the same.
    ///
    /// # Errors
    /// The stream can't be read, or a change failed that the template never gives up; it is tried
    /// again by the next call.
    pub async fn drain(&self) -> Result<()> {
        let mut position = self.turn.lock().await;
        while !self.paused.load(Ordering::Acquire) {
            let records = self.source.read(position.sequence(), self.mapping.batch_size)?;
            let Some(last) = records.last() else { return Ok(()) };
            let last = last.sequence.clone();
            self.carry(Batch::first(records)).await?;
            position.save(last)?;
        }
        Ok(())
    }

    /// Carries one batch to its end: every change in it is handled or given up.
    async fn carry(&self, first: Batch) -> Result<()> {
        let mut waiting = vec![first];
        while let Some(batch) = waiting.pop() {
            let batch = batch.filtered(&self.mapping.filters);
            if batch.is_empty() {
                continue;
            }
            let outcome = self.invoke(&batch).await;
            self.handled.fetch_add(1, Ordering::AcqRel);
            match batch.after(outcome, &self.mapping) {
                Next::Done => {}
                // The last one pushed is the next: halves keep their order.
                Next::Again(batches) => waiting.extend(batches.into_iter().rev()),
                Next::GiveUp(batch) => self.give_up(&batch)?,
                Next::Stuck => anyhow::bail!("{} fails on a change and never gives up", self.function),
            }
        }
        Ok(())
    }

    async fn invoke(&self, batch: &Batch) -> Result<String, crate::lambda::InvocationError> {
        let event = batch.event();
        if self.doubled.load(Ordering::Acquire) {
            let (one, _) = tokio::join!(
                self.lambda.invoke(&self.function, event.clone()),
                self.lambda.invoke(&self.function, event),
            );
            return one;
        }
        self.lambda.invoke(&self.function, event).await
    }

    fn give_up(&self, batch: &Batch) -> Result<()> {
        tracing::error!(
            function = self.function,
            changes = batch.len(),
            "changes of the table were given up"
        );
        match &self.lost {
            Some(lost) => lost.store.send(&lost.queue, &[batch.obituary(self.source.arn(), &self.function)]),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
