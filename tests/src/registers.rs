//! Facts that a recognizer imports: looked at first, taken whole or not at all, counted beside what is stated, and undone.

use cloud::table::{
    keys::{Key, Queue},
    register::RegisterLook,
};
use domain::policy::{Place, Register, RegisterShard};
use jiff::SignedDuration;
use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::{api_document, authorization, awards::awarded, policies, world::World};

const HEAD: &str = "email,fact,term,date,until,score,qualifying,sem";
const ROUTE: &str = "/api/registers/{organisation}";

fn route() -> String {
    format!("/api/registers/{}", seed::state())
}

async fn register(recognizer: &Caller) -> Answer {
    recognizer.get(&route()).await.expect("reachable").expect(200).expect("it is the recognizer's")
}

/// Sends a table as of the version that is stored.
pub(crate) async fn import(recognizer: &Caller, query: &str, rows: &str) -> Answer {
    import_from(recognizer, "Licensing system", query, rows).await
}

/// The same, from what is called so.
pub(crate) async fn import_from(recognizer: &Caller, source: &str, query: &str, rows: &str) -> Answer {
    let version = register(recognizer).await.number("/version").expect("a version");
    let body = json!({"version": version, "source": source, "table": format!("{HEAD}\n{rows}")});
    recognizer.put(&format!("{}{query}", route()), &body).await.expect("reachable")
}

async fn undo(recognizer: &Caller, import: &str) -> Answer {
    recognizer.delete(&format!("{}/imports/{import}", route())).await.expect("reachable")
}

/// Whether what the exam of the pedagogy policy asks for is on record.
async fn eligible(caller: &Caller) -> Value {
    let path = "/api/policy-check?policy=pedagogy-assessment";
    let answer = caller.get(path).await.expect("reachable").expect(200).expect("it is told");
    answer.at("/policies/0/uses/0/eligible").expect("it is told").clone()
}

pub(crate) fn licence_of(email: &str) -> String {
    format!("{email},licence,pptl,2026-07-01\n")
}

/// Rounds of the clock until nothing is to be done about imports.
async fn look(world: &World) {
    let table = &world.stack.app().table;
    while table.count_waiting(&Queue::RegisterLooks, 1).await.expect("the table") > 0 {
        world.stack.tick().await;
        world.stack.settle().await;
    }
}

/// The shards that lie in the table at all places that an import may have written.
async fn shards(world: &World, imports: &[String]) -> Vec<RegisterShard> {
    let ids = imports.iter().map(|import| import.parse().expect("an id"));
    let places = ids.flat_map(|import| (0..=u8::MAX).map(move |number| Place { import, number })).collect();
    world.stack.app().table.register_shards(seed::state(), places).await.expect("the table")
}

#[tokio::test]
async fn what_is_imported_is_looked_at_first_and_then_on_record_with_its_source_and_date() {
    let world = World::start().await;
    let (recognizer, earner) = (world.sign_in(seed::RECOGNIZER).await, world.earner(0).await);
    let rows = licence_of(seed::EARNERS[0]) + &licence_of("nobody@maplehollow.example.com");

    let preview = import(&recognizer, "?preview=true", &rows).await.expect(200).expect("it is right");
    api_document::assert_describes("put", ROUTE, &preview);
    assert_eq!(preview.json["first"][0]["term"], "Provisional professional teaching licence (PPTL)");
    assert_eq!(register(&recognizer).await.json, json!({"version": 0, "people": 0, "imports": []}));
    assert_eq!(eligible(&earner).await, json!(false));

    let taken = import(&recognizer, "", &rows).await.expect(200).expect("it is taken");
    for count in ["rows", "people", "added"] {
        assert_eq!(taken.json[count], 2, "{count}");
    }
    let known = register(&recognizer).await;
    api_document::assert_describes("get", ROUTE, &known);
    let newest = &known.json["imports"][0];
    assert_eq!((&known.json["people"], &newest["source"]), (&json!(2), &json!("Licensing system")));
    assert!(newest["by"].is_string() && newest["at"].is_string() && newest["undoable"] == true, "{newest}");
    assert_eq!(
        (eligible(&earner).await, eligible(&world.earner(1).await).await),
        (json!(true), json!(false))
    );

    let hers = earner.get("/api/facts").await.expect("reachable").expect(200).expect("hers");
    api_document::assert_describes("get", "/api/facts", &hers);
    let hers = &hers.json["items"][0];
    assert_eq!(hers["recorded"]["source"], "Licensing system");
    assert_eq!(hers["recorded"]["facts"]["licences"][0]["type"], "pptl");
    assert_eq!(hers["facts"]["licences"], json!([]), "she stated nothing herself");

    let other = format!("{},enrolment,,2026-08-15\n", seed::EARNERS[0]);
    let taken = import(&recognizer, "", &other).await.expect(200).expect("it is taken");
    assert_eq!((&taken.json["added"], &taken.json["changed"]), (&json!(0), &json!(1)));
    assert_eq!(eligible(&earner).await, json!(false), "it is the last word on her");
    assert_eq!(register(&recognizer).await.json["people"], 2, "what was about others stays");
}

