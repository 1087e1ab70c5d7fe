//! Policies over HTTP: who publishes them, what is refused, and what an earner is told that something counts for.

use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::{
    authorization,
    awards::awarded,
    revocation,
    world::{IDEAS, World},
};

/// Three of the shipped pedagogy micro-credentials and what stands for an exam.
const PEDAGOGY: &str = "pedagogy-assessment";
pub(crate) const PRACTICES: &str = "leveraging-effective-instructional-practices";

/// A policy that nobody has published, fit to be: four hours for each award, twelve in a year.
pub(crate) fn written(id: &str) -> Value {
    json!({
        "id": id, "title": "Hours", "language": "en", "validFrom": "2026-01-01",
        "terms": {"practice": "Practice"},
        "lists": [{"id": "all", "title": "All", "microcredentials": [{"id": IDEAS}, {"id": PRACTICES}]}],
        "uses": [{
            "id": "hours", "title": "Hours of practice", "awards": [{"n": 1, "from": "all"}],
            "grants": {"hours": {"of": "practice", "each": "4", "per": "calendar-year", "most": "12"}},
        }],
    })
}

fn route(id: &str) -> String {
    format!("/api/policies/{id}")
}

async fn save(caller: &Caller, route: &str, policy: &Value) -> Answer {
    caller.put(route, policy).await.expect("reachable")
}

async fn check(caller: &Caller, query: &str) -> Answer {
    let path = format!("/api/policy-check?{query}");
    caller.get(&path).await.expect("reachable").expect(200).expect("it is told")
}

/// How often each use is granted now and with what is asked about, by policy and use.
fn told(answer: &Answer) -> Vec<(String, u64, u64)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let number = |value: &Value| value.as_u64().expect("a number");
    let policies = answer.at("/policies").expect("policies").as_array().expect("a list").iter();
    let uses = policies.flat_map(|one| {
        let uses = one["uses"].as_array().expect("uses").iter();
        uses.map(move |used| (format!("{}/{}", text(&one["policy"]["id"]), text(&used["id"])), used))
    });
    uses.map(|(name, used)| (name, number(&used["timesNow"]), number(&used["times"]))).collect()
}

#[tokio::test]
async fn everybody_reads_what_recognizers_published_in_every_version() {
    let world = World::start().await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let anybody = world.visitor.anonymous();

    let list = anybody.get("/api/policies").await.expect("reachable").expect(200).expect("it is public");
    let items = list.at("/items").expect("items").as_array().expect("a list").clone();
    assert_eq!(items.len(), domain::policy::shipped().len());
    assert!(items.iter().all(|item| item["recognizer"]["name"] == "Alder Department of Education"));

    let first = written("hours");
    save(&recognizer, &route("hours"), &first).await.expect(201).expect("published");
    let mut second = first.clone();
    second["validUntil"] = json!("2027-12-31");
    save(&recognizer, &format!("{}?version=1", route("hours")), &second)
        .await
        .expect(201)
        .expect("published");

    for (query, version, until) in
        [("", 2, json!("2027-12-31")), ("?version=2", 2, json!("2027-12-31")), ("?version=1", 1, Value::Null)]
    {
        let read = anybody.get(&format!("{}{query}", route("hours"))).await.expect("reachable");
        let read = read.expect(200).expect("it is public");
        assert_eq!(read.number("/version").expect("a version"), version, "{query}");
        assert_eq!(read.json["policy"]["validUntil"], until, "{query}");
    }
    for nothing in ["nothing", "hours?version=3", "hours?version=x"] {
        anybody.get(&route(nothing)).await.expect("reachable").expect(404).expect("there is nothing");
    }
}

#[tokio::test]
async fn a_stale_tab_publishes_nothing_over_a_newer_version() {
    let world = World::start().await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let mut policy = written("hours");
    save(&recognizer, &route("hours"), &policy).await.expect(201).expect("published");

    policy["title"] = json!("Other hours");
    for query in ["", "?version=0", "?version=2"] {
        let stale = save(&recognizer, &format!("{}{query}", route("hours")), &policy).await;
        let stale = stale.expect(409).expect("refused");
        assert_eq!(stale.json["currentVersion"], 1, "{query}");
    }
}

#[tokio::test]
async fn a_policy_that_contradicts_itself_or_names_what_there_is_not_is_refused_with_every_place() {
    let world = World::start().await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let mut wrong = written("hours");
    wrong["validUntil"] = json!("2025-12-31");
    wrong["lists"][0]["microcredentials"][1]["id"] = json!("no-such-thing");
    wrong["uses"][0]["grants"]["hours"]["each"] = json!("-4");
    wrong["uses"][0]["awards"][0]["from"] = json!("elsewhere");

    let refused = save(&recognizer, &route("hours"), &wrong).await.expect(422).expect("refused");
    let places: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
    for place in [
        "/validUntil",
        "/lists/0/microcredentials/1/id",
        "/uses/0/grants/hours/each",
        "/uses/0/awards/0/from",
    ] {
        assert!(places.iter().any(|known| known == place), "{place} in {places:?}");
    }
    world
        .visitor
        .anonymous()
        .get(&route("hours"))
        .await
        .expect("reachable")
        .expect(404)
        .expect("nothing is kept");

    let other = save(&recognizer, &route("minutes"), &written("hours")).await.expect(422).expect("refused");
    assert_eq!(other.faults()[0].0, "/id");
}

