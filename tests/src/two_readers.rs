//! Two who read the same work, neither knowing of the other, and an adjudicator where they differ.

use cloud::{
    assigning::{Found, ask_somebody},
    table::{Commit, definitions::Newest},
};
use domain::{
    audit::{Actor, AuditRecord},
    microcredential::{Content, Definition, Edition, Readers},
    reliability::DoubleScored,
};
use futures_util::future::join_all;
use jiff::Timestamp;
use local::{
    client::{Answer, Caller, Life, Reading},
    seed,
};
use serde_json::{Value, json};

use crate::{
    races::leave_one,
    world::{IDEAS, World},
};

/// Publishes the definition once more, read by `readers` and with that share double-scored.
pub(crate) async fn read_by(world: &World, readers: Readers, share: f64) {
    let app = world.stack.app();
    let first = app.table.edition(&IDEAS.parse().expect("a slug"), 1).await.expect("it is published");
    let written = first.definition.clone().into_content();
    let content = Content { readers, double_scored_share: share, ..written };
    let definition = Definition::try_from(content).expect("a definition");
    let edition = Edition { definition, version: 2, published: app.now(), ..Edition::clone(&first) };
    let commit = Commit::new().create(&edition).and_then(|commit| commit.replace(&Newest::of(&edition)));
    app.table.commit(commit.expect("rows")).await.expect("stored");
}

/// Adds assessors of no district to the roster.
pub(crate) async fn add_assessors(world: &World, administrator: &Caller, emails: &[&str]) {
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    for email in emails {
        let terms = json!({"email": email, "name": "Reader", "organisation": issuer, "roles": ["assessor"],
            "training": [{"microcredential": IDEAS}], "available": true});
        let saved = administrator.put("/api/people", &terms).await.expect("reachable");
        assert!([200, 201].contains(&saved.status), "{}", saved.body);
    }
}

/// A submission as the issuer sees it.
pub(crate) async fn seen(issuer: &Caller, life: &Life) -> Answer {
    issuer.get(&life.route("")).await.expect("reachable").expect(200).expect("hers to see")
}

/// The assignments of a submission that assessors have: which reading, who, under which id.
pub(crate) fn open(view: &Answer) -> Vec<(String, String, String)> {
    let assignments = view.at("/assignments").expect("assignments").as_array().expect("a list");
    let is_open =
        |one: &&Value| ["offered", "open"].contains(&one["state"]["is"].as_str().unwrap_or_default());
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let open = assignments.iter().filter(is_open);
    let mut open: Vec<_> =
        open.map(|one| (text(one, "reader"), text(one, "assessor"), text(one, "id"))).collect();
    open.sort();
    open
}

/// The assessor who has that reading, with her assignment open.
pub(crate) async fn reading(world: &World, view: &Answer, reader: &str) -> Reading {
    let open = open(view);
    let (_, person, _) = open.iter().find(|(which, ..)| which == reader).expect("somebody has it");
    let person = world.stack.app().table.person(person.parse().expect("an id")).await.expect("known");
    Reading::open(&world.visitor, person.email.as_str()).await.expect("her link opens")
}

pub(crate) async fn score(reading: &Reading, unmet: &[&str]) {
    reading.score(unmet).await.expect("reachable").expect(200).expect("her scores are in");
}

/// What both readings of all work came to.
async fn compared(world: &World) -> Vec<DoubleScored> {
    let slug = IDEAS.parse().expect("a slug");
    world.stack.app().table.double_scored(&slug, Timestamp::UNIX_EPOCH).await.expect("the table")
}

async fn deeds(world: &World, life: &Life) -> Vec<(String, String)> {
    let chain = world.stack.app().table.chain(&life.submission).await.expect("the table");
    assert!(AuditRecord::is_unbroken(&chain));
    chain.into_iter().map(|record| (record.deed.what, record.deed.detail.to_string())).collect()
}

