//! How a deployment comes to its organisations: founded, added, looked after by their own, read by everybody.

use domain::catalogue;
use futures_util::future::join_all;
use local::{
    client::{Answer, Caller, Life},
    seed,
};
use serde_json::{Value, json};

use crate::world::{IDEAS, World};

const OLIVE: &str = "olive.park@fernvalley.example.com";
const TEACHER: &str = "tess.alder@fernvalley.example.com";
const ALL: &str = "/api/organisations";
const ELEMENTARY: &str = "Fern Valley Elementary";

/// The issuer of the seed.
const ISSUER: &str = "org_00000000000000000000000001";

/// What is told of an organisation that is to be added by the seed's issuer, with Olive as its administrator.
fn told(kind: &str, name: &str) -> Value {
    json!({
        "organisation": ISSUER,
        "kind": kind,
        "name": name,
        "url": "https://www.fernvalley.example.com",
        "contact": "learning@fernvalley.example.com",
        "administrator": {"name": "Olive Park", "email": OLIVE},
    })
}

/// What is saved of an organisation at that version.
fn saved(version: u64, name: &str, schools: &[&str]) -> Value {
    json!({
        "version": version,
        "name": name,
        "url": "https://www.fernvalley.example.com/learning",
        "contact": "learning@fernvalley.example.com",
        "schools": schools,
    })
}

async fn add(caller: &Caller, body: &Value) -> Answer {
    caller.post(ALL, body).await.expect("reachable")
}

async fn save(caller: &Caller, organisation: &str, body: &Value) -> Answer {
    caller.put(&format!("{ALL}/{organisation}"), body).await.expect("reachable")
}

async fn place(caller: &Caller, organisation: &str, email: &str, school: &str) -> Answer {
    let body = json!({"email": email, "name": "Tess Alder", "organisation": organisation, "roles": ["earner"], "school": school});
    caller.put("/api/people", &body).await.expect("reachable")
}

/// The items of a list.
async fn items(caller: &Caller, path: &str) -> Vec<Value> {
    let list = caller.get(path).await.expect("reachable").expect(200).expect("hers to see");
    list.json["items"].as_array().expect("a list").clone()
}

/// The first shipped definition, published by `staff`.
async fn publish(staff: &Caller) {
    let shipped = catalogue::shipped();
    let definition = shipped.iter().find(|one| one.id.as_str() == IDEAS).expect("it ships");
    let definition = serde_json::to_value(definition).expect("it has a JSON form");
    let path = format!("/api/microcredentials/{IDEAS}");
    staff.put(&path, &definition).await.expect("reachable").expect(200).expect("saved");
    let published = staff.post(&format!("{path}/publish"), &json!({"version": 1})).await;
    published.expect("reachable").expect(201).expect("published");
}

#[tokio::test]
async fn an_empty_table_comes_to_a_district_whose_earner_hands_in() {
    let world = World::empty().await;
    let first = world.sign_in(world.stack.app().settings.first_administrator.as_str()).await;
    publish(&first).await;
    assert!(items(&first, &format!("{ALL}?kind=district")).await.is_empty());

    let mut body = told("district", "Fern Valley Schools");
    body["organisation"] = items(&first, ALL).await.remove(0)["id"].take();
    let district = add(&first, &body).await.expect(201).expect("added");
    let id = district.text("/id").expect("an id");
    assert_eq!(items(&first, &format!("{ALL}?kind=district")).await, [district.json]);
    world.stack.settle().await;
    let letters = world.visitor.mail().to(OLIVE).await.expect("the mailbox");
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text.contains("Fern Valley Schools"), "{}", letters[0].text);

    let olive = world.sign_in(OLIVE).await;
    assert_eq!(items(&olive, ALL).await.len(), 1);
    let refused = place(&olive, &id, TEACHER, ELEMENTARY).await.expect(422).expect("no such school yet");
    assert_eq!(refused.faults()[0].0, "/school", "{}", refused.body);
    let schools = [ELEMENTARY, "Fern Valley High School"];
    save(&olive, &id, &saved(1, "Fern Valley Schools", &schools)).await.expect(200).expect("saved");
    let placed = place(&olive, &id, TEACHER, "fern valley  elementary").await.expect(200).expect("placed");
    assert_eq!(placed.at("/memberships/0/school").expect("a school"), ELEMENTARY);

    let form = json!({"version": 0, "origins": ["https://www.fernvalley.example.com"], "offered": [IDEAS]});
    let route = format!("/api/districts/{id}");
    olive.put(&route, &form).await.expect("reachable").expect(200).expect("saved");
    let life = Life::open(&world.sign_in(TEACHER).await, IDEAS).await.expect("it opens");
    world.fill(&life).await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    assert_eq!(world.state(&life).await, "submitted", "nobody can assess it yet");

    save(&olive, &id, &saved(2, "Fern Valley Unified", &schools)).await.expect(200).expect("renamed");
    let form = world.visitor.anonymous().get(&format!("/embed/{id}")).await.expect("reachable");
    assert!(form.body.contains("Fern Valley Unified"), "{}", form.body);
}

