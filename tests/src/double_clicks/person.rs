//! Signing in and out, each twice.

use std::collections::BTreeSet;

use local::{client::Caller, seed};
use serde_json::json;

use super::Clicks;

pub(super) async fn signs_in_and_out() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let email = seed::EARNERS[0];
    let anybody = clicks.world.visitor.anonymous();

    // Whoever asks twice gets two letters. Each link opens one session, and neither ends the other.
    clicks.twice(&anybody, ("POST /api/sign-in", &[]), json!({"email": email}), (202, 202)).await;
    clicks.world.stack.settle().await;
    let letters = clicks.world.visitor.mail().to(email).await.expect("the mailbox");
    assert_eq!(letters.len(), 2);
    let mut sessions = Vec::new();
    for letter in letters {
        let link = json!({"token": letter.token().expect("a link"), "bearer": true});
        let [opened, _] = clicks.twice(&anybody, ("POST /api/sign-in/redeem", &[]), link, (200, 410)).await;
        sessions.push(clicks.world.visitor.with_bearer(&opened.text("/bearer").expect("a session")));
    }

    // Handing over twice makes two tokens; each opens one session in one tab.
    let hand_over = "POST /api/session/hand-over";
    let [one, other] = clicks.twice(&sessions[0], (hand_over, &[]), json!({}), (200, 200)).await;
    assert_ne!(one.text("/token").expect("a token"), other.text("/token").expect("a token"));

    chooses_the_language_of_her_letters(&mut clicks, &sessions[1]).await;
    takes_her_data_and_thinks_better_of_leaving(&mut clicks, &sessions[1]).await;

    clicks.twice(&sessions[0], ("POST /api/sign-out", &[]), json!({}), (204, 401)).await;
    assert_eq!(sessions[1].get("/api/me").await.expect("reachable").status, 200, "the other one lives");
    clicks.clicked
}

async fn chooses_the_language_of_her_letters(clicks: &mut Clicks, earner: &Caller) {
    let person = clicks.world.person(seed::EARNERS[0]).await.to_string();
    let version = earner.get("/api/me").await.expect("reachable").number("/version").expect("a version");
    let asked = json!({"version": version, "language": "es"});
    let [one, other] = clicks.twice(earner, ("PUT /api/me", &[]), asked, (200, 200)).await;
    assert_eq!(one.json, other.json, "chosen once");
    assert_eq!(clicks.deeds(&person, "language-chosen").await, 1);
}

async fn takes_her_data_and_thinks_better_of_leaving(clicks: &mut Clicks, earner: &Caller) {
    let person = clicks.world.person(seed::EARNERS[0]).await.to_string();
    let [one, other] = clicks.twice(earner, ("POST /api/me/export", &[]), json!({}), (202, 202)).await;
    assert_eq!(one.json, other.json, "packed once");
    clicks.world.stack.tick().await;
    clicks.world.stack.settle().await;
    // Each address under which it can be downloaded stands in the trail.
    clicks.twice(earner, ("POST /api/me/export/reading", &[]), json!({"volume": 1}), (200, 200)).await;
    assert_eq!(clicks.deeds(&person, "export-read").await, 2);

    let asked = json!({"email": seed::EARNERS[0]});
    let [one, other] = clicks.twice(earner, ("POST /api/me/erasure", &[]), asked, (202, 202)).await;
    assert_eq!(one.json, other.json, "planned once");
    clicks.twice(earner, ("DELETE /api/me/erasure", &[]), json!({}), (204, 404)).await;
    for what in ["export-asked", "erasure-asked", "erasure-taken-back"] {
        assert_eq!(clicks.deeds(&person, what).await, 1, "{what}");
    }
    goes_at_once(clicks).await;
}

/// Who asks for it at once is gone with the first asking.
async fn goes_at_once(clicks: &mut Clicks) {
    let (email, other) = (seed::EARNERS[1], clicks.world.earner(1).await);
    let person = clicks.world.person(email).await.to_string();
    let asked = json!({"email": email, "atOnce": true});
    clicks.twice(&other, ("POST /api/me/erasure", &[]), asked, (202, 404)).await;
    assert_eq!(clicks.deeds(&person, "erasure-begun").await, 1);
}