#[tokio::test]
async fn of_a_table_with_a_wrong_row_nothing_is_taken_and_nothing_of_it_is_a_formula() {
    let world = World::start().await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let rows = licence_of(seed::EARNERS[0])
        + "=cmd|' /C calc'!A0,licence,pptl,2026-07-01\n"
        + &licence_of("a@b.example").replace("pptl", "none");
    for query in ["?preview=true", ""] {
        let refused = import(&recognizer, query, &rows).await.expect(422).expect("refused");
        let places: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(places, ["/table/3", "/table/4"]);
    }
    assert_eq!(register(&recognizer).await.json["people"], 0);
    let table = "\u{feff}Email;fact;term;date;remark\r\nana@b.example;licence;pptl;2026-07-01;=cmd\r\n";
    let body = json!({"version": 0, "source": "x", "table": table});
    let taken = recognizer.put(&route(), &body).await.expect("reachable").expect(200).expect("it is right");
    assert!(!taken.body.contains("=cmd"), "columns that nobody asks for are not read");

    let other = authorization::staff_of_a_district(&world).await;
    other.put(&route(), &body).await.expect("reachable").expect(404).expect("not its own");
}

#[tokio::test]
async fn facts_are_for_policies_and_who_has_none_is_told_to_publish_one() {
    let world = World::start().await;
    let district = seed::first_district();
    let person = json!({"email": "pay@maplehollow.example.com", "name": "Pay", "organisation": district, "roles": ["recognizer"]});
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    webmaster.put("/api/people", &person).await.expect("reachable").expect(200).expect("saved");
    let recognizer = world.sign_in("pay@maplehollow.example.com").await;
    let path = format!("/api/registers/{district}");
    let body = json!({"version": 0, "source": "x", "table": format!("{HEAD}\n{},none", seed::EARNERS[0])});
    let refused =
        recognizer.put(&path, &body).await.expect("reachable").expect(422).expect("it has no policy");
    let wanted = ("/table".to_owned(), "Publish a policy first: facts are for policies.".to_owned());
    assert_eq!(refused.faults(), [wanted]);

    let policy = policies::written("hours");
    recognizer.put("/api/policies/hours", &policy).await.expect("reachable").expect(201).expect("published");
    recognizer.put(&path, &body).await.expect("reachable").expect(200).expect("it has one");
}

/// A policy for whoever has a licence, and an earner who lets the state agency know of her and states none.
async fn asked_for_a_licence(world: &World) -> (Caller, Caller) {
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let mut policy = policies::written("hours");
    policy["terms"]["pptl"] = json!("PPTL");
    policy["uses"][0]["eligible"] = json!({"licence": {"anyOf": ["pptl"]}});
    recognizer.put("/api/policies/hours", &policy).await.expect("reachable").expect(201).expect("published");
    // She lets the state agency know of her, and states no licence.
    let facts = format!("/api/facts/{}?version=0", seed::state());
    let earner = world.earner(0).await;
    earner.put(&facts, &json!({})).await.expect("reachable").expect(200).expect("stated");
    (recognizer, earner)
}

/// Rounds of the clock until all that imports ordered is looked at.
async fn look_at_claims(world: &World) {
    look(world).await;
    world.stack.tick().await;
    world.stack.settle().await;
}

/// How many claims wait for the recognizer.
async fn waiting(recognizer: &Caller) -> Value {
    recognizer.get("/api/recognitions").await.expect("reachable").json["counts"]["waiting"].clone()
}