#[tokio::test]
async fn scores_are_sealed_until_both_are_in_and_then_the_issuer_decides_on_both() {
    let world = World::start().await;
    read_by(&world, Readers::Two, 0.0).await;
    let issuer = world.administrator().await;
    let life = world.submitted().await;
    let view = seen(&issuer, &life).await;
    let readers: Vec<_> = open(&view).into_iter().map(|(reader, ..)| reader).collect();
    assert_eq!(readers, ["first", "second"]);
    let (first, second) = (reading(&world, &view, "first").await, reading(&world, &view, "second").await);

    score(&first, &[]).await;
    world.stack.settle().await;
    let sealed = seen(&issuer, &life).await;
    assert_eq!(sealed.text("/state").expect("a state"), "in-assessment");
    assert_eq!(sealed.at("/feedback").expect("feedback"), &json!([]));
    assert!(sealed.at("/recommended").is_err(), "{}", sealed.body);
    let told = deeds(&world, &life).await;
    let (_, detail) = told.iter().find(|(what, _)| what == "scores-sealed").expect("it is recorded");
    assert!(detail.contains("digest") && !detail.contains("outcomes"), "{detail}");
    let others = second.work().await.expect("hers");
    assert_eq!(others.at("/assessment/scores").expect("scores"), &json!({}), "she sees nothing of the first");
    assert_eq!(compared(&world).await, []);

    score(&second, &[]).await;
    let view = seen(&issuer, &life).await;
    assert_eq!(view.text("/state").expect("a state"), "assessed");
    let of = |number: usize| view.text(&format!("/feedback/{number}/reader")).expect("a reader");
    assert_eq!((of(0).as_str(), of(1).as_str()), ("first", "second"));
    assert!(deeds(&world, &life).await.iter().any(|(what, _)| what == "scores-opened"));
    let compared = compared(&world).await;
    assert_eq!(compared.len(), 1);
    assert!(compared[0].criteria.iter().all(|criterion| criterion.first == criterion.second), "{compared:?}");

    let decided = life.decide(&issuer, "award").await.expect("reachable").expect(200).expect("decided");
    world.stack.settle().await;
    let award = decided.text("/award").expect("an award");
    let receipt = world.visitor.anonymous().get(&format!("/credentials/{award}/receipt?format=json")).await;
    let receipt = receipt.expect("reachable").expect(200).expect("it is public");
    assert_eq!(receipt.at("/readers").expect("readers"), &json!({"number": 2, "blind": true}));
    let feedback = life.read().await.expect("readable").at("/feedback").expect("feedback").clone();
    assert_eq!(
        feedback.as_array().map(Vec::len),
        Some(1),
        "the earner reads the scores that count: {feedback}"
    );
}

#[tokio::test]
async fn an_adjudicator_settles_it_where_two_readers_differ() {
    let world = World::start().await;
    read_by(&world, Readers::One, 1.0).await;
    let issuer = world.administrator().await;
    add_assessors(&world, &issuer, &["third@example.org"]).await;
    let life = world.submitted().await;
    let view = seen(&issuer, &life).await;
    let asked: Vec<_> = open(&view).into_iter().map(|(_, person, _)| person).collect();
    assert_eq!(asked.len(), 2, "the share of double-scored attempts is all of them");

    score(&reading(&world, &view, "first").await, &["reflection"]).await;
    score(&reading(&world, &view, "second").await, &[]).await;
    world.stack.settle().await;
    let view = seen(&issuer, &life).await;
    assert_eq!(view.text("/state").expect("a state"), "in-assessment");
    assert_eq!(view.at("/feedback").expect("feedback"), &json!([]), "sealed until the adjudicator's are in");
    let (reader, adjudicator, _) = open(&view).remove(0);
    assert_eq!(reader, "adjudicator");
    assert!(!asked.contains(&adjudicator));

    let adjudicating = reading(&world, &view, "adjudicator").await;
    assert!(
        !adjudicating.work().await.expect("hers").body.contains("Tell which idea"),
        "she is blind to them"
    );
    score(&adjudicating, &["overview"]).await;
    let view = seen(&issuer, &life).await;
    assert_eq!(view.at("/recommended").expect("a recommendation"), &json!(false));
    let readers = view.at("/feedback").expect("feedback").as_array().expect("a list").clone();
    let readers: Vec<_> = readers.iter().filter_map(|one| one["reader"].as_str()).collect();
    assert_eq!(readers, ["adjudicator", "first", "second"], "the scores that count come first");

    life.decide(&issuer, "not-yet").await.expect("reachable").expect(200).expect("decided");
    world.stack.settle().await;
    let again = Life::open(&life.earner, IDEAS).await.expect("it opens again");
    let to_hand_in = again.read().await.expect("readable").at("/toHandIn").expect("a list").clone();
    assert_eq!(to_hand_in, json!(["overview"]), "what the adjudicator found unmet");
    assert_eq!(compared(&world).await.len(), 1, "an adjudicator's scores are compared with nobody's");
}

