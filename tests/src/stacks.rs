//! Stacks: published by an issuer, awarded by themselves when the last award arrives, and awarded once.

use cloud::table::{
    Commit,
    keys::{Key, Queue},
    record::SubmissionsOf,
};
use domain::{
    SubmissionId,
    stack::{self, Fresh},
};
use futures_util::future::join_all;
use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::{
    api_document,
    awards::awarded,
    catalog::{self, publish, route},
    world::{IDEAS, World},
};

pub(crate) const STACK: &str = "thinking-together";
pub(crate) const OTHER: &str = "implementing-collaborative-learning-structures";

/// A stack of these, fit to be published.
fn written(of: &[&str]) -> Value {
    json!({
        "id": STACK, "title": "Thinking Together", "language": "en", "competency": "Teachers have classes think together.",
        "description": "Whoever holds it has shown each of its skills.", "audience": "Teachers of all grades",
        "estimatedHours": 30, "tags": ["collaboration"], "contact": "credentials@example.org", "reviewBy": "2028-06-30",
        "alignment": [{"framework": "InTASC", "code": "3", "name": "Learning environments", "url": "https://standards.example.org/intasc/3"}],
        "stack": of,
    })
}

async fn save(author: &Caller, definition: &Value) -> Answer {
    author.put(&route(STACK), definition).await.expect("reachable")
}

pub(crate) async fn published(world: &World, of: &[&str]) -> Caller {
    let author = world.administrator().await;
    save(&author, &written(of)).await.expect(200).expect("saved");
    publish(&author, STACK, 1).await.expect(201).expect("published");
    author
}

async fn awards(caller: &Caller) -> Vec<Value> {
    let list = caller.get("/api/awards").await.expect("reachable").expect(200).expect("hers");
    api_document::assert_describes("get", "/api/awards", &list);
    list.json["items"].as_array().expect("a list").clone()
}

/// An award of that micro-credential, decided and not signed yet.
pub(crate) async fn give(world: &World, earner: &str, slug: &str) {
    let app = world.stack.app();
    let earner = app.table.person(world.person(earner).await).await.expect("she is known");
    let edition = app.table.newest(&slug.parse().expect("a slug")).await.expect("it is published");
    let fresh = Fresh { submission: app.id(), award: app.id(), salt: "00".repeat(16) };
    let (submission, award) = stack::award(&edition, &earner, Vec::new(), fresh, app.now());
    let entry = SubmissionsOf {
        earner: earner.id,
        microcredential: award.microcredential.clone(),
        version: 1,
        current: submission.id,
        former: Vec::new(),
    };
    let commit = Commit::new().create(&submission).and_then(|commit| commit.create(&award));
    let commit = commit.and_then(|commit| commit.create(&entry)).expect("rows");
    app.table.commit(commit).await.expect("stored");
    world.stack.settle().await;
}

/// Her submission of that micro-credential.
async fn submission_of(world: &World, earner: &str, slug: &str) -> SubmissionId {
    let key = Key::SubmissionsOf(world.person(earner).await, slug.parse().expect("a slug"));
    world.stack.app().table.load::<SubmissionsOf>(key).await.expect("she has one").current
}

/// A round of the clock, and all that comes of it.
pub(crate) async fn look(world: &World) {
    world.stack.tick().await;
    world.stack.settle().await;
}

#[tokio::test]
async fn a_stack_is_awarded_by_itself_once_when_its_last_award_arrives() {
    let world = World::start().await;
    let (life, first) = awarded(&world).await;
    published(&world, &[IDEAS, OTHER]).await;
    look(&world).await;
    assert_eq!(awards(&life.earner).await.len(), 1, "one is missing");

    give(&world, seed::EARNERS[0], OTHER).await;
    for _ in 0..3 {
        look(&world).await;
    }
    let held = awards(&life.earner).await;
    assert_eq!(held.len(), 3, "it is awarded once: {held:?}");
    let of_stack = held.iter().find(|award| award["microcredential"] == STACK).expect("the stack's");
    assert_eq!(of_stack["state"], "valid");
    assert_eq!(of_stack["stacked"][0]["award"], json!(first.to_string()));
    assert_eq!(of_stack["stacked"][1]["title"], "Implementing Collaborative Learning Structures");

    let id = of_stack["id"].as_str().expect("an id");
    let anybody = world.visitor.anonymous();
    let badge = anybody
        .get(&format!("/credentials/{id}?format=json"))
        .await
        .expect("reachable")
        .expect(200)
        .expect("public");
    let evidence = badge.json["evidence"].as_array().expect("what it was given for");
    assert!(
        evidence[0]["id"].as_str().is_some_and(|address| address.ends_with(&first.to_string())),
        "{evidence:?}"
    );
    let verified = anybody.post("/api/verify", &json!({"credential": badge.json})).await.expect("reachable");
    assert_eq!(verified.expect(200).expect("it is read").json["valid"], true);
    anybody
        .get(&format!("/credentials/{id}/receipt"))
        .await
        .expect("reachable")
        .expect(404)
        .expect("nothing was scored");
    let page = anybody
        .get(&format!("/credentials/{id}?format=html"))
        .await
        .expect("reachable")
        .expect(200)
        .expect("public");
    assert!(!page.body.contains("Trained readers scored"), "nobody scored it");

    let list = life.earner.get("/api/submissions").await.expect("reachable").expect(200).expect("hers");
    let worked_on: Vec<&Value> = list.json["items"].as_array().expect("a list").iter().collect();
    assert!(worked_on.iter().all(|one| one["microcredential"] != STACK), "{worked_on:?}");
    let submission = submission_of(&world, seed::EARNERS[0], STACK).await;
    let own = format!("/api/submissions/{submission}");
    let view = life.earner.get(&own).await.expect("reachable").expect(200).expect("it is hers");
    assert_eq!(view.json.get("practice"), None);
    let permit = json!({"version": view.json["version"], "permitted": true});
    let refused = life.earner.put(&format!("{own}/practice"), &permit).await.expect("reachable");
    refused.expect(409).expect("nobody could practise on it");

    let achievement = anybody.get(&format!("/achievements/{STACK}?format=json")).await.expect("reachable");
    let narrative = achievement.json["criteria"]["narrative"].as_str().unwrap_or_default();
    assert!(narrative.contains(&format!("/achievements/{OTHER}")), "{}", achievement.body);
    let page = anybody.get(&format!("/achievements/{STACK}?format=html")).await.expect("reachable");
    assert!(page.body.contains(&format!("href=\"/achievements/{OTHER}\"")), "{}", page.body);
    assert!(page.body.contains("Implementing Collaborative Learning Structures"), "{}", page.body);
    assert!(!page.body.contains("Trained readers"), "nobody scores anything for it");

    let open = json!({"microcredential": STACK, "goal": "own"});
    let other = world.earner(1).await;
    other
        .post("/api/submissions", &open)
        .await
        .expect("reachable")
        .expect(403)
        .expect("nothing is handed in for it");
}