#[tokio::test]
async fn only_who_counts_awards_for_a_recognizer_publishes_and_only_its_own() {
    let world = World::start().await;
    let policy = written("hours");
    for email in [seed::ADMINISTRATOR, seed::WEBMASTER, seed::EARNERS[0]] {
        let caller = world.sign_in(email).await;
        save(&caller, &route("hours"), &policy).await.expect(404).expect("not hers to publish");
    }
    let other = authorization::staff_of_a_district(&world).await;
    save(&other, &route("hours"), &policy).await.expect(201).expect("a district is a recognizer too");
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    save(&recognizer, &format!("{}?version=1", route("hours")), &policy)
        .await
        .expect(404)
        .expect("another's");
}

#[tokio::test]
async fn a_visitor_is_told_by_the_rules_what_something_would_count_for() {
    let world = World::start().await;
    let visitor = world.visitor.anonymous();

    let answer = check(&visitor, &format!("microcredentials={PRACTICES}")).await;
    assert_eq!(answer.json["signedIn"], json!(false));
    let names: Vec<String> = told(&answer).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(
        names,
        [
            "career-continuum/lead-by-classroom",
            "career-continuum/master",
            "district-salary-schedule/salary-step",
            "pedagogy-assessment/praxis-plt",
            "pedagogy-assessment/pedagogy-hours",
        ]
    );
    let exam = &answer.json["policies"][2]["uses"][0];
    assert_eq!((&exam["eligible"], &exam["needed"]), (&json!(false), &json!(3)));
    let counted = exam["counted"].as_array().expect("a list");
    assert!(counted.len() == 1 && counted[0].get("award").is_none(), "{exam}");
    let says = exam["trace"][1]["says"].as_str().expect("a sentence");
    assert!(says.contains("2 more are missing"), "{says}");

    let spanish = check(&visitor, &format!("microcredentials={PRACTICES}&lang=es")).await;
    let says = spanish.json["policies"][2]["uses"][0]["trace"][1]["says"].as_str().expect("a sentence");
    assert!(says.contains("Faltan 2"), "{says}");
    for nothing in ["microcredentials=nothing", ""] {
        assert!(told(&check(&visitor, nothing).await).is_empty(), "{nothing}");
    }
}

#[tokio::test]
async fn an_earner_is_told_what_her_awards_count_for_and_a_revoked_one_for_nothing_more() {
    let world = World::start().await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    save(&recognizer, &route("hours"), &written("hours")).await.expect(201).expect("published");
    let (life, award) = awarded(&world).await;

    let answer = check(&life.earner, "").await;
    assert!(told(&answer).contains(&("hours/hours".into(), 1, 1)), "{}", answer.body);
    let policies = answer.at("/policies").expect("policies").as_array().expect("a list");
    let hours = policies.iter().find(|one| one["policy"]["id"] == "hours").expect("it is told of");
    assert_eq!(hours["uses"][0]["hours"][0]["hours"], "4");
    assert_eq!(hours["uses"][0]["counted"][0]["award"], json!(award.to_string()));

    let with_another = check(&life.earner, &format!("microcredentials={PRACTICES}")).await;
    assert!(told(&with_another).contains(&("hours/hours".into(), 1, 2)), "{}", with_another.body);
    let nobody_elses = check(&world.earner(1).await, "policy=hours").await;
    assert_eq!(told(&nobody_elses), [("hours/hours".to_owned(), 0, 0)]);

    let staff = world.administrator().await;
    revocation::propose(&staff, award).await.expect(200).expect("proposed");
    revocation::confirm(&staff, award, true).await.expect(200).expect("revoked");
    let after = check(&life.earner, "policy=hours").await;
    assert_eq!(told(&after), [("hours/hours".to_owned(), 0, 0)]);
    let aside = after.text("/policies/0/uses/0/asides/0").expect("a sentence");
    assert!(aside.contains("revoked"), "{aside}");
}

#[tokio::test]
async fn the_cheapest_set_reaches_a_goal_with_the_fewest_hours_of_work() {
    let world = World::start().await;
    let visitor = world.visitor.anonymous();
    let wish = |query: &str| {
        let (visitor, query) = (visitor.clone(), format!("policy={PEDAGOGY}&{query}"));
        async move { check(&visitor, &query).await.json["cheapest"].clone() }
    };

    let exam = wish("use=praxis-plt").await;
    assert_eq!(
        (&exam["reachable"], exam["microcredentials"].as_array().map(Vec::len)),
        (&json!(true), Some(3))
    );
    let sum: u64 = exam["microcredentials"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["estimatedHours"].as_u64())
        .sum();
    assert_eq!((&exam["hours"], &exam["withoutEstimate"]), (&json!(sum), &json!(0)));

    let hours = wish("use=pedagogy-hours&hours=8").await;
    assert_eq!(hours["microcredentials"].as_array().map(Vec::len), Some(2));
    assert_eq!(wish("use=pedagogy-hours&hours=13").await["reachable"], json!(false));
    let of_one = wish(&format!("use=praxis-plt&microcredentials={PRACTICES}")).await;
    assert_eq!(of_one["reachable"], json!(false), "of what was asked about only");

    for (query, place) in [
        ("use=praxis-plt", "/policy"),
        ("policy=pedagogy-assessment&use=nothing", "/use"),
        ("policy=pedagogy-assessment&use=praxis-plt&times=0", "/times"),
        ("policy=pedagogy-assessment&use=pedagogy-hours&hours=-4", "/hours"),
        ("microcredentials=NOT%20ONE", "/microcredentials"),
    ] {
        let refused = visitor.get(&format!("/api/policy-check?{query}")).await.expect("reachable");
        assert_eq!(refused.expect(422).expect("refused").faults()[0].0, place, "{query}");
    }
    visitor
        .get("/api/policy-check?policy=nothing")
        .await
        .expect("reachable")
        .expect(404)
        .expect("no such policy");
}
