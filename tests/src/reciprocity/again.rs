//! What bringing a badge again doesn't do: undo a decline, count twice, or stay out for good what only came too early. And
//! who has no say about a badge of her own.

use cloud::table::{Commit, keys::Key};
use domain::reciprocity::Imported;
use jiff::SignedDuration;
use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use super::{
    ONE, badges_route, bring, change, credential, decide, desk, jwt, look, outcomes, pin, public_jwk,
    recognizer,
};
use crate::{
    api_document,
    world::{IDEAS, World},
};

/// The recognizer after it pinned the issuer's key and decided what the achievement counts as.
async fn decided(world: &World) -> Caller {
    let recognizer = recognizer(world).await;
    change(world, &recognizer, pin(&public_jwk().await)).await.expect(200).expect("pinned");
    change(world, &recognizer, decide(IDEAS)).await.expect(200).expect("decided");
    recognizer
}

/// A badge that is brought as text.
async fn brought(caller: &Caller, text: &str) -> Answer {
    bring(caller, &json!({"text": text})).await.expect(201).expect("it is a badge")
}

/// A step with a badge as of that version.
async fn step(caller: &Caller, badge: &Answer, version: u64, step: &str) -> Answer {
    let id = |pointer: &str| badge.text(pointer).expect("an id");
    let one = format!("{}/{}/{}", badges_route(), id("/earner/id"), id("/id"));
    let body = match step {
        "accept" | "decline" => json!({"version": version, "step": step, "reason": "We asked her."}),
        _ => json!({"version": version, "step": step}),
    };
    caller.post(&one, &body).await.expect("reachable")
}

/// What is said of its holder.
fn holder(badge: &Value) -> &str {
    badge["checks"][5]["says"].as_str().expect("a sentence")
}

#[tokio::test]
async fn a_decline_isnt_undone_by_taking_the_badge_back_and_bringing_it_again() {
    let world = World::start().await;
    let (recognizer, earner) = (decided(&world).await, world.earner(0).await);
    let text = jwt(&credential(seed::EARNERS[0])).await;
    let first = brought(&earner, &text).await;
    assert_eq!(first.json["state"], "counted");
    step(&recognizer, &first, 1, "decline").await.expect(200).expect("declined");
    step(&earner, &first, 2, "withdraw").await.expect(204).expect("it is hers");

    let again = brought(&earner, &text).await;
    api_document::assert_describes("post", "/api/reciprocity/{organisation}/badges", &again);
    assert_eq!((&again.json["state"], &again.json["waitsFor"]), (&json!("waiting"), &json!("decision")));
    let before = &again.json["declinedBefore"];
    assert_eq!((&before["reason"], before.get("by")), (&json!("We asked her."), None), "not by whom");
    let version = again.number("/version").expect("a version");
    for seen in 1..version {
        step(&recognizer, &again, seen, "accept").await.expect(409).expect("what was seen is gone");
    }
    look(&world).await;
    let waiting = desk(&recognizer, "waiting").await;
    assert!(waiting.json["items"][0]["declinedBefore"]["by"].is_string(), "staff is told");
    let accepted = step(&recognizer, &again, version, "accept").await.expect(200).expect("accepted");
    api_document::assert_describes("post", ONE, &accepted);
    assert_eq!((&accepted.json["state"], accepted.json.get("declinedBefore")), (&json!("counted"), None));
}

#[tokio::test]
async fn a_badge_that_two_brought_waits_and_the_desk_is_told() {
    let world = World::start().await;
    let recognizer = decided(&world).await;
    let (one, other) = (world.earner(0).await, world.earner(1).await);
    let mut badge = credential(seed::EARNERS[0]);
    let second = credential(seed::EARNERS[1])["credentialSubject"]["identifier"][0].clone();
    badge["credentialSubject"]["identifier"].as_array_mut().expect("identifiers").push(second);
    let text = jwt(&badge).await;
    assert_eq!(brought(&one, &text).await.json["state"], "counted");

    let second = brought(&other, &text).await;
    assert_eq!(second.json["waitsFor"], "decision");
    assert!(!holder(&second.json).contains("Somebody else brought"), "the recognizer’s to know");
    let waiting = desk(&recognizer, "waiting").await;
    let says = holder(&waiting.json["items"][0]);
    assert!(says.starts_with("Somebody else brought this badge, too"), "{says}");

    step(&other, &second, 1, "withdraw").await.expect(204).expect("it is hers");
    let mine = one.get("/api/me/badges").await.expect("reachable");
    assert_eq!(mine.json["items"][0]["state"], "counted", "the first one’s stays");
}

