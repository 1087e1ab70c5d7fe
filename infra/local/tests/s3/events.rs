//! Events of new objects, and counts of requests.

use local::s3::{ObjectCreated, Order};
use tokio::sync::mpsc::UnboundedReceiver;

use super::bench::{BUCKET, Bench, KEY};

/// What has come so far: an event is sent before the request that caused it is answered.
fn arrived(events: &mut UnboundedReceiver<ObjectCreated>) -> Vec<String> {
    std::iter::from_fn(|| events.try_recv().ok()).map(|event| event.key).collect()
}

#[tokio::test]
async fn an_object_put_or_completed_is_told_once() {
    let mut bench = Bench::new().await;
    let mut events = bench.s3.events();
    bench.put("put", b"film").await;
    let put = events.try_recv().expect("the PUT was told");
    assert_eq!((put.bucket.as_str(), put.key.as_str(), put.size), (BUCKET, "put", 4));

    let id = bench.begin(KEY).await;
    let part = bench.arrive(&id, 1, b"films").await;
    assert_eq!(arrived(&mut events), [""; 0], "a part is no object");
    for _ in 0..2 {
        bench.complete(&id, std::slice::from_ref(&part)).send().await.expect("the upload completes");
    }
    let completed = events.try_recv().expect("the Complete was told");
    assert_eq!((completed.key.as_str(), completed.size), (KEY, 5));
    assert!(completed.etag.ends_with("-1"), "{}", completed.etag);
    assert!(put.sequencer < completed.sequencer);
    assert!(put.time <= completed.time);
    assert_eq!(arrived(&mut events), [""; 0], "the repeated Complete made nothing");
}

#[tokio::test]
async fn events_get_lost_doubled_and_held_as_a_test_wants() {
    let mut bench = Bench::new().await;
    let mut events = bench.s3.events();
    bench.s3.faults().drop_next(1);
    bench.put("lost", b"film").await;
    bench.s3.faults().duplicate_next(1);
    bench.put("twice", b"film").await;
    assert_eq!(arrived(&mut events), ["twice", "twice"]);

    bench.s3.faults().hold();
    bench.put("first", b"film").await;
    bench.put("second", b"film").await;
    assert_eq!(arrived(&mut events), [""; 0]);
    assert_eq!(bench.s3.faults().held(), 2);
    bench.s3.faults().release(Order::Reversed);
    assert_eq!(arrived(&mut events), ["second", "first"]);
    bench.put("third", b"film").await;
    assert_eq!(arrived(&mut events), ["third"]);
}

#[tokio::test]
async fn events_have_one_listener() {
    let mut bench = Bench::new().await;
    let mut first = bench.s3.events();
    let mut second = bench.s3.events();
    bench.put(KEY, b"film").await;
    assert_eq!(second.recv().await, None);
    assert_eq!(arrived(&mut first), [KEY]);
}

#[tokio::test]
async fn requests_are_counted_by_operation_whatever_their_answer() {
    let bench = Bench::new().await;
    let (id, parts) = bench.three_parts().await;
    bench.complete(&id, &parts).send().await.expect("the upload completes");
    assert!(bench.complete("unknown", &parts).send().await.is_err());
    assert!(bench.http.get(bench.url(KEY)).send().await.is_ok());

    let counts = bench.s3.requests();
    let counts: Vec<(&str, u64)> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(counts, [("CompleteMultipartUpload", 2), ("CreateMultipartUpload", 1), ("UploadPart", 3)]);
}
