//! What an earner says of the goal that her work serves.

use local::client::{Answer, Life};
use serde_json::json;

use crate::{
    two_readers::seen,
    world::{IDEAS, World},
};

/// Says which goal it serves, and leaves what is written.
pub(crate) async fn name_after_writing(life: &Life) {
    let view = life.read().await.expect("readable");
    let goal = json!({"serves": "school", "which": "Our school."});
    let body = json!({"version": view.number("/responsesVersion").expect("a version"), "parts": view.json["responses"], "goal": goal});
    life.earner.put(&life.route("/responses"), &body).await.expect("reachable").expect(200).expect("saved");
}

async fn name(life: &Life, version: u64, which: &str) -> Answer {
    let goal = json!({"serves": "school", "which": which});
    let body = json!({"version": version, "parts": {}, "goal": goal});
    life.earner.put(&life.route("/responses"), &body).await.expect("reachable")
}

#[tokio::test]
async fn a_goal_is_saved_with_what_is_typed_and_told_to_the_earner_and_the_issuers_staff() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let staff = world.administrator().await;

    name(&life, 0, "Maple Hollow talks more in class.").await.expect(200).expect("saved");
    name(&life, 0, "Another tab.").await.expect(409).expect("a stale tab is told");
    let long = name(&life, 1, &"a".repeat(201)).await.expect(422).expect("too long");
    assert_eq!(long.faults()[0].0, "/goal/which");

    let view = life.read().await.expect("readable");
    assert_eq!(
        (&view.json["goal"], &view.json["whichGoal"]),
        (&json!("school"), &json!("Maple Hollow talks more in class."))
    );
    let list = life.earner.get("/api/submissions").await.expect("reachable");
    assert_eq!(list.json["items"][0]["whichGoal"], view.json["whichGoal"]);

    // What is saved without a goal leaves it as it is.
    world.fill(&life).await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let shown = seen(&staff, &life).await;
    assert_eq!(shown.json["whichGoal"], view.json["whichGoal"]);
    let lines = staff.get("/api/issuer/submissions?state=in-assessment").await.expect("reachable");
    assert!(!lines.body.contains("Maple Hollow talks"), "lists may be read by who scores: {}", lines.body);
    name(&life, 9, "Late.").await.expect(409).expect("it is handed in");
}
