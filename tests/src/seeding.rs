//! Benchmarks among ordinary work: nothing tells them from it, and nothing comes of them but figures.

use cloud::table::{Commit, keys::Key};
use domain::{
    OrganisationId, PersonId, Slug,
    assignment::{Assessor, days},
    design_check::RubricPrint,
    qualification::{Given, Rule, Seeded},
    reliability::{Comparison, DoubleScored, Drift},
    submission::Submission,
};
use local::{
    client::{Caller, Life, Reading},
    seed,
};
use serde_json::{Value, json};

use crate::{
    api_document::assert_describes,
    pauses::{half_a_year, rounds},
    qualification::{BENCHMARKS, asks, decided, key, permit},
    world::{IDEAS, World},
};

fn slug() -> Slug {
    IDEAS.parse().expect("a slug")
}

async fn issuer_of(world: &World) -> OrganisationId {
    world.stack.app().table.issuers().await.expect("the table")[0].id
}

async fn entry(world: &World, email: &str) -> Assessor {
    let key = Key::Assessor(world.person(email).await, issuer_of(world).await);
    world.stack.app().table.load(key).await.expect("she is in the roster")
}

/// Everybody of the seed has passed the calibration for the newest version.
async fn calibrate_all(world: &World) {
    let app = world.stack.app();
    let newest = app.table.newest(&slug()).await.expect("it is published");
    let rubric = RubricPrint::of(&newest.definition);
    for email in seed::ASSESSORS {
        let calibrated = entry(world, email).await.calibrated(&slug(), rubric, app.now());
        app.table.commit(Commit::new().replace(&calibrated).expect("a row")).await.expect("stored");
    }
}

/// What was made of benchmarks so far.
pub(crate) async fn seeded(world: &World) -> Vec<Seeded> {
    world.stack.app().table.seeded(&slug()).await.expect("the table")
}

/// The first earner's decided work, kept as a benchmark of which every attempt seeds one.
pub(crate) async fn kept(world: &World, staff: &Caller) -> Life {
    let life = decided(world, staff).await;
    permit(&life, true).await.expect(200).expect("she permits it");
    let body = json!({"submission": life.submission, "scores": key(&life.definition)});
    staff.post(BENCHMARKS, &body).await.expect("reachable").expect(201).expect("kept");
    asks(world, Rule { works: 1, agreement: 80, seeded: 100 }, None).await;
    calibrate_all(world).await;
    life
}

/// Hands in as two earners: with the first the benchmark is made, with the second it is given. Answers with the second's
/// work and whoever got the benchmark.
pub(crate) async fn given(world: &World) -> (Life, &'static str) {
    world.submitted_by(1).await;
    let ready = seeded(world).await;
    assert!(ready.len() == 1 && ready[0].is_ready(), "{ready:?}");
    let ordinary = world.submitted_by(2).await;
    let given: Vec<PersonId> =
        seeded(world).await.iter().filter_map(|one| one.given).map(|given| given.assessor).collect();
    for email in seed::ASSESSORS {
        if given == [world.person(email).await] {
            return (ordinary, email);
        }
    }
    panic!("nobody got it: {given:?}");
}

/// The shape of a document: what is in it, without what it says.
fn shape(value: &Value) -> Value {
    match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), shape(value))).collect(),
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Null => json!("null"),
        Value::Bool(_) => json!("bool"),
        Value::Number(_) => json!("number"),
        Value::String(_) => json!("text"),
    }
}

async fn file_of(reading: &Reading, work: &Value) -> reqwest::Response {
    let (submission, artifact) = (&work["submission"], &work["artifacts"][0]["artifact"]);
    let route = format!(
        "/api/submissions/{}/artifacts/{}/reading",
        submission.as_str().expect("an id"),
        artifact.as_str().expect("an id")
    );
    let issued = reading.assessor.post(&route, &json!({})).await.expect("reachable").expect(200);
    reqwest::get(issued.expect("hers to see").text("/url").expect("an address")).await.expect("the store")
}

