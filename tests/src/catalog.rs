//! Definitions over HTTP: the catalogue, drafts and their authors, and publishing.

use std::collections::BTreeSet;

use domain::{catalogue, submission_schema};
use local::client::{Answer, Caller};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{IDEAS, World};

/// A definition that nobody has published, fit to be.
pub(crate) fn written(id: &str) -> Value {
    let shipped = catalogue::shipped().remove(0);
    let mut definition = serde_json::to_value(shipped).expect("a definition has a JSON form");
    definition["id"] = json!(id);
    definition["rubricJustification"] = json!("It is the shipped rubric, tried with another competency.");
    definition
}

pub(crate) fn route(id: &str) -> String {
    format!("/api/microcredentials/{id}")
}

pub(crate) async fn publish(author: &Caller, id: &str, version: u64) -> local::client::Answer {
    author.post(&format!("{}/publish", route(id)), &json!({"version": version})).await.expect("reachable")
}

#[tokio::test]
async fn everybody_reads_the_catalogue() {
    let world = World::start().await;
    let anybody = world.visitor.anonymous();

    let list =
        anybody.get("/api/microcredentials").await.expect("reachable").expect(200).expect("it is public");
    let items = list.at("/items").expect("items").as_array().expect("a list").clone();
    let listed: BTreeSet<&str> = items.iter().filter_map(|item| item["id"].as_str()).collect();
    let shipped = catalogue::shipped();
    assert_eq!(listed, shipped.iter().map(|definition| definition.id.as_str()).collect());

    for item in &items {
        let id = item["id"].as_str().expect("an id");
        let edition = anybody.get(&route(id)).await.expect("reachable").expect(200).expect("it is public");
        assert_eq!(edition.at("/definition/title").expect("a title"), &item["title"]);
        let same = anybody.get(&format!("{}?version=1", route(id))).await.expect("reachable");
        assert_eq!(same.json, edition.json);
    }
    for nothing in ["/api/microcredentials/nothing", "/api/microcredentials/generating-ideas?version=2"] {
        anybody.get(nothing).await.expect("reachable").expect(404).expect("there is nothing");
    }
}

#[tokio::test]
async fn the_schema_that_is_served_is_the_one_that_checks() {
    let world = World::start().await;
    let slug = IDEAS.parse().expect("a slug");
    let edition = world.stack.app().table.edition(&slug, 1).await.expect("it is published");
    let carried = BTreeSet::from(["overview".parse().expect("an id")]);

    for (query, wanted) in [
        ("", submission_schema::document(&edition, &BTreeSet::new())),
        ("?version=1", submission_schema::document(&edition, &BTreeSet::new())),
        ("?version=1&carried=overview", submission_schema::document(&edition, &carried)),
    ] {
        let path = format!("{}/submission-schema{query}", route(IDEAS));
        let served =
            world.visitor.anonymous().get(&path).await.expect("reachable").expect(200).expect("public");
        assert_eq!(served.json, wanted, "{query}");
        assert_eq!(served.headers["content-type"], "application/schema+json");
    }
    let path = format!("{}/submission-schema?carried=nothing", route(IDEAS));
    world.visitor.anonymous().get(&path).await.expect("reachable").expect(422).expect("no such part");
}

#[tokio::test]
async fn a_draft_is_its_authors_alone() {
    let world = World::start().await;
    let author = world.administrator().await;
    let draft = json!({"id": "asking-questions", "title": "Asking Questions", "language": "en"});

    let saved = author.put(&route("asking-questions"), &draft).await.expect("reachable");
    let saved = saved.expect(200).expect("it is kept");
    assert_eq!(saved.number("/version").expect("a version"), 1);
    assert!(
        saved
            .at("/report/checks")
            .expect("a report")
            .as_array()
            .expect("checks")
            .iter()
            .any(|check| check["met"] == false)
    );

    let path = format!("{}?version=draft", route("asking-questions"));
    author.get(&path).await.expect("reachable").expect(200).expect("she reads it");
    let in_spanish = Answer::of("in Spanish".into(), author.request(Method::GET, &format!("{path}&lang=es")));
    let read = in_spanish.await.expect("reachable").expect(200).expect("she reads it in Spanish");
    assert_eq!(read.text("/report/checks/0/faults/0/message").expect("a fault"), "Enuncie la competencia.");
    let drafts =
        author.get("/api/microcredentials?state=draft").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(drafts.text("/items/0/id").expect("an id"), "asking-questions");

    let earner = world.earner(0).await;
    for (caller, status) in [(&earner, 404), (&world.visitor.anonymous(), 401)] {
        caller.get(&path).await.expect("reachable").expect(status).expect("not theirs");
        caller
            .put(&route("asking-questions"), &draft)
            .await
            .expect("reachable")
            .expect(status)
            .expect("not theirs");
        caller
            .get("/api/microcredentials?state=draft")
            .await
            .expect("reachable")
            .expect(status)
            .expect("not theirs");
        caller.get(&route("asking-questions")).await.expect("reachable").expect(404).expect("not published");
    }
}

