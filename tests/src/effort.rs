//! What an attempt took: its earner alone tells and sees it.

use serde_json::json;

use crate::{api_document, world::World};

#[tokio::test]
async fn what_an_attempt_took_is_told_by_its_earner_and_seen_by_nobody_else() {
    let world = World::start().await;
    let life = world.submitted().await;
    let route = life.route("/effort");
    let told =
        json!({"version": 0, "attempt": 1, "minutes": 60_000, "cents": 98_765, "coachingMinutes": 4_321});
    let kept = life.earner.put(&route, &told).await.expect("reachable").expect(200).expect("it is kept");
    api_document::assert_describes("put", "/api/submissions/{submission}/effort", &kept);
    let stale = life.earner.put(&route, &json!({"version": 0, "attempt": 1})).await.expect("reachable");
    stale.expect(409).expect("a stale tab says nothing over it");
    for (body, status) in [
        (json!({"version": 0, "attempt": 2}), 404),
        (json!({"version": 1, "attempt": 1, "minutes": -1}), 422),
        (json!({"version": 1, "attempt": 1, "cents": 10_000_001}), 422),
    ] {
        life.earner.put(&route, &body).await.expect("reachable").expect(status).expect("refused");
    }
    let read = life.earner.get(&route).await.expect("reachable").expect(200).expect("hers");
    api_document::assert_describes("get", "/api/submissions/{submission}/effort", &read);
    assert_eq!(read.json["items"][0]["cents"], json!(98_765));
    assert_eq!(read.json["items"][0]["currency"], json!("USD"));

    let reading = world.reading(&life).await;
    let work = reading.work().await.expect("her work");
    let issuer = world.administrator().await;
    let view = issuer.get(&life.route("")).await.expect("reachable").expect(200).expect("the issuer's");
    let trail =
        issuer.get(&life.route("/audit")).await.expect("reachable").expect(200).expect("the issuer's");
    for seen in [&work, &view, &trail] {
        let body = without_hashes(&seen.body);
        assert!(!["98765", "60000", "4321", "effort"].iter().any(|part| body.contains(part)), "{body}");
    }
}

/// A text without its hashes: they hold any four digits once in a hundred times.
fn without_hashes(text: &str) -> String {
    let is_hash = |piece: &&str| piece.len() == 64 && piece.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split('"').filter(|piece| !is_hash(piece)).collect::<Vec<_>>().join("\"")
}
