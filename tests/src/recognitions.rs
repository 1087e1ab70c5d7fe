//! Recognitions over HTTP: claims arise by themselves, are decided by the recognizer, and are reopened by a revocation.

use domain::{AwardId, PersonId};
use local::{
    client::{Answer, Caller, Life},
    seed,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    api_document, authorization, awards::awarded, facts, policies, revocation, stacks, world::World,
};

const POLICY: &str = "hours";

/// A policy of four hours for each award, published by the state agency.
async fn published(world: &World) -> Caller {
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let policy = policies::written(POLICY);
    recognizer.put("/api/policies/hours", &policy).await.expect("reachable").expect(201).expect("published");
    recognizer
}

/// The first earner lets the state agency know of her, and holds an award that was looked at.
pub(crate) async fn claimed(world: &World) -> (Caller, Life, AwardId) {
    let recognizer = published(world).await;
    state_facts(world, 0).await;
    let (life, award) = awarded(world).await;
    look(world).await;
    (recognizer, life, award)
}

async fn state_facts(world: &World, version: u64) {
    let route = format!("{}?version={version}", facts::route());
    let earner = world.earner(0).await;
    earner.put(&route, &facts::licensed()).await.expect("reachable").expect(200).expect("stated");
}

/// A round of the clock.
async fn look(world: &World) {
    world.stack.tick().await;
    world.stack.settle().await;
}

async fn earner_id(world: &World) -> PersonId {
    world.person(seed::EARNERS[0]).await
}

pub(crate) async fn route(world: &World) -> String {
    format!("/api/recognitions/{POLICY}/{}", earner_id(world).await)
}

async fn read(caller: &Caller, path: &str) -> Answer {
    caller.get(path).await.expect("reachable").expect(200).expect("it is hers to see")
}

async fn step(recognizer: &Caller, world: &World, step: Value) -> Answer {
    let route = route(world).await;
    let version = read(recognizer, &route).await.number("/version").expect("a version");
    let mut body = step;
    body["version"] = json!(version);
    recognizer.post(&format!("{route}/1"), &body).await.expect("reachable")
}

/// The state of the first claim, as the recognizer sees it.
async fn state(recognizer: &Caller, world: &World) -> String {
    read(recognizer, &route(world).await).await.text("/claims/0/state").expect("a state")
}

async fn own(earner: &Caller) -> Value {
    let list = read(earner, "/api/me/recognitions").await;
    let mut items = list.json["items"].as_array().expect("a list").iter();
    items.find(|one| one["policy"]["id"] == POLICY).expect("hers").clone()
}

