//! What somebody does who speaks for an organisation, each twice: endorsing, and taking it back.

use std::collections::BTreeSet;

use serde_json::json;

use super::Clicks;
use crate::{endorsements::Endorser, world::IDEAS};

pub(super) async fn speaks_and_takes_back() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let endorser = Endorser::of(&clicks.world).await;
    let organisation = endorser.organisation.to_string();
    let body = json!({"organisation": organisation, "comment": "We stand by what it asks for."});
    let endorse = "POST /api/microcredentials/{slug}/versions/{version}/endorsements";
    clicks.twice(&endorser.caller, (endorse, &[IDEAS, "1"]), body, (201, 200)).await;
    clicks.world.stack.settle().await;

    let withdraw = "DELETE /api/microcredentials/{slug}/versions/{version}/endorsements/{organisation}";
    let ids: &[&str] = &[IDEAS, "1", &organisation];
    clicks.twice(&endorser.caller, (withdraw, ids), json!({}), (204, 204)).await;
    for what in ["endorsed", "endorsement-signed", "endorsement-withdrawn"] {
        assert_eq!(clicks.deeds(IDEAS, what).await, 1, "{what}");
    }
    clicks.clicked
}
