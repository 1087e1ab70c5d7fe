//! What a function sees of its queue, and what becomes of messages that it fails on.

use std::{sync::Mutex as SyncMutex, time::Duration};

use cloud::chance::Clock;
use jiff::SignedDuration;

use super::*;
use crate::pulse::Pulse;

const PARTIAL: Shape = Shape::Batch { most: 10, partial: true };
const WHOLE: Shape = Shape::Batch { most: 10, partial: false };

/// One queue with its consumer. The function sees the event, and answers what `answer` makes of it.
struct Bench {
    clock: Clock,
    store: Arc<Store>,
    consumer: Arc<Consumer>,
    seen: Arc<SyncMutex<Vec<Value>>>,
    _folder: tempfile::TempDir,
}

fn bench(shape: Shape, answer: fn(&Value) -> Result<Value, String>) -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::default();
    let store = Store::open(&folder.path().join("queues.sqlite"), clock.clone()).expect("a store");
    let store = Arc::new(store);

    let seen: Arc<SyncMutex<Vec<Value>>> = Arc::default();
    let log = Arc::clone(&seen);
    let mut lambda = Lambda::new(Pulse::new());
    let entry = move |event: String| -> crate::lambda::Outcome {
        let event: Value = serde_json::from_str(&event).expect("an event is JSON");
        log.lock().unwrap().push(event.clone());
        Box::pin(async move { answer(&event).map(|answer| answer.to_string()) })
    };
    lambda.deploy("it", Duration::from_secs(10), Arc::new(entry));

    let queue = QueueRules {
        name: "arn:aws:sqs:us-east-1:000000000000:Letters".into(),
        visibility: Duration::from_secs(60),
        delay: Duration::ZERO,
        retention: Duration::from_secs(3_600),
        dead_letters: Some(("dead".into(), 3)),
    };
    let consumer = Consumer::new(queue, "it", shape, 2, Arc::clone(&store), Arc::new(lambda));
    Bench { clock, store, consumer: Arc::new(consumer), seen, _folder: folder }
}

impl Bench {
    fn send(&self, bodies: &[&str]) {
        let bodies: Vec<String> = bodies.iter().map(ToString::to_string).collect();
        self.store.send(self.consumer.queue(), &bodies).unwrap();
    }

    fn left(&self) -> Vec<String> {
        self.store.peek(&self.consumer.queue().name).unwrap()
    }
}

/// Fails every message whose text is `bad`.
fn fail_the_bad(event: &Value) -> Result<Value, String> {
    let records = event["Records"].as_array().expect("records").iter();
    let bad = records.filter(|record| record["body"] == "bad");
    let failures: Vec<Value> = bad.map(|record| json!({"itemIdentifier": record["messageId"]})).collect();
    Ok(json!({ "batchItemFailures": failures }))
}

#[tokio::test]
async fn a_batch_is_an_sqs_event() {
    let bench = bench(PARTIAL, fail_the_bad);
    bench.send(&["hello"]);
    bench.consumer.drain().await.unwrap();

    let event = bench.seen.lock().unwrap().remove(0);
    let event: aws_lambda_events::sqs::SqsEvent =
        serde_json::from_value(event).expect("it has the shape that functions expect");
    let record = &event.records[0];
    assert_eq!(record.body.as_deref(), Some("hello"));
    assert_eq!(record.attributes["ApproximateReceiveCount"], "1");
    assert_eq!(record.md5_of_body.as_deref(), Some("5d41402abc4b2a76b9719d911017c592"));
    assert_eq!(bench.left().len(), 0);
}

#[tokio::test]
async fn only_the_messages_named_as_failed_come_again_and_die_in_the_end() {
    let bench = bench(PARTIAL, fail_the_bad);
    bench.send(&["good", "bad", "fine"]);
    for _ in 0..4 {
        bench.consumer.drain().await.unwrap();
        bench.clock.advance(SignedDuration::from_mins(2));
    }
    assert_eq!(bench.left().len(), 0);
    assert_eq!(bench.store.peek("dead").unwrap(), ["bad"]);
    assert_eq!(bench.consumer.handled(), 3);
}

#[tokio::test]
async fn without_partial_answers_a_failure_fails_the_batch() {
    let bench = bench(WHOLE, |_| Err("no".into()));
    bench.send(&["a", "b"]);
    bench.consumer.drain().await.unwrap();
    assert_eq!(bench.left(), ["a", "b"]);
}

#[tokio::test]
async fn an_answer_that_names_strangers_fails_the_batch() {
    let bench = bench(PARTIAL, |_| Ok(json!({"batchItemFailures": [{"itemIdentifier": "nobody"}]})));
    bench.send(&["a"]);
    bench.consumer.drain().await.unwrap();
    assert_eq!(bench.left(), ["a"]);
}

#[tokio::test]
async fn no_answer_is_success() {
    let bench = bench(PARTIAL, |_| Ok(Value::Null));
    bench.send(&["a"]);
    bench.consumer.drain().await.unwrap();
    assert_eq!(bench.left().len(), 0);
}

#[tokio::test]
async fn an_event_is_handed_over_as_it_is() {
    let bench = bench(Shape::Event, |_| Ok(Value::Null));
    bench.send(&[r#"{"detail-type":"Scheduled Event"}"#]);
    bench.consumer.drain().await.unwrap();
    assert_eq!(bench.seen.lock().unwrap()[0], json!({"detail-type": "Scheduled Event"}));
    assert_eq!(bench.left().len(), 0);
}

#[tokio::test]
async fn two_at_once_hand_out_each_message_once() {
    let bench = bench(Shape::Event, |_| Ok(Value::Null));
    bench.send(&["1", "2", "3", "4", "5", "6"]);
    let (one, two) = tokio::join!(bench.consumer.drain(), bench.consumer.drain());
    one.and(two).unwrap();
    assert_eq!(bench.seen.lock().unwrap().len(), 6);
}
