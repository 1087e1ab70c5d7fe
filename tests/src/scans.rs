//! Files of which the malware scanner says nothing: they are counted, each once an hour, until it speaks.

use cloud::table::keys::Key;
use domain::artifact::{Artifact, ByteBudget};
use jiff::SignedDuration;
use local::client::Life;
use serde_json::json;

use crate::world::{IDEAS, World, evidence};

/// An earner uploads a file.
async fn uploaded(world: &World) -> Artifact {
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let done = life.upload(&evidence("plan.pdf", "Student A")).await.expect("sent");
    world.stack.settle().await;
    let (submission, id) = (life.submission.parse(), done.text("/artifact").expect("an id").parse());
    let table = &world.stack.app().table;
    table.artifact(submission.expect("an id"), id.expect("an id")).await.expect("stored")
}

/// How many files without a scan result the round counts after some minutes.
async fn missing_after(world: &World, minutes: i64) -> u64 {
    world.stack.advance(SignedDuration::from_mins(minutes));
    let round = world.stack.invoke("keep-time", &json!({})).await.expect("a round");
    round["unscanned"].as_u64().expect("a count")
}

async fn budget(world: &World, artifact: &Artifact) -> ByteBudget {
    world.stack.app().table.find(Key::Budget(artifact.earner)).await.expect("the table").expect("a budget")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_the_scanner_passes_over_is_counted_every_hour_until_it_speaks() {
    let world = World::start_scanning().await;
    let artifact = uploaded(&world).await;

    assert_eq!(missing_after(&world, 50).await, 0, "nobody looks yet");
    assert_eq!(missing_after(&world, 11).await, 1);
    assert_eq!(missing_after(&world, 1).await, 0, "it is counted once an hour");
    assert_eq!(missing_after(&world, 60).await, 1);
    assert_eq!(budget(&world, &artifact).await.unscanned.len(), 1);

    let event = json!({"detail": {
        "s3ObjectDetails": {"objectKey": artifact.key().to_string()},
        "scanResultDetails": {"scanResultStatus": "NO_THREATS_FOUND"},
    }});
    world.stack.invoke("note-scan", &event).await.expect("noted");
    assert_eq!(missing_after(&world, 61).await, 0);
    let left = budget(&world, &artifact).await;
    assert_eq!((left.unscanned.len(), left.next_look), (0, None), "nothing is left to be looked after");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_came_a_moment_ago_is_not_missed() {
    let world = World::start_scanning().await;
    uploaded(&world).await;
    world.stack.advance(SignedDuration::from_mins(50));
    let second = uploaded(&world).await;

    assert_eq!(missing_after(&world, 11).await, 1, "the first, and not the one of eleven minutes ago");
    assert_eq!(budget(&world, &second).await.unscanned.len(), 2);
    assert_eq!(missing_after(&world, 61).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_scanned_nothing_is_missed() {
    let world = World::start().await;
    let artifact = uploaded(&world).await;

    assert_eq!(missing_after(&world, 61).await, 0);
    let left = budget(&world, &artifact).await;
    assert_eq!((left.unscanned.len(), left.next_look), (0, None));
}