#[tokio::test]
async fn whoever_is_missing_is_found_later_and_nobody_is_asked_twice() {
    let world = World::start().await;
    read_by(&world, Readers::Two, 0.0).await;
    let issuer = world.administrator().await;
    let life = world.submitted().await;
    let view = seen(&issuer, &life).await;
    let second = reading(&world, &view, "second").await;
    let route = format!("/api/assignments/{}/decline", second.assignment);
    let declined = second.assessor.post(&route, &json!({"reason": "unavailable"})).await.expect("reachable");
    declined.expect(204).expect("handed back");
    world.stack.settle().await;

    // Both who have no conflict were asked, so nobody is left.
    let waiting = seen(&issuer, &life).await;
    assert_eq!(waiting.text("/state").expect("a state"), "submitted");
    assert!(waiting.at("/waitingSince").is_ok(), "{}", waiting.body);
    assert_eq!(world.state(&life).await, "in-assessment", "to the earner, somebody has it");
    score(&reading(&world, &waiting, "first").await, &[]).await;
    assert_eq!(seen(&issuer, &life).await.text("/state").expect("a state"), "submitted");

    add_assessors(&world, &issuer, &["third@example.org"]).await;
    world.stack.tick().await;
    world.stack.settle().await;
    let view = seen(&issuer, &life).await;
    score(&reading(&world, &view, "second").await, &[]).await;
    assert_eq!(seen(&issuer, &life).await.text("/state").expect("a state"), "assessed");
    let third = world.person("third@example.org").await;
    assert_eq!(compared(&world).await[0].readers[1], third);
}

#[tokio::test]
async fn whoever_is_asked_first_counts_though_nobody_is_left_to_be_the_second() {
    let world = World::start().await;
    read_by(&world, Readers::Two, 0.0).await;
    world.stack.pause_relay();
    let administrator = world.administrator_while_paused().await;
    let app = world.stack.app();
    leave_one(&administrator, app.table.issuers().await.expect("the table")[0].id).await;
    let life = Life::open(&world.earner_while_paused(0).await, IDEAS).await.expect("it opens");
    world.fill(&life).await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");

    let id = life.submission.parse().expect("an id");
    let actor = Actor::function("test");
    let found = ask_somebody(app, id, &actor).await.expect("a search ends");
    assert!(matches!(found, Found::Asked(_)), "{found:?}");
    let again = ask_somebody(app, id, &actor).await.expect("a search ends");
    assert_eq!(again, Found::Nobody, "now nobody was");
}

#[tokio::test]
async fn by_hand_a_reading_is_given_to_another_and_the_other_reading_goes_on() {
    let world = World::start().await;
    read_by(&world, Readers::Two, 0.0).await;
    let issuer = world.administrator().await;
    let life = world.submitted().await;
    add_assessors(&world, &issuer, &["third@example.org"]).await;
    let third = world.person("third@example.org").await;
    let view = seen(&issuer, &life).await;
    let open_before = open(&view);
    let route = life.route("/assignments");

    let unclear = issuer.post(&route, &json!({"assessor": third})).await.expect("reachable");
    assert_eq!(unclear.status, 422, "{}", unclear.body);
    assert_eq!(unclear.faults()[0].0, "/instead");
    let (_, former, assignment) = &open_before[1];
    let body = json!({"assessor": third, "instead": assignment});
    issuer.post(&route, &body).await.expect("reachable").expect(201).expect("she is asked");
    let after = open(&seen(&issuer, &life).await);
    assert!(after.contains(&open_before[0]), "{after:?}");
    assert!(
        after.iter().any(|(reader, person, _)| (reader.as_str(), person) == ("second", &third.to_string()))
    );
    let again =
        issuer.post(&route, &json!({"assessor": former, "instead": after[0].2})).await.expect("reachable");
    assert_eq!(again.status, 403, "she was asked before: {}", again.body);

    life.withdraw().await.expect("reachable").expect(200).expect("it is withdrawn");
    assert_eq!(open(&seen(&issuer, &life).await), []);
    let roster =
        world.stack.app().table.roster(world.stack.app().table.issuers().await.expect("the table")[0].id);
    let roster = roster.await.expect("the table");
    assert!(roster.iter().all(|assessor| assessor.open == 0), "{roster:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_hand_in_at_the_same_moment_both_succeed_and_are_compared_once() {
    let world = World::start().await;
    read_by(&world, Readers::Two, 0.0).await;
    let issuer = world.administrator().await;
    for earner in [0, 1] {
        let life = world.submitted_by(earner).await;
        let view = seen(&issuer, &life).await;
        let readers = [reading(&world, &view, "first").await, reading(&world, &view, "second").await];

        let answers = join_all(readers.iter().map(|reading| reading.score(&[]))).await;

        let statuses: Vec<u16> =
            answers.into_iter().map(|answer| answer.expect("reachable").status).collect();
        assert_eq!(statuses, [200, 200]);
        assert_eq!(seen(&issuer, &life).await.text("/state").expect("a state"), "assessed");
        let told = deeds(&world, &life).await;
        let count = |wanted: &str| told.iter().filter(|(what, _)| what == wanted).count();
        assert_eq!((count("scores-sealed"), count("scores-opened")), (2, 1), "{told:?}");
    }
    assert_eq!(compared(&world).await.len(), 2);
    assert_eq!(
        world.subjects(seed::EARNERS[0]).await.len(),
        2,
        "to sign in, and received: nothing of who reads"
    );
}
