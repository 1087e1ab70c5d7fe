//! The table's SQLite file, kept quick and small.
//!
//! The embedded `DynamoDB` looks for the newest stream record before every write, by reading them all,
//! and never forgets one. An index makes that a look at one row; and as in `DynamoDB`, records are
//! forgotten after a day.

use std::{path::Path, time::Duration};

use anyhow::Result;
use rusqlite::Connection;

const INDEX: &str = "
    CREATE INDEX IF NOT EXISTS touchstone_stream_order
        ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
";

/// The newest record stays whatever its age: the next sequence number counts on from it.
const TRIM: &str = "
    DELETE FROM _stream_records
     WHERE created_at < unixepoch() - 86400
       AND id < (SELECT max(id) FROM _stream_records);
";

/// Adds what the file lacks and drops what is over a day old. To be called when the file is opened.
pub(super) fn tune(place: &Path) -> Result<()> {
    let connection = Connection::open(place)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.execute_batch(INDEX)?;
    connection.execute_batch(TRIM)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How SQLite answers the question that is asked before every write.
    fn plan(place: &Path) -> String {
        let connection = Connection::open(place).expect("a file");
        let question = "EXPLAIN QUERY PLAN SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1
                          FROM _stream_records WHERE table_name = 'T'";
        connection.query_row(question, [], |row| row.get(3)).expect("a plan")
    }

    #[test]
    fn the_newest_record_is_found_by_an_index() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("table.sqlite");
        let database = dynoxide::Database::new(place.to_str().expect("a name")).expect("a database");
        assert!(!plan(&place).contains("touchstone_stream_order"), "{}", plan(&place));
        tune(&place).expect("tuned");
        tune(&place).expect("tuned again");
        assert!(plan(&place).contains("touchstone_stream_order"), "{}", plan(&place));
        drop(database);
    }

    #[test]
    fn records_older_than_a_day_are_forgotten_but_the_newest() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("table.sqlite");
        let database = dynoxide::Database::new(place.to_str().expect("a name")).expect("a database");
        let connection = Connection::open(&place).expect("a file");
        for (number, age) in [(1, 90_000), (2, 10), (3, 90_000)] {
            connection
                .execute(
                    "INSERT INTO _stream_records
                            (table_name, event_name, keys_json, sequence_number, shard_id, created_at)
                     VALUES ('T', 'INSERT', '{}', ?1, 's', unixepoch() - ?2)",
                    [number, age],
                )
                .expect("written");
        }
        tune(&place).expect("tuned");
        let left: i64 = connection
            .query_row("SELECT sum(CAST(sequence_number AS INTEGER)) FROM _stream_records", [], |row| {
                row.get(0)
            })
            .expect("a sum");
        assert_eq!(left, 5);
        drop(database);
    }
}
