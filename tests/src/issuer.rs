//! What the issuer's staff sees and does: people, queues, who can be asked, the audit trail, letters, drafts.

use cloud::table::Commit;
use domain::OrganisationId;
use local::{client::Caller, seed};
use serde_json::{Value, json};

use crate::world::{IDEAS, World};

/// What `GET path` answers with, which must be 200.
async fn read(caller: &Caller, path: &str) -> Value {
    caller.get(path).await.expect("reachable").expect(200).expect("it is hers to see").json
}

/// The items of a list.
async fn items(caller: &Caller, path: &str) -> Vec<Value> {
    read(caller, path).await["items"].as_array().expect("a list").clone()
}

async fn issuer(world: &World) -> OrganisationId {
    world.stack.app().table.issuers().await.expect("the table")[0].id
}

fn named<'a>(items: &'a [Value], name: &str) -> &'a Value {
    items.iter().find(|item| item["name"] == name).unwrap_or_else(|| panic!("{name} is not in {items:?}"))
}

#[tokio::test]
async fn an_organisations_people_are_listed_with_what_they_do_there_alone() {
    let world = World::start().await;
    let staff = world.administrator().await;

    let people = items(&staff, "/api/people").await;
    assert_eq!(people.len(), 1 + seed::ASSESSORS.len());
    let ada = named(&people, "Ada Quill");
    assert_eq!(ada["memberships"][0]["roles"], json!(["issuer", "developer", "administrator"]));
    assert_eq!(ada["assessor"], Value::Null);
    let bruno = named(&people, "Bruno Okafor");
    assert_eq!(
        bruno["memberships"].as_array().map(Vec::len),
        Some(1),
        "his district is not the issuer's to see"
    );
    assert_eq!((&bruno["assessor"]["cap"], &bruno["assessor"]["open"]), (&json!(5), &json!(0)));
    assert_eq!(bruno["assessor"]["training"].as_array().map(Vec::len), Some(7));

    let places = items(&staff, "/api/organisations").await;
    assert_eq!(places.len(), 1);
    assert_eq!(
        (&places[0]["kind"], &places[0]["name"]),
        (&json!("issuer"), &json!("Riverbend Educator Credentials"))
    );
    let earner = items(&world.earner(0).await, "/api/organisations").await;
    assert_eq!(earner[0]["schools"], json!(["Maple Hollow Elementary", "Quarry Road Middle School"]));
}

#[tokio::test]
async fn people_come_in_pages() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let organisation = issuer(&world).await;
    for number in 0..50 {
        let body = json!({"email": format!("new{number}@example.org"), "name": format!("New {number}"), "organisation": organisation, "roles": []});
        staff.put("/api/people", &body).await.expect("reachable").expect(200).expect("added");
    }

    let first = read(&staff, "/api/people").await;
    let next = first["next"].as_str().expect("there are more");
    let second = read(&staff, &format!("/api/people?cursor={next}")).await;
    assert_eq!(
        (first["items"].as_array().map(Vec::len), second["items"].as_array().map(Vec::len)),
        (Some(50), Some(5))
    );
    assert_eq!(second["next"], Value::Null);
}

#[tokio::test]
async fn who_is_added_is_told_once_and_who_is_known_is_not_overwritten() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let organisation = issuer(&world).await;
    let save = async |version: Option<u64>, email: &str, roles: Value| {
        let mut body = json!({"email": email, "name": "Iris Moss", "language": "es", "organisation": organisation, "roles": roles});
        if let Some(version) = version {
            body["version"] = json!(version);
        }
        staff.put("/api/people", &body).await.expect("reachable")
    };

    let added = save(Some(0), "iris@example.org", json!(["assessor"])).await.expect(200).expect("added");
    assert_eq!(added.number("/version").expect("a version"), 1);
    save(Some(0), "iris@example.org", json!([])).await.expect(409).expect("she is there already");
    save(Some(7), "iris@example.org", json!([])).await.expect(409).expect("another version was seen");
    save(Some(1), "iris@example.org", json!([])).await.expect(200).expect("she keeps no role");
    world.stack.settle().await;
    assert_eq!(world.subjects("iris@example.org").await, ["Le dieron de alta en Touchstone"]);

    let people = items(&staff, "/api/people").await;
    let iris = named(&people, "Iris Moss");
    assert_eq!(
        (&iris["memberships"][0]["roles"], &iris["assessor"]["available"]),
        (&json!([]), &json!(false))
    );

    // Somebody of another organisation comes in, with her own name and language.
    save(Some(0), seed::EARNERS[0], json!(["assessor"])).await.expect(200).expect("added");
    world.stack.settle().await;
    assert_eq!(world.subjects(seed::EARNERS[0]).await, ["You were added to Touchstone"]);
    named(&items(&staff, "/api/people").await, "Fatima Lind");
}

