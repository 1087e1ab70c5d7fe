//! An assessor who has drifted away from the others is paused: nothing more is asked of her, what she has is passed on,
//! her last scores are listed, and the issuer lifts it.

use cloud::table::{Commit, keys::Key};
use domain::{
    PersonId,
    assignment::{Assessor, days},
    audit::AuditRecord,
    microcredential::Readers,
    reliability::{Crossing, DoubleScored, Drift, Pause},
};
use jiff::{SignedDuration, Timestamp};
use local::{
    client::{Answer, Caller, Life},
    seed,
};
use serde_json::{Value, json};

use crate::{
    api_document,
    two_readers::{add_assessors, open, read_by, reading, score, seen},
    world::{IDEAS, World},
};

const RELIABILITY: &str = "/api/microcredentials/generating-ideas/reliability";
const LIFT: &str = "/api/microcredentials/{slug}/pauses/{person}/lift";

/// A pause of this assessor's that lasts, and nothing else of what led to it.
pub(crate) async fn paused(world: &World, email: &str) -> Pause {
    let since = world.stack.app().now() - days(20);
    let pause = begun(world, world.person(email).await, since).await.lasting(Vec::new());
    store(world, &pause).await;
    pause
}

/// A pause that begins now, of an assessor who has drifted since then.
async fn begun(world: &World, person: PersonId, since: Timestamp) -> Pause {
    let app = world.stack.app();
    let (slug, issuer) =
        (IDEAS.parse().expect("a slug"), app.table.issuers().await.expect("the table")[0].id);
    let crossing = Crossing { drift: Drift::Milder, since, works: 9, measured: 0.8, tolerated: 0.25 };
    Pause::begin(None, (&slug, issuer), (person, crossing), app.now())
}

async fn store(world: &World, pause: &Pause) {
    let entry = entry(world, pause.assessor).await.pause(&pause.microcredential);
    let commit = Commit::new().create(pause).and_then(|commit| commit.replace(&entry));
    world.stack.app().table.commit(commit.expect("rows")).await.expect("stored");
}

async fn entry(world: &World, person: PersonId) -> Assessor {
    let app = world.stack.app();
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    app.table.load(Key::Assessor(person, issuer)).await.expect("she is in the roster")
}

/// Half a year of works that two scored, in which this assessor has come to score a level lower.
pub(crate) async fn half_a_year(world: &World, drifted: &str) {
    let slug = IDEAS.parse().expect("a slug");
    seed::plant_history(world.stack.app(), &slug, drifted).await.expect("it is planted");
}

/// Rounds of the clock, until everything is measured.
pub(crate) async fn rounds(world: &World) {
    while world.stack.invoke("keep-time", &json!({})).await.expect("a round")["measured"] != json!(0) {}
    world.stack.settle().await;
}

/// The first life's assessor has scored it, and has a second one.
async fn two_lives(world: &World, issuer: &Caller) -> (Life, Life, &'static str) {
    let first = world.submitted().await;
    let email = world.asked(&first).await;
    world.reading(&first).await.score(&[]).await.expect("reachable").expect(200).expect("scored");
    let second = world.submitted_by(1).await;
    if world.asked(&second).await != email {
        let hers = json!({"assessor": world.person(email).await});
        let asked = issuer.post(&second.route("/assignments"), &hers).await.expect("reachable");
        asked.expect(201).expect("she is asked");
        world.stack.settle().await;
    }
    (first, second, email)
}

async fn told(issuer: &Caller) -> Answer {
    let figures = issuer.get(RELIABILITY).await.expect("reachable").expect(200).expect("hers to see");
    api_document::assert_describes("get", "/api/microcredentials/{slug}/reliability", &figures);
    figures
}

