//! Taking a file out: before it is finished, after, twice, and never out of what was handed in.

use futures_util::future::join;

use super::{Scene, begin};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn an_open_upload_is_aborted_and_its_bytes_come_back() {
    let scene = Scene::begun("plan.pdf").await;
    let body = scene.upload.read(1).await.expect("the file");
    let signed = scene.upload.sign(&[(1, body.clone())]).await.expect("signed");

    for _ in 0..2 {
        scene.remove().await.expect(204).expect("removed");
    }

    assert_eq!((scene.state().await, scene.budget().await.reserved), ("cancelled", 0));
    assert!(scene.upload.put(&body, &signed[0]).await.is_err(), "its URL is dead");
    scene.life.earner.get(scene.upload.route()).await.expect("reachable").expect(404).expect("it is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verified_file_is_deleted_and_makes_room() {
    let scene = Scene::judged("plan.pdf", "verified").await;

    scene.remove().await.expect(204).expect("removed");

    assert!(!scene.is_kept().await);
    assert_eq!(scene.budget().await.reserved, 0);
    let view = scene.life.read().await.expect("readable");
    assert_eq!(view.json["artifacts"], serde_json::json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_is_shown_with_its_reason_until_it_is_removed() {
    let scene = Scene::judged("hevc.mov", "refused").await;
    assert_eq!(scene.life.read().await.expect("readable").json["artifacts"][0]["state"], "refused");

    scene.remove().await.expect(204).expect("removed");

    assert_eq!(scene.life.read().await.expect("readable").json["artifacts"], serde_json::json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_first_to_complete_or_remove_wins_and_nothing_is_left_over() {
    let scene = Scene::sent("plan.pdf").await;

    let (removed, completed) = join(scene.remove(), scene.upload.complete()).await;

    let completed = completed.expect("reachable");
    if removed.status == 204 {
        assert_eq!((scene.state().await, scene.is_kept().await), ("cancelled", false), "{}", completed.body);
        assert_eq!(scene.budget().await.reserved, 0);
    } else {
        assert_eq!((removed.status, scene.state().await, scene.is_kept().await), (409, "verified", true));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_added_to_or_taken_out_of_what_was_handed_in() {
    let world = World::start().await;
    let life = world.submitted().await;
    let view = life.read().await.expect("readable");
    let artifact = view.text("/artifacts/0/artifact").expect("an artifact");

    let removed = life.earner.delete(&life.route(&format!("/uploads/{artifact}"))).await.expect("reachable");
    assert_eq!(removed.status, 409, "{}", removed.body);
    let evidence = crate::world::evidence("image.png", "Student A");
    let added = local::client::Upload::begin(&life.earner, &life.submission, &evidence).await;
    assert!(added.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_left_open_keeps_the_attempt_from_being_handed_in() {
    let world = World::start().await;
    let life = world.draft().await;
    begin(&life, "image.png").await;

    let refused = life.submit().await.expect("reachable").expect(422).expect("an upload is open");
    assert!(refused.body.contains("still being uploaded"), "{}", refused.body);
}
