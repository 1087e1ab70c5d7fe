//! Many at once: exactly one wins, and everything adds up afterwards.

use std::collections::BTreeSet;

use cloud::{
    Error,
    assigning::{Found, ask_somebody, ask_this_one},
    table::keys::Key,
};
use domain::{
    OrganisationId,
    audit::{Actor, AuditRecord},
    person::Role,
    submission::{State, Submission},
};
use futures_util::future::join_all;
use local::{
    client::{Caller, Life},
    seed,
};
use serde_json::json;

use crate::world::{IDEAS, World};

/// How many race.
const RACERS: usize = 16;

/// How many of the racers got each status.
async fn statuses(
    racers: impl IntoIterator<Item = impl Future<Output = anyhow::Result<local::client::Answer>>>,
) -> Vec<u16> {
    let answers = join_all(racers).await;
    answers.into_iter().map(|answer| answer.expect("reachable").status).collect()
}

fn count(statuses: &[u16], wanted: u16) -> usize {
    statuses.iter().filter(|status| **status == wanted).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_link_opens_one_session() {
    let world = World::start().await;
    let anonymous = world.visitor.anonymous();
    anonymous
        .post("/api/sign-in", &json!({"email": seed::EARNERS[0]}))
        .await
        .expect("reachable")
        .expect(202)
        .expect("taken");
    world.stack.settle().await;
    let token = world
        .visitor
        .mail()
        .to(seed::EARNERS[0])
        .await
        .expect("the mailbox")
        .remove(0)
        .token()
        .expect("a link");

    let body = json!({"token": token, "bearer": true});
    let statuses = statuses((0..RACERS).map(|_| anonymous.post("/api/sign-in/redeem", &body))).await;
    assert_eq!((count(&statuses, 200), count(&statuses, 410)), (1, RACERS - 1), "{statuses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_decision_is_made_and_one_award_comes_of_it() {
    let world = World::start().await;
    let life = world.submitted().await;
    world.reading(&life).await.score(&[]).await.expect("reachable").expect(200).expect("scored");
    let issuer = world.administrator().await;
    let version =
        issuer.get(&life.route("")).await.expect("reachable").number("/version").expect("a version");

    let body = |number: usize| {
        let outcome = if number.is_multiple_of(2) { "award" } else { "not-yet" };
        json!({"version": version, "outcome": outcome, "note": "Decided at the same moment."})
    };
    let bodies: Vec<_> = (0..RACERS).map(body).collect();
    let route = life.route("/decision");
    let statuses = statuses(bodies.iter().map(|body| issuer.post(&route, body))).await;
    assert_eq!((count(&statuses, 200), count(&statuses, 409)), (1, RACERS - 1), "{statuses:?}");

    let id = life.submission.parse().expect("an id");
    let chain = world.stack.app().table.chain(&life.submission).await.expect("the table");
    assert!(AuditRecord::is_unbroken(&chain));
    assert_eq!(chain.iter().filter(|record| record.deed.what == "decided").count(), 1);
    let submission: Submission = world.stack.app().table.submission(id).await.expect("the table");
    assert!(matches!(submission.state, State::Awarded { .. } | State::NotYet { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_who_take_the_role_from_each_other_one_keeps_it() {
    const IRIS: &str = "iris@example.org";
    let world = World::start().await;
    let staff = world.administrator().await;
    let app = world.stack.app();
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    let roles = |email: &str, roles: &[&str]| json!({"email": email, "name": "Iris Moss", "organisation": issuer, "roles": roles});
    let added = staff.put("/api/people", &roles(IRIS, &["administrator"])).await;
    added.expect("reachable").expect(200).expect("added");
    let iris = world.sign_in(IRIS).await;

    let bodies = [roles(IRIS, &[]), roles(seed::ADMINISTRATOR, &[])];
    let racers = (0..RACERS).map(|number| {
        let caller = if number.is_multiple_of(2) { &staff } else { &iris };
        caller.put("/api/people", &bodies[number % 2])
    });
    let statuses = statuses(racers).await;

    let mut left = 0;
    for email in [seed::ADMINISTRATOR, IRIS] {
        let person = app.table.person(world.person(email).await).await.expect("the table");
        left += usize::from(person.is(Role::Administrator, issuer));
    }
    assert_eq!(left, 1, "{statuses:?}");
}

/// Only the seed's last assessor, of another district than its first earners', takes one more assignment.
pub(crate) async fn leave_one(administrator: &Caller, issuer: OrganisationId) {
    for (number, email) in seed::ASSESSORS.into_iter().enumerate() {
        let terms = json!({"email": email, "name": "Somebody", "organisation": issuer, "roles": ["assessor"],
            "available": number == 3, "cap": 1});
        administrator.put("/api/people", &terms).await.expect("reachable").expect(200).expect("saved");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assessors_last_slot_is_given_once() {
    let world = World::start().await;
    world.stack.pause_relay();
    let administrator = world.administrator_while_paused().await;
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    leave_one(&administrator, issuer).await;
    let mut lives = Vec::new();
    for earner in [0, 1] {
        let life = Life::open(&world.earner_while_paused(earner).await, IDEAS).await.expect("it opens");
        world.fill(&life).await;
        life.submit().await.expect("reachable").expect(200).expect("handed in");
        lives.push(life);
    }

    let app = world.stack.app();
    let actor = Actor::function("test");
    let ids: Vec<_> = lives.iter().map(|life| life.submission.parse().expect("an id")).collect();
    let racers = (0..RACERS).map(|number| ask_somebody(app, ids[number % ids.len()], &actor));
    let found: Vec<Found> =
        join_all(racers).await.into_iter().map(|found| found.expect("a search ends")).collect();

    let asked = found.iter().filter(|found| matches!(found, Found::Asked(_))).count();
    assert_eq!(asked, 1, "{found:?}");
    let roster = app.table.roster(issuer).await.expect("the table");
    assert!(roster.iter().all(|assessor| assessor.open <= assessor.cap), "{roster:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_that_many_reassign_at_once_goes_to_one_and_never_waits() {
    let world = World::start().await;
    let life = world.submitted().await;
    let administrator = world.administrator().await;
    let app = world.stack.app();
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    let third = json!({"email": "third@example.org", "name": "Third", "organisation": issuer,
        "roles": ["assessor"], "training": [{"microcredential": IDEAS}]});
    administrator.put("/api/people", &third).await.expect("reachable").expect(200).expect("saved");
    let others = [world.not_asked(&life).await, world.person("third@example.org").await];

    let id = life.submission.parse().expect("an id");
    let dossier = app.table.dossier(id).await.expect("the table");
    let (submission, current) = (&dossier.submission, dossier.assignments.first());
    let actor = Actor::function("test");
    let racers = (0..RACERS)
        .map(|number| ask_this_one(app, submission, current, others[number % others.len()], &actor));
    let outcomes = join_all(racers).await;

    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    assert!(
        outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(Error::Refusal(_)))),
        "{outcomes:?}"
    );
    let dossier = app.table.dossier(id).await.expect("the table");
    assert_eq!(dossier.assignments.iter().filter(|assignment| assignment.is_open()).count(), 1);
    let roster = app.table.roster(issuer).await.expect("the table");
    assert_eq!(roster.iter().map(|assessor| assessor.open).sum::<u32>(), 1, "{roster:?}");
    // What was taken and what was given stand side by side: no moment lies between them.
    let chain = app.table.chain(&life.submission).await.expect("the table");
    let deeds: Vec<&str> = chain.iter().map(|record| record.deed.what.as_str()).collect();
    assert_eq!(deeds, ["opened", "submitted", "assigned", "assignment-withdrawn", "assigned"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_twice_at_once_makes_one_draft() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    let body = json!({"microcredential": IDEAS, "goal": "own"});
    let answers = join_all((0..RACERS).map(|_| earner.post("/api/submissions", &body))).await;
    let ids: BTreeSet<String> = answers
        .into_iter()
        .map(|answer| answer.expect("reachable").expect(201).expect("a draft").text("/id").expect("an id"))
        .collect();
    assert_eq!(ids.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_makes_one_change_and_the_same_answer() {
    let world = World::start().await;
    let life = world.draft().await;
    let version = life.read().await.expect("readable").number("/responsesVersion").expect("a version");
    let body = json!({"version": version, "statements": {"ownWork": true, "studentPermission": true, "noStudentNames": true}});
    let post = |body: serde_json::Value| {
        let request = life.earner.request(reqwest::Method::POST, &life.route("/submit"));
        let request = request.header("idempotency-key", "the-same").json(&body);
        local::client::Answer::of("POST".into(), request)
    };

    let first = post(body.clone()).await.expect("reachable").expect(200).expect("handed in");
    let second = post(body).await.expect("reachable").expect(200).expect("the same answer");
    assert_eq!(first.json, second.json);
    let other = post(json!({"version": 0, "statements": {}})).await.expect("reachable");
    assert_eq!(other.status, 422, "{}", other.body);

    world.stack.settle().await;
    let key = Key::Submission(life.submission.parse().expect("an id"));
    let stored: Submission = world.stack.app().table.load(key).await.expect("the table");
    assert_eq!(stored.attempt, 1);
    let received = world.subjects(seed::EARNERS[0]).await;
    assert_eq!(received.len(), 2, "a sign-in letter and one receipt: {received:?}");
}