#[tokio::test]
async fn of_two_who_give_a_name_at_one_moment_one_gets_it_and_it_is_free_once_it_is_given_up() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let district = told("district", "Fern Valley Schools");
    let (one, other) = tokio::join!(add(&staff, &district), add(&staff, &district));
    let (added, refused) = if one.status == 201 { (one, other) } else { (other, one) };
    assert_eq!((added.status, refused.status), (201, 409), "{} {}", added.body, refused.body);
    let id = added.text("/id").expect("an id");

    let again = add(&staff, &told("district", "FERN valley  schools")).await.expect(409).expect("taken");
    assert!(again.text("/type").is_ok_and(|kind| kind.ends_with("exists")), "{}", again.body);
    add(&staff, &told("state", "Fern Valley Schools")).await.expect(201).expect("of another kind");

    let olive = world.sign_in(OLIVE).await;
    let taken = saved(1, "Maple Hollow school district", &[]);
    save(&olive, &id, &taken).await.expect(409).expect("the seed's has no claim, and is found");
    save(&olive, &id, &saved(1, "Fern Valley", &[])).await.expect(200).expect("renamed");
    save(&olive, &id, &saved(1, "Fern Valley", &[])).await.expect(200).expect("it says so already");
    save(&olive, &id, &saved(1, "Fern", &[])).await.expect(409).expect("changed meanwhile");
    add(&staff, &district).await.expect(201).expect("the name is free");
    save(&olive, &id, &saved(2, "Fern Valley Schools", &[])).await.expect(409).expect("and taken again");
    save(&olive, &id, &saved(2, "FERN VALLEY", &[])).await.expect(200).expect("its own, written otherwise");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_renames_it_from_two_tabs_is_told_that_it_was_changed_and_of_no_other_organisation() {
    let world = World::start().await;
    let district = told("district", "Fern Valley Schools");
    let added = add(&world.administrator().await, &district).await.expect(201).expect("added");
    let id = added.text("/id").expect("an id");
    let olive = world.sign_in(OLIVE).await;
    for version in 1..9 {
        let bodies = [" one", " one", " two", " three"]
            .map(|end| saved(version, &format!("Fern {version}{end}"), &[]));
        let answers = join_all(bodies.iter().map(|body| save(&olive, &id, body))).await;
        for answer in &answers {
            let is_known =
                answer.status == 200 || answer.text("/type").is_ok_and(|kind| kind.ends_with("stale"));
            assert!(is_known, "{}", answer.body);
        }
        assert!(answers.iter().any(|answer| answer.status == 200), "one is saved");
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_added() {
    let world = World::start().await;
    let staff = world.administrator().await;
    for (pointer, field, value) in [
        ("/organisation", "organisation", json!("an issuer")),
        ("/kind", "kind", json!("school")),
        ("/name", "name", json!("over\u{202e}ride")),
        ("/name", "name", json!(" ")),
        ("/url", "url", json!("javascript:alert(1)")),
        ("/url", "url", json!("http://www.fernvalley.example.com")),
        ("/url", "url", json!("https://fernvalley")),
        ("/contact", "contact", json!("nobody")),
        ("/schools/1", "schools", json!([ELEMENTARY, "fern valley elementary"])),
        ("/administrator/email", "administrator", json!({"name": "Olive Park", "email": "olive"})),
        ("/administrator/name", "administrator", json!({"name": "", "email": OLIVE})),
    ] {
        let mut body = told("district", "Fern Valley Schools");
        body[field] = value;
        let answer = add(&staff, &body).await.expect(422).expect("refused");
        assert_eq!(answer.faults()[0].0, pointer, "{}", answer.body);
    }
    let mut state = told("state", "Fern State");
    state["schools"] = json!([ELEMENTARY]);
    assert_eq!(add(&staff, &state).await.expect(422).expect("refused").faults()[0].0, "/schools");
    assert_eq!(items(&staff, &format!("{ALL}?kind=district")).await.len(), 2, "those of the seed");
    assert!(world.subjects(OLIVE).await.is_empty());
}

#[tokio::test]
async fn people_stay_at_a_school_that_is_taken_off_until_somebody_moves_them() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let id = seed::first_district().to_string();
    let district = items(&webmaster, ALL).await.remove(0);
    let mut body = json!({"version": 1, "name": district["name"], "url": district["url"]});
    body["contact"] = district["contact"].clone();
    let without_schools = save(&webmaster, &id, &body).await.expect(200).expect("the same");
    assert_eq!(without_schools.json, district, "what isn't told stays");
    body["schools"] = json!(["Quarry Road Middle School"]);
    save(&webmaster, &id, &body).await.expect(200).expect("one school less");

    let earner = seed::EARNERS[0];
    let school = async || {
        let people = items(&webmaster, &format!("/api/people?organisation={id}")).await;
        let hers = people.into_iter().find(|person| person["email"] == earner).expect("she is here");
        hers["memberships"][0]["school"].clone()
    };
    assert_eq!(school().await, "Maple Hollow Elementary", "until she is moved");
    let gone = "Maple Hollow Elementary";
    place(&webmaster, &id, earner, gone).await.expect(200).expect("her entry can be saved");
    place(&webmaster, &id, "new@maplehollow.example.com", gone)
        .await
        .expect(422)
        .expect("nobody comes to it");
    place(&webmaster, &id, earner, "Quarry Road Middle School").await.expect(200).expect("moved");
    place(&webmaster, &id, earner, gone).await.expect(422).expect("there is no way back");
}

#[tokio::test]
async fn whoever_earns_in_two_districts_stays_with_the_first_whichever_saves_her() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let district = add(&staff, &told("district", "Fern Valley Schools")).await.expect(201).expect("added");
    let second = district.text("/id").expect("an id");
    let (olive, webmaster) = (world.sign_in(OLIVE).await, world.sign_in(seed::WEBMASTER).await);
    let first = seed::first_district();
    let (earner, app) = (world.person(seed::EARNERS[0]).await, world.stack.app());
    let school = "Quarry Road Middle School";
    let save = async |caller: &Caller, of: &str, school: Option<&str>| {
        let mut body = json!({"email": seed::EARNERS[0], "name": "Fatima Lind", "organisation": of, "roles": ["earner"]});
        if let Some(school) = school {
            body["school"] = json!(school);
        }
        caller.put("/api/people", &body).await.expect("reachable").expect(200).expect("saved");
        app.table.person(earner).await.expect("the table").district().expect("she is an earner")
    };
    assert_eq!(save(&olive, &second, None).await, first, "she comes into another one");
    assert_eq!(save(&webmaster, &first.to_string(), Some(school)).await, first, "she is moved to a school");
    assert_eq!(save(&olive, &second, None).await, first);
}

