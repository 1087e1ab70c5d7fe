//! Rows into the table's file while the stack stands still: straight into the embedded database, in large transactions,
//! and past its stream, so that nothing is told of them at the next start.

use std::{
    collections::HashMap,
    ops::Range,
    path::Path,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::{SyncSender, sync_channel},
    },
    thread,
    time::Instant,
};

use anyhow::{Context, bail};
use aws_sdk_dynamodb::types::AttributeValue;
use cloud::table::Row;
use dynoxide::{
    Database, ImportOptions,
    types::{AttributeValue as Value, Item},
};

use crate::world::World;

/// Submissions that are written in one transaction.
const CHUNK: usize = 250;
/// Transactions that are made and wait to be written.
const WAITING: usize = 4;

/// What was written.
pub(crate) struct Loaded {
    pub(crate) rows: usize,
    pub(crate) seconds: f64,
}

/// The table's file of a stack that stands still.
pub(crate) struct File<'a> {
    database: Database,
    table: &'a str,
}

impl<'a> File<'a> {
    /// Opens the file in the stack's `folder`.
    ///
    /// # Errors
    /// It can't be opened.
    pub(crate) fn open(folder: &Path, table: &'a str) -> anyhow::Result<Self> {
        let place = folder.join("table.sqlite");
        let database = Database::new(place.to_str().context("the folder's name is not UTF-8")?)?;
        database.enable_bulk_loading()?;
        Ok(Self { database, table })
    }

    /// Writes rows in one transaction.
    ///
    /// # Errors
    /// The file can't be written.
    pub(crate) fn write(&self, rows: Vec<Row>) -> anyhow::Result<usize> {
        let items = rows.into_iter().map(item).collect::<anyhow::Result<_>>()?;
        let written = self.database.import_items(self.table, items, ImportOptions::default())?;
        Ok(written.items_imported)
    }

    /// Writes the submissions of these numbers. Rows are made on every processor and written on one.
    ///
    /// # Errors
    /// A copy is no record, or the file can't be written.
    pub(crate) fn load(&self, world: &World, numbers: Range<usize>) -> anyhow::Result<Loaded> {
        let started = Instant::now();
        let next = AtomicUsize::new(numbers.start);
        let (sender, made) = sync_channel(WAITING);
        let mut rows = 0;
        thread::scope(|scope| {
            for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || make(world, numbers.end, next, &sender));
            }
            drop(sender);
            made.into_iter().try_for_each(|chunk| {
                rows += self.write(chunk?)?;
                anyhow::Ok(())
            })
        })?;
        Ok(Loaded { rows, seconds: started.elapsed().as_secs_f64() })
    }
}

/// Makes chunks until none is left, or nobody takes them any more.
fn make(world: &World, end: usize, next: &AtomicUsize, sender: &SyncSender<anyhow::Result<Vec<Row>>>) {
    loop {
        let first = next.fetch_add(CHUNK, Ordering::Relaxed);
        if first >= end {
            return;
        }
        let chunk = (first..end.min(first + CHUNK)).map(|number| world.rows(number));
        let chunk =
            chunk.collect::<anyhow::Result<Vec<_>>>().map(|rows| rows.into_iter().flatten().collect());
        if sender.send(chunk).is_err() {
            return;
        }
    }
}

fn item(row: Row) -> anyhow::Result<Item> {
    row.into_iter().map(|(name, attribute)| Ok((name, value(attribute)?))).collect()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "sets and what AWS may add are in no row of ours")]
fn value(attribute: AttributeValue) -> anyhow::Result<Value> {
    Ok(match attribute {
        AttributeValue::S(text) => Value::S(text),
        AttributeValue::N(number) => Value::N(number),
        AttributeValue::B(bytes) => Value::B(bytes.into_inner()),
        AttributeValue::Bool(truth) => Value::BOOL(truth),
        AttributeValue::Null(null) => Value::NULL(null),
        AttributeValue::L(list) => Value::L(list.into_iter().map(value).collect::<anyhow::Result<_>>()?),
        AttributeValue::M(map) => Value::M(
            map.into_iter()
                .map(|(name, attribute)| Ok((name, value(attribute)?)))
                .collect::<anyhow::Result<HashMap<_, _>>>()?,
        ),
        other => bail!("a row holds {other:?}"),
    })
}
