//! Everything an earner does, each twice: opening, writing, uploading, handing in, taking back.

use std::collections::BTreeSet;

use local::{
    client::{Life, Upload},
    seed,
};
use serde_json::json;

use super::Clicks;
use crate::{
    facts,
    world::{IDEAS, evidence},
};

pub(super) async fn hands_in_and_takes_back() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let earner = clicks.world.earner(0).await;
    let asked = json!({"microcredential": IDEAS, "goal": "own"});
    let [first, second] = clicks.twice(&earner, ("POST /api/submissions", &[]), asked, (201, 201)).await;
    assert_eq!(first.json, second.json, "the same draft");
    let life = Life::open(&earner, IDEAS).await.expect("it opens");
    let submission: &[&str] = &[&life.submission];
    let nothing = json!({"version": 0, "parts": {}});
    clicks
        .twice(&earner, ("PUT /api/submissions/{submission}/responses", submission), nothing, (200, 409))
        .await;
    uploads(&mut clicks, &life).await;
    let effort = json!({"version": 0, "attempt": 1, "minutes": 540});
    clicks.twice(&earner, ("PUT /api/submissions/{submission}/effort", submission), effort, (200, 409)).await;
    let answers = json!({"version": 0, "answers": {}});
    let route = "PUT /api/submissions/{submission}/local-answers";
    clicks.twice(&earner, (route, submission), answers, (200, 409)).await;

    clicks.world.fill(&life).await;
    let version = life.read().await.expect("readable").number("/responsesVersion").expect("a version");
    let statements = json!({"ownWork": true, "studentPermission": true, "noStudentNames": true});
    let body = json!({"version": version, "statements": statements});
    clicks.twice(&earner, ("POST /api/submissions/{submission}/submit", submission), body, (200, 409)).await;
    clicks.world.stack.settle().await;

    let version = life.read().await.expect("readable").number("/version").expect("a version");
    let body = json!({"version": version});
    clicks
        .twice(&earner, ("POST /api/submissions/{submission}/withdraw", submission), body, (200, 409))
        .await;
    clicks.each_once(&life, &["opened", "submitted", "assigned", "withdrawn"]).await;
    appeals(&mut clicks).await;
    states_facts(&mut clicks).await;
    clicks.clicked
}

/// An appeal against a decision of not yet.
async fn appeals(clicks: &mut Clicks) {
    let life = clicks.world.submitted_by(1).await;
    let scored = clicks.world.reading(&life).await.score(&["reflection"]).await.expect("reachable");
    scored.expect(200).expect("her scores are in");
    let issuer = clicks.world.administrator().await;
    life.decide(&issuer, "not-yet").await.expect("reachable").expect(200).expect("decided");

    let version = life.read().await.expect("readable").number("/version").expect("a version");
    let grounds =
        json!([{"part": "reflection", "criterion": "next-time", "reason": "The last line says it."}]);
    let body = json!({"version": version, "grounds": grounds});
    let appeal = ("POST /api/submissions/{submission}/appeal", [life.submission.as_str()]);
    clicks.twice(&life.earner, (appeal.0, &appeal.1), body, (201, 409)).await;
    clicks.each_once(&life, &["appealed"]).await;
}

/// What she states about herself: a second asking is a stale tab's.
async fn states_facts(clicks: &mut Clicks) {
    let earner = clicks.world.earner(0).await;
    let recognizer = seed::state().to_string();
    let state = ("PUT /api/facts/{organisation}", &[recognizer.as_str()][..]);
    clicks.twice(&earner, state, facts::licensed(), (200, 409)).await;
    let earner = clicks.world.person(seed::EARNERS[0]).await;
    assert_eq!(clicks.deeds(&earner.to_string(), "facts-stated").await, 1);
}

/// A file, from its announcement to its removal.
async fn uploads(clicks: &mut Clicks, life: &Life) {
    let earner = &life.earner;
    let file = evidence("plan.pdf", "Student A");
    let bytes = tokio::fs::read(&file.file).await.expect("the sample");
    let announced = local::client::announcement(&file).await.expect("the sample");
    let begin = ("POST /api/submissions/{submission}/uploads", [life.submission.as_str()]);
    let [begun, again] = clicks.twice(earner, (begin.0, &begin.1), announced, (201, 200)).await;
    let artifact = begun.text("/artifact").expect("an id");
    assert_eq!(artifact, again.text("/artifact").expect("an id"), "the same file goes on");
    let ids: &[&str] = &[&life.submission, &artifact];

    // Both addresses carry the same bytes to the same place, and signing them changed nothing.
    let upload = Upload::begin(earner, &life.submission, &file).await.expect("it goes on");
    let part = json!({"parts": [{"number": 1, "sha256": local::client::sum(&bytes)}]});
    let signed = clicks
        .twice(earner, ("POST /api/submissions/{submission}/uploads/{artifact}/parts", ids), part, (200, 200))
        .await;
    for answer in signed {
        upload.put(&bytes, answer.at("/urls/0").expect("an address")).await.expect("it is sent");
    }
    assert!(upload.missing().await.expect("told").is_empty());
    let stored = |world: &crate::world::World| {
        let (submission, artifact) = (life.submission.parse(), artifact.parse());
        let table = world.stack.app().table.clone();
        async move { table.artifact(submission.expect("an id"), artifact.expect("an id")).await }
    };
    assert_eq!(stored(&clicks.world).await.expect("stored").version, 1);

    let complete = "POST /api/submissions/{submission}/uploads/{artifact}/complete";
    clicks.twice(earner, (complete, ids), json!({}), (200, 200)).await;
    assert_eq!(stored(&clicks.world).await.expect("stored").version, 2, "judged once");
    let remove = "DELETE /api/submissions/{submission}/uploads/{artifact}";
    clicks.twice(earner, (remove, ids), json!({}), (204, 204)).await;
}
