//! What a submission tells of itself afterwards: when an assessor had it, and what was handed in with former attempts.

use local::client::{Answer, Caller, Life};
use serde_json::{Value, json};

use crate::{
    api_document::assert_describes,
    assessor::given_back,
    world::{World, evidence},
};

/// The moment at `pointer`.
fn moment(view: &Answer, pointer: &str) -> jiff::Timestamp {
    view.text(pointer).expect("a moment").parse().expect("a moment")
}

/// The ids of files.
fn ids(files: &Value) -> Vec<&str> {
    files.as_array().expect("a list").iter().map(|file| file["artifact"].as_str().expect("an id")).collect()
}

async fn read(caller: &Caller, life: &Life, artifact: &str) -> u16 {
    let route = life.route(&format!("/artifacts/{artifact}/reading"));
    caller.post(&route, &json!({})).await.expect("reachable").status
}

#[tokio::test]
async fn the_earner_sees_since_when_it_is_with_an_assessor_and_until_when_and_not_with_whom() {
    let world = World::start().await;
    let draft = world.draft().await;
    let told = draft.read().await.expect("readable");
    assert!(told.json.get("assigned").is_none() && told.json.get("due").is_none(), "{}", told.body);

    draft.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let told = draft.read().await.expect("readable");
    let (handed_in, assigned) = (moment(&told, "/handedIn"), moment(&told, "/assigned"));
    assert!(handed_in <= assigned);
    let due = moment(&told, "/due");
    assert_eq!(due, assigned + domain::assignment::days(domain::assignment::DAYS_TO_SCORE));
    assert!(told.json.get("assignments").is_none() && told.json.get("people").is_none());

    // On the ninth day it is the same day that is told.
    world.pass_days(8).await;
    assert_eq!(moment(&draft.read().await.expect("readable"), "/due"), due);
    let reading = world.reading(&draft).await;
    reading.score(&[]).await.expect("reachable").expect(200).expect("scored");
    let told = draft.read().await.expect("readable");
    assert_eq!(moment(&told, "/assigned"), assigned, "it stays in its history");
    assert!(told.json.get("due").is_none(), "nothing is due any more");
}

#[tokio::test]
async fn the_earner_and_the_issuer_read_the_files_of_former_attempts_and_nobody_else_does() {
    let world = World::start().await;
    let first = world.submitted().await;
    let told = first.read().await.expect("readable");
    let before: Vec<String> = ids(&told.json["artifacts"]).into_iter().map(str::to_owned).collect();
    assert_eq!(told.json["formerArtifacts"], json!({}));

    let again = given_back(&world, &first, &["artifacts"]).await;
    for artifact in &before {
        let route = again.route(&format!("/uploads/{artifact}"));
        let taken_out = again.earner.delete(&route).await.expect("reachable");
        taken_out.expect(204).expect("taken out of the new attempt");
    }
    for student in ["Student A", "Student B"] {
        again.upload(&evidence("image.png", student)).await.expect("it is sent");
    }

    let view = again.read().await.expect("readable");
    assert_describes("get", "/api/submissions/{submission}", &view);
    assert_eq!(ids(&view.json["formerArtifacts"]["1"]), before);
    assert!(before.iter().all(|id| !ids(&view.json["artifacts"]).contains(&id.as_str())));
    let (staff, other) = (world.administrator().await, world.earner(1).await);
    for artifact in &before {
        assert_eq!(read(&again.earner, &again, artifact).await, 200, "hers");
        assert_eq!(read(&staff, &again, artifact).await, 200, "it was handed in");
        assert_eq!(read(&other, &again, artifact).await, 404);
        assert_eq!(read(&world.visitor.with_bearer("none"), &again, artifact).await, 401);
    }
    let seen = staff.get(&again.route("")).await.expect("reachable").expect(200).expect("the issuer's").json;
    assert_eq!(
        (ids(&seen["artifacts"]), &seen["formerArtifacts"]),
        (ids(&told.json["artifacts"]), &json!({}))
    );
    let new = ids(&view.json["artifacts"])[0].to_owned();
    assert_eq!(read(&staff, &again, &new).await, 404, "a draft is its earner's own");
}
