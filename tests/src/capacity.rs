//! What an issuer is told of the weeks to come: what waits, what comes, and what its assessors can score.

use local::{client::Answer, seed};
use serde_json::json;

use crate::{
    api_document,
    world::{IDEAS, World},
};

#[tokio::test]
async fn the_issuer_sees_what_comes_against_what_can_be_scored() {
    let world = World::start().await;
    let issuer = world.administrator().await;
    let organisation = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let path = format!("/api/organisations/{organisation}/capacity");
    let empty = issuer.get(&path).await.expect("reachable").expect(200).expect("hers to see");
    api_document::assert_describes("get", "/api/organisations/{organisation}/capacity", &empty);
    // Four with five each, who take ten days while nobody has scored anything.
    assert_eq!(empty.at("/weeks/0/fit").expect("a figure"), &json!(14.0));
    assert_eq!(empty.at("/definitions").expect("a list"), &json!([]));

    let life = world.submitted().await;
    world.reading(&life).await.score(&[]).await.expect("reachable").expect(200).expect("scored");
    for email in &seed::ASSESSORS[2..] {
        let nothing = json!({"available": false, "cap": 5, "away": []});
        let path = format!("/api/availability/{organisation}");
        world.sign_in(email).await.put(&path, &nothing).await.expect("reachable").expect(200).expect("hers");
    }
    world.submitted_by(1).await;
    let told = issuer.get(&path).await.expect("reachable").expect(200).expect("hers to see");
    api_document::assert_describes("get", "/api/organisations/{organisation}/capacity", &told);
    assert_eq!(told.number("/waiting").expect("a count"), 1);
    assert_eq!(told.at("/daysEach").expect("a figure"), &json!(1.0));
    assert_eq!(
        told.at("/weeks/0/fit").expect("a figure"),
        &json!(70.0),
        "two are left, and a reading took no time"
    );
    let of = told.at("/definitions/0").expect("a definition");
    assert_eq!(
        (&of["microcredential"], &of["assessors"], &of["waiting"]),
        (&json!(IDEAS), &json!(2), &json!(1))
    );
    assert_eq!(told.at(&format!("/titles/{IDEAS}")).expect("a title"), &json!("Generating Ideas"));

    count(&world).await;
    world.submitted_by(2).await;
    let before = issuer.get(&path).await.expect("reachable").expect(200).expect("hers to see");
    for figure in ["/waiting", "/daysEach", "/definitions"] {
        assert_eq!(
            before.at(figure).expect("it"),
            told.at(figure).expect("it"),
            "{figure} is the last count's"
        );
    }
    count(&world).await;
    let after = issuer.get(&path).await.expect("reachable").expect(200).expect("hers to see");
    api_document::assert_describes("get", "/api/organisations/{organisation}/capacity", &after);
    assert_ne!(after.at("/counted").expect("a time"), before.at("/counted").expect("a time"));
    assert!(come(&after) > come(&before), "one more was handed in");

    world.pass_days(70).await;
    count(&world).await;
    let issuer = world.administrator().await;
    let told = issuer.get(&path).await.expect("reachable").expect(200).expect("hers to see");
    assert!(told.number("/waiting").expect("a count") > 0, "what waits for long waits as well");
}

/// What the clock starts once a day.
async fn count(world: &World) {
    let round = world.stack.invoke("publish-reports", &json!({})).await.expect("a round");
    assert!(round["counted"].as_u64().expect("a count") > 0, "no issuer was counted");
}

/// How many readings of the first definition come in a week.
fn come(told: &Answer) -> f64 {
    told.at("/definitions/0/come").expect("a figure").as_f64().expect("a number")
}