#[tokio::test]
async fn a_benchmark_looks_like_any_other_work_and_goes_into_figures_alone() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let life = kept(&world, &staff).await;
    let before = life.read().await.expect("readable").json;
    let (ordinary, assessor) = given(&world).await;

    // Two assessors, one of whom is measured: what they get has one shape.
    let (usual, measured) =
        (world.reading(&ordinary).await, Reading::open(&world.visitor, assessor).await.expect("it opens"));
    let (usual_work, work) =
        (usual.work().await.expect("hers").json, measured.work().await.expect("hers").json);
    assert_eq!(shape(&work), shape(&usual_work));
    let subjects = world.subjects(assessor).await;
    assert!(subjects[0] == "A submission for you to assess", "{subjects:?}");
    let (copy, sent) = (file_of(&measured, &work).await, file_of(&usual, &usual_work).await);
    let names = |of: &reqwest::Response| {
        let mut names: Vec<String> = of.headers().keys().map(ToString::to_string).collect();
        names.sort();
        names
    };
    assert_eq!(names(&copy), names(&sent));
    let parts = |of: &reqwest::Response| of.headers()["etag"].to_str().expect("a text").split('-').count();
    assert_eq!(parts(&copy), parts(&sent), "a whole that was sent in parts");
    assert_eq!(copy.bytes().await.expect("bytes"), sent.bytes().await.expect("bytes"), "the same sample");

    // None of its ids is the source's, and nobody else knows of it.
    let id = work["submission"].as_str().expect("an id").to_owned();
    let text = work.to_string();
    assert!(!text.contains(&life.submission));
    for artifact in before["artifacts"].as_array().expect("a list") {
        assert!(!text.contains(artifact["artifact"].as_str().expect("an id")));
    }
    for (caller, path) in [
        (&staff, format!("/api/submissions/{id}")),
        (&staff, format!("/api/submissions/{id}/audit")),
        (&staff, format!("/api/submissions/{id}/assessors")),
        (&life.earner, format!("/api/submissions/{id}")),
    ] {
        caller.get(&path).await.expect("reachable").expect(404).expect("it is nobody's");
    }
    for state in ["submitted", "in-assessment", "assessed"] {
        let queue = staff.get(&format!("/api/issuer/submissions?state={state}")).await.expect("reachable");
        assert!(!queue.body.contains(&id), "{state}: {}", queue.body);
    }

    let open = entry(&world, assessor).await.open;
    measured.score(&["reflection"]).await.expect("reachable").expect(200).expect("her scores are in");
    world.stack.settle().await;
    let route = format!("/api/assignments/{}", measured.assignment);
    measured.assessor.get(&route).await.expect("reachable").expect(410).expect("it is over");
    assert_eq!(entry(&world, assessor).await.open, open - 1, "her slot is free");
    let figures = staff.get("/api/microcredentials/generating-ideas/reliability").await.expect("reachable");
    assert_describes("get", "/api/microcredentials/{slug}/reliability", &figures);
    let of = figures.at("/benchmarks/0").expect("figures");
    assert_eq!(of["person"], json!(world.person(assessor).await));
    assert_eq!((&of["n"], &of["scores"]), (&json!(1), &json!(6)));
    assert!((of["severity"]["value"].as_f64().expect("a number") - 0.3333).abs() < 1e-9, "{of}");
    assert_eq!(figures.at("/pool/n").expect("a number"), &json!(0));
    assert_eq!(life.read().await.expect("readable").json["state"], before["state"]);
}

#[tokio::test]
async fn one_that_is_handed_back_ends_there_and_one_whose_earner_takes_it_back_is_over() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let life = kept(&world, &staff).await;
    let (_, assessor) = given(&world).await;
    let measured = Reading::open(&world.visitor, assessor).await.expect("it opens");
    let open = entry(&world, assessor).await.open;

    permit(&life, false).await.expect(200).expect("she takes it back");
    let route = format!("/api/assignments/{}", measured.assignment);
    let over = measured.assessor.get(&route).await.expect("reachable").expect(410).expect("it is over");
    assert_eq!(over.text("/ending").expect("an ending"), "submission-withdrawn");

    permit(&life, true).await.expect(200).expect("she permits it again");
    let declined =
        measured.assessor.post(&format!("{route}/decline"), &json!({"reason": "unavailable"})).await;
    declined.expect("reachable").expect(204).expect("handed back");
    world.stack.tick().await;
    world.stack.settle().await;
    assert_eq!(entry(&world, assessor).await.open, open - 1);
    let all = seeded(&world).await;
    let given = all.iter().filter(|one| one.given.is_some()).count();
    assert_eq!(given, 1, "it goes to nobody else");
}