#[tokio::test]
async fn who_drifts_is_paused_and_what_she_has_is_passed_on() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    let (first, second, email) = two_lives(&world, &issuer).await;
    let drifted = world.person(email).await;
    let letters = world.visitor.mail().to(email).await.expect("the mailbox");
    let token = letters[0].token().expect("a link");
    half_a_year(&world, email).await;

    // What she had was found just now: only a later round can tell that nothing is left.
    world.stack.invoke("keep-time", &json!({})).await.expect("a round");
    assert_eq!(told(&issuer).await.text("/pauses/0/state").expect("a state"), "begun");
    rounds(&world).await;

    // She is asked for nothing more, told so, and the issuer is.
    assert!(entry(&world, drifted).await.paused.contains(&IDEAS.parse().expect("a slug")));
    assert_eq!(entry(&world, drifted).await.open, 0);
    let subjects = world.subjects(email).await;
    for subject in ["You are paused as an assessor", "An assignment was taken back"] {
        assert_eq!(subjects.iter().filter(|one| *one == subject).count(), 1, "{subjects:?}");
    }
    let contact = world.stack.app().table.issuers().await.expect("the table")[0].contact.to_string();
    let letters = world.visitor.mail().to(&contact).await.expect("the mailbox");
    let letter = letters.iter().find(|letter| letter.subject == "An assessor was paused").expect("it came");
    assert!(letter.leads_to("/issuer/reliability"), "{:?}", letter.link());
    let (anonymous, body) = (world.visitor.anonymous(), json!({"token": token, "bearer": true}));
    let opened = anonymous.post("/api/assignments/open", &body).await.expect("reachable");
    assert_eq!((opened.status, opened.text("/ending").expect("how")), (410, "paused".to_owned()));

    // The page says in which way, since when, and what to read again.
    let figures = told(&issuer).await;
    let pauses = figures.at("/pauses").expect("pauses").as_array().expect("a list");
    assert_eq!(pauses.len(), 1, "{pauses:?}");
    let (person, drift) = (figures.text("/pauses/0/person"), figures.text("/pauses/0/crossing/drift"));
    assert_eq!((person.expect("who"), drift.expect("how")), (drifted.to_string(), "stricter".to_owned()));
    assert_eq!(figures.text("/pauses/0/state").expect("a state"), "lasting");
    let again = figures.at("/pauses/0/toReadAgain").expect("a list").as_array().expect("a list");
    assert_eq!(again.iter().map(|one| &one["submission"]).collect::<Vec<_>>(), [&json!(first.submission)]);

    // What she had waits for somebody, and she isn't asked by hand either.
    add_assessors(&world, &issuer, &["third@example.org"]).await;
    let by_hand = json!({"assessor": drifted});
    let refused = issuer.post(&second.route("/assignments"), &by_hand).await.expect("reachable");
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert!(refused.body.contains("they are paused for this micro-credential"), "{}", refused.body);
    world.stack.tick().await;
    world.stack.settle().await;
    let (_, now, _) = open(&seen(&issuer, &second).await).remove(0);
    assert_eq!(now, world.person("third@example.org").await.to_string());

    // Who looks after people sees it beside her name.
    let people = issuer.get("/api/people").await.expect("reachable").expect(200).expect("hers to see");
    api_document::assert_describes("get", "/api/people", &people);
    let people = people.at("/items").expect("a list").as_array().expect("a list").clone();
    let member = people.iter().find(|one| one["id"] == drifted.to_string()).expect("she is there");
    assert_eq!(member["assessor"]["paused"], json!([IDEAS]));

    // She reads that she isn't asked, and for which definition.
    let hers = world.sign_in(email).await.get("/api/qualifications").await.expect("reachable");
    api_document::assert_describes("get", "/api/qualifications", &hers);
    let lines = hers.at("/items").expect("a list").as_array().expect("a list").clone();
    let line = lines.iter().find(|line| line["microcredential"] == IDEAS).expect("she is trained for it");
    assert_eq!(line["standing"]["is"], "paused", "{line}");

    rounds(&world).await;
    assert_eq!(told(&issuer).await.at("/pauses").expect("pauses").as_array().map(Vec::len), Some(1));
    let chain = world.stack.app().table.chain(&drifted.to_string()).await.expect("the table");
    assert!(AuditRecord::is_unbroken(&chain));
    assert_eq!(chain.iter().filter(|record| record.deed.what == "assessor-paused").count(), 1);
}

#[tokio::test]
async fn what_two_read_is_to_be_read_again_also_while_parts_of_it_are_done_again() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    read_by(&world, Readers::Two, 0.0).await;
    let life = world.submitted().await;
    let view = seen(&issuer, &life).await;
    score(&reading(&world, &view, "first").await, &["reflection"]).await;
    world.stack.advance(SignedDuration::from_hours(30));
    score(&reading(&world, &view, "second").await, &["reflection"]).await;

    // Each has her own time, and the second one's is that of both.
    let (app, slug) = (world.stack.app(), IDEAS.parse().expect("a slug"));
    let both = app.table.double_scored(&slug, Timestamp::UNIX_EPOCH).await.expect("the table").remove(0);
    let [hers, others] = both.handed_in.expect("it is kept");
    assert!(hers + SignedDuration::from_hours(29) < others && others == both.at, "{both:?}");

    let staff = world.administrator().await;
    life.decide(&staff, "not-yet").await.expect("reachable").expect(200).expect("decided");
    Life::open(&life.earner, IDEAS).await.expect("it opens again");
    store(&world, &begun(&world, both.readers[0], hers).await).await;
    rounds(&world).await;
    let told = told(&staff).await;
    assert_eq!(told.text("/pauses/0/state").expect("a state"), "lasting");
    let again = told.at("/pauses/0/toReadAgain").expect("a list").as_array().expect("a list");
    assert_eq!(again.iter().map(|one| &one["submission"]).collect::<Vec<_>>(), [&json!(life.submission)]);
    assert_eq!(again[0]["at"], json!(hers));
}

#[tokio::test]
async fn who_has_left_the_roster_is_not_paused() {
    let world = World::start().await;
    let email = seed::ASSESSORS[0];
    let left = entry(&world, world.person(email).await).await;
    let commit = Commit::new().remove(&left).expect("a row");
    world.stack.app().table.commit(commit).await.expect("she leaves");
    half_a_year(&world, email).await;
    rounds(&world).await;

    let app = world.stack.app();
    let slug = IDEAS.parse().expect("a slug");
    assert!(app.table.pool(&slug).await.expect("the table").is_some(), "it was measured");
    assert_eq!(app.table.pauses(&slug).await.expect("the table"), []);
}

