//! Every subject has one audit chain, without gaps, however many write at once.

use cloud::table::{Commit, Lost, Table, record::Record};
use domain::{
    audit::{Actor, AuditRecord, Deed},
    sign_in::Allowance,
};
use futures_util::future::join_all;
use jiff::Timestamp;
use serde_json::json;

use crate::world::World;

/// How many commits at the same time: far more than one submission ever sees.
const AT_ONCE: u64 = 48;

fn deed(what: &str, number: u64) -> Deed {
    Deed::new(what, json!({"number": number}), Actor::function("test"), Timestamp::UNIX_EPOCH)
}

fn record(number: u64) -> Allowance {
    Allowance {
        hash: number.to_string(),
        version: 1,
        letters: 1,
        since: Timestamp::UNIX_EPOCH,
        last: None,
        code: None,
        misses: None,
    }
}

fn create(number: u64) -> Commit {
    Commit::new().create(&record(number)).expect("it has a row")
}

/// The deeds in the chain of `subject`, as what and number.
async fn chain(table: &Table, subject: &str) -> Vec<(String, u64)> {
    let chain = table.chain(subject).await.expect("the table");
    assert!(AuditRecord::is_unbroken(&chain), "{chain:#?}");
    let numbers = chain.iter().map(|record| record.number);
    assert!(numbers.eq(1..=u64::try_from(chain.len()).expect("few")), "{chain:#?}");
    let told = |record: AuditRecord| (record.deed.what, record.deed.detail["number"].as_u64().expect("ours"));
    chain.into_iter().map(told).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn many_commits_at_once_make_one_chain_without_a_gap() {
    let world = World::start().await;
    let table = &world.stack.app().table;
    let commits = (1..=AT_ONCE).map(|number| create(number).deed("subject", deed("done", number)));
    for made in join_all(commits.map(|commit| table.try_commit(commit))).await {
        assert_eq!(made.expect("the table"), Ok(()));
    }

    let mut deeds = chain(table, "subject").await;
    deeds.sort_unstable();
    assert_eq!(deeds, (1..=AT_ONCE).map(|number| ("done".to_owned(), number)).collect::<Vec<_>>());
}

#[tokio::test]
async fn one_commit_may_hold_several_deeds_of_several_subjects() {
    let world = World::start().await;
    let table = &world.stack.app().table;
    let first = Commit::new().deed("one", deed("opened", 1)).deed("two", deed("opened", 2));
    let second = first.clone().deed("one", deed("closed", 3));
    for commit in [first, second] {
        assert_eq!(table.try_commit(commit).await.expect("the table"), Ok(()));
    }

    let told = |deeds: &[(&str, u64)]| -> Vec<(String, u64)> {
        deeds.iter().map(|(what, number)| ((*what).to_owned(), *number)).collect()
    };
    assert_eq!(chain(table, "one").await, told(&[("opened", 1), ("opened", 1), ("closed", 3)]));
    assert_eq!(chain(table, "two").await, told(&[("opened", 2), ("opened", 2)]));
}

#[tokio::test]
async fn a_commit_that_is_lost_leaves_no_deed() {
    let world = World::start().await;
    let table = &world.stack.app().table;
    table.commit(create(1)).await.expect("it is the first");
    let rival = Commit::new().create(&Allowance { letters: 9, ..record(1) }).expect("it has a row");

    let comes = table.try_commit(rival.deed("subject", deed("done", 1))).await.expect("the table");
    assert_eq!(comes, Err(Lost { kind: Allowance::KIND, current: Some(1) }));
    assert_eq!(chain(table, "subject").await, []);
}
