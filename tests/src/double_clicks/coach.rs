//! What an earner and her coach do, each twice.

use std::collections::BTreeSet;

use local::seed;
use serde_json::json;

use super::Clicks;

/// Whom the earner asks.
const COACH: &str = "dana@school.example.org";

pub(super) async fn is_asked_comments_and_leaves() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let life = clicks.world.draft().await;
    let ids: &[&str] = &[&life.submission, "1"];
    let invite = ("POST /api/submissions/{submission}/coaches", &ids[..1]);
    let asked = json!({"name": "Dana Reyes", "email": COACH});
    clicks.twice(&life.earner, invite, asked, (201, 409)).await;
    clicks.world.stack.settle().await;
    assert_eq!(clicks.world.subjects(COACH).await, ["Somebody asks you to be their coach"]);

    let coach = clicks.world.sign_in(COACH).await;
    let comment = "POST /api/submissions/{submission}/coaches/{number}/comments";
    let said = json!({"step": "comment", "part": "overview", "text": "Which idea was theirs?"});
    clicks.twice(&coach, (comment, ids), said, (200, 409)).await;
    let answer = json!({"step": "answer", "comment": 1, "text": "That of Student A."});
    clicks.twice(&life.earner, (comment, ids), answer, (200, 409)).await;
    let done = json!({"step": "done", "comment": 1, "done": true});
    clicks.twice(&life.earner, (comment, ids), done, (200, 200)).await;
    let end = "DELETE /api/submissions/{submission}/coaches/{number}";
    clicks.twice(&life.earner, (end, ids), json!({}), (204, 204)).await;

    let earner = clicks.world.person(seed::EARNERS[0]).await.to_string();
    assert_eq!(clicks.deeds(&earner, "coach-invited").await, 1);
    assert_eq!(clicks.deeds(&earner, "coaching").await, 4, "a comment, an answer, a mark and the end");
    clicks.clicked
}