#[tokio::test]
async fn an_issuer_alone_sees_and_adds_organisations_and_whoever_is_known_keeps_her_name() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    for kind in ["issuer", "district", "state", "association"] {
        let list = webmaster.get(&format!("{ALL}?kind={kind}")).await.expect("reachable");
        assert_eq!(list.status, 404, "{kind}");
    }
    assert_eq!(staff.get(&format!("{ALL}?kind=school")).await.expect("reachable").status, 422);
    let mut district = told("district", "Fern Valley Schools");
    add(&webmaster, &district).await.expect(404).expect("not hers");
    district["organisation"] = json!(seed::first_district());
    add(&webmaster, &district).await.expect(404).expect("hers, and no issuer");

    let mut agency = told("state", "Fern State Department of Education");
    agency["administrator"] = json!({"name": "Somebody Else", "email": seed::WEBMASTER, "language": "es"});
    add(&staff, &agency).await.expect(201).expect("added");
    world.stack.settle().await;
    let me = webmaster.get("/api/me").await.expect("reachable").expect(200).expect("hers");
    assert_ne!(me.text("/name").expect("a name"), "Somebody Else");
    assert_eq!(me.text("/language").expect("a language"), "en");
    let kinds: Vec<Value> =
        items(&webmaster, ALL).await.into_iter().map(|place| place["kind"].clone()).collect();
    assert_eq!(kinds, ["state", "district"], "by name");
    assert_eq!(world.subjects(seed::WEBMASTER).await[0], "You were added to Touchstone");
}

