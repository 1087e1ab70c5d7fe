//! Judging what has arrived: at once, by the event, by the minute's round; and once only.

use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

use super::Scene;

impl Scene {
    async fn event(&self) {
        let key = self.artifact().await.key().to_string();
        let event = json!({"detail": {"object": {"key": key}}});
        self.world.stack.invoke("inspect-artifact", &event).await.expect("inspected");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_earner_learns_at_once_that_a_file_is_fit() {
    let scene = Scene::judged("h264-aac.mp4", "verified").await;

    let again = scene.complete().await;
    assert_eq!(again.text("/state").expect("a state"), "verified");
    assert!(scene.is_kept().await);
    assert_eq!(scene.letters_of_refusal().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_iphones_hevc_is_refused_with_what_to_do_and_its_bytes_come_back() {
    let scene = Scene::sent("hevc.mov").await;
    assert!(scene.budget().await.reserved > 0);

    let done = scene.complete().await;

    assert_eq!(done.text("/state").expect("a state"), "refused");
    assert!(done.text("/reason").expect("a reason").contains("Most Compatible"));
    assert_eq!(done.text("/unfit/is").expect("what was found"), "hevc");
    assert!(!scene.is_kept().await);
    assert_eq!(scene.budget().await.reserved, 0);
    assert_eq!(scene.letters_of_refusal().await, 0, "she was told on the spot");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_askings_at_once_make_one_judgement() {
    let scene = Scene::sent("hevc.mov").await;

    let answers = join_all((0..4).map(|_| scene.upload.complete())).await;

    for answer in answers {
        let answer = answer.expect("reachable").expect(200).expect("complete");
        assert_eq!(answer.text("/state").expect("a state"), "refused");
    }
    assert_eq!((scene.artifact().await.version, scene.budget().await.reserved), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stopped_after_the_store_is_finished_by_asking_again() {
    let scene = Scene::sent("plan.pdf").await;
    scene.complete_in_the_store_only().await;

    assert_eq!(scene.state().await, "uploading");
    assert_eq!(scene.complete().await.text("/state").expect("a state"), "verified");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stopped_after_the_store_is_finished_by_the_event() {
    let scene = Scene::sent("plan.pdf").await;
    scene.complete_in_the_store_only().await;

    scene.event().await;
    scene.event().await;

    assert_eq!((scene.state().await, scene.artifact().await.version), ("verified", 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_refuses_a_file_writes_one_letter() {
    let scene = Scene::sent("hevc.mov").await;
    scene.complete_in_the_store_only().await;

    scene.event().await;
    scene.event().await;

    assert_eq!(scene.state().await, "refused");
    assert!(!scene.is_kept().await);
    assert_eq!(scene.budget().await.reserved, 0);
    assert_eq!(scene.letters_of_refusal().await, 0, "she may be waiting for the answer");
    scene.world.stack.advance(SignedDuration::from_mins(10));
    scene.world.stack.tick().await;
    assert_eq!(scene.letters_of_refusal().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earner_who_waits_while_the_event_refuses_her_file_gets_no_letter() {
    let scene = Scene::sent("hevc.mov").await;
    scene.complete_in_the_store_only().await;
    scene.event().await;

    assert_eq!(scene.complete().await.text("/state").expect("a state"), "refused");

    scene.world.stack.advance(SignedDuration::from_mins(10));
    scene.world.stack.tick().await;
    assert_eq!(scene.letters_of_refusal().await, 0, "she was told on the spot");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stopped_after_the_store_is_found_by_the_minutes_round_when_the_event_never_comes() {
    let scene = Scene::sent("plan.pdf").await;
    scene.complete_in_the_store_only().await;

    scene.world.stack.advance(SignedDuration::from_hours(2));
    scene.world.stack.tick().await;

    assert_eq!(scene.state().await, "verified");
    let budget = scene.budget().await;
    assert!(budget.open.is_empty() && budget.next_look.is_none() && budget.reserved > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_nobody_finishes_is_given_up_after_two_days() {
    let scene = Scene::begun("plan.pdf").await;
    for _ in 0..2 {
        scene.world.stack.advance(SignedDuration::from_hours(25));
        scene.world.stack.tick().await;
    }

    assert_eq!((scene.state().await, scene.budget().await.reserved), ("abandoned", 0));
    let late = scene.upload.complete().await.expect("reachable").expect(409).expect("too late");
    assert!(late.text("/detail").expect("a sentence").contains("not finished in time"));
    assert!(scene.upload.sign(&[(1, vec![])]).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_the_store_gave_up_begins_anew() {
    let scene = Scene::sent("plan.pdf").await;
    let artifact = scene.artifact().await;
    let upload = artifact.open_upload("Sending", scene.world.stack.app().now()).expect("open").clone();
    scene.world.stack.app().vault.abort(artifact.key(), &upload.id).await.expect("aborted");

    scene.upload.complete().await.expect("reachable").expect(409).expect("there is nothing to complete");

    assert_eq!((scene.state().await, scene.budget().await.reserved), ("abandoned", 0));
    let anew = super::begin(&scene.life, "plan.pdf").await;
    assert_ne!(anew.artifact, scene.upload.artifact);
}