#[tokio::test]
async fn a_stale_tab_never_overwrites_a_draft() {
    let world = World::start().await;
    let author = world.administrator().await;
    let mut draft = written("asking-questions");
    let save = async |version: u64, body: &Value| {
        author
            .put(&format!("{}?version={version}", route("asking-questions")), body)
            .await
            .expect("reachable")
    };

    save(0, &draft).await.expect(200).expect("the first save");
    save(0, &draft).await.expect(200).expect("the same again changes nothing");
    draft["title"] = json!("Asking Better Questions");
    let stale = save(0, &draft).await.expect(409).expect("something is stored");
    assert_eq!(stale.number("/currentVersion").expect("the stored version"), 1);
    let saved = save(1, &draft).await.expect(200).expect("she saw what is stored");
    assert_eq!(saved.number("/version").expect("a version"), 2);

    // What somebody else has thrown away doesn't come back from a tab that still shows it.
    let path = format!("{}?version=2", route("asking-questions"));
    author.delete(&path).await.expect("reachable").expect(204).expect("thrown away");
    let gone = save(2, &draft).await.expect(409).expect("it is gone");
    assert_eq!(gone.number("/currentVersion").expect("the stored version"), 0);
    author
        .get(&format!("{}?version=draft", route("asking-questions")))
        .await
        .expect("reachable")
        .expect(404)
        .expect("none");

    let other =
        author.put(&route("another-name"), &draft).await.expect("reachable").expect(422).expect("two names");
    assert_eq!(other.faults()[0].0, "/id");
}

#[tokio::test]
async fn what_meets_every_principle_is_published_once_and_never_changes() {
    let world = World::start().await;
    let author = world.administrator().await;
    let (path, mut draft) = (route("asking-questions"), written("asking-questions"));
    draft["contact"] = json!("");
    draft["rubricJustification"] = Value::Null;
    author.put(&path, &draft).await.expect("reachable").expect(200).expect("kept");

    let unmet =
        publish(&author, "asking-questions", 1).await.expect(422).expect("two principles are not met");
    let letters: Vec<String> =
        unmet.faults().into_iter().map(|(_, message)| message[..2].to_owned()).collect();
    assert_eq!(letters, ["J:", "L:"]);

    author
        .put(&format!("{path}?version=1"), &written("asking-questions"))
        .await
        .expect("reachable")
        .expect(200)
        .expect("kept");
    publish(&author, "asking-questions", 1).await.expect(409).expect("another version was seen");
    let first = publish(&author, "asking-questions", 2).await.expect(201).expect("published");
    let again = publish(&author, "asking-questions", 2).await.expect(200).expect("it was published");
    assert_eq!((first.number("/version").expect("a version"), &first.json), (1, &again.json));
    // Whose page shows what stood there before doesn't hear that this was published.
    publish(&author, "asking-questions", 1).await.expect(409).expect("another version was seen");

    let mut changed = written("asking-questions");
    changed["title"] = json!("Asking Better Questions");
    author.put(&format!("{path}?version=2"), &changed).await.expect("reachable").expect(200).expect("kept");
    let second = publish(&author, "asking-questions", 3).await.expect(201).expect("published");
    assert_eq!(second.number("/version").expect("a version"), 2);
    let unchanged = author.get(&format!("{path}?version=1")).await.expect("reachable");
    assert_eq!(unchanged.json, first.json);
}

#[tokio::test]
async fn two_who_publish_at_once_publish_one_version() {
    let world = World::start().await;
    let author = world.administrator().await;
    let path = route("asking-questions");
    author.put(&path, &written("asking-questions")).await.expect("reachable").expect(200).expect("kept");

    let racers = (0..6).map(|_| publish(&author, "asking-questions", 1));
    let answers = futures_util::future::join_all(racers).await;

    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert!(answers.iter().all(|answer| answer.json == answers[0].json), "{statuses:?}");
    author
        .get(&format!("{path}?version=2"))
        .await
        .expect("reachable")
        .expect(404)
        .expect("there is one version");
}