#[tokio::test]
async fn nobody_counts_her_own_badge_by_what_she_decided_herself() {
    let world = World::start().await;
    let recognizer = decided(&world).await;
    let text = jwt(&credential(seed::RECOGNIZER)).await;
    let own = bring(&recognizer, &json!({"text": text, "email": seed::RECOGNIZER})).await;
    let own = own.expect(201).expect("she belongs to it");
    assert_eq!(outcomes(&own.json), ["passed", "passed", "passed", "unchecked", "passed", "passed"]);
    assert_eq!((&own.json["state"], &own.json["waitsFor"]), (&json!("waiting"), &json!("decision")));
    step(&recognizer, &own, 1, "accept").await.expect(403).expect("it is her own");

    let of_another = brought(&world.earner(0).await, &jwt(&credential(seed::EARNERS[0])).await).await;
    assert_eq!(of_another.json["state"], "counted");
}

#[tokio::test]
async fn a_badge_that_came_before_its_time_is_brought_again() {
    let world = World::start().await;
    decided(&world).await;
    let from = world.stack.app().now() + SignedDuration::from_hours(48);
    let mut badge = credential(seed::EARNERS[0]);
    badge["validFrom"] = json!(from.to_string());
    let text = jwt(&badge).await;
    let early = brought(&world.earner(0).await, &text).await;
    assert_eq!((&early.json["state"], &early.json["acceptable"]), (&json!("aside"), &json!(false)));
    let says = early.json["checks"][4]["says"].as_str().expect("a sentence");
    assert!(says.ends_with("Bring it again from that day on."), "{says}");

    world.pass_days(3).await;
    assert_eq!(brought(&world.earner(0).await, &text).await.json["state"], "counted");
}

#[tokio::test]
async fn a_badge_that_cant_be_read_any_more_holds_up_no_other() {
    let world = World::start().await;
    let (recognizer, earner) = (recognizer(&world).await, world.earner(0).await);
    let table = &world.stack.app().table;
    let mut second = credential(seed::EARNERS[0]);
    second["id"] = json!("https://other.example/credentials/2");
    let unreadable = brought(&earner, &jwt(&credential(seed::EARNERS[0])).await).await;
    let readable = brought(&earner, &jwt(&second).await).await;
    let id = unreadable.text("/id").expect("an id").parse().expect("an id");
    let key = Key::Imported(world.person(seed::EARNERS[0]).await, seed::state(), id);
    let stored: Imported = table.load(key).await.expect("it is there");
    let stored = Imported { version: stored.version + 1, text: "no badge".into(), ..stored };
    let commit = Commit::new().replace(&stored).expect("it has a row");
    table.commit(commit).await.expect("the table");

    change(&world, &recognizer, pin(&public_jwk().await)).await.expect(200).expect("pinned");
    change(&world, &recognizer, decide(IDEAS)).await.expect(200).expect("decided");
    let ids = |answer: &Answer| {
        let items = answer.json["items"].as_array().expect("items").iter();
        items.map(|badge| badge["id"].clone()).collect::<Vec<_>>()
    };
    let mine = earner.get("/api/me/badges").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(ids(&mine), [readable.json["id"].clone()]);
    assert_eq!(ids(&desk(&recognizer, "counted").await), ids(&mine), "it was put in its place");
    assert_eq!(ids(&desk(&recognizer, "waiting").await), Vec::<Value>::new());
}