#[tokio::test]
async fn nobody_stops_being_an_administrator_by_herself() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let body = json!({"email": seed::ADMINISTRATOR, "name": "Ada Quill", "organisation": issuer(&world).await, "roles": ["issuer"]});

    let refused = staff.put("/api/people", &body).await.expect("reachable").expect(403).expect("refused");

    assert!(refused.text("/detail").expect("a sentence").contains("Ask another administrator"));
}

#[tokio::test]
async fn a_queue_says_how_many_wait_and_who_scores() {
    let world = World::start().await;
    let life = world.submitted().await;
    let staff = world.administrator().await;

    let queue = read(&staff, "/api/issuer/submissions?state=in-assessment").await;
    assert_eq!(queue["counts"], json!({"submitted": 0, "in-assessment": 1, "assessed": 0}));
    let line = &queue["items"][0];
    let view = read(&staff, &life.route("")).await;
    let assessor = view["assignments"][0]["assessor"].as_str().expect("an id");
    assert_eq!(line["assessors"][0]["id"], assessor);
    assert_eq!(line["assessors"][0]["name"], view["people"][assessor]);

    // One's own micro-credential is found, another's queue is empty; both tell what waits in all.
    for (slug, found) in [(IDEAS, 1), ("recognizing-and-upholding-academic-rigor", 0)] {
        let path = format!("/api/issuer/submissions?state=in-assessment&microcredential={slug}");
        let narrowed = read(&staff, &path).await;
        assert_eq!(narrowed["items"].as_array().map(Vec::len), Some(found), "{slug}");
        assert_eq!(narrowed["counts"], queue["counts"]);
        assert_eq!(narrowed["next"], Value::Null);
    }
    let unnamed = staff.get("/api/issuer/submissions?state=in-assessment&microcredential=NO").await;
    unnamed.expect("reachable").expect(422).expect("that is no name");
}

#[tokio::test]
async fn an_earner_who_moved_since_she_began_is_not_scored_by_her_new_colleagues() {
    let world = World::start().await;
    let life = world.draft().await;
    let table = &world.stack.app().table;
    let colleague = table.person(world.person(seed::EARNERS[2]).await).await.expect("the table");
    let mut moved = table.person(world.person(seed::EARNERS[0]).await).await.expect("the table");
    moved.version += 1;
    moved.memberships.extend(colleague.memberships);
    table.commit(Commit::new().replace(&moved).expect("it has a row")).await.expect("nobody else writes");

    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;

    let staff = world.administrator().await;
    let roster = items(&staff, &life.route("/assessors")).await;
    assert!(roster.iter().all(|line| line["ineligible"] == "same-district"), "{roster:?}");
    assert!(read(&staff, &life.route("")).await["waitingSince"].is_string());
}

#[tokio::test]
async fn the_roster_says_who_can_be_asked_and_why_others_cannot() {
    let world = World::start().await;
    let life = world.submitted().await;
    let staff = world.administrator().await;

    let roster = items(&staff, &life.route("/assessors")).await;
    let reasons: Vec<_> =
        ["Bruno Okafor", "Carmen Ruiz"].map(|name| named(&roster, name)["ineligible"].clone()).into();
    assert_eq!(reasons, ["same-district", "same-district"]);
    assert_eq!(roster.iter().filter(|line| line["current"] == true).count(), 1);
    assert!(roster[0]["ineligible"].is_null() && roster[3]["ineligible"].is_string(), "{roster:?}");

    let free = roster.iter().find(|line| line["ineligible"].is_null() && line["current"] == false);
    let free = &free.expect("the other one of her district")["person"];
    let asked = staff.post(&life.route("/assignments"), &json!({"assessor": free})).await.expect("reachable");
    asked.expect(201).expect("she can be asked");
    let roster = items(&staff, &life.route("/assessors")).await;
    assert_eq!(roster.iter().filter(|line| line["ineligible"] == "passed-on").count(), 1, "{roster:?}");
}

#[tokio::test]
async fn the_audit_trail_names_who_acted_and_never_the_earner() {
    let world = World::start().await;
    let life = world.submitted().await;
    world.reading(&life).await.score(&[]).await.expect("reachable").expect(200).expect("scored");
    let staff = world.administrator().await;
    life.decide(&staff, "award").await.expect("reachable").expect(200).expect("decided");

    let audit = read(&staff, &life.route("/audit")).await;

    assert_eq!(audit["unbroken"], true);
    let deeds: Vec<&str> = audit["records"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|record| record["deed"]["what"].as_str())
        .collect();
    for what in ["submitted", "assigned", "assessed", "decided"] {
        assert!(deeds.contains(&what), "{what} is not in {deeds:?}");
    }
    assert_eq!(audit["people"][audit["earner"].as_str().expect("an id")], Value::Null);
    let names: Vec<&str> =
        audit["people"].as_object().expect("names").values().filter_map(Value::as_str).collect();
    assert!(names.contains(&"Ada Quill") && !names.contains(&"Fatima Lind"), "{names:?}");
}

