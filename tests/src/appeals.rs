//! An earner appeals: people who know nothing of it read the work anew, and the decision stands or is made again.

use domain::audit::AuditRecord;
use jiff::SignedDuration;
use local::{
    client::{Answer, Caller, Life, Reading},
    seed,
};
use serde_json::{Value, json};

use crate::{
    two_readers::{add_assessors, open, reading, score, seen},
    world::{IDEAS, World},
};

/// Both criteria of the reflection.
const DISPUTED: [&str; 2] = ["effect-on-students", "next-time"];

fn grounds() -> Value {
    let ground =
        |criterion| json!({"part": "reflection", "criterion": criterion, "reason": "The last lines say it."});
    DISPUTED.map(ground).into()
}

/// The first earner's work, given back because of its reflection; two more assessors than the seed has.
pub(crate) async fn given_back(world: &World) -> (Life, Caller) {
    let issuer = world.administrator().await;
    add_assessors(world, &issuer, &["third@example.org", "fourth@example.org"]).await;
    let life = world.submitted().await;
    score(&reading(world, &seen(&issuer, &life).await, "first").await, &["reflection"]).await;
    life.decide(&issuer, "not-yet").await.expect("reachable").expect(200).expect("decided");
    world.stack.settle().await;
    (life, issuer)
}

async fn appeal(life: &Life, grounds: Value) -> Answer {
    let version = life.read().await.expect("readable").number("/version").expect("a version");
    let body = json!({"version": version, "grounds": grounds});
    life.earner.post(&life.route("/appeal"), &body).await.expect("reachable")
}

pub(crate) async fn appealed(world: &World, life: &Life) {
    let answer = appeal(life, grounds()).await.expect(201).expect("it is taken");
    assert_eq!(answer.text("/appeals/0/state").expect("a state"), "open");
    world.stack.settle().await;
}

/// The next who reads it anew, whose scores then are in.
async fn read_anew(world: &World, issuer: &Caller, life: &Life, reader: &str, unmet: &[&str]) -> Reading {
    let anew = reading(world, &seen(issuer, life).await, reader).await;
    score(&anew, unmet).await;
    world.stack.settle().await;
    anew
}

/// Where the submission and its appeal stand, for its earner.
async fn stands(life: &Life) -> (String, String) {
    let view = life.read().await.expect("readable");
    (view.text("/state").expect("a state"), view.text("/appeals/0/state").expect("a state"))
}

async fn deeds(world: &World, life: &Life) -> Vec<String> {
    let chain = world.stack.app().table.chain(&life.submission).await.expect("the table");
    assert!(AuditRecord::is_unbroken(&chain));
    chain.into_iter().map(|record| record.deed.what).collect()
}

#[tokio::test]
async fn two_who_find_it_met_have_the_issuer_decide_again() {
    let world = World::start().await;
    let (life, issuer) = given_back(&world).await;
    assert!(life.read().await.expect("readable").at("/appealUntil").is_ok());
    let first = seen(&issuer, &life).await.text("/assignments/0/assessor").expect("an id");
    appealed(&world, &life).await;
    assert_eq!(world.subjects(seed::EARNERS[0]).await[0], "We have your appeal");
    let told = life.read().await.expect("readable");
    assert_eq!(
        told.at("/feedback").expect("feedback").as_array().map(Vec::len),
        Some(1),
        "it stays readable"
    );

    // Who reads it anew sees the part in question alone, and nothing of why.
    let anew = reading(&world, &seen(&issuer, &life).await, "fresh").await;
    let work = anew.work().await.expect("hers");
    assert_eq!(work.at("/parts").expect("parts").as_array().map(Vec::len), Some(1));
    assert_eq!(work.text("/parts/0/id").expect("an id"), "reflection");
    assert_eq!(
        work.at("/carried").expect("parts").as_array().map(Vec::len),
        Some(3),
        "the rest stands beside it"
    );
    assert!(!work.body.contains("appeal") && !work.body.contains("The last lines"), "{}", work.body);
    assert!(!work.body.contains("Tell which idea"), "she is blind to the first reader: {}", work.body);

    score(&anew, &[]).await;
    world.stack.settle().await;
    let view = seen(&issuer, &life).await;
    let asked: Vec<_> = open(&view).into_iter().map(|(reader, person, _)| (reader, person)).collect();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].0 == "confirming" && asked[0].1 != first, "{asked:?}");
    assert_eq!(view.at("/feedback").expect("feedback").as_array().map(Vec::len), Some(1), "hers are sealed");

    read_anew(&world, &issuer, &life, "confirming", &[]).await;
    assert_eq!(stands(&life).await, ("assessed".into(), "changed".into()));
    assert_eq!(world.subjects(seed::EARNERS[0]).await[0], "Your appeal was answered");
    let view = seen(&issuer, &life).await;
    assert_eq!(view.at("/recommended").expect("a recommendation"), &json!(true));
    assert_eq!(view.at("/feedback/0/afterAppeal").expect("it counts"), &json!(true));
    assert_eq!(
        view.at("/feedback").expect("feedback").as_array().map(Vec::len),
        Some(4),
        "each reading is open"
    );

    let decided = life.decide(&issuer, "award").await.expect("reachable").expect(200).expect("decided");
    world.stack.settle().await;
    let award = decided.text("/award").expect("an award");
    let receipt = world.visitor.anonymous().get(&format!("/credentials/{award}/receipt?format=json")).await;
    let receipt = receipt.expect("reachable").expect(200).expect("it is public");
    assert_eq!(receipt.at("/readers/number").expect("a number"), &json!(3));
    let told = deeds(&world, &life).await;
    for deed in ["appealed", "appeal-answered"] {
        assert_eq!(told.iter().filter(|what| *what == deed).count(), 1, "{deed}");
    }
}

