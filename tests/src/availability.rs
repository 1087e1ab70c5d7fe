//! What an assessor takes on: whoever is away isn't asked, by nobody, and it is hers to say.

use jiff::{ToSpan, civil::Date, tz::TimeZone};
use local::seed;
use serde_json::{Value, json};

use crate::{
    api_document,
    two_readers::seen,
    world::{IDEAS, World},
};

const AVAILABILITY: &str = "/api/availability";

async fn path(world: &World) -> String {
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    format!("{AVAILABILITY}/{issuer}")
}

fn today(world: &World) -> Date {
    world.stack.app().now().to_zoned(TimeZone::UTC).date()
}

fn away(from: Date, until: Date) -> Value {
    json!({"available": true, "cap": 5, "away": [{"from": from, "until": until}]})
}

#[tokio::test]
async fn who_is_away_is_not_asked_and_is_asked_again_when_she_is_back() {
    let world = World::start().await;
    let [_, _, dmitri, elena] = seed::ASSESSORS;
    let (issuer, today, path) = (world.administrator().await, today(&world), path(&world).await);
    for email in [dmitri, elena] {
        let assessor = world.sign_in(email).await;
        let stated = assessor.put(&path, &away(today, today + 6.days())).await.expect("reachable");
        let stated = stated.expect(200).expect("hers to say");
        api_document::assert_describes("put", "/api/availability/{organisation}", &stated);
        let shown = assessor.get(AVAILABILITY).await.expect("reachable").expect(200).expect("hers");
        api_document::assert_describes("get", AVAILABILITY, &shown);
        assert_eq!(shown.at("/items/0").expect("hers"), &stated.json);
    }

    let life = world.submitted().await;
    let view = seen(&issuer, &life).await;
    assert!(view.at("/waitingSince").is_ok(), "nobody else has no conflict: {}", view.body);
    let roster = issuer.get(&life.route("/assessors")).await.expect("reachable").expect(200).expect("hers");
    let why = |email: &'static str| {
        let (roster, world) = (&roster, &world);
        async move {
            let person = world.person(email).await.to_string();
            let lines = roster.at("/items").expect("a list").as_array().expect("a list").clone();
            lines.into_iter().find(|line| line["person"] == person.as_str()).expect("there")["ineligible"]
                .clone()
        }
    };
    assert_eq!((why(dmitri).await, why(elena).await), (json!("away"), json!("away")));
    let by_hand = json!({"assessor": world.person(elena).await});
    let refused = issuer.post(&life.route("/assignments"), &by_hand).await.expect("reachable");
    assert_eq!(refused.status, 403, "by hand neither: {}", refused.body);

    world.pass_days(7).await;
    assert_eq!(seen(&issuer, &life).await.text("/state").expect("a state"), "in-assessment");
}

#[tokio::test]
async fn a_cap_of_her_own_holds_and_what_cannot_be_is_refused() {
    let world = World::start().await;
    let (path, today) = (path(&world).await, today(&world));
    let assessor = world.sign_in(seed::ASSESSORS[2]).await;
    let wrong = [
        (json!({"available": true, "cap": 101, "away": []}), "/cap"),
        (json!({"available": true, "cap": -1, "away": []}), "/cap"),
        (away(today, today - 1.day()), "/away/0/until"),
        (away(today, today + 400.days()), "/away/0/until"),
        (
            json!({"available": true, "cap": 5, "away": [{"from": "tomorrow", "until": "2999-01-01"}]}),
            "/away/0/from",
        ),
    ];
    for (body, place) in wrong {
        let refused = assessor.put(&path, &body).await.expect("reachable");
        assert_eq!((refused.status, refused.faults()[0].0.as_str()), (422, place), "{}", refused.body);
    }
    let earner = world.earner(0).await;
    assert_eq!(earner.put(&path, &away(today, today)).await.expect("reachable").status, 404);
    assert_eq!(earner.get(AVAILABILITY).await.expect("reachable").json["items"], json!([]));

    for email in &seed::ASSESSORS[2..] {
        let nothing = json!({"available": true, "cap": 0, "away": []});
        world.sign_in(email).await.put(&path, &nothing).await.expect("reachable").expect(200).expect("hers");
    }
    let life = world.submitted().await;
    let view = seen(&world.administrator().await, &life).await;
    assert!(view.at("/waitingSince").is_ok(), "{}", view.body);
    let people = world.administrator().await.get(&people(&world).await).await.expect("reachable");
    let people = people.at("/items").expect("a list").as_array().expect("a list").clone();
    let hers = people.into_iter().find(|person| person["email"] == seed::ASSESSORS[2]).expect("she is there");
    let entry = &hers["assessor"];
    assert_eq!((&entry["cap"], &entry["away"]), (&json!(0), &json!([])), "the issuer sees it: {hers}");
    assert_eq!(view.text("/microcredential").expect("of what"), IDEAS);
}

async fn people(world: &World) -> String {
    format!("/api/people?organisation={}", world.stack.app().table.issuers().await.expect("the table")[0].id)
}