#[tokio::test]
async fn an_earner_of_the_issuers_staff_stays_blind_to_who_scores_her() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let body = json!({"email": seed::EARNERS[0], "name": "Fatima Lind", "organisation": issuer(&world).await, "roles": ["issuer"]});
    administrator.put("/api/people", &body).await.expect("reachable").expect(200).expect("added");
    world.stack.settle().await;
    let life = world.submitted().await;

    let line = items(&life.earner, "/api/issuer/submissions?state=in-assessment").await.remove(0);
    assert_eq!((&line["id"], &line["assessor"]), (&json!(life.submission), &Value::Null));
    for path in ["/assessors", "/audit"] {
        life.earner.get(&life.route(path)).await.expect("reachable").expect(404).expect("not hers to see");
    }
}

#[tokio::test]
async fn delivered_letters_are_listed_the_newest_first() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let organisation = issuer(&world).await;
    for name in ["one", "two", "three"] {
        let body = json!({"email": format!("{name}@example.org"), "name": "New", "organisation": organisation, "roles": []});
        staff.put("/api/people", &body).await.expect("reachable").expect(200).expect("added");
        world.stack.settle().await;
        world.stack.advance(jiff::SignedDuration::from_secs(1));
    }

    let letters = items(&staff, "/api/letters?state=delivered").await;

    let to: Vec<&str> = letters.iter().filter_map(|letter| letter["to"].as_str()).collect();
    assert_eq!(to, ["three@example.org", "two@example.org", "one@example.org"]);
    assert!(letters.iter().all(|letter| letter["kind"] == "invitation" && letter["state"] == "delivered"));
    assert!(letters.iter().all(|letter| letter["over"] == false), "an invitation's link lasts");
}

#[tokio::test]
async fn letters_do_not_tell_whose_work_a_submission_is() {
    let world = World::start().await;
    let staff = world.administrator().await;
    world.submitted().await;

    let letters = items(&staff, "/api/letters?state=delivered").await;

    let received =
        letters.iter().find(|letter| letter["kind"] == "submission-received").expect("it is listed");
    assert_eq!(received["to"], Value::Null, "{received}");
    let asked = letters.iter().find(|letter| letter["kind"] == "assignment").expect("it is listed");
    assert!(asked["to"].is_string(), "{asked}");
}

#[tokio::test]
async fn a_letter_that_is_refused_is_listed_and_can_be_sent_again() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let organisation = issuer(&world).await;
    for (state, email) in [("dead", "one@refused.example.com"), ("suppressed", "two@unknown.example.com")] {
        let body = json!({"email": email, "name": "New", "organisation": organisation, "roles": []});
        staff.put("/api/people", &body).await.expect("reachable").expect(200).expect("added");
        world.stack.settle().await;

        let letter = items(&staff, &format!("/api/letters?state={state}")).await.remove(0);
        assert_eq!(letter["to"], email);
        let path = format!("/api/letters/{}/resend", letter["id"].as_str().expect("an id"));
        let asked = json!({"person": letter["person"]});
        staff.post(&path, &asked).await.expect("reachable").expect(202).expect("it goes again");
    }
}

#[tokio::test]
async fn every_definition_that_ships_can_be_changed() {
    let world = World::start().await;
    let author = world.administrator().await;
    for shipped in domain::catalogue::shipped() {
        let definition = serde_json::to_value(&shipped).expect("it has a JSON form");
        let path = format!("/api/microcredentials/{}", shipped.id);
        let saved = author.put(&path, &definition).await.expect("reachable").expect(200).expect("it is kept");
        assert_eq!(saved.at("/definition").expect("a definition"), &definition);
    }
}

#[tokio::test]
async fn a_draft_is_thrown_away_only_as_it_was_seen_and_what_is_published_stays() {
    let world = World::start().await;
    let author = world.administrator().await;
    let path = "/api/microcredentials/generating-ideas";
    let mut changed = read(&author, path).await["definition"].clone();
    changed["title"] = json!("Generating More Ideas");
    author.put(path, &changed).await.expect("reachable").expect(200).expect("kept");

    let discard = async |version: u64| {
        let path = format!("{path}?version={version}");
        author.send(reqwest::Method::DELETE, &path, None).await.expect("reachable")
    };
    discard(9).await.expect(409).expect("another version was seen");
    discard(1).await.expect(204).expect("it is gone");

    author.get(&format!("{path}?version=draft")).await.expect("reachable").expect(404).expect("it is gone");
    assert_eq!(read(&author, path).await["definition"]["title"], "Generating Ideas");
}