#[tokio::test]
async fn whoever_is_paused_loses_one_as_she_loses_other_work() {
    let world = World::start().await;
    let staff = world.administrator().await;
    kept(&world, &staff).await;
    let (_, assessor) = given(&world).await;
    let measured = Reading::open(&world.visitor, assessor).await.expect("it opens");

    half_a_year(&world, assessor).await;
    rounds(&world).await;

    let route = format!("/api/assignments/{}", measured.assignment);
    let over = measured.assessor.get(&route).await.expect("reachable").expect(410).expect("it is over");
    assert_eq!(over.text("/ending").expect("an ending"), "paused");
    assert_eq!(entry(&world, assessor).await.open, 0);
}

/// Three weeks in which every assessor of the seed scores a benchmark a day, as the issuer does, and this one a level lower.
/// Nothing is scored twice.
async fn three_weeks(world: &World, drifted: &str) {
    let app = world.stack.app();
    let ready = seeded(world).await.into_iter().next().expect("one is ready");
    let newest = app.table.newest(&slug()).await.expect("it is published");
    let definition = &newest.definition;
    for day in 1..=21 {
        for email in seed::ASSESSORS {
            let (id, assessor, at) = (app.id(), world.person(email).await, app.now() - days(day));
            let all = definition.parts.iter().flat_map(|part| part.rubric().iter().map(move |of| (part, of)));
            let compared = all.enumerate().map(|(place, (part, criterion))| {
                let levels = criterion.levels.len();
                let second = (place + usize::try_from(day).expect("a day")) % levels;
                let first = second.saturating_sub(usize::from(email == drifted));
                let (part, criterion) = (part.id.clone(), criterion.id.clone());
                Comparison { part, criterion, levels, first, second }
            });
            let compared = DoubleScored {
                microcredential: slug(),
                edition: 1,
                submission: id,
                attempt: 1,
                at,
                readers: [assessor, PersonId::from_parts(jiff::Timestamp::UNIX_EPOCH, 0)],
                handed_in: None,
                criteria: compared.collect(),
                measured: None,
            };
            let scored = Seeded {
                version: 1,
                made: at,
                work: Submission { id, ..ready.work.clone() },
                files: Vec::new(),
                given: Some(Given { assessor, at }),
                compared: Some(compared),
                cleared: true,
                ..ready.clone()
            };
            app.table.commit(Commit::new().create(&scored).expect("a row")).await.expect("stored");
        }
    }
}

#[tokio::test]
async fn who_drifts_is_paused_for_benchmarks_alone() {
    let world = World::start().await;
    let staff = world.administrator().await;
    kept(&world, &staff).await;
    world.submitted_by(1).await;
    let drifted = seed::ASSESSORS[0];
    three_weeks(&world, drifted).await;
    rounds(&world).await;

    let app = world.stack.app();
    let pauses = app.table.pauses(&slug()).await.expect("the table");
    let told: Vec<_> = pauses.iter().map(|pause| (pause.assessor, pause.crossing.drift)).collect();
    assert_eq!(told, [(world.person(drifted).await, Drift::Stricter)]);
    assert!(entry(&world, drifted).await.paused.contains(&slug()));
    let pool = app.table.pool(&slug()).await.expect("the table").expect("it was measured");
    assert_eq!(pool.figures.n, 0, "nothing was scored twice");
}

#[tokio::test]
async fn one_that_nobody_scores_is_reminded_of_and_withdrawn_like_any_other() {
    let world = World::start().await;
    let staff = world.administrator().await;
    kept(&world, &staff).await;
    let (_, assessor) = given(&world).await;
    for days in [8, 3, 2] {
        world.pass_days(days).await;
    }
    let subjects = world.subjects(assessor).await;
    for subject in ["An assessment is due soon", "An assessment is due now", "An assignment was taken back"] {
        assert!(subjects.iter().any(|one| one == subject), "{subject}: {subjects:?}");
    }
}
