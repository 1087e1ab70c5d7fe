//! Every change asked for twice: the second asking changes nothing and says so.

use domain::audit::AuditRecord;
use local::{
    client::{Caller, Life, Upload},
    seed,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{IDEAS, World, evidence};

/// Asks twice, and compares both statuses.
async fn check(caller: &Caller, method: Method, path: &str, body: Value, wanted: (u16, u16)) {
    let ask = || caller.send(method.clone(), path, Some(&body));
    let first = ask().await.expect("reachable");
    let second = ask().await.expect("reachable");
    assert_eq!((first.status, second.status), wanted, "{method} {path}: {} / {}", first.body, second.body);
}

/// How many records of that deed the submission's chain holds.
async fn deeds(world: &World, life: &Life, what: &str) -> usize {
    let chain = world.stack.app().table.chain(&life.submission).await.expect("the table");
    assert!(AuditRecord::is_unbroken(&chain));
    chain.iter().filter(|record| record.deed.what == what).count()
}

#[tokio::test]
async fn an_earners_changes_are_made_once() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    check(
        &earner,
        Method::POST,
        "/api/submissions",
        json!({"microcredential": IDEAS, "goal": "own"}),
        (201, 201),
    )
    .await;
    let life = Life::open(&earner, IDEAS).await.expect("it opens");
    check(&earner, Method::PUT, &life.route("/responses"), json!({"version": 0, "parts": {}}), (200, 409))
        .await;

    let file = evidence("plan.pdf", "Student A");
    let upload = Upload::begin(&earner, &life.submission, &file).await.expect("begun");
    let again = Upload::begin(&earner, &life.submission, &file).await.expect("begun");
    assert_eq!(upload.artifact, again.artifact, "the same file goes on");
    upload.send(usize::MAX).await.expect("sent");
    check(&earner, Method::POST, &format!("{}/complete", upload.route()), json!({}), (200, 200)).await;
    check(&earner, Method::DELETE, upload.route(), json!({}), (204, 204)).await;

    world.fill(&life).await;
    let version = life.read().await.expect("readable").number("/responsesVersion").expect("a version");
    let statements = json!({"ownWork": true, "studentPermission": true, "noStudentNames": true});
    let body = json!({"version": version, "statements": statements});
    check(&earner, Method::POST, &life.route("/submit"), body, (200, 409)).await;
    world.stack.settle().await;

    let version = life.read().await.expect("readable").number("/version").expect("a version");
    check(&earner, Method::POST, &life.route("/withdraw"), json!({"version": version}), (200, 409)).await;
    for (what, times) in [("opened", 1), ("submitted", 1), ("assigned", 1), ("withdrawn", 1)] {
        assert_eq!(deeds(&world, &life, what).await, times, "{what}");
    }
    check(&earner, Method::POST, "/api/sign-out", json!({}), (204, 401)).await;
}

#[tokio::test]
async fn an_assessors_and_the_issuers_changes_are_made_once() {
    let world = World::start().await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    reading.score(&[]).await.expect("reachable").expect(200).expect("scored");
    let route = format!("/api/assignments/{}/assessment", reading.assignment);
    let again = reading.assessor.post(&route, &json!({"version": 1})).await.expect("reachable");
    assert_eq!(again.status, 410, "{}", again.body);

    let issuer = world.administrator().await;
    let version =
        issuer.get(&life.route("")).await.expect("reachable").number("/version").expect("a version");
    let body = json!({"version": version, "outcome": "award"});
    check(&issuer, Method::POST, &life.route("/decision"), body, (200, 409)).await;
    world.stack.settle().await;
    for (what, times) in [("assessed", 1), ("decided", 1), ("signed", 1)] {
        assert_eq!(deeds(&world, &life, what).await, times, "{what}");
    }
    let subjects = world.subjects(seed::EARNERS[0]).await;
    assert_eq!(subjects.len(), 3, "to sign in, received, awarded: {subjects:?}");
}

#[tokio::test]
async fn an_assignment_is_handed_back_and_given_by_hand_once() {
    let world = World::start().await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    let decline = format!("/api/assignments/{}/decline", reading.assignment);
    check(&reading.assessor, Method::POST, &decline, json!({"reason": "other"}), (204, 410)).await;
    world.stack.settle().await;

    // Somebody else has it now; asking for her by hand, twice, leaves it with her.
    let issuer = world.administrator().await;
    let view = issuer.get(&life.route("")).await.expect("reachable");
    let assignments = view.at("/assignments").expect("assignments").as_array().expect("a list").clone();
    let now = &assignments.last().expect("somebody was asked")["assessor"];
    check(&issuer, Method::POST, &life.route("/assignments"), json!({"assessor": now}), (200, 200)).await;
    assert_eq!((deeds(&world, &life, "declined").await, deeds(&world, &life, "assigned").await), (1, 2));

    // Who handed it back is not asked again, also not by hand.
    let before = &assignments[0]["assessor"];
    check(&issuer, Method::POST, &life.route("/assignments"), json!({"assessor": before}), (403, 403)).await;
    assert_eq!(world.state(&life).await, "in-assessment");

    let organisation = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let person = json!({"email": "new@example.org", "name": "New", "organisation": organisation, "roles": ["assessor"]});
    check(&issuer, Method::PUT, "/api/people", person, (200, 200)).await;
}