#[tokio::test]
async fn a_stack_that_is_published_later_is_awarded_to_whoever_holds_all_of_it() {
    let world = World::start().await;
    let (life, _) = awarded(&world).await;
    give(&world, seed::EARNERS[0], OTHER).await;
    give(&world, seed::EARNERS[1], IDEAS).await;
    for _ in 0..2 {
        look(&world).await;
    }
    assert_eq!(awards(&life.earner).await.len(), 2);

    published(&world, &[IDEAS, OTHER]).await;
    let app = world.stack.app();
    for _ in 0..3 {
        look(&world).await;
    }
    let held = awards(&life.earner).await;
    assert!(held.iter().any(|award| award["microcredential"] == STACK), "{held:?}");
    assert_eq!(held.len(), 3, "once: {held:?}");
    assert_eq!(awards(&world.earner(1).await).await.len(), 1, "she holds one of them");
    for queue in [Queue::StackLooks, Queue::Looks] {
        assert_eq!(app.table.count_waiting(&queue, 1).await.expect("the table"), 0, "{queue:?}");
    }
}

#[tokio::test]
async fn two_rounds_at_once_award_a_stack_once() {
    let world = World::start().await;
    let (life, _) = awarded(&world).await;
    published(&world, &[IDEAS, OTHER]).await;
    give(&world, seed::EARNERS[0], OTHER).await;
    let nothing = json!({});
    let rounds = join_all((0..4).map(|_| world.stack.invoke("keep-time", &nothing))).await;
    for round in rounds {
        round.expect("each of them may be second");
    }
    look(&world).await;
    let held = awards(&life.earner).await;
    assert_eq!(held.iter().filter(|award| award["microcredential"] == STACK).count(), 1, "{held:?}");
    assert_eq!(held.len(), 3, "{held:?}");
}

#[tokio::test]
async fn what_a_stack_is_made_of_must_be_published_and_nothing_is_handed_in_for_it() {
    let world = World::start().await;
    let author = world.administrator().await;
    let mut own = written(&[IDEAS, STACK]);
    let shipped = serde_json::to_value(&domain::catalogue::shipped()[0]).expect("it has a JSON form");
    for of_parts in ["parts", "methodComponents"] {
        own[of_parts] = shipped[of_parts].clone();
    }
    let refused = save(&author, &own).await.expect(422).expect("it contradicts itself");
    let places: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(places, ["/stack/1", "/parts"]);

    save(&author, &written(&[IDEAS, "nothing-of-that-name"])).await.expect(200).expect("a draft grows");
    let refused = publish(&author, STACK, 1).await.expect(422).expect("one isn't published");
    assert_eq!(refused.faults()[0].0, "/stack/1");

    save(&author, &written(&[IDEAS, OTHER])).await;
    let earner = world.earner(0).await;
    let body = json!({"microcredential": STACK, "goal": "own"});
    earner.post("/api/submissions", &body).await.expect("reachable").expect(404).expect("it isn't published");
}

#[tokio::test]
async fn a_stack_stays_a_stack_and_what_has_parts_keeps_them() {
    let world = World::start().await;
    let author = published(&world, &[IDEAS, OTHER]).await;
    let mut with_parts = catalog::written(STACK);
    with_parts["title"] = json!("Thinking Together");
    author
        .put(&format!("{}?version=1", route(STACK)), &with_parts)
        .await
        .expect("reachable")
        .expect(200)
        .expect("a draft may be anything");
    let refused = publish(&author, STACK, 2).await.expect(422).expect("it is a stack");
    assert_eq!(refused.faults()[0].0, "/stack");

    let other = "asking-together";
    let mut of_parts = catalog::written(other);
    author.put(&route(other), &of_parts).await.expect("reachable").expect(200).expect("saved");
    publish(&author, other, 1).await.expect(201).expect("published");
    of_parts = written(&[IDEAS, OTHER]);
    of_parts["id"] = json!(other);
    author
        .put(&format!("{}?version=1", route(other)), &of_parts)
        .await
        .expect("reachable")
        .expect(200)
        .expect("saved");
    let refused = publish(&author, other, 2).await.expect(422).expect("it has parts");
    assert_eq!(refused.faults()[0].0, "/stack");

    let anybody = world.visitor.anonymous();
    for slug in [STACK, other] {
        let read = anybody.get(&route(slug)).await.expect("reachable").expect(200).expect("public");
        assert_eq!(read.json["version"], 1, "{slug}");
    }
}
