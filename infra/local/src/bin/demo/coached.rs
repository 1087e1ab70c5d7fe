//! A draft that somebody is asked to coach.

use local::client::Life;
use serde_json::json;

use crate::everything::{People, read};

/// Of a definition that nothing else here is about.
const STRUCTURES: &str = "implementing-collaborative-learning-structures";
/// Whom nobody here knows yet.
const COACH: &str = "dana.reyes@school.example.org";

/// Somebody is asked, reads the draft, and both talk about a part until she leaves. Then the draft is taken back.
pub(crate) async fn until_she_leaves(people: &People) -> anyhow::Result<()> {
    let life = Life::open(&people.earner, STRUCTURES).await?;
    let coaches = life.route("/coaches");
    let dana = json!({"name": "Dana Reyes", "email": COACH});
    people.earner.post(&coaches, &dana).await?.expect(201)?;

    let coach = people.visitor.sign_in(COACH).await?;
    read(&coach, "/api/coached").await?;
    let draft = read(&coach, &format!("/api/coached/{}", life.submission)).await?;
    let said = format!("{coaches}/1/comments");
    let part = draft.text("/toHandIn/0")?;
    let comment = json!({"step": "comment", "part": part, "text": "Which idea was theirs?"});
    coach.post(&said, &comment).await?.expect(200)?;
    let answer = json!({"step": "answer", "comment": 1, "text": "That of Student A."});
    people.earner.post(&said, &answer).await?.expect(200)?;
    read(&people.earner, &coaches).await?;

    coach.delete(&format!("{coaches}/1")).await?.expect(204)?;
    coach.get(&format!("/api/coached/{}", life.submission)).await?.expect(404)?;
    life.withdraw().await?.expect(200).map(drop)
}
