//! The plan of a programme: several write it, nobody over another, and only who runs the programme.

use cloud::table::Commit;
use domain::plan::{Content, Planned, Section};
use jiff::SignedDuration;
use local::{client::Caller, seed};
use serde_json::{Value, json};

use crate::{api_document, world::World};

/// The issuer of the seed, and its first district.
const ISSUER: &str = "org_00000000000000000000000001";
const DISTRICT: &str = "org_00000000000000000000000002";

fn route(organisation: &str) -> String {
    format!("/api/organisations/{organisation}/plan")
}

async fn section(caller: &Caller, organisation: &str, name: &str) -> Value {
    let answer = caller.get(&route(organisation)).await.expect("reachable").expect(200).expect("hers to see");
    api_document::assert_describes("get", "/api/organisations/{organisation}/plan", &answer);
    let sections = answer.json["sections"].as_array().expect("sections").clone();
    sections.into_iter().find(|section| section["section"] == name).expect("every section is told")
}

#[tokio::test]
async fn several_write_a_plan_and_none_over_what_she_has_not_seen() {
    let world = World::start().await;
    let (ada, ines) = (world.administrator().await, world.sign_in(seed::WEBMASTER).await);
    let blank = section(&ines, DISTRICT, "roles").await;
    assert_eq!(blank, json!({"section": "roles", "version": 0, "answers": {}}));

    let duty = json!({"id": "a1", "role": "Coach", "owner": "Hana", "task": "Reads drafts."});
    let first = json!({"section": "roles", "version": 0, "answers": {"decisions": "The board.\nThen we."}, "duties": [duty]});
    let kept = ines.put(&route(DISTRICT), &first).await.expect("reachable").expect(200).expect("saved");
    api_document::assert_describes("put", "/api/organisations/{organisation}/plan", &kept);
    assert_eq!(
        (kept.number("/version").expect("one"), &kept.json["changed"]["by"]),
        (1, &json!("Ines Adler"))
    );
    let told = section(&ines, DISTRICT, "roles").await;
    assert_eq!((&told, &told["duties"][0]), (&kept.json, &duty));

    let stale = ines.put(&route(DISTRICT), &first).await.expect("reachable").expect(409).expect("refused");
    assert_eq!(stale.number("/currentVersion").expect("what is stored"), 1);
    let other = json!({"section": "needs", "version": 0, "answers": {"data": "Surveys."}});
    ines.put(&route(DISTRICT), &other)
        .await
        .expect("reachable")
        .expect(200)
        .expect("another section waits for none");

    ada.get(&route(DISTRICT)).await.expect("reachable").expect(404).expect("another organisation's");
    assert_eq!(section(&ada, ISSUER, "roles").await["version"], json!(0), "each has a plan of its own");
    let chain = world.stack.app().table.chain(DISTRICT).await.expect("the table");
    let saved: Vec<&Value> = chain
        .iter()
        .filter(|record| record.deed.what == "plan-saved")
        .map(|record| &record.deed.detail)
        .collect();
    assert_eq!(
        saved,
        [&json!({"section": "roles", "version": 1}), &json!({"section": "needs", "version": 1})]
    );
}

/// A section is saved with every pause in typing, and the chain of an organisation is not filled with that.
#[tokio::test]
async fn the_audit_record_tells_who_writes_a_section_and_again_after_half_an_hour() {
    let world = World::start().await;
    let ada = world.administrator().await;
    let email = "planner@credentials.example.org";
    let body =
        json!({"email": email, "name": "Paula Planner", "organisation": ISSUER, "roles": ["developer"]});
    ada.put("/api/people", &body).await.expect("reachable").expect(200).expect("saved");
    let paula = world.session_of(email).await;

    let saves =
        [(&ada, 0), (&ada, 1), (&ada, 28), (&paula, 0), (&paula, 5), (&ada, 0), (&ada, 30), (&ada, 1)];
    for (version, (author, minutes)) in saves.into_iter().enumerate() {
        world.stack.advance(SignedDuration::from_mins(minutes));
        let body =
            json!({"section": "needs", "version": version, "answers": {"data": format!("Draft {version}")}});
        author.put(&route(ISSUER), &body).await.expect("reachable").expect(200).expect("saved");
    }
    assert_eq!(section(&ada, ISSUER, "needs").await["version"], json!(saves.len()));

    let chain = world.stack.app().table.chain(ISSUER).await.expect("the table");
    let told: Vec<&Value> = chain
        .iter()
        .filter(|record| record.deed.what == "plan-saved")
        .map(|record| &record.deed.detail["version"])
        .collect();
    assert_eq!(told, [&json!(1), &json!(4), &json!(6), &json!(7)]);
}

