//! What past attempts would have got under another pass rule: it is counted, of whatever was scored, and nothing changes.

use cloud::table::{Commit, definitions::Newest};
use domain::{
    microcredential::{Content, Definition, Edition},
    pass_rule::PassRule,
};
use local::client::{Answer, Caller, Life};
use serde_json::{Value, json};

use crate::{
    api_document::assert_describes,
    world::{IDEAS, World},
};

const TRIAL: &str = "/api/microcredentials/{slug}/pass-rule-trial";

/// Publishes the next version, which is earned when its overview passes.
async fn earned_by_the_overview(world: &World) {
    let app = world.stack.app();
    let last = app.table.newest(&IDEAS.parse().expect("a slug")).await.expect("it is published");
    let rule = PassRule::Passes("overview".parse().expect("an id"));
    let content = Content { pass_rule: rule, ..last.definition.clone().into_content() };
    let definition = Definition::try_from(content).expect("a definition");
    let (version, published) = (last.version + 1, app.now());
    let edition = Edition { definition, version, published, ..Edition::clone(&last) };
    let commit = Commit::new().create(&edition).and_then(|commit| commit.replace(&Newest::of(&edition)));
    app.table.commit(commit.expect("rows")).await.expect("stored");
}

/// An attempt of the earner of that number, of which one part isn't met, as the issuer decides on it.
async fn decided(world: &World, staff: &Caller, (earner, unmet, outcome): (usize, &str, &str)) -> Life {
    let life = world.submitted_by(earner).await;
    world.reading(&life).await.score(&[unmet]).await.expect("reachable").expect(200).expect("scored");
    life.decide(staff, outcome).await.expect("reachable").expect(200).expect("decided");
    world.stack.settle().await;
    life
}

async fn tried(staff: &Caller, rule: Value) -> Answer {
    let path = TRIAL.replace("{slug}", IDEAS);
    let counts = staff.post(&path, &json!({"passRule": rule})).await.expect("reachable");
    assert_describes("post", TRIAL, &counts);
    counts.expect(200).expect("hers to try")
}

/// Attempts, those that met their rule, that would meet this one, that are gained, and that are lost.
fn counts(answer: &Answer) -> [i64; 5] {
    ["attempts", "met", "wouldMeet", "gained", "lost"]
        .map(|name| answer.json[name].as_i64().unwrap_or_else(|| panic!("{name}: {}", answer.body)))
}

#[tokio::test]
async fn a_milder_rule_gains_and_a_stricter_one_loses_what_was_decided() {
    let world = World::start().await;
    let staff = world.administrator().await;
    earned_by_the_overview(&world).await;
    decided(&world, &staff, (0, "reflection", "award")).await;
    let not_yet = decided(&world, &staff, (1, "overview", "not-yet")).await;
    let (overview, reflection) = (json!({"passes": "overview"}), json!({"passes": "reflection"}));
    let either = json!({"anyOf": {"n": 1, "of": [overview, reflection]}});
    let both = json!({"all": [overview, reflection]});

    assert_eq!(counts(&tried(&staff, overview.clone()).await), [2, 1, 1, 0, 0]);
    assert_eq!(counts(&tried(&staff, either.clone()).await), [2, 1, 2, 1, 0]);
    assert_eq!(counts(&tried(&staff, both).await), [2, 1, 0, 0, 1]);
    assert_eq!(world.state(&not_yet).await, "not-yet", "nobody's record changes");

    // What is done again is no issuer's, and isn't counted.
    let again = Life::open(&not_yet.earner, IDEAS).await.expect("it opens again");
    assert_eq!(again.submission, not_yet.submission);
    assert_eq!(counts(&tried(&staff, either).await), [1, 1, 1, 0, 0]);
}