#[tokio::test]
async fn what_an_import_completes_is_claimed_by_itself_and_an_import_that_is_undone_leaves_nothing() {
    let world = World::start().await;
    let (recognizer, earner) = asked_for_a_licence(&world).await;
    awarded(&world).await;
    world.stack.tick().await;
    assert_eq!(waiting(&recognizer).await, 0, "nothing is on record about her");

    import(&recognizer, "", &licence_of("nobody@b.example")).await.expect(200).expect("it is taken");
    import(&recognizer, "", &licence_of(seed::EARNERS[0])).await.expect(200).expect("it is taken");
    look_at_claims(&world).await;
    assert_eq!(waiting(&recognizer).await, 1);
    let claims = format!("/api/recognitions/hours/{}", world.person(seed::EARNERS[0]).await);
    let check = "/api/policy-check?policy=hours";
    for (reader, path, at) in [
        (&recognizer, claims.as_str(), "/claims/0/trace/0/says"),
        (&earner, check, "/policies/0/uses/0/trace/0/says"),
    ] {
        let says = reader.get(path).await.expect("reachable").text(at).expect("a sentence");
        let source = "(from the register of Alder Department of Education on ";
        assert!(says.contains(source) && says.contains("“Licensing system”)"), "{says}");
    }

    let imports = register(&recognizer).await;
    let id = |number: usize| imports.text(&format!("/imports/{number}/id")).expect("an id");
    undo(&recognizer, &id(1)).await.expect(409).expect("it isn't the newest");
    let undone = undo(&recognizer, &id(0)).await.expect(200).expect("the newest");
    api_document::assert_describes("delete", "/api/registers/{organisation}/imports/{import}", &undone);
    assert_eq!(undone.json["people"], 1);
    assert!(undone.json["imports"][0]["undone"]["by"].is_string(), "{}", undone.body);
    look_at_claims(&world).await;
    assert_eq!(waiting(&recognizer).await, 0, "what it had made is over");
    let told = world.subjects(seed::EARNERS[0]).await;
    assert!(told.iter().any(|subject| subject == "A claim of yours is over"), "{told:?}");
    let left: Vec<String> =
        shards(&world, &[id(0), id(1)]).await.iter().map(|one| one.place.import.to_string()).collect();
    assert_eq!(left, [id(1)], "of what was undone nothing is kept");
    let hers = earner.get("/api/facts").await.expect("reachable");
    assert_eq!(hers.json["items"][0].get("recorded"), None);
}

#[tokio::test]
async fn whoever_is_taken_out_is_looked_at_and_so_is_whoever_comes_back() {
    let world = World::start().await;
    let (recognizer, earner) = asked_for_a_licence(&world).await;
    awarded(&world).await;
    let both = licence_of(seed::EARNERS[0]) + &licence_of("nobody@b.example");
    import(&recognizer, "", &both).await.expect(200).expect("it is taken");
    look_at_claims(&world).await;
    assert_eq!(waiting(&recognizer).await, 1);

    let none = format!("{},none,,\n", seed::EARNERS[0]);
    let preview = import(&recognizer, "?preview=true", &none).await.expect(200).expect("it is right");
    api_document::assert_describes("put", ROUTE, &preview);
    assert_eq!((&preview.json["removed"], &preview.json["first"][0]["fact"]), (&json!(1), &json!("none")));
    import(&recognizer, "", &none).await.expect(200).expect("it is taken");
    let imports = register(&recognizer).await;
    api_document::assert_describes("get", ROUTE, &imports);
    assert_eq!((&imports.json["people"], &imports.json["imports"][0]["removed"]), (&json!(1), &json!(1)));
    // Another import before anybody looked; what the first one replaced is still there then.
    let other = licence_of("b@b.example");
    import(&recognizer, "", &other).await.expect(200).expect("it is taken");
    look_at_claims(&world).await;
    assert_eq!(waiting(&recognizer).await, 0, "nothing is on record about her any more");
    let hers = earner.get("/api/facts").await.expect("reachable");
    assert_eq!(hers.json["items"][0].get("recorded"), None);

    import(&recognizer, "", &both).await.expect(200).expect("it is taken");
    look_at_claims(&world).await;
    assert_eq!(waiting(&recognizer).await, 1);
    let taken = import(&recognizer, "", &none).await.expect(200).expect("it is taken");
    look_at_claims(&world).await;
    assert_eq!((waiting(&recognizer).await, &taken.json["removed"]), (json!(0), &json!(1)));
    let newest = register(&recognizer).await.text("/imports/0/id").expect("an id");
    undo(&recognizer, &newest).await.expect(200).expect("the newest");
    look_at_claims(&world).await;
    assert_eq!(waiting(&recognizer).await, 1, "she is on record again");
}

