//! A relay that succeeds, fails, and starts again.

use std::{sync::Mutex as SyncMutex, time::Duration};

use cloud::chance::Clock;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::*;
use crate::{pulse::Pulse, template};

/// A table with its stream and a function that notes the keys it sees.
struct Bench {
    stream: Stream,
    table: Table,
    store: Arc<Store>,
    seen: Arc<SyncMutex<Vec<Vec<String>>>>,
    folder: tempfile::TempDir,
    _stop: watch::Sender<bool>,
}

type Answer = fn(&Value) -> Result<Value, String>;

fn mapping() -> StreamMapping {
    StreamMapping {
        batch_size: 4,
        retries: Some(2),
        bisect: true,
        partial: true,
        on_failure: None,
        filters: Vec::new(),
    }
}

fn lost_queue() -> QueueRules {
    QueueRules {
        name: "lost".into(),
        visibility: Duration::from_secs(30),
        delay: Duration::ZERO,
        retention: Duration::from_secs(86_400),
        dead_letters: None,
    }
}

fn lambda(answer: Answer, seen: &Arc<SyncMutex<Vec<Vec<String>>>>) -> Arc<Lambda> {
    let seen = Arc::clone(seen);
    let entry = move |event: String| -> crate::lambda::Outcome {
        let event: Value = serde_json::from_str(&event).expect("an event is JSON");
        seen.lock().unwrap().push(keys(&event));
        Box::pin(async move { answer(&event).map(|answer| answer.to_string()) })
    };
    let mut lambda = Lambda::new(Pulse::new());
    lambda.deploy("relay", Duration::from_secs(10), Arc::new(entry));
    Arc::new(lambda)
}

fn keys(event: &Value) -> Vec<String> {
    let records = event["Records"].as_array().expect("records").iter();
    records.map(|record| record["dynamodb"]["Keys"]["PK"]["S"].as_str().unwrap_or("?").to_owned()).collect()
}

async fn bench(mapping: StreamMapping, answer: Answer) -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let schema = template::Table {
        name: "Table".into(),
        create: json!({
            "TableName": "Table",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"}],
            "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        }),
        expires: None,
    };
    let (stop, stopped) = watch::channel(false);
    let table = Table::start(folder.path(), &schema, stopped).await.expect("a table");
    let store = Store::open(&folder.path().join("queues.sqlite"), Clock::default()).expect("a store");
    let store = Arc::new(store);
    let seen = Arc::default();
    let lost = Lost { queue: lost_queue(), store: Arc::clone(&store) };
    let lambda = lambda(answer, &seen);
    let stream = Stream::open(folder.path(), &table, mapping, "relay", lambda, Some(lost)).expect("a stream");
    Bench { stream, table, store, seen, folder, _stop: stop }
}

impl Bench {
    fn put(&self, keys: &[&str]) {
        for key in keys {
            let request = json!({"TableName": "Table", "Item": {"PK": {"S": key}}});
            self.table.database().0.put_item(serde_json::from_value(request).unwrap()).expect("written");
        }
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|keys| keys.join("")).collect()
    }
}

fn all_good(_: &Value) -> Result<Value, String> {
    Ok(json!({"batchItemFailures": []}))
}

/// Throws as soon as a change of `x` is among the others.
fn throw_at_x(event: &Value) -> Result<Value, String> {
    if keys(event).contains(&"x".to_owned()) { Err("x is bad".into()) } else { Ok(Value::Null) }
}

/// Names a change of `x` as failed.
fn report_x(event: &Value) -> Result<Value, String> {
    let records = event["Records"].as_array().expect("records").iter();
    let bad = records.filter(|record| record["dynamodb"]["Keys"]["PK"]["S"] == "x");
    let failures: Vec<Value> =
        bad.map(|record| json!({"itemIdentifier": record["dynamodb"]["SequenceNumber"]})).collect();
    Ok(json!({ "batchItemFailures": failures }))
}

#[tokio::test]
async fn changes_come_in_order_in_batches() {
    let bench = bench(mapping(), all_good).await;
    bench.put(&["a", "b", "c", "d", "e"]);
    bench.stream.drain().await.unwrap();
    bench.put(&["f"]);
    bench.stream.drain().await.unwrap();
    assert_eq!(bench.seen(), ["abcd", "e", "f"]);
}