#[tokio::test]
async fn what_does_not_belong_into_a_section_is_told_with_its_place_and_nothing_is_saved() {
    let world = World::start().await;
    let ada = world.administrator().await;
    let step =
        |id: &str, due: &str| json!({"id": id, "what": "Begin", "owner": "", "due": due, "done": false});
    for (body, places) in [
        (json!({"section": "needs", "version": 0, "answers": {"goals": "x"}}), vec!["/answers/goals"]),
        (
            json!({"section": "needs", "version": 0, "answers": {}, "steps": [step("a", "2027-01-31")]}),
            vec!["/steps"],
        ),
        (
            json!({"section": "next-steps", "version": 0, "answers": {}, "steps": [step("a", "2027-02-01"), step("a", "2027-02-01")]}),
            vec!["/steps/1/id"],
        ),
        (
            json!({"section": "next-steps", "version": 0, "answers": {}, "steps": [step("A!", "soon")]}),
            vec!["/steps/0/due", "/steps/0/id"],
        ),
        (json!({"section": "later", "version": 0, "answers": {}}), vec!["/section"]),
        (
            json!({"section": "needs", "version": 0, "answers": {"data": "a".repeat(8_001)}}),
            vec!["/answers/data"],
        ),
        (json!({"section": "needs", "version": 0, "answers": {"data": "\u{202E}"}}), vec!["/answers/data"]),
    ] {
        let refused = ada.put(&route(ISSUER), &body).await.expect("reachable").expect(422).expect("refused");
        let mut found: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
        found.sort();
        found.dedup();
        assert_eq!(found, places, "{body}");
    }
    let never =
        json!({"section": "next-steps", "version": 0, "answers": {}, "steps": [step("a", "2027-02-31")]});
    ada.put(&route(ISSUER), &never).await.expect("reachable").expect(422).expect("there is no such day");
    assert_eq!(section(&ada, ISSUER, "next-steps").await["version"], json!(0));
}

#[tokio::test]
async fn a_plan_is_for_who_runs_the_programme_and_outlives_who_wrote_it() {
    let world = World::start().await;
    let app = world.stack.app();
    let (ada, jonas) = (world.administrator().await, world.sign_in(seed::RECOGNIZER).await);
    assert_eq!(section(&jonas, &seed::state().to_string(), "needs").await["version"], json!(0));
    let helper = "helper@credentials.example.org";
    for (roles, status) in [
        (json!(["developer"]), 200),
        (json!(["issuer"]), 200),
        (json!(["assessor", "endorser"]), 404),
        (json!([]), 404),
    ] {
        let body = json!({"email": helper, "name": "Helper", "organisation": ISSUER, "roles": roles});
        ada.put("/api/people", &body).await.expect("reachable").expect(200).expect("saved");
        let hers = world.session_of(helper).await;
        let capacity = format!("/api/organisations/{ISSUER}/capacity");
        for path in [route(ISSUER), capacity] {
            assert_eq!(hers.get(&path).await.expect("reachable").status, status, "{roles}: {path}");
        }
    }

    let gone = app.id();
    let planned = Planned::save(
        None,
        (ISSUER.parse().expect("an id"), Section::Needs),
        0,
        Content::default(),
        (gone, app.now()),
    );
    let commit = Commit::new().create(&planned.expect("nothing is there")).expect("a row");
    app.table.commit(commit).await.expect("stored");
    let told = section(&ada, ISSUER, "needs").await;
    assert!(told["changed"]["at"].is_string() && told["changed"]["by"].is_null(), "{told}");
}