#[tokio::test]
async fn an_import_that_stopped_in_the_middle_counts_nowhere_and_is_taken_away() {
    let world = World::start().await;
    let app = world.stack.app();
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    import(&recognizer, "", &licence_of(seed::EARNERS[1])).await.expect(200).expect("it is taken");
    look(&world).await;

    let stored: Register = app.table.register(seed::state()).await.expect("the table");
    let kept = stored.imports[0].clone();
    let begun = domain::policy::Import { id: app.id(), ..kept.clone() };
    let mut shard = shards(&world, &[kept.id.to_string()]).await.remove(0);
    shard.place.import = begun.id;
    let look_at = RegisterLook::begun(seed::state(), &begun, app.now() + SignedDuration::from_mins(5));
    let commit = cloud::table::Commit::new().create(&look_at).and_then(|commit| commit.create(&shard));
    app.table.commit(commit.expect("rows")).await.expect("stored");

    world.stack.tick().await;
    assert_eq!(shards(&world, &[begun.id.to_string()]).await.len(), 1, "it may still be under way");
    world.stack.advance(SignedDuration::from_mins(6));
    look(&world).await;
    assert!(shards(&world, &[begun.id.to_string()]).await.is_empty());
    assert_eq!(shards(&world, &[kept.id.to_string()]).await.len(), 1, "what counts stays");
    let gone: Option<RegisterLook> =
        app.table.find(Key::RegisterLook(seed::state(), begun.id)).await.expect("the table");
    assert_eq!(gone, None);
}

#[tokio::test]
async fn the_people_of_a_whole_state_are_taken_at_once() {
    let world = World::start().await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let rows: String = (0..19_999).map(|number| licence_of(&format!("a{number}@b.example"))).collect();
    let taken = import(&recognizer, "", &(rows + &licence_of(seed::EARNERS[0]))).await;
    assert_eq!(taken.expect(200).expect("it is taken").json["added"], 20_000);
    assert_eq!(eligible(&world.earner(0).await).await, json!(true));
    import(&recognizer, "", &licence_of("b@b.example")).await.expect(200).expect("it is taken");
    assert_eq!(register(&recognizer).await.json["people"], 20_001);
}

#[tokio::test]
async fn a_hundred_thousand_rows_are_taken_and_one_more_is_refused_in_a_sentence() {
    let world = World::start().await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    // Ten licences of each person, each of another day.
    let row =
        |number: usize| format!("a{}@b.example,licence,pptl,2026-07-{:02}\n", number / 10, number % 10 + 1);
    let rows: String = (0..100_000).map(row).collect();
    let preview = import(&recognizer, "?preview=true", &rows).await.expect(200).expect("it fits");
    assert_eq!((&preview.json["rows"], &preview.json["people"]), (&json!(100_000), &json!(10_000)));

    let refused =
        import(&recognizer, "", &(rows.clone() + &row(100_000))).await.expect(422).expect("refused");
    let (place, says) = refused.faults().remove(0);
    assert!(place == "/table" && says.contains("100000"), "{place}: {says}");
    let long = format!("{}{}", row(0), " ".repeat(5_400_001 - HEAD.len() - 1 - row(0).len()));
    let refused = import(&recognizer, "", &long).await.expect(422).expect("refused");
    let (place, says) = refused.faults().remove(0);
    assert!(place == "/table" && says.contains("at most 5400000 characters"), "{place}: {says}");
    assert_eq!(register(&recognizer).await.json["people"], 0, "of what is refused nothing is taken");

    let taken = import(&recognizer, "", &rows).await.expect(200).expect("it is taken");
    assert_eq!((&taken.json["rows"], &taken.json["added"]), (&json!(100_000), &json!(10_000)));
    assert_eq!(register(&recognizer).await.json["people"], 10_000);
}
