//! `Idempotency-Key`: what is remembered of an answer, and when it is told again.

use local::{
    client::{Answer, Caller, Life, Upload},
    seed,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    badges::spent,
    catalog::written,
    world::{IDEAS, World, evidence},
};

/// Asks for a change under the one key of these tests.
async fn under_the_key(caller: &Caller, method: Method, path: &str, body: &Value) -> Answer {
    let request = caller.request(method, path).header("idempotency-key", "the-key").json(body);
    Answer::of(path.to_owned(), request).await.expect("reachable")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_with_a_secret_is_never_remembered() {
    let world = World::start().await;
    let life = world.submitted().await;
    let artifact = life.read().await.expect("readable").text("/artifacts/0/artifact").expect("a file");
    let reading = life.route(&format!("/artifacts/{artifact}/reading"));
    let draft = Life::open(&world.earner(1).await, IDEAS).await.expect("it opens");
    let file = evidence("plan.pdf", "Student A");
    let upload = Upload::begin(&draft.earner, &draft.submission, &file).await.expect("begun");
    let parts = format!("{}/parts", upload.route());
    let part = |sum: &[u8]| json!({"parts": [{"number": 1, "sha256": local::client::sum(sum)}]});

    // A key under which nothing is remembered takes another request as well.
    for (caller, path, bodies) in [
        (&draft.earner, &parts, [part(b"one"), part(b"two")]),
        (&life.earner, &reading, [json!({}), json!({"other": true})]),
    ] {
        for body in bodies {
            let answer = under_the_key(caller, Method::POST, path, &body).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        }
    }
}

/// She is gone with the first asking, so nobody could ask her handler again.
#[tokio::test]
async fn who_is_erased_at_once_is_told_her_receipt_again() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    let body = json!({"email": seed::EARNERS[0], "atOnce": true});
    let erase = async || {
        let answer = under_the_key(&earner, Method::POST, "/api/me/erasure", &body).await;
        answer.expect(202).expect("begun").text("/receipt").expect("a number")
    };
    assert_eq!(erase().await, erase().await);
}

#[tokio::test]
async fn nothing_is_kept_of_who_has_no_living_session() {
    let world = World::start().await;
    let stranger = world.visitor.with_bearer("x");
    let before = spent(&world).written;

    for email in ["one@example.org", "two@example.org"] {
        let verify = under_the_key(&stranger, Method::POST, "/api/verify", &json!({"id": email})).await;
        let save = under_the_key(&stranger, Method::PUT, "/api/people", &json!({"email": email})).await;
        assert_eq!((verify.status, save.status), (404, 401), "{} {}", verify.body, save.body);
    }

    assert!(spent(&world).written <= before, "the table was written");
}

#[tokio::test]
async fn a_key_is_used_for_one_address_with_its_query() {
    let world = World::start().await;
    let author = world.administrator().await;
    let (route, body) = ("/api/microcredentials/asking-questions", written("asking-questions"));
    let save = async |version: u64| {
        under_the_key(&author, Method::PUT, &format!("{route}?version={version}"), &body).await
    };

    save(0).await.expect(200).expect("saved");
    save(0).await.expect(200).expect("the same answer");
    save(1).await.expect(422).expect("another request");
}

#[tokio::test]
async fn an_answer_is_not_told_again_once_the_session_is_over() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let path = life.route("/responses");
    let body = json!({"version": 0, "parts": {}});
    let ask = || under_the_key(&life.earner, Method::PUT, &path, &body);
    let first = ask().await.expect(200).expect("saved");
    assert_eq!(ask().await.expect(200).expect("the same answer").json, first.json);

    life.earner.post("/api/sign-out", &json!({})).await.expect("reachable").expect(204).expect("signed out");

    ask().await.expect(401).expect("it is nobody's any more");
}
