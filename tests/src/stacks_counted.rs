//! A policy that counts a stack's award: it is claimed when the stack's last award arrives, accepted, and paid.

use local::{client::Caller, seed};
use serde_json::{Value, json};

use crate::{
    awards::awarded,
    facts,
    stacks::{OTHER, STACK, give, look, published},
    world::{IDEAS, World},
};

/// The example of docs/policies.md, without its last days: it holds whenever this is asked.
fn policy() -> Value {
    let mut policy: Value =
        serde_json::from_str(include_str!("../samples/policies/stack.json")).expect("it is JSON");
    policy.as_object_mut().expect("an object").remove("validUntil");
    policy["lists"][0]["microcredentials"][0].as_object_mut().expect("an object").remove("until");
    policy
}

/// Her claims by that policy, as use and state.
async fn claims(earner: &Caller) -> Vec<(String, String)> {
    let list = earner.get("/api/me/recognitions").await.expect("reachable").expect(200).expect("hers");
    let items = list.json["items"].as_array().expect("a list");
    let of_policy = items.iter().filter(|one| one["policy"]["id"] == STACK);
    let claims = of_policy.flat_map(|one| one["claims"].as_array().expect("claims").clone());
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    claims.map(|claim| (text(&claim["use"]), text(&claim["state"]))).collect()
}

#[tokio::test]
async fn a_stack_is_counted_for_what_a_policy_says_of_it_and_its_awards_for_something_else() {
    let world = World::start().await;
    published(&world, &[IDEAS, OTHER]).await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let route = format!("/api/policies/{STACK}");
    recognizer.put(&route, &policy()).await.expect("reachable").expect(201).expect("published");
    let wish = format!("/api/policy-check?policy={STACK}&use=designation");
    let least =
        world.visitor.anonymous().get(&wish).await.expect("reachable").expect(200).expect("it is told");
    let cheapest = &least.json["cheapest"];
    assert_eq!((&cheapest["microcredentials"][0]["id"], &cheapest["hours"]), (&json!(STACK), &json!(30)));
    assert_eq!((&cheapest["reachable"], &cheapest["proven"]), (&json!(true), &json!(true)));

    let (life, _) = awarded(&world).await;
    let works = json!({"employers": [{"employer": "maple-hollow", "from": "2025-08-01"}]});
    let stating = format!("{}?version=0", facts::route());
    life.earner.put(&stating, &works).await.expect("reachable").expect(200).expect("stated");
    look(&world).await;
    let hours = || ("hours".to_owned(), "claimed".to_owned());
    assert_eq!(claims(&life.earner).await, [hours()], "the stack isn't complete");

    give(&world, seed::EARNERS[0], OTHER).await;
    for _ in 0..4 {
        look(&world).await;
    }
    let mut claimed = claims(&life.earner).await;
    claimed.sort();
    let claim = |asked: &str| (asked.to_owned(), "claimed".to_owned());
    assert_eq!(claimed, [claim("designation"), hours(), hours(), claim("stipend")]);

    let earner = world.person(seed::EARNERS[0]).await;
    let desk = format!("/api/recognitions/{STACK}/{earner}");
    let shown = recognizer.get(&desk).await.expect("reachable").expect(200).expect("it is the recognizer's");
    let all = shown.json["claims"].as_array().expect("claims");
    let stipend = all.iter().find(|claim| claim["use"] == "stipend").expect("the stipend");
    assert_eq!(stipend["awards"][0]["microcredential"], STACK);
    let says = stipend["trace"][0]["says"].as_str().expect("a sentence");
    assert!(says.contains("(stated by the earner on "), "{says}");

    let accept = json!({"version": shown.json["version"], "step": "accept"});
    let accepting = format!("{desk}/{}", stipend["number"]);
    recognizer.post(&accepting, &accept).await.expect("reachable").expect(200).expect("accepted");
    let payroll = recognizer.get("/api/recognitions/export?sheet=payroll").await.expect("reachable");
    assert!(payroll.body.contains("A stipend for the stack,750,USD"), "{}", payroll.body);
}
