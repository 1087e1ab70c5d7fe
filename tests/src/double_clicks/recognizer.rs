//! What a recognizer does, each twice: publishing a policy, importing facts and undoing it, and asking about a claim,
//! which its earner answers.

use std::collections::BTreeSet;

use local::seed;
use serde_json::json;

use super::Clicks;
use crate::{policies::written, recognitions};

pub(super) async fn publishes_a_policy() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let recognizer = clicks.world.sign_in(seed::RECOGNIZER).await;
    let save = "PUT /api/policies/{slug}";
    let [first, second] = clicks.twice(&recognizer, (save, &["hours"]), written("hours"), (201, 200)).await;
    assert_eq!(first.json, second.json, "the same version, published once");
    assert_eq!(second.at("/version").expect("a version"), &json!(1));
    assert_eq!(clicks.deeds(&seed::state().to_string(), "policy-published").await, 1);
    clicks.clicked
}

pub(super) async fn imports_and_undoes() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let recognizer = clicks.world.sign_in(seed::RECOGNIZER).await;
    let state = seed::state().to_string();
    let import = "PUT /api/registers/{organisation}";
    let table = "email,fact,term,date\nana@school.example.com,licence,pptl,2026-07-01\n";
    let body = json!({"version": 0, "source": "Licensing", "table": table});
    clicks.twice(&recognizer, (import, &[&state]), body, (200, 409)).await;
    let register = recognizer.get(&format!("/api/registers/{state}")).await.expect("reachable");
    let newest = register.text("/imports/0/id").expect("it was imported");
    let undo = "DELETE /api/registers/{organisation}/imports/{import}";
    clicks.twice(&recognizer, (undo, &[&state, &newest]), json!({}), (200, 409)).await;
    for deed in ["facts-imported", "import-undone"] {
        assert_eq!(clicks.deeds(&state, deed).await, 1, "{deed}");
    }
    clicks.clicked
}

pub(super) async fn decides_about_a_badge_of_another_issuer() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let recognizer = clicks.world.sign_in(seed::RECOGNIZER).await;
    let earner = clicks.world.earner(0).await;
    let state = seed::state().to_string();
    let badge = json!({
        "type": "Assertion", "id": "https://other.example/1", "badge": "https://other.example/badges/1",
        "issuedOn": "2026-03-01",
    });
    let bring = "POST /api/reciprocity/{organisation}/badges";
    let body = json!({"text": badge.to_string()});
    let [first, second] = clicks.twice(&earner, (bring, &[&state]), body, (201, 201)).await;
    assert_eq!(first.json, second.json, "it is there once");
    let person = first.text("/earner/id").expect("an id");
    let id = first.text("/id").expect("an id");

    let change = "POST /api/reciprocity/{organisation}";
    let body = json!({"version": 0, "change": "decide", "issuer": "https://other.example",
        "achievement": "https://other.example/badges/1", "name": "Attendance", "reason": "Time only."});
    clicks.twice(&recognizer, (change, &[&state]), body, (200, 409)).await;
    let decide = "POST /api/reciprocity/{organisation}/badges/{person}/{award}";
    let body = json!({"version": 1, "step": "decline", "reason": "It is for time only."});
    clicks.twice(&recognizer, (decide, &[&state, &person, &id]), body, (200, 409)).await;
    assert_eq!(clicks.deeds(&state, "reciprocity").await, 1);
    for deed in ["badge-brought", "badge-decided"] {
        assert_eq!(clicks.deeds(&person, deed).await, 1, "{deed}");
    }
    clicks.clicked
}

pub(super) async fn asks_about_a_claim() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let (recognizer, life, _) = recognitions::claimed(&clicks.world).await;
    let earner = clicks.world.person(seed::EARNERS[0]).await.to_string();
    let decide = "POST /api/recognitions/{slug}/{person}/{number}";
    let question = json!({"version": 1, "step": "question", "question": "In which school was that?"});
    clicks.twice(&recognizer, (decide, &["hours", &earner, "1"]), question, (200, 409)).await;
    let answer = "POST /api/me/recognitions/{slug}/{number}/answer";
    let body = json!({"version": 2, "answer": "In Maple Hollow."});
    clicks.twice(&life.earner, (answer, &["hours", "1"]), body, (200, 409)).await;
    assert_eq!(clicks.deeds(&earner, "recognition").await, 2);
    clicks.clicked
}