#[tokio::test]
async fn the_issuer_lifts_a_pause_with_a_reason_and_nobody_her_own() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    let (_, _, email) = two_lives(&world, &issuer).await;
    let drifted = world.person(email).await;
    half_a_year(&world, email).await;
    rounds(&world).await;
    let lift = LIFT.replace("{slug}", IDEAS).replace("{person}", &drifted.to_string());
    let version = told(&issuer).await.at("/pauses/0/version").expect("a version").clone();
    let asked = |reason: &str| json!({"version": version, "reason": reason});
    let post = async |caller: &Caller, body: &Value| caller.post(&lift, body).await.expect("reachable");

    let refused = post(&issuer, &asked(" \n ")).await;
    assert_eq!((refused.status, refused.faults()[0].0.as_str()), (422, "/reason"), "{}", refused.body);
    let stale = post(&issuer, &json!({"version": 1, "reason": "We read some works together."})).await;
    assert_eq!(stale.status, 409, "{}", stale.body);
    make_her_staff(&world, &issuer, email).await;
    let hers = post(&world.sign_in(email).await, &asked("I know better now.")).await;
    assert_eq!(hers.status, 403, "{}", hers.body);

    let lifted = post(&issuer, &asked("We read ten of her works together.")).await;
    let lifted = lifted.expect(200).expect("it is lifted");
    api_document::assert_describes("post", LIFT, &lifted);
    assert_eq!(lifted.text("/lifted/by").expect("who"), "Ada Quill");
    assert!(entry(&world, drifted).await.paused.is_empty());
    world.stack.settle().await;
    assert_eq!(world.subjects(email).await[0], "You are asked to assess again");

    // What she scored before doesn't speak against her a second time.
    let (app, slug) = (world.stack.app(), IDEAS.parse().expect("a slug"));
    let all = app.table.double_scored(&slug, Timestamp::UNIX_EPOCH).await.expect("the table");
    let last = all.into_iter().next_back().expect("there are some");
    let at = app.now();
    let fresh = DoubleScored { at, handed_in: Some([at; 2]), submission: app.id(), measured: None, ..last };
    app.table.commit(Commit::new().create(&fresh).expect("a row")).await.expect("stored");
    rounds(&world).await;
    assert_eq!(told(&issuer).await.text("/pauses/0/state").expect("a state"), "lifted");
}

/// Gives an assessor the issuer's role as well.
async fn make_her_staff(world: &World, issuer: &Caller, email: &str) {
    let organisation = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let body = json!({"email": email, "name": "Reader", "organisation": organisation, "roles": ["assessor", "issuer"]});
    issuer.put("/api/people", &body).await.expect("reachable").expect(200).expect("saved");
}

#[tokio::test]
async fn thresholds_are_set_by_whoever_saw_them_and_within_bounds() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    let path = "/api/microcredentials/generating-ideas/thresholds";
    assert_eq!(
        told(&issuer).await.at("/thresholds").expect("thresholds"),
        &json!({"version": 0, "kappa": 0.6, "severity": 0.25})
    );

    for (kappa, severity, place) in [
        (json!(1.0), json!(0.5), "/kappa"),
        (json!(0.5), json!(0), "/severity"),
        (json!("much"), json!(0.5), "/kappa"),
    ] {
        let body = json!({"version": 0, "kappa": kappa, "severity": severity});
        let refused = issuer.put(path, &body).await.expect("reachable");
        assert_eq!((refused.status, refused.faults()[0].0.as_str()), (422, place), "{}", refused.body);
    }
    let body = json!({"version": 0, "kappa": 0.75, "severity": 0.5});
    let saved = issuer.put(path, &body).await.expect("reachable").expect(200).expect("hers to set");
    api_document::assert_describes("put", "/api/microcredentials/{slug}/thresholds", &saved);
    assert_eq!(told(&issuer).await.at("/thresholds").expect("thresholds"), &saved.json);
    assert_eq!(issuer.put(path, &body).await.expect("reachable").status, 409);
}

#[tokio::test]
async fn nobody_loosens_the_limits_by_which_she_is_looked_at() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    let email = seed::ASSESSORS[0];
    make_her_staff(&world, &issuer, email).await;
    let hers = world.sign_in(email).await;
    let put = async |caller: &Caller, version: u64, kappa: f64, severity: f64| {
        let path = format!("/api/microcredentials/{IDEAS}/thresholds");
        let body = json!({"version": version, "kappa": kappa, "severity": severity});
        caller.put(&path, &body).await.expect("reachable")
    };

    for (kappa, severity) in [(0.5, 0.25), (0.6, 0.3), (0.7, 0.3)] {
        let refused = put(&hers, 0, kappa, severity).await;
        assert_eq!(refused.status, 403, "{}", refused.body);
    }
    assert_eq!(put(&hers, 0, 0.7, 0.2).await.status, 200, "she may tighten them");
    assert_eq!(put(&issuer, 1, 0.6, 0.25).await.status, 200, "a colleague may loosen them");
}
