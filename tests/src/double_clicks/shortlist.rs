//! What the owner of a shortlist and her adviser do, each twice.

use std::collections::BTreeSet;

use local::seed;
use serde_json::json;

use super::Clicks;
use crate::world::IDEAS;

/// With whom it is shared.
const ADVISER: &str = "lee@school.example.org";

pub(super) async fn is_shared_remarked_on_and_ended() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let owner = clicks.world.earner(0).await;
    let content = json!({"version": 0, "items": [{"microcredential": IDEAS}]});
    clicks.twice(&owner, ("PUT /api/shortlist", &[]), content, (200, 409)).await;
    let asked = json!({"name": "Lee Morgan", "email": ADVISER});
    let [first, second] = clicks.twice(&owner, ("POST /api/shortlist/shares", &[]), asked, (201, 201)).await;
    assert_eq!(first.json, second.json, "it is the same share");
    clicks.world.stack.settle().await;
    assert_eq!(clicks.world.subjects(ADVISER).await, ["Somebody shares a shortlist with you"]);

    let adviser = clicks.world.sign_in(ADVISER).await;
    let share = first.text("/share").expect("an id");
    let ids: &[&str] = &[&share];
    let remarks = "POST /api/shortlists/{share}/remarks";
    clicks.twice(&adviser, (remarks, ids), json!({"text": "A good choice."}), (200, 409)).await;
    clicks.twice(&owner, (remarks, ids), json!({"text": "Thank you."}), (200, 409)).await;
    clicks.twice(&adviser, ("DELETE /api/shortlists/{share}", ids), json!({}), (204, 204)).await;

    let owner = clicks.world.person(seed::EARNERS[0]).await.to_string();
    for (deed, times) in [
        ("shortlist-saved", 1),
        ("shortlist-shared", 1),
        ("shortlist-remark", 2),
        ("shortlist-share-ended", 1),
    ] {
        assert_eq!(clicks.deeds(&owner, deed).await, times, "{deed}");
    }
    clicks.clicked
}
