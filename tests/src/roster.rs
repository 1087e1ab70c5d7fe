//! A district's roster: looked at first, taken whole or not at all, placed person by person, and taken back.

mod known;
mod taking_back;
mod turns;
mod under_way;

use cloud::table::keys::Key;
use domain::{
    OrganisationId,
    person::{Membership, Person, Role},
    roster::{Placing, RosterShard},
};
use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::{api_document, world::World};

const ROUTE: &str = "/api/districts/{organisation}/roster";
const HOME: &str = "Maple Hollow Elementary";
const OTHER: &str = "Quarry Road Middle School";
/// Of whom nobody knew.
const NEW: &str = "rowan.pike@maplehollow.example.com";
/// What the letter to who comes into an organisation says first.
const TOLD: &str = "You were added to Touchstone";

fn route() -> String {
    format!("/api/districts/{}/roster", seed::first_district())
}

async fn roster(webmaster: &Caller) -> Answer {
    let answer = webmaster.get(&route()).await.expect("reachable").expect(200).expect("it is hers");
    api_document::assert_describes("get", ROUTE, &answer);
    answer
}

/// Sends a table as of the version that is stored.
pub(crate) async fn import(webmaster: &Caller, query: &str, rows: &str) -> Answer {
    import_table(webmaster, query, &format!("email,name,school\n{rows}")).await
}

/// As [`import`], with the line that names the columns.
async fn import_table(webmaster: &Caller, query: &str, table: &str) -> Answer {
    let version = roster(webmaster).await.number("/version").expect("a version");
    let body = json!({"version": version, "source": "Personnel, November", "table": table});
    webmaster.put(&format!("{}{query}", route()), &body).await.expect("reachable")
}

/// Imports a table, and answers with its id.
async fn imported(webmaster: &Caller, rows: &str) -> String {
    import(webmaster, "", rows).await.expect(200).expect("it is taken");
    roster(webmaster).await.text("/imports/0/import").expect("an id")
}

async fn undo(webmaster: &Caller, import: &str) -> Answer {
    webmaster.delete(&format!("{}/imports/{import}", route())).await.expect("reachable")
}

/// Rounds of the clock until nobody is to be placed or taken back.
pub(crate) async fn placed(world: &World) {
    while placings(world).await.iter().any(Placing::is_under_way) {
        world.stack.tick().await;
        world.stack.settle().await;
    }
}

async fn placings(world: &World) -> Vec<Placing> {
    let table = &world.stack.app().table;
    let roster = table.district_roster(seed::first_district()).await.expect("the table");
    table.placings(&roster).await.expect("the table")
}

/// What an import still says about people.
async fn shards(world: &World, import: &str) -> Vec<RosterShard> {
    let import = import.parse().expect("an id");
    let all = world.stack.app().table.roster_shards(seed::first_district(), import, 0..=u8::MAX);
    all.await.expect("the table")
}

async fn known(world: &World, email: &str) -> Option<Person> {
    let email = email.parse().expect("an address");
    world.stack.app().table.person_by_email(&email).await.expect("the table")
}

/// The place of somebody in the first district.
async fn place(world: &World, email: &str) -> Option<Membership> {
    let person = known(world, email).await?;
    person.memberships.into_iter().find(|place| place.organisation == seed::first_district())
}

fn at(roles: &[Role], school: Option<&str>) -> Option<Membership> {
    Some(Membership {
        organisation: seed::first_district(),
        roles: roles.iter().copied().collect(),
        school: school.map(|school| school.parse().expect("a name")),
    })
}

/// Who belongs to the district, as its administrator sees them.
async fn people(webmaster: &Caller) -> Vec<Value> {
    let path = format!("/api/people?organisation={}", seed::first_district());
    let (mut people, mut page) = (Vec::new(), path.clone());
    loop {
        let read = webmaster.get(&page).await.expect("reachable").expect(200).expect("hers to see");
        people.extend(read.json["items"].as_array().expect("a list").iter().cloned());
        let Some(next) = read.json["next"].as_str() else { return people };
        page = format!("{path}&cursor={next}");
    }
}