async fn desk(recognizer: &Caller, state: &str) -> Vec<Value> {
    let list = read(recognizer, &format!("/api/recognitions?state={state}")).await;
    list.json["items"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn an_award_that_completes_a_policy_is_claimed_by_itself_and_accepted() {
    let world = World::start().await;
    let (recognizer, life, award) = claimed(&world).await;

    let waiting = read(&recognizer, "/api/recognitions").await;
    api_document::assert_describes("get", "/api/recognitions", &waiting);
    assert_eq!(waiting.json["counts"], json!({"waiting": 1, "questioned": 0, "settled": 0}));
    let line = &waiting.json["items"][0];
    assert_eq!((&line["earner"]["name"], &line["policy"]["id"]), (&json!("Fatima Lind"), &json!(POLICY)));
    assert_eq!(line["counts"], json!({"claimed": 1}));

    let claims = read(&recognizer, &route(&world).await).await;
    api_document::assert_describes("get", "/api/recognitions/{slug}/{person}", &claims);
    let claim = &claims.json["claims"][0];
    assert_eq!(claim["awards"][0]["award"], json!(award.to_string()));
    assert!(claim["trace"].as_array().expect("a trace").iter().all(|one| one["met"] == true), "{claim}");
    assert_eq!(claims.json["ledger"][0]["accepted"], "0");

    let accepted = step(&recognizer, &world, json!({"step": "accept"})).await.expect(200).expect("accepted");
    api_document::assert_describes("post", "/api/recognitions/{slug}/{person}/{number}", &accepted);
    assert_eq!(accepted.json["ledger"][0]["accepted"], "4");
    assert!(desk(&recognizer, "waiting").await.is_empty());
    assert_eq!(desk(&recognizer, "settled").await.len(), 1);

    let hers = read(&life.earner, "/api/me/recognitions").await;
    api_document::assert_describes("get", "/api/me/recognitions", &hers);
    assert_eq!(own(&life.earner).await["claims"][0]["state"], "accepted");
    world.stack.settle().await;
    let subjects = world.subjects(seed::EARNERS[0]).await;
    for subject in
        ["Your awards were claimed for what they count for", "What your awards count for was accepted"]
    {
        assert_eq!(subjects.iter().filter(|one| *one == subject).count(), 1, "{subject}: {subjects:?}");
    }
    let at_the_desk = world.subjects("educators@education.alder.example.org").await;
    assert_eq!(at_the_desk, ["Claims wait for you"]);
}

#[tokio::test]
async fn who_has_nothing_to_do_with_a_recognizer_is_not_told_of_to_it() {
    let world = World::start().await;
    let recognizer = published(&world).await;
    let (life, _) = awarded(&world).await;
    look(&world).await;
    assert!(desk(&recognizer, "waiting").await.is_empty());
    assert_eq!(read(&life.earner, "/api/me/recognitions").await.json["items"], json!([]));

    state_facts(&world, 0).await;
    look(&world).await;
    assert_eq!(desk(&recognizer, "waiting").await.len(), 1, "she stated her facts for it");
}

#[tokio::test]
async fn a_district_counts_the_awards_of_its_own() {
    let world = World::start().await;
    let district = seed::first_district();
    let body = json!({"email": "pay@maplehollow.example.com", "name": "Pay", "organisation": district, "roles": ["recognizer"]});
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    webmaster.put("/api/people", &body).await.expect("reachable").expect(200).expect("saved");
    let recognizer = world.sign_in("pay@maplehollow.example.com").await;
    let policy = policies::written(POLICY);
    recognizer.put("/api/policies/hours", &policy).await.expect("reachable").expect(201).expect("published");

    awarded(&world).await;
    look(&world).await;
    assert_eq!(desk(&recognizer, "waiting").await.len(), 1);
    let elsewhere = authorization::staff_of_a_district(&world).await;
    assert_eq!(elsewhere.get(&route(&world).await).await.expect("reachable").status, 404);
}

#[tokio::test]
async fn a_recognizer_learns_nothing_of_what_is_awarded_after_the_earner_left_it() {
    let world = World::start().await;
    let district = seed::first_district();
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let place = async |email: &str, roles: Value| {
        let body = json!({"email": email, "name": "Somebody", "organisation": district, "roles": roles});
        webmaster.put("/api/people", &body).await.expect("reachable").expect(200).expect("saved");
    };
    place("pay@maplehollow.example.com", json!(["recognizer"])).await;
    let recognizer = world.sign_in("pay@maplehollow.example.com").await;
    let policy = policies::written(POLICY);
    recognizer.put("/api/policies/hours", &policy).await.expect("reachable").expect(201).expect("published");
    awarded(&world).await;
    look(&world).await;
    step(&recognizer, &world, json!({"step": "accept"})).await.expect(200).expect("accepted");
    let told = |claims: &Answer| {
        let claim = &claims.json["claims"][0];
        (claims.json["claims"].as_array().map(Vec::len), claim["trace"].clone(), claim["asides"].clone())
    };
    let before = told(&read(&recognizer, &route(&world).await).await);

    place(seed::EARNERS[0], json!([])).await;
    stacks::give(&world, seed::EARNERS[0], policies::PRACTICES).await;
    look(&world).await;
    assert_eq!(told(&read(&recognizer, &route(&world).await).await), before);
    let again = step(&recognizer, &world, json!({"step": "look-again"})).await.expect(200).expect("it may");
    assert_eq!(told(&again), before, "looking again tells nothing new");
    look(&world).await;
    assert_eq!(told(&read(&recognizer, &route(&world).await).await), before);
    step(&recognizer, &world, json!({"step": "accept"})).await.expect(200).expect("it has all its awards");

    place(seed::EARNERS[0], json!(["earner"])).await;
    let after = told(&read(&recognizer, &route(&world).await).await);
    assert_ne!(after, before, "she is one of its people again");
}

#[tokio::test]
async fn a_question_is_answered_and_a_decline_says_why() {
    let world = World::start().await;
    let (recognizer, life, _) = claimed(&world).await;
    let question = json!({"step": "question", "question": "In which school was that?"});
    step(&recognizer, &world, question).await.expect(200).expect("asked");
    assert_eq!(
        (desk(&recognizer, "waiting").await.len(), desk(&recognizer, "questioned").await.len()),
        (0, 1)
    );

    let asked = own(&life.earner).await;
    assert_eq!(asked["claims"][0]["said"][0]["text"], "In which school was that?");
    let answer = json!({"version": asked["version"], "answer": "In Maple Hollow."});
    let path = format!("/api/me/recognitions/{POLICY}/1/answer");
    let answered = life.earner.post(&path, &answer).await.expect("reachable").expect(200).expect("answered");
    api_document::assert_describes("post", "/api/me/recognitions/{slug}/{number}/answer", &answered);
    let again = json!({"version": answered.json["version"], "answer": "Once more."});
    life.earner.post(&path, &again).await.expect("reachable").expect(409).expect("nothing is asked");
    world.earner(1).await.post(&path, &again).await.expect("reachable").expect(404).expect("not hers");

    let said = read(&recognizer, &route(&world).await).await.json["claims"][0]["said"].clone();
    assert_eq!((&said[0]["by"], &said[1]["by"]), (&json!("recognizer"), &json!("earner")));
    step(&recognizer, &world, json!({"step": "decline"})).await.expect(422).expect("without a reason");
    let decline = json!({"step": "decline", "reason": "It was counted last year."});
    step(&recognizer, &world, decline).await.expect(200).expect("declined");
    assert_eq!(own(&life.earner).await["claims"][0]["reason"], "It was counted last year.");
    let check = read(&life.earner, &format!("/api/policy-check?policy={POLICY}")).await;
    let told = check.at("/policies/0/uses/0").expect("it is told");
    assert_eq!((&told["times"], &told["timesNow"], &told["counted"]), (&json!(0), &json!(0), &json!([])));
    assert!(told["asides"].to_string().contains("it was declined for this"), "{told}");

    look(&world).await;
    assert_eq!(
        own(&life.earner).await["claims"].as_array().map(Vec::len),
        Some(1),
        "it is not claimed again"
    );
    step(&recognizer, &world, json!({"step": "look-again"})).await.expect(200).expect("by mistake");
    look(&world).await;
    assert_eq!(own(&life.earner).await["claims"][1]["state"], "claimed");
}

#[tokio::test]
async fn a_revoked_award_reopens_what_it_was_counted_for() {
    let world = World::start().await;
    let (recognizer, life, award) = claimed(&world).await;
    step(&recognizer, &world, json!({"step": "accept"})).await.expect(200).expect("accepted");
    let staff = world.administrator().await;
    revocation::propose(&staff, award).await.expect(200).expect("proposed");
    revocation::confirm(&staff, award, true).await.expect(200).expect("revoked");
    look(&world).await;

    let claims = read(&recognizer, &route(&world).await).await;
    assert_eq!(claims.json["claims"][0]["state"], "reopened");
    assert_eq!(claims.json["claims"][0]["awards"][0]["revoked"], true);
    assert_eq!(claims.json["ledger"][0]["accepted"], "0", "it isn't granted while nobody has decided again");
    assert_eq!(desk(&recognizer, "waiting").await.len(), 1);
    step(&recognizer, &world, json!({"step": "accept"})).await.expect(409).expect("it lacks its award");
    let decline = json!({"step": "decline", "reason": "The award was revoked."});
    step(&recognizer, &world, decline).await.expect(200).expect("taken back");
    assert_eq!(own(&life.earner).await["claims"][0]["state"], "declined");

    let payroll = read(&recognizer, "/api/recognitions/export?sheet=payroll").await;
    assert!(payroll.body.contains("taken back"), "{}", payroll.body);
}

#[tokio::test]
async fn what_is_revoked_before_anybody_decided_is_over_and_a_stale_desk_accepts_nothing() {
    let world = World::start().await;
    let (recognizer, _, award) = claimed(&world).await;
    let staff = world.administrator().await;
    revocation::propose(&staff, award).await.expect(200).expect("proposed");
    revocation::confirm(&staff, award, true).await.expect(200).expect("revoked");

    let early = step(&recognizer, &world, json!({"step": "accept"})).await.expect(409).expect("refused");
    assert!(early.body.contains("was revoked"), "{}", early.body);
    look(&world).await;
    assert_eq!(state(&recognizer, &world).await, "lapsed");
    let stale = json!({"version": 1, "step": "accept"});
    let answer = recognizer.post(&format!("{}/1", route(&world).await), &stale).await.expect("reachable");
    answer.expect(409).expect("it changed meanwhile");
}

#[tokio::test]
async fn what_goes_out_holds_no_formula() {
    let world = World::start().await;
    let staff = world.sign_in(seed::WEBMASTER).await;
    let named = json!({"email": seed::EARNERS[0], "name": "=HYPERLINK(\"x\")", "organisation": seed::first_district(), "roles": ["earner"]});
    staff.put("/api/people", &named).await.expect("reachable").expect(200).expect("saved");
    let (recognizer, ..) = claimed(&world).await;
    step(&recognizer, &world, json!({"step": "decline", "reason": "=cmd|' /C calc'!A0"}))
        .await
        .expect(200)
        .expect("declined");

    for (sheet, lines) in [("staff", 2), ("payroll", 1)] {
        let table = read(&recognizer, &format!("/api/recognitions/export?sheet={sheet}")).await;
        assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8");
        assert_eq!(table.body.lines().count(), lines, "{}", table.body);
        for cell in table.body.split([',', '\n']) {
            let text = cell.trim_start_matches('"');
            assert!(!text.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
    }
    let bytes = recognizer.request(Method::GET, "/api/recognitions/export").send().await.expect("reachable");
    let bytes = bytes.bytes().await.expect("a table");
    assert_eq!(&bytes[..6], b"\xEF\xBB\xBFref", "spreadsheets know that it is UTF-8");
    let none = read(&recognizer, "/api/recognitions/export?until=2020-01-01").await;
    assert_eq!(none.body.lines().count(), 1);
    for (query, place) in [("sheet=other", "/sheet"), ("from=soon", "/from")] {
        let refused = recognizer.get(&format!("/api/recognitions/export?{query}")).await.expect("reachable");
        assert_eq!(refused.expect(422).expect("refused").faults()[0].0, place);
    }
}

#[tokio::test]
async fn the_same_is_found_twice_and_nothing_is_told_twice() {
    let world = World::start().await;
    let (recognizer, ..) = claimed(&world).await;
    let told = async || {
        let subjects = world.subjects(seed::EARNERS[0]).await;
        subjects.into_iter().filter(|subject| subject.starts_with("Your awards were claimed")).count()
    };
    assert_eq!(told().await, 1);
    state_facts(&world, 1).await;
    for _ in 0..3 {
        look(&world).await;
    }
    assert_eq!(read(&recognizer, &route(&world).await).await.json["version"], 1);
    assert_eq!(told().await, 1);
}
