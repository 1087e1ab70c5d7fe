//! Messages, kept in one SQLite file until they are handled.
//!
//! As in SQS: a message that was handed out is hidden for the queue's visibility timeout and handed
//! out again unless it is deleted in time; when it was handed out often enough, the next attempt
//! moves it to the dead-letter queue; a message older than the retention is forgotten. Stronger than
//! SQS: messages come roughly in the order they were sent, and none comes twice without a timeout.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result};
use cloud::chance::{Clock, Dice};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::{names, template};

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS messages (
        number   INTEGER PRIMARY KEY,
        id       TEXT NOT NULL UNIQUE,
        queue    TEXT NOT NULL,
        body     TEXT NOT NULL,
        sent     INTEGER NOT NULL,
        visible  INTEGER NOT NULL,
        received INTEGER NOT NULL DEFAULT 0,
        first    INTEGER,
        receipt  TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS by_queue ON messages (queue, visible, number);
";

/// What a queue does with its messages.
#[derive(Clone, Debug)]
pub struct QueueRules {
    /// Its name in the store.
    pub name: String,
    /// For how long a message is hidden once it was handed out.
    pub visibility: Duration,
    /// For how long a new message is hidden.
    pub delay: Duration,
    /// For how long a message is kept.
    pub retention: Duration,
    /// The queue that takes messages handed out that often; without one they are tried until they
    /// are forgotten.
    pub dead_letters: Option<(String, u32)>,
}

/// One message that was handed out.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its id, the same each time.
    pub id: String,
    /// Its text.
    pub body: String,
    /// When it was sent.
    pub sent: Timestamp,
    /// How often it was handed out, this time included.
    pub received: u32,
    /// When it was first handed out.
    pub first_received: Timestamp,
    /// What deletes it, good until it is handed out again.
    pub receipt: String,
}

/// All queues of a stack.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    clock: Clock,
}

impl QueueRules {
    /// The rules of a queue of the template. Queues are named by their ARN.
    #[must_use]
    pub fn of(queue: &template::Queue) -> Self {
        Self {
            name: queue.arn.clone(),
            visibility: queue.visibility,
            delay: queue.delay,
            retention: queue.retention,
            dead_letters: queue
                .dead_letters
                .as_ref()
                .map(|dead| (dead.queue.clone(), dead.max_receive_count)),
        }
    }
}

impl Store {
    /// Opens the file, or begins it.
    ///
    /// # Errors
    /// The file can't be written or is no such file.
    pub fn open(path: &Path, clock: Clock) -> Result<Self> {
        let connection = Connection::open(path).with_context(|| format!("can't open {}", path.display()))?;
        connection.execute_batch(SCHEMA).with_context(|| format!("can't begin {}", path.display()))?;
        Ok(Self { connection: Mutex::new(connection), clock })
    }

    /// Keeps new messages; they are safe when this returns.
    ///
    /// # Errors
    /// The file can't be written; then none is kept.
    pub fn send(&self, queue: &QueueRules, bodies: &[String]) -> Result<()> {
        let now = self.clock.now();
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        for body in bodies {
            transaction.execute(
                "INSERT INTO messages (id, queue, body, sent, visible) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![names::uuid(Dice), queue.name, body, milliseconds(now), after(now, queue.delay)],
            )?;
        }
        transaction.commit().context("messages could not be kept")
    }

