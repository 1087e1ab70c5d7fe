//! An import of a roster is undone: what is as it was left is as before, and what changed since stays.

use domain::roster::{KEPT, Stage};
use jiff::SignedDuration;
use local::{client::Life, seed};
use serde_json::json;

use super::*;
use crate::world::IDEAS;

#[tokio::test]
async fn what_an_import_did_is_taken_back_where_it_is_as_it_was_left() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let emails = [seed::EARNERS[0], seed::EARNERS[1], seed::RECOGNIZER, seed::WEBMASTER];
    let mut before = Vec::new();
    for email in emails {
        before.push(known(&world, email).await.expect("she is of the seed").memberships);
    }
    let (changed, busy) = ("changed@b.example", "busy@b.example");
    let rows: String =
        emails.into_iter().chain([NEW, changed, busy]).map(|email| row(email, "Anybody", OTHER)).collect();
    let import = imported(&webmaster, &rows).await;
    placed(&world).await;
    assert_eq!(place(&world, seed::EARNERS[0]).await, at(&[Role::Earner], Some(OTHER)));

    let saved = json!({"email": changed, "name": "Anybody", "organisation": seed::first_district(),
        "roles": ["earner", "recognizer"], "school": OTHER});
    webmaster.put("/api/people", &saved).await.expect("reachable").expect(200).expect("saved");
    Life::open(&world.sign_in(busy).await, IDEAS).await.expect("she begins something");

    let undone = undo(&webmaster, &import).await.expect(200).expect("the newest");
    api_document::assert_describes(
        "delete",
        "/api/districts/{organisation}/roster/imports/{import}",
        &undone,
    );
    let told = &undone.json["imports"][0];
    assert_eq!(
        (&told["state"], &told["placed"], &told["undoable"]),
        (&json!("taking-back"), &json!(7), &json!(false))
    );
    assert!(told["undone"]["by"].is_string(), "{told}");
    undo(&webmaster, &import).await.expect(409).expect("once");
    placed(&world).await;
    assert_eq!(roster(&webmaster).await.json["imports"][0]["state"], "undone");

    for (email, before) in emails.into_iter().zip(before) {
        assert_eq!(known(&world, email).await.expect("she is there").memberships, before, "{email}");
    }
    assert_eq!(place(&world, NEW).await, None);
    assert!(known(&world, NEW).await.is_some(), "who came stays, without a place");
    assert_eq!(place(&world, changed).await, at(&[Role::Earner, Role::Recognizer], Some(OTHER)));
    assert_eq!(place(&world, busy).await, at(&[Role::Earner], Some(OTHER)), "she began something");
    assert!(people(&webmaster).await.iter().all(|person| person["email"] != NEW), "she isn't listed");
    assert!(shards(&world, &import).await.is_empty(), "of what was undone nothing is kept");

    imported(&webmaster, &row(NEW, "Rowan Pike", HOME)).await;
    placed(&world).await;
    assert_eq!(place(&world, NEW).await, at(&[Role::Earner], Some(HOME)), "she comes again");
    assert_eq!(world.subjects(NEW).await, [TOLD], "and has an account by now");
    assert_eq!(known(&world, NEW).await.expect("she is there").name.as_str(), "Anybody", "it is hers");
}

#[tokio::test]
async fn what_an_import_says_is_kept_for_thirty_days_and_then_it_cant_be_undone() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let import = imported(&webmaster, &row(NEW, "Rowan Pike", HOME)).await;
    placed(&world).await;
    world.stack.advance(KEPT - SignedDuration::from_hours(1));
    world.stack.tick().await;
    assert_eq!(shards(&world, &import).await.len(), 1);

    world.stack.advance(SignedDuration::from_hours(2));
    world.stack.tick().await;
    assert!(shards(&world, &import).await.is_empty());
    assert_eq!(placings(&world).await[0].stage, Stage::Over);
    let webmaster = world.session_of(seed::WEBMASTER).await;
    assert_eq!(roster(&webmaster).await.json["imports"][0]["undoable"], json!(false));
    undo(&webmaster, &import).await.expect(409).expect("what was before is forgotten");
    assert_eq!(place(&world, NEW).await, at(&[Role::Earner], Some(HOME)));
}
