//! A stack that stops in the middle goes on where it was.

use local::{
    client::{Evidence, Life, Upload},
    seed,
};

use crate::world::{IDEAS, World, evidence};

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_goes_on_after_a_restart_with_only_the_missing_parts() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    // One byte over two parts: three parts.
    let video =
        Evidence { file: world.video(2 * 16 * 1024 * 1024 + 1), ..evidence("h264-aac.mp4", "Student A") };
    let upload = Upload::begin(&life.earner, &life.submission, &video).await.expect("begun");
    assert_eq!(upload.send(1).await.expect("sent").parts, 1);

    let world = world.restart().await;
    let life = Life { earner: world.visitor.with_bearer(life.earner.bearer().expect("a bearer")), ..life };
    let resumed = Upload::begin(&life.earner, &life.submission, &video).await.expect("it goes on");
    assert_eq!(resumed.artifact, upload.artifact);
    assert_eq!(resumed.missing().await.expect("told"), [2, 3]);
    assert_eq!(resumed.send(usize::MAX).await.expect("sent").parts, 2);
    let done = resumed.complete().await.expect("reachable").expect(200).expect("complete");
    assert_eq!(done.text("/state").expect("a state"), "verified", "{}", done.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_relay_had_not_seen_is_done_after_a_restart() {
    let world = World::start().await;
    let life = world.draft().await;
    world.stack.settle().await;
    world.stack.pause_relay();
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    let before = world.subjects(seed::EARNERS[0]).await.len();

    let world = world.restart().await;
    world.stack.settle().await;
    let life = Life { earner: world.visitor.with_bearer(life.earner.bearer().expect("a bearer")), ..life };
    assert_eq!(world.state(&life).await, "in-assessment");
    assert_eq!(world.subjects(seed::EARNERS[0]).await.len(), before + 1, "her receipt came once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_reached_a_queue_is_found_by_the_minutes_round() {
    let world = World::start().await;
    let life = world.draft().await;
    world.stack.pause_relay();
    life.submit().await.expect("reachable").expect(200).expect("handed in");

    world.stack.tick().await;
    world.stack.settle_without_relay().await;
    assert_eq!(world.state(&life).await, "in-assessment");
}