    /// Hands out at most `most` visible messages and hides them for the visibility timeout.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn receive(&self, queue: &QueueRules, most: usize) -> Result<Vec<Message>> {
        let now = self.clock.now();
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        forget_old(&transaction, queue, now)?;
        bury(&transaction, queue, now)?;
        let numbers = visible(&transaction, queue, most, now)?;
        let messages = numbers.into_iter().map(|number| hand_out(&transaction, queue, number, now)).collect();
        transaction.commit().context("messages could not be handed out")?;
        messages
    }

    /// Deletes a message that was handled. A receipt that is no longer good deletes nothing.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn delete(&self, message: &Message) -> Result<()> {
        let connection = self.lock();
        connection.execute(
            "DELETE FROM messages WHERE id = ?1 AND receipt = ?2",
            params![message.id, message.receipt],
        )?;
        Ok(())
    }

    /// How long until the next hidden message of a queue is visible; `None` when it has no messages.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn next_visible(&self, queue: &QueueRules) -> Result<Option<Duration>> {
        let next: Option<i64> = self
            .lock()
            .query_row("SELECT min(visible) FROM messages WHERE queue = ?1", [&queue.name], |row| row.get(0))
            .optional()?
            .flatten();
        let now = milliseconds(self.clock.now());
        Ok(next.map(|next| Duration::from_millis(u64::try_from(next - now).unwrap_or(0))))
    }

    /// The texts of all messages in a queue, hidden ones too, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn peek(&self, queue: &str) -> Result<Vec<String>> {
        let connection = self.lock();
        let mut statement =
            connection.prepare("SELECT body FROM messages WHERE queue = ?1 ORDER BY number")?;
        let bodies = statement.query_map([queue], |row| row.get(0))?;
        bodies.collect::<rusqlite::Result<_>>().context("a queue could not be read")
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock is held rolls its transaction back, so the connection stays good.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn forget_old(transaction: &Transaction<'_>, queue: &QueueRules, now: Timestamp) -> rusqlite::Result<()> {
    let retention = i64::try_from(queue.retention.as_millis()).unwrap_or(i64::MAX);
    let oldest = milliseconds(now).saturating_sub(retention);
    transaction
        .execute("DELETE FROM messages WHERE queue = ?1 AND sent < ?2", params![queue.name, oldest])?;
    Ok(())
}

/// Moves what was handed out often enough to the dead-letter queue.
fn bury(transaction: &Transaction<'_>, queue: &QueueRules, now: Timestamp) -> rusqlite::Result<()> {
    let Some((dead, most)) = &queue.dead_letters else { return Ok(()) };
    transaction.execute(
        "UPDATE messages SET queue = ?1, received = 0, first = NULL, receipt = NULL
          WHERE queue = ?2 AND visible <= ?3 AND received >= ?4",
        params![dead, queue.name, milliseconds(now), most],
    )?;
    Ok(())
}

fn visible(
    transaction: &Transaction<'_>,
    queue: &QueueRules,
    most: usize,
    now: Timestamp,
) -> rusqlite::Result<Vec<i64>> {
    let mut statement = transaction.prepare_cached(
        "SELECT number FROM messages WHERE queue = ?1 AND visible <= ?2 ORDER BY visible, number LIMIT ?3",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let numbers = statement.query_map(params![queue.name, milliseconds(now), most], |row| row.get(0))?;
    numbers.collect()
}

fn hand_out(
    transaction: &Transaction<'_>,
    queue: &QueueRules,
    number: i64,
    now: Timestamp,
) -> Result<Message> {
    let message = transaction.query_row(
        "UPDATE messages
            SET received = received + 1, first = coalesce(first, ?2), visible = ?3, receipt = ?4
          WHERE number = ?1
         RETURNING id, body, sent, received, first, receipt",
        params![number, milliseconds(now), after(now, queue.visibility), names::uuid(Dice)],
        message,
    )?;
    Ok(message)
}

fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: row.get(0)?,
        body: row.get(1)?,
        sent: moment(row.get(2)?),
        received: row.get(3)?,
        first_received: moment(row.get(4)?),
        receipt: row.get(5)?,
    })
}

fn milliseconds(time: Timestamp) -> i64 {
    time.as_millisecond()
}

fn after(now: Timestamp, wait: Duration) -> i64 {
    let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
    milliseconds(now.saturating_add(wait).unwrap_or(Timestamp::MAX))
}

fn moment(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests;
