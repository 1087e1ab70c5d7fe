//! The language of somebody's letters: hers to choose, and followed by each letter from then on.

use local::seed;
use serde_json::json;

use crate::{api_document::assert_describes, world::World};

#[tokio::test]
async fn letters_follow_the_language_that_their_reader_chose_also_the_one_that_signs_her_in() {
    let (world, email) = (World::start().await, seed::EARNERS[0]);
    let earner = world.earner(0).await;
    assert_eq!(world.subjects(email).await, ["Your link to sign in"]);
    let me = earner.get("/api/me").await.expect("reachable").expect(200).expect("hers");
    let version = me.number("/version").expect("a version");

    let asked = json!({"version": version, "language": "es"});
    let chosen = earner.put("/api/me", &asked).await.expect("reachable");
    assert_describes("put", "/api/me", &chosen);
    assert_eq!(chosen.text("/language").expect("a language"), "es");
    assert_eq!(chosen.number("/version").expect("a version"), version + 1);
    assert_eq!(
        (&chosen.json["name"], &chosen.json["memberships"]),
        (&me.json["name"], &me.json["memberships"])
    );

    world.submitted().await;
    let subjects = world.subjects(email).await;
    assert_eq!(subjects[0], "Hemos recibido su entrega");
    assert!(subjects[1..].contains(&"Su enlace para entrar".to_owned()), "{subjects:?}");
}

#[tokio::test]
async fn a_tab_that_did_not_see_the_last_change_is_told_and_no_other_language_is_taken() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    let version = earner.get("/api/me").await.expect("reachable").number("/version").expect("a version");
    let put = async |version: u64, language: &str| {
        earner.put("/api/me", &json!({"version": version, "language": language})).await.expect("reachable")
    };

    put(version + 1, "es").await.expect(409).expect("another version was seen");
    put(version, "fr").await.expect(422).expect("no letter is written in it");
    put(version, "es").await.expect(200).expect("chosen");
    put(version, "es").await.expect(200).expect("chosen before");
    put(version, "en").await.expect(409).expect("a stale tab is told");
    assert_eq!(earner.get("/api/me").await.expect("reachable").json["language"], "es");
}
