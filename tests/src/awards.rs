//! What an earner holds, and what of it she lets the public see.

use domain::AwardId;
use local::client::{Answer, Caller, Life};
use reqwest::{Method, header::ACCEPT_LANGUAGE};
use serde_json::{Value, json};

use crate::{
    catalog::{publish, route, written},
    world::World,
};

/// An award of the first earner, by the whole way to it; her session.
pub(crate) async fn awarded(world: &World) -> (Life, AwardId) {
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    reading.score(&[]).await.expect("reachable").expect(200).expect("her scores are in");
    let staff = world.administrator().await;
    let decided = life.decide(&staff, "award").await.expect("reachable").expect(200).expect("awarded");
    world.stack.settle().await;
    let id = decided.text("/award").expect("an award").parse().expect("an id");
    (life, id)
}

async fn listed(caller: &Caller) -> Value {
    let page = caller.get("/api/awards").await.expect("reachable").expect(200).expect("hers");
    page.at("/items/0").expect("one").clone()
}

async fn show(caller: &Caller, award: AwardId, version: u64, public: bool, named: bool) -> Answer {
    let body = json!({"version": version, "public": public, "named": named});
    caller.put(&format!("/api/awards/{award}/visibility"), &body).await.expect("reachable")
}

#[tokio::test]
async fn an_earner_sees_what_she_holds_and_nobody_elses() {
    let world = World::start().await;
    let (life, award) = awarded(&world).await;

    let line = listed(&life.earner).await;
    assert_eq!(line["id"], award.to_string());
    assert_eq!(line["title"], "Generating Ideas");
    assert_eq!((&line["state"], &line["validUntil"]), (&json!("valid"), &Value::Null));
    assert_eq!((&line["public"], &line["named"]), (&json!(true), &json!(false)));
    assert!(line["page"].as_str().is_some_and(|page| page.ends_with(&format!("/credentials/{award}"))));

    let other = world.earner(1).await.get("/api/awards").await.expect("reachable");
    assert_eq!(other.json, json!({"items": []}));
}

#[tokio::test]
async fn what_the_public_sees_changes_at_once_and_never_over_a_newer_choice() {
    let world = World::start().await;
    let (life, award) = awarded(&world).await;
    let version = listed(&life.earner).await["version"].as_u64().expect("a version");
    let page = format!("/credentials/{award}?format=html");
    let seen =
        async || world.visitor.anonymous().get(&page).await.expect("reachable").expect(200).expect("a page");
    let name = life.earner.get("/api/me").await.expect("reachable").text("/name").expect("a name");

    assert!(!seen().await.body.contains(&name));
    let shown = show(&life.earner, award, version, true, true).await.expect(200).expect("shown");
    assert_eq!(shown.json["named"], true);
    assert!(seen().await.body.contains(&name));

    let stale = show(&life.earner, award, version, false, false).await.expect(409).expect("stale");
    assert_eq!(stale.json["currentVersion"], version + 1);
    show(&life.earner, award, version + 1, false, true).await.expect(200).expect("hidden");
    let hidden = seen().await;
    assert!(!hidden.body.contains(&name) && !hidden.body.contains("Generating Ideas"), "{}", hidden.body);

    let foreign = show(&world.earner(1).await, award, version + 2, true, true).await;
    assert_eq!(foreign.status, 404);
    let chain = world.stack.app().table.chain(&life.submission).await.expect("readable");
    let deeds = chain.iter().filter(|record| record.deed.what == "visibility-changed");
    assert_eq!(deeds.count(), 2);
}

#[tokio::test]
async fn what_builds_on_an_award_is_begun_once_that_is_held() {
    let world = World::start().await;
    let author = world.administrator().await;
    let mut definition = written("sharing-ideas");
    definition["prerequisites"] = json!(["generating-ideas"]);
    let saved = author.put(&route("sharing-ideas"), &definition).await.expect("reachable");
    saved.expect(200).expect("it is saved");
    publish(&author, "sharing-ideas", 1).await.expect(201).expect("it is published");

    let earner = world.earner(0).await;
    let body = json!({"microcredential": "sharing-ideas", "goal": "own"});
    let begin = async || earner.post("/api/submissions", &body).await.expect("reachable");
    let refused = begin().await.expect(403).expect("the first one is missing");
    let says = "First earn what this one builds on: “Generating Ideas”.";
    assert_eq!(refused.text("/detail").expect("a sentence"), says);

    let in_spanish =
        earner.request(Method::POST, "/api/submissions").header(ACCEPT_LANGUAGE, "es-MX").json(&body);
    let refused = Answer::of("in Spanish".into(), in_spanish).await.expect("reachable").expect(403);
    let refused = refused.expect("as before");
    let says = "Obtenga antes aquello en lo que esta se apoya: “Generating Ideas”.";
    assert_eq!(refused.text("/detail").expect("a sentence"), says);
    assert_eq!(refused.headers["content-language"], "es");

    awarded(&world).await;
    begin().await.expect(201).expect("now it begins");
}
