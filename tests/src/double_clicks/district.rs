//! What a district's administrator does twice: importing a roster, and undoing it.

use std::collections::BTreeSet;

use local::seed;
use serde_json::json;

use super::Clicks;

pub(super) async fn imports_a_roster_and_undoes_it() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let webmaster = clicks.world.sign_in(seed::WEBMASTER).await;
    let district = seed::first_district().to_string();
    let import = "PUT /api/districts/{organisation}/roster";
    let table = "email,name\nrowan.pike@maplehollow.example.com,Rowan Pike\n";
    let body = json!({"version": 0, "source": "Personnel", "table": table});
    clicks.twice(&webmaster, (import, &[&district]), body, (200, 409)).await;
    let roster = webmaster.get(&format!("/api/districts/{district}/roster")).await.expect("reachable");
    let newest = roster.text("/imports/0/import").expect("it was imported");
    let undo = "DELETE /api/districts/{organisation}/roster/imports/{import}";
    clicks.twice(&webmaster, (undo, &[&district, &newest]), json!({}), (200, 409)).await;
    for deed in ["roster-imported", "roster-undone"] {
        assert_eq!(clicks.deeds(&district, deed).await, 1, "{deed}");
    }
    clicks.clicked
}
