//! What comes late brings nothing back: events of the store and of the scanner, messages in queues, bytes on their way.

use std::collections::{BTreeMap, BTreeSet};

use cloud::table::{Commit, keys::Key};
use domain::artifact::{Artifact, folder_of};
use jiff::SignedDuration;
use local::{
    client::{Life, Upload},
    seed,
};
use serde_json::{Value, json};

use super::{erase_at_once, id_of, kinds_of, minutes_pass, receipt, rows, session, stored};
use crate::{
    awards::awarded,
    house,
    world::{IDEAS, World, evidence},
};

fn event(name: &str) -> Value {
    serde_json::from_str(&house::text(format!("events/{name}.json"))).expect("JSON")
}

/// An event of a queue with one message.
fn message(function: &str, body: &Value) -> Value {
    let mut event = event(function);
    event["Records"] = json!([event["Records"][0]]);
    event["Records"][0]["body"] = json!(body.to_string());
    event
}

/// All rows of the table, by key.
async fn texts(world: &World) -> BTreeMap<String, String> {
    rows(world).await.into_iter().map(|row| (row.key, row.text)).collect()
}

#[tokio::test]
async fn events_and_messages_that_come_late_bring_nothing_back() {
    let world = World::start().await;
    let app = world.stack.app();
    let (life, award) = awarded(&world).await;
    let person = world.person(seed::EARNERS[0]).await;
    let key = app.table.dossier(id_of(&life)).await.expect("it is there").artifacts[0].key().to_string();
    let letters = app.table.everything_of(person).await.expect("the table");
    let letter =
        letters.iter().find(|record| record.kind() == "letter").expect("one").json().expect("readable");
    erase_at_once(&life.earner, seed::EARNERS[0]).await;
    minutes_pass(&world).await;
    let before = texts(&world).await;
    let sent = world.subjects(seed::EARNERS[0]).await.len();

    let mut created = event("inspect-artifact");
    created["detail"]["object"]["key"] = json!(key);
    let mut scanned = event("note-scan");
    scanned["detail"]["s3ObjectDetails"]["objectKey"] = json!(key);
    let submission = id_of(&life);
    for (function, event) in [
        ("inspect-artifact", created),
        ("note-scan", scanned),
        ("deliver-letters", message("deliver-letters", &json!({"letter": [person, letter["id"]]}))),
        ("sign-awards", message("sign-awards", &json!({"award": award}))),
        (
            "sign-awards",
            message("sign-awards", &json!({"bundle": [person, "clr_01KAJ4ZV8M0000000000000001"]})),
        ),
        ("assign-assessors", message("assign-assessors", &json!({"submission": submission}))),
        ("keep-time", json!({})),
        ("make-exports", json!({})),
        ("erase-data", json!({})),
    ] {
        let answer = world.stack.invoke(function, &event).await;
        let answer = answer.unwrap_or_else(|error| panic!("{function}: {error:#}"));
        assert_eq!(answer["batchItemFailures"].as_array().map_or(0, Vec::len), 0, "{function}: {answer}");
    }
    world.stack.settle().await;

    let after = texts(&world).await;
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = keys.into_iter().filter(|key| before.get(*key) != after.get(*key));
    let changed: Vec<_> = changed.map(|key| (key, before.get(key), after.get(key))).collect();
    assert!(changed.is_empty(), "{changed:#?}");
    assert_eq!(world.subjects(seed::EARNERS[0]).await.len(), sent);
}

/// An upload whose last bytes are on their way when it begins becomes an object afterwards, and is found.
#[tokio::test]
async fn bytes_that_arrive_while_it_is_under_way_are_found() {
    let world = World::start().await;
    let app = world.stack.app();
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let upload = Upload::begin(&life.earner, &life.submission, &evidence("plan.pdf", "Student A"))
        .await
        .expect("begun");
    upload.send(usize::MAX).await.expect("sent");
    let key = Key::Artifact(id_of(&life), upload.artifact.parse().expect("an id"));
    let artifact: Artifact = app.table.load(key).await.expect("it is there");
    let open = artifact.open_upload("Completing", app.now()).expect("open").clone();
    let folder = folder_of(artifact.issuer, artifact.submission);
    let late = app.vault.arrived(artifact.key(), &open.id).await.expect("listed").expect("open");

    erase_at_once(&life.earner, seed::EARNERS[0]).await;
    app.vault.complete(artifact.key(), &open, &late, artifact.size).await.expect("completed");
    assert_eq!(stored(&world, &folder).await.len(), 1);
    minutes_pass(&world).await;

    assert_eq!(stored(&world, &folder).await, [""; 0]);
    assert!(kinds_of(app, id_of(&life)).await.is_empty());
}

/// Anybody may ask for links in anybody's name, minute by minute: what is counted of it is no finding.
#[tokio::test]
async fn who_asks_for_links_in_her_name_does_not_hold_it_up() {
    let world = World::start().await;
    let (_, earner) = session(&world, seed::EARNERS[0]).await;
    let number = erase_at_once(&earner, seed::EARNERS[0]).await;
    for _ in 0..5 {
        let asked = json!({"email": seed::EARNERS[0]});
        let answer = world.visitor.anonymous().post("/api/sign-in", &asked).await.expect("reachable");
        answer.expect(202).expect("nobody is told who is known");
        world.stack.advance(SignedDuration::from_mins(1));
        world.stack.tick().await;
        world.stack.settle().await;
    }
    assert_eq!(receipt(&world, &number).await.json["state"], "over");
}

/// What somebody's request stored while she was being erased is found by the next look.
#[tokio::test]
async fn what_a_request_stores_while_it_is_under_way_is_found() {
    let world = World::start().await;
    let app = world.stack.app();
    let life = world.draft().await;
    let records = app.table.dossier(id_of(&life)).await.expect("it is there");
    let person = world.person(seed::EARNERS[0]).await;
    let bank = app.table.comment_bank(person).await.expect("the table");
    erase_at_once(&life.earner, seed::EARNERS[0]).await;
    world.stack.tick().await;
    world.stack.settle().await;
    assert!(kinds_of(app, id_of(&life)).await.is_empty());

    let bank = bank.save(0, vec!["Well seen.".into()]).expect("it is fine");
    let commit = Commit::new().create(&records.attempts[0]).and_then(|commit| commit.create(&bank));
    app.table.commit(commit.expect("rows")).await.expect("stored");
    minutes_pass(&world).await;
    minutes_pass(&world).await;

    assert!(kinds_of(app, id_of(&life)).await.is_empty());
    assert!(app.table.everything_of(person).await.expect("the table").is_empty());
}