fn row(email: &str, name: &str, school: &str) -> String {
    format!("{email},{name},{school}\n")
}

#[tokio::test]
async fn a_preview_tells_how_many_and_changes_nothing() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let rows = row(seed::EARNERS[0], "Anybody", HOME)
        + &row(seed::EARNERS[1], "Anybody", OTHER)
        + &row(seed::EARNERS[2], "Known elsewhere", OTHER)
        + &row(NEW, "Rowan Pike", "");
    let preview = import(&webmaster, "?preview=true", &rows).await.expect(200).expect("it is right");
    api_document::assert_describes("put", ROUTE, &preview);
    let counts = |answer: &Answer| ["rows", "here", "moved", "new"].map(|count| answer.json[count].clone());
    assert_eq!(counts(&preview), [4, 1, 1, 2].map(Value::from), "whom others know isn't told");
    assert_eq!(
        preview.json["first"][3],
        json!({"line": 5, "email": NEW, "name": "Rowan Pike"}),
        "{}",
        preview.body
    );
    placed(&world).await;
    assert_eq!(roster(&webmaster).await.json, json!({"version": 0, "imports": []}));
    assert!(known(&world, NEW).await.is_none());

    let taken = import(&webmaster, "", &rows).await.expect(200).expect("it is taken");
    api_document::assert_describes("put", ROUTE, &taken);
    assert_eq!((counts(&taken), &taken.json["version"]), (counts(&preview), &json!(1)));
}

#[tokio::test]
async fn of_a_table_with_a_wrong_row_nothing_is_taken() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let rows = row(NEW, "Rowan Pike", HOME)
        + &row("=cmd|' /C calc'!A0", "Formula", "")
        + &row("a@b.example", "A", "No School")
        + &row(NEW, "Rowan Pike", HOME)
        + &row("b@b.example", "", "");
    for query in ["?preview=true", ""] {
        let refused = import(&webmaster, query, &rows).await.expect(422).expect("refused");
        let faults = refused.faults();
        let places: Vec<&str> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(places, ["/table/3", "/table/4", "/table/5", "/table/6"]);
        assert!(faults[1].1.contains(HOME) && faults[1].1.contains(OTHER), "which there are: {faults:?}");
        assert!(faults[2].1.contains("line 2"), "{faults:?}");
    }
    placed(&world).await;
    assert!(known(&world, NEW).await.is_none());
    let body = json!({"version": 0, "source": "x", "table": "email,name,remark\na@b.example,A,=1+1"});
    let refused = webmaster.put(&route(), &body).await.expect("reachable").expect(422).expect("refused");
    assert_eq!(refused.faults()[0].0, "/table/1");

    let body = json!({"version": 0, "source": "x", "table": "email,name\na@b.example,A"});
    let staff = world.administrator().await;
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    for path in [route(), format!("/api/districts/{issuer}/roster")] {
        staff.put(&path, &body).await.expect("reachable").expect(404).expect("no district of hers");
        staff.get(&path).await.expect("reachable").expect(404).expect("no district of hers");
    }
}

