//! What a recognizer does, each twice: publishing a policy.

use std::collections::BTreeSet;

use local::seed;
use serde_json::json;

use super::Clicks;
use crate::policies::written;

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
