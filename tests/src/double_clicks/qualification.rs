//! What measures assessors, each twice: benchmarks are kept and retired, a calibration is begun and scored.

use std::collections::BTreeSet;

use local::{client::Life, seed};
use serde_json::{Value, json};

use super::Clicks;
use crate::qualification::first_of;

pub(super) async fn keeps_and_is_measured() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let staff = clicks.world.administrator().await;
    let slug = seed::CALIBRATED;
    let benchmarks = "POST /api/microcredentials/{slug}/benchmarks";
    let score = json!({"level": "developing", "feedback": "Nothing changed because of it."});
    let body = json!({
        "parts": {"reflection": {"answers": {"reflection": "I asked them, and went on."}}},
        "scores": {"reflection": {"shared-decisions": score, "empathy-and-repair": score}},
    });
    let [kept, _] = clicks.twice(&staff, (benchmarks, &[slug]), body, (201, 409)).await;
    assert_eq!(clicks.deeds(slug, "benchmark-kept").await, 1);
    let id = kept.text("/id").expect("an id");
    let retire = "DELETE /api/microcredentials/{slug}/benchmarks/{benchmark}";
    clicks.twice(&staff, (retire, &[slug, &id]), json!({}), (204, 204)).await;
    assert_eq!(clicks.deeds(slug, "benchmark-retired").await, 1);

    let email = *seed::ASSESSORS.last().expect("somebody");
    let assessor = clicks.world.sign_in(email).await;
    let person = clicks.world.person(email).await.to_string();
    let begin = "POST /api/microcredentials/{slug}/calibration";
    let [begun, again] = clicks.twice(&assessor, (begin, &[slug]), json!({}), (201, 200)).await;
    assert_eq!(begun.json, again.json, "the same works");
    assert_eq!(clicks.deeds(&person, "calibration-begun").await, 1);
    let levels = proficient(first_of(&begun).get("parts").expect("parts"));
    let score = "POST /api/microcredentials/{slug}/calibration/works/{number}";
    clicks.twice(&assessor, (score, &[slug, "1"]), json!({"scores": levels}), (200, 409)).await;
    assert_eq!(clicks.deeds(&person, "calibration-scored").await, 1);

    permits(&mut clicks).await;
    clicks.clicked
}

/// The first level that meets each criterion.
fn proficient(parts: &Value) -> Value {
    let criteria = |part: &Value| -> Value {
        let criteria = part["scoring"]["criteria"].as_array().expect("criteria").iter();
        let level = |one: &Value| (text(&one["id"]), json!({"level": one["requiredLevel"]}));
        Value::Object(criteria.map(level).collect())
    };
    let parts = parts.as_array().expect("parts").iter();
    Value::Object(parts.map(|part| (text(&part["id"]), criteria(part))).collect())
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// The earner lets assessors practise: the second tab is told that something changed.
async fn permits(clicks: &mut Clicks) {
    let life: Life = clicks.world.submitted().await;
    let reading = clicks.world.reading(&life).await;
    reading.score(&[]).await.expect("reachable").expect(200).expect("her scores are in");
    let staff = clicks.world.administrator().await;
    life.decide(&staff, "award").await.expect("reachable").expect(200).expect("decided");
    clicks.world.stack.settle().await;
    let version = life.read().await.expect("readable").number("/version").expect("a version");
    let permit = "PUT /api/submissions/{submission}/practice";
    let body = json!({"version": version, "permitted": true});
    clicks.twice(&life.earner, (permit, &[&life.submission]), body, (200, 409)).await;
    clicks.each_once(&life, &["practice-permitted"]).await;
}