#[tokio::test]
async fn an_event_has_the_shape_that_functions_expect() {
    fn check(event: &Value) -> Result<Value, String> {
        let event: aws_lambda_events::dynamodb::Event =
            serde_json::from_value(event.clone()).map_err(|error| error.to_string())?;
        let record = &event.records[0];
        let complete = record.event_name == "INSERT"
            && record.event_source_arn.as_deref().is_some_and(|arn| arn.contains(":table/Table/stream/"))
            && record.change.new_image.contains_key("PK")
            && record.change.sequence_number.is_some();
        if complete { Ok(Value::Null) } else { Err(format!("{record:?}")) }
    }
    let bench = bench(mapping(), check).await;
    bench.put(&["a"]);
    bench.stream.drain().await.unwrap();
    assert_eq!(bench.store.peek("lost").unwrap().len(), 0);
}

#[tokio::test]
async fn a_restart_goes_on_where_it_stopped() {
    let bench = bench(mapping(), all_good).await;
    bench.put(&["a"]);
    bench.stream.drain().await.unwrap();
    bench.put(&["b"]);
    let lambda = lambda(all_good, &bench.seen);
    let again = Stream::open(bench.folder.path(), &bench.table, mapping(), "relay", lambda, None).unwrap();
    again.drain().await.unwrap();
    assert_eq!(bench.seen(), ["a", "b"]);
}

#[tokio::test]
async fn one_bad_change_is_halved_out_and_laid_aside() {
    let bench = bench(mapping(), throw_at_x).await;
    bench.put(&["a", "b", "x", "d", "e"]);
    bench.stream.drain().await.unwrap();
    assert_eq!(bench.seen(), ["abxd", "ab", "xd", "x", "x", "x", "d", "e"]);
    let lost = bench.store.peek("lost").unwrap();
    let lost: Value = serde_json::from_str(&lost[0]).expect("JSON");
    assert_eq!(lost["DDBStreamBatchInfo"]["batchSize"], 1);
}

#[tokio::test]
async fn a_change_named_as_failed_is_tried_again_with_those_after_it() {
    let bench = bench(StreamMapping { bisect: false, ..mapping() }, report_x).await;
    bench.put(&["a", "b", "x", "d"]);
    bench.stream.drain().await.unwrap();
    assert_eq!(bench.seen(), ["abxd", "xd", "xd"]);
    assert_eq!(bench.store.peek("lost").unwrap().len(), 1);
}

#[tokio::test]
async fn a_change_that_is_never_given_up_waits_for_the_next_round() {
    let bench = bench(StreamMapping { retries: None, bisect: false, ..mapping() }, throw_at_x).await;
    bench.put(&["x"]);
    bench.stream.drain().await.expect_err("it is stuck");
    bench.stream.drain().await.expect_err("it is still stuck");
    assert_eq!(bench.seen(), ["x", "x"]);
}

#[tokio::test]
async fn changes_wait_while_the_relay_is_paused() {
    let bench = bench(mapping(), all_good).await;
    bench.stream.pause(true);
    bench.put(&["a"]);
    bench.stream.drain().await.unwrap();
    assert_eq!(bench.seen().len(), 0);
    bench.stream.pause(false);
    bench.stream.drain().await.unwrap();
    assert_eq!(bench.seen(), ["a"]);
}

#[tokio::test]
async fn a_second_relay_sees_the_same_changes() {
    let bench = bench(mapping(), all_good).await;
    bench.stream.double(true);
    bench.put(&["a", "b"]);
    bench.stream.drain().await.unwrap();
    assert_eq!(bench.seen(), ["ab", "ab"]);
}

#[tokio::test]
async fn only_what_a_filter_lets_through_is_carried() {
    let pattern = json!({"dynamodb": {"Keys": {"PK": {"S": [{"prefix": "letter"}]}}}});
    let filters = vec![template::Pattern::parse(&pattern).unwrap()];
    let bench = bench(StreamMapping { filters, ..mapping() }, all_good).await;
    bench.put(&["a", "letter1", "b"]);
    bench.stream.drain().await.unwrap();
    assert_eq!(bench.seen(), ["letter1"]);
}