#[tokio::test]
async fn the_issuer_names_another_first_administrator_until_somebody_did_anything_there() {
    const RIGHT: &str = "olivia.park@fernvalley.example.com";
    let world = World::start().await;
    let staff = world.administrator().await;
    let added = add(&staff, &told("district", "Fern Valley Schools")).await.expect(201).expect("added");
    let id = added.text("/id").expect("an id");
    let stranger = world.sign_in(OLIVE).await;
    let over = |version: u64, email: &str| {
        let mut body = told("district", "Fern Valley Schools");
        body["version"] = json!(version);
        body["administrator"]["email"] = json!(email);
        for field in ["kind", "organisation"] {
            body.as_object_mut().expect("an object").remove(field);
        }
        body
    };
    assert_eq!(added.text("/addedBy").expect("the issuer"), ISSUER);
    save(&world.sign_in(seed::WEBMASTER).await, &id, &over(1, RIGHT)).await.expect(404).expect("not hers");
    save(&stranger, &id, &over(1, RIGHT)).await.expect(404).expect("nor the first one's");
    save(&staff, &id, &over(1, RIGHT)).await.expect(200).expect("handed over");
    save(&staff, &id, &over(1, RIGHT)).await.expect(200).expect("it is");
    save(&staff, &id, &over(1, seed::WEBMASTER)).await.expect(409).expect("changed meanwhile");

    world.stack.settle().await;
    assert_eq!(world.subjects(RIGHT).await.len(), 1);
    place(&stranger, &id, TEACHER, ELEMENTARY).await.expect(404).expect("it is hers no more");
    save(&staff, &id, &over(2, OLIVE)).await.expect(200).expect("and back");
    save(&staff, &id, &over(3, RIGHT)).await.expect(200).expect("and over again");
    let chain = world.stack.app().table.chain(&id).await.expect("the table");
    assert_eq!(chain.iter().filter(|one| one.deed.what == "organisation-handed-over").count(), 3);

    let olivia = world.sign_in(RIGHT).await;
    let body = json!({"email": TEACHER, "name": "Tess Alder", "organisation": id, "roles": ["earner"]});
    olivia.put("/api/people", &body).await.expect("reachable").expect(200).expect("she adds somebody");
    world.stack.settle().await;
    save(&staff, &id, &over(4, OLIVE)).await.expect(404).expect("it looks after itself");

    let listed = async || {
        let all = items(&staff, &format!("{ALL}?kind=district")).await;
        all.into_iter().find(|one| one["id"] == json!(id)).expect("it is listed")
    };
    assert_eq!(listed().await["addedBy"], ISSUER, "it didn't change itself");
    save(&olivia, &id, &saved(4, "Fern Valley", &[])).await.expect(200).expect("hers to change");
    assert!(listed().await.get("addedBy").is_none(), "it is its own");
}

#[tokio::test]
async fn who_administers_two_issuers_adds_for_the_one_that_she_names() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let mut issuer = told("issuer", "Fern Valley Credentials");
    issuer["administrator"] = json!({"name": "Ada Quill", "email": seed::ADMINISTRATOR});
    let second = add(&staff, &issuer).await.expect(201).expect("added").text("/id").expect("an id");
    let mut district = told("district", "Fern Valley Schools");
    district["organisation"] = json!(second);
    add(&staff, &district).await.expect(201).expect("added");

    let added = async |issuer: &str| {
        let chain = world.stack.app().table.chain(issuer).await.expect("the table");
        chain.iter().filter(|record| record.deed.what == "organisation-added").count()
    };
    assert_eq!((added(ISSUER).await, added(&second).await), (1, 2), "the second by the first, then its own");
}

#[tokio::test]
async fn a_further_issuer_is_public_by_the_name_that_it_gives_itself() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let issuer = add(&staff, &told("issuer", "Fern Valley Credentials")).await.expect(201).expect("added");
    let id = issuer.text("/id").expect("an id");
    let olive = world.sign_in(OLIVE).await;
    let roles = ["administrator", "issuer", "developer"];
    let herself = json!({"email": OLIVE, "name": "Olive Park", "organisation": id, "roles": roles});
    olive.put("/api/people", &herself).await.expect("reachable").expect(200).expect("her own to give");

    let mut renamed = saved(1, "Fern Valley Badges", &[]);
    renamed["contact"] = json!("badges@fernvalley.example.com");
    save(&olive, &id, &renamed).await.expect(200).expect("renamed");
    let profile = world.visitor.anonymous().get(&format!("/issuers/{id}")).await.expect("reachable");
    let profile = profile.expect(200).expect("it is public");
    assert_eq!(profile.text("/name").expect("a name"), "Fern Valley Badges");
    let other = seed::first_district().to_string();
    save(&olive, &other, &renamed).await.expect(404).expect("not hers");
}