#[tokio::test]
async fn one_who_finds_the_same_settles_it_and_the_decision_stands() {
    let world = World::start().await;
    let (life, issuer) = given_back(&world).await;
    let decided = life.read().await.expect("readable").text("/since").expect("a time");
    world.pass_days(2).await;
    appealed(&world, &life).await;
    read_anew(&world, &issuer, &life, "fresh", &["reflection"]).await;

    assert_eq!(stands(&life).await, ("not-yet".into(), "stands".into()));
    let view = life.read().await.expect("readable");
    assert_eq!(view.text("/since").expect("a time"), decided, "it is the same decision");
    assert_eq!(view.at("/appeals/0/answer").expect("an answer").as_array().map(Vec::len), Some(2));
    assert!(view.at("/appealUntil").is_err(), "it can be appealed against once");
    appeal(&life, grounds()).await.expect(409).expect("once only");

    let again = Life::open(&life.earner, IDEAS).await.expect("it opens again");
    assert_eq!(
        again.read().await.expect("readable").at("/toHandIn").expect("a list"),
        &json!(["reflection"])
    );
}

#[tokio::test]
async fn where_it_differs_twice_three_are_a_panel_and_figures_tell_of_it() {
    let world = World::start().await;
    let (life, issuer) = given_back(&world).await;
    appealed(&world, &life).await;
    read_anew(&world, &issuer, &life, "fresh", &[]).await;
    read_anew(&world, &issuer, &life, "confirming", &["reflection"]).await;
    assert_eq!(stands(&life).await.1, "open");
    read_anew(&world, &issuer, &life, "panel", &["reflection"]).await;
    assert_eq!(stands(&life).await, ("not-yet".into(), "stands".into()));

    let figures = issuer.get(&format!("/api/microcredentials/{IDEAS}/reliability")).await.expect("reachable");
    let figures = figures.expect(200).expect("hers to see");
    let appeals = figures.at("/appeals").expect("figures").clone();
    for (name, wanted) in
        [("answered", 1), ("changed", 0), ("panels", 1), ("criteria", 2), ("criteriaChanged", 0)]
    {
        assert_eq!(appeals[name], json!(wanted), "{name}: {appeals}");
    }
    assert_eq!(appeals["assessors"][0]["answered"], json!(1));
    assert_eq!(
        figures.at("/pool/n").expect("a number"),
        &json!(0),
        "what was appealed is no sample of anything"
    );
}

#[tokio::test]
async fn whoever_scored_it_does_not_read_it_anew() {
    let world = World::start().await;
    let (life, issuer) = given_back(&world).await;
    let first = seen(&issuer, &life).await.text("/assignments/0/assessor").expect("an id");
    appealed(&world, &life).await;
    let roster = issuer.get(&life.route("/assessors")).await.expect("reachable").expect(200).expect("hers");
    let roster = roster.at("/items").expect("a list").as_array().expect("a list").clone();
    let line = roster.iter().find(|line| line["person"] == json!(first)).expect("she is in it");
    assert_eq!(line["ineligible"], json!("passed-on"));
    let asked =
        issuer.post(&life.route("/assignments"), &json!({"assessor": first})).await.expect("reachable");
    asked.expect(403).expect("nor by hand");
}

#[tokio::test]
async fn an_appeal_taken_back_leaves_the_decision_and_ends_what_was_asked() {
    let world = World::start().await;
    let (life, issuer) = given_back(&world).await;
    appealed(&world, &life).await;
    let queue = issuer.get("/api/issuer/submissions?state=in-assessment").await.expect("reachable");
    assert_eq!(queue.at("/items/0/appealed").expect("it is said"), &json!(true));
    life.withdraw().await.expect("reachable").expect(200).expect("hers");
    world.stack.settle().await;

    assert_eq!(stands(&life).await, ("not-yet".into(), "taken-back".into()));
    assert_eq!(open(&seen(&issuer, &life).await), []);
    assert_eq!(deeds(&world, &life).await.last().map(String::as_str), Some("assignment-withdrawn"));
    appeal(&life, grounds()).await.expect(409).expect("once only");
}

#[tokio::test]
async fn what_can_not_be_appealed_is_told_and_nothing_changes() {
    let world = World::start().await;
    let (life, _) = given_back(&world).await;
    let one = |part: &str, criterion: &str, reason: &str| json!([{"part": part, "criterion": criterion, "reason": reason}]);
    for (grounds, pointer) in [
        (json!([]), "/grounds"),
        (one("artifacts", "ideas-of-two-students", "It was met."), "/grounds/0/criterion"),
        (one("reflection", "no-such", "It is there."), "/grounds/0/criterion"),
        (one("reflection", "next-time", "  "), "/grounds/0/reason"),
        (one("reflection", "next-time", &"a".repeat(2_001)), "/grounds/0/reason"),
    ] {
        let answer = appeal(&life, grounds).await.expect(422).expect("it is refused");
        let faults = answer.faults();
        assert!(
            faults.iter().any(|(at, message)| at == pointer && !message.is_empty()),
            "{pointer}: {faults:?}"
        );
    }
    assert_eq!(life.read().await.expect("readable").at("/appeals").expect("a list"), &json!([]));

    world.stack.advance(SignedDuration::from_hours(24 * 30));
    let life = Life { earner: world.earner(0).await, ..life };
    let late = appeal(&life, grounds()).await.expect(409).expect("it is too late");
    assert!(late.text("/detail").is_ok_and(|detail| detail.contains("30 days")), "{}", late.body);
}
