//! What a commit promises: all of it or nothing, and only over what its author saw.

use cloud::table::{Commit, Lost, Table, record::Record};
use domain::sign_in::Allowance;
use jiff::{SignedDuration, Timestamp};

use crate::world::World;

/// When all records here begin; their end is a day later.
const BEGUN: Timestamp = Timestamp::UNIX_EPOCH;
/// That the commit is made.
const MADE: Result<(), Lost> = Ok(());

/// A small record of that name: a letter for each version, so that no two versions look the same.
fn record(name: &str, version: u64) -> Allowance {
    Allowance {
        hash: name.to_owned(),
        version,
        letters: u32::try_from(version).expect("small"),
        since: BEGUN,
        last: None,
        code: None,
        misses: None,
    }
}

/// `record` as somebody else writes it.
fn other(name: &str, version: u64) -> Allowance {
    Allowance { letters: 1000, ..record(name, version) }
}

fn create(record: &Allowance) -> Commit {
    Commit::new().create(record).expect("it has a row")
}

fn replace(record: &Allowance) -> Commit {
    Commit::new().replace(record).expect("it has a row")
}

fn remove(record: &Allowance) -> Commit {
    Commit::new().remove(record).expect("it has a row")
}

fn unchanged(seen: &Allowance) -> Commit {
    Commit::new().unchanged(seen).expect("it has a row")
}

/// That somebody else was first and left that version.
fn lost(current: impl Into<Option<u64>>) -> Result<(), Lost> {
    Err(Lost { kind: Allowance::KIND, current: current.into() })
}

/// Makes the commits one after the other and compares what comes of each, then what is stored under `name`: the letters
/// of the record.
async fn check(steps: impl IntoIterator<Item = (Commit, Result<(), Lost>)>, stored: &[(&str, Option<u32>)]) {
    let world = World::start().await;
    let table = &world.stack.app().table;
    for (number, (commit, comes)) in steps.into_iter().enumerate() {
        assert_eq!(table.try_commit(commit).await.expect("the table"), comes, "step {number}");
    }
    for (name, letters) in stored {
        assert_eq!(letters_of(table, name).await, *letters, "{name}");
    }
}

async fn letters_of(table: &Table, name: &str) -> Option<u32> {
    let stored: Option<Allowance> = table.find(record(name, 1).key()).await.expect("the table");
    stored.map(|stored| stored.letters)
}

#[tokio::test]
async fn a_record_is_created_once() {
    let steps = [
        (create(&record("a", 1)), MADE),
        (create(&other("a", 1)), lost(1)),
        (replace(&record("a", 2)), MADE),
        (create(&other("a", 1)), lost(2)),
    ];
    check(steps, &[("a", Some(2))]).await;
}

#[tokio::test]
async fn a_record_is_replaced_only_over_the_version_that_was_seen() {
    let since =
        |seen, version| Commit::new().replace_since(seen, &record("a", version)).expect("it has a row");
    let steps = [
        (replace(&record("a", 2)), lost(None)),
        (create(&record("a", 1)), MADE),
        (replace(&record("a", 2)), MADE),
        (replace(&other("a", 2)), lost(2)),
        (replace(&record("a", 4)), lost(2)),
        (since(1, 5), lost(2)),
        (since(2, 5), MADE),
    ];
    check(steps, &[("a", Some(5))]).await;
}

#[tokio::test]
async fn a_transaction_is_made_as_a_whole_or_not_at_all() {
    let steps = [
        (create(&record("a", 1)), MADE),
        (create(&record("b", 1)).and(replace(&record("a", 3))), lost(1)),
        (create(&record("b", 1)).and(create(&other("a", 1))).and(create(&record("c", 1))), lost(1)),
        (create(&record("c", 1)).and(replace(&record("a", 2))), MADE),
        (Commit::new(), MADE),
    ];
    check(steps, &[("a", Some(2)), ("b", None), ("c", Some(1))]).await;
}

#[tokio::test]
async fn the_same_commit_again_counts_as_made() {
    let one = create(&record("a", 1));
    let several = create(&record("b", 1)).and(replace(&record("a", 2)));
    let steps = [(one.clone(), MADE), (one, MADE), (several.clone(), MADE), (several, MADE)];
    check(steps, &[("a", Some(2)), ("b", Some(1))]).await;
}

#[tokio::test]
async fn a_rivals_transaction_that_shares_a_row_stands_against_ours() {
    let shared = || create(&record("shared", 1));
    let steps = [
        (shared().and(create(&record("theirs", 1))), MADE),
        (shared().and(create(&record("ours", 1))), lost(1)),
        (create(&record("ours", 1)).and(shared()), lost(1)),
    ];
    check(steps, &[("theirs", Some(1)), ("ours", None)]).await;
}

#[tokio::test]
async fn a_record_is_removed_only_as_it_was_seen() {
    let steps = [
        (create(&record("a", 1)), MADE),
        (replace(&record("a", 2)), MADE),
        (remove(&record("a", 1)), lost(2)),
        (remove(&record("a", 2)).and(create(&record("b", 1))), MADE),
        (remove(&record("a", 2)), lost(None)),
        (create(&record("a", 1)), MADE),
    ];
    check(steps, &[("a", Some(1)), ("b", Some(1))]).await;
}

#[tokio::test]
async fn what_was_only_looked_at_must_be_as_it_was_seen_and_is_left_so() {
    let with = |seen: &Allowance, name: &str| unchanged(seen).and(create(&record(name, 1)));
    let steps = [
        (with(&record("a", 0), "b"), MADE),
        (create(&record("a", 1)), MADE),
        (with(&record("a", 0), "c"), lost(1)),
        (with(&other("a", 1), "c"), MADE),
        (replace(&record("a", 2)), MADE),
        (with(&record("a", 1), "d"), lost(2)),
        // The answer to the second got lost, and what it looked at changed since: it counts as made.
        (with(&record("a", 1), "c"), MADE),
        (with(&record("e", 1), "d"), lost(None)),
    ];
    check(steps, &[("a", Some(2)), ("b", Some(1)), ("c", Some(1)), ("d", None)]).await;
}

#[tokio::test]
async fn a_record_is_created_again_once_its_end_has_passed() {
    let end = record("a", 1).expires().expect("it ends");
    let again = |version, now| {
        let commit = Commit::new().create_again(&Allowance { since: end, ..record("a", version) }, now);
        commit.expect("it has a row")
    };
    let steps = [
        (create(&record("a", 1)), MADE),
        (again(2, end - SignedDuration::from_secs(1)), lost(1)),
        (again(2, end), MADE),
        (again(3, end), lost(2)),
    ];
    check(steps, &[("a", Some(2))]).await;
}