#[tokio::test]
async fn people_are_placed_and_only_who_has_an_account_gets_a_letter() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let letters = world.subjects(seed::WEBMASTER).await;
    let name = known(&world, seed::RECOGNIZER).await.expect("she is of the seed").name;
    let rows = row(NEW, "=cmd|' /C calc'!A0", HOME)
        + &row(seed::RECOGNIZER, "Another name", OTHER)
        + &row(seed::WEBMASTER, "Another name", HOME)
        + &row(seed::EARNERS[0], "Another name", HOME);
    let before = known(&world, seed::EARNERS[0]).await;
    imported(&webmaster, &rows).await;
    let waiting = roster(&webmaster).await;
    assert_eq!(
        ["state", "placed", "waiting", "undoable"].map(|name| waiting.json["imports"][0][name].clone()),
        [json!("placing"), json!(0), json!(4), json!(true)]
    );
    placed(&world).await;

    assert_eq!(place(&world, NEW).await, at(&[Role::Earner], Some(HOME)));
    assert_eq!(place(&world, seed::RECOGNIZER).await, at(&[Role::Earner], Some(OTHER)));
    assert_eq!(
        place(&world, seed::WEBMASTER).await,
        at(&[Role::Administrator], Some(HOME)),
        "her roles stay"
    );
    assert_eq!(known(&world, seed::EARNERS[0]).await, before, "nothing changed for her");
    let recognizer = known(&world, seed::RECOGNIZER).await.expect("she is there");
    assert_eq!((&recognizer.name, recognizer.memberships.len()), (&name, 2), "her name is hers");
    assert_eq!(world.subjects(NEW).await, [""; 0], "nobody writes to ten thousand people");
    assert_eq!(world.subjects(seed::RECOGNIZER).await, [TOLD]);
    assert_eq!(world.subjects(seed::WEBMASTER).await, letters);
    let listed = people(&webmaster).await;
    let new = listed.iter().find(|person| person["email"] == NEW).expect("she is listed");
    assert_eq!(new["memberships"][0]["school"], HOME);

    let told = roster(&webmaster).await.json["imports"][0].clone();
    assert_eq!((&told["state"], &told["placed"], &told["waiting"]), (&json!("placed"), &json!(4), &json!(0)));
    assert!(told["by"].is_string() && told["source"] == "Personnel, November", "{told}");
    // She gets in by asking for a link herself.
    world.sign_in(NEW).await;
}

#[tokio::test]
async fn a_second_import_moves_people_and_takes_nobody_out() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let first = imported(&webmaster, &(row(NEW, "Rowan Pike", HOME) + &row("b@b.example", "B", HOME))).await;
    // Recorded while the first one still waits: the newest has the last word.
    let second = imported(&webmaster, &row(NEW, "Rowan Pike", OTHER)).await;
    placed(&world).await;
    assert_eq!(place(&world, NEW).await, at(&[Role::Earner], Some(OTHER)));
    assert_eq!(place(&world, "b@b.example").await, at(&[Role::Earner], Some(HOME)), "she isn't in the table");
    world.stack.tick().await;
    assert!(shards(&world, &first).await.is_empty(), "it can't be undone any more");
    assert_eq!(shards(&world, &second).await.len(), 1);
    undo(&webmaster, &first).await.expect(409).expect("it isn't the newest");

    let stale = json!({"version": 1, "source": "x", "table": "email,name\na@b.example,A"});
    let refused = webmaster.put(&route(), &stale).await.expect("reachable").expect(409).expect("stale");
    assert_eq!(refused.json["currentVersion"], 2, "{}", refused.body);
}

#[tokio::test]
async fn an_assessors_entry_names_the_district_as_soon_as_she_has_a_place_there() {
    let world = World::start().await;
    let app = world.stack.app();
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    // She is at home in the second district.
    let assessor = world.person(seed::ASSESSORS[2]).await;
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    let organisations = async || -> Vec<OrganisationId> {
        let entry: Option<domain::assignment::Assessor> =
            app.table.find(Key::Assessor(assessor, issuer)).await.expect("the table");
        entry.expect("she scores").organisations.into_iter().collect()
    };
    let before = organisations().await;
    let import = imported(&webmaster, &row(seed::ASSESSORS[2], "Anybody", HOME)).await;
    placed(&world).await;
    let here = organisations().await;
    assert!(here.contains(&seed::first_district()) && here.len() == before.len() + 1, "{here:?}");

    undo(&webmaster, &import).await.expect(200).expect("the newest");
    placed(&world).await;
    assert_eq!(organisations().await, before);
}
