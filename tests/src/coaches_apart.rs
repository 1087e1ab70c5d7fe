//! What keeps a coach apart from scoring and deciding, whatever becomes of the submission.

use domain::assignment::days;
use local::{client::Life, seed};
use serde_json::{Value, json};

use crate::{
    coaching::{DANA, coached, comment, invite, say, seen_by},
    two_readers::{open, reading, score, seen},
    world::{IDEAS, World},
};

/// Takes it back, and opens the same micro-credential anew, with all that is asked for.
async fn begun_anew(world: &World, life: Life) -> Life {
    life.withdraw().await.expect("reachable").expect(200).expect("taken back");
    let anew = Life::open(&life.earner, IDEAS).await.expect("it opens");
    assert_ne!(anew.submission, life.submission);
    world.fill(&anew).await;
    anew
}

#[tokio::test]
async fn whoever_coached_what_was_taken_back_is_not_asked_to_score_what_is_begun_anew() {
    let world = World::start().await;
    let life = world.draft().await;
    // Two of the roster can score it. A coach of theirs would be the next in turn.
    let (coach, other) = (seed::ASSESSORS[2], seed::ASSESSORS[3]);
    coached(&world, &life, coach).await;
    let life = begun_anew(&world, begun_anew(&world, life).await).await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    assert_eq!(world.asked(&life).await, other);

    let staff = world.administrator().await;
    let person = world.person(coach).await.to_string();
    let asked = staff.post(&life.route("/assignments"), &json!({"assessor": person})).await;
    asked.expect("reachable").expect(403).expect("not by hand either");
    let other = world.reading(&life).await;
    let decline = format!("/api/assignments/{}/decline", other.assignment);
    let declined = other.assessor.post(&decline, &json!({"reason": "other"})).await;
    declined.expect("reachable").expect(204).expect("declined");
    world.stack.settle().await;
    assert!(open(&seen(&staff, &life).await).is_empty());
}

#[tokio::test]
async fn whoever_was_asked_to_score_what_was_taken_back_hears_nothing_of_being_asked_to_coach() {
    let world = World::start().await;
    let life = world.submitted().await;
    let scores = world.asked(&life).await;
    let life = begun_anew(&world, begun_anew(&world, life).await).await;
    world.stack.settle().await;
    let letters = world.subjects(scores).await;

    invite(&life, scores).await.expect(201).expect("it looks like any other");
    world.stack.settle().await;
    assert_eq!(world.subjects(scores).await, letters, "no letter");
    let caller = world.sign_in(scores).await;
    let list = caller.get("/api/coached").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(list.json["items"], json!([]));
    seen_by(&caller, &life).await.expect(404).expect("not hers to see");
}

#[tokio::test]
async fn an_issuers_staff_who_coaches_sees_nothing_of_its_assessment_and_decides_nothing() {
    let world = World::start().await;
    let life = world.draft().await;
    coached(&world, &life, seed::ADMINISTRATOR).await;
    let staff = world.administrator().await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;

    let assessor = world.person(seed::ASSESSORS[2]).await;
    for path in ["", "/audit", "/assessors"] {
        let answer = staff.get(&life.route(path)).await.expect("reachable");
        answer.expect(404).expect(path);
    }
    for (path, asked) in [
        ("/assignments", json!({"assessor": assessor})),
        ("/unblinding", json!({"reason": "She asks whose it is."})),
    ] {
        let answer = staff.post(&life.route(path), &asked).await.expect("reachable");
        answer.expect(404).expect(path);
    }
    let own = seen_by(&staff, &life).await.expect(200).expect("hers to read, as a coach");
    assert!(own.json.get("assignments").is_none(), "{}", own.body);
}

#[tokio::test]
async fn an_award_ends_what_a_coach_sees_and_a_part_that_passed_is_not_commented() {
    let world = World::start().await;
    let life = world.draft().await;
    let coach = coached(&world, &life, DANA).await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let staff = world.administrator().await;
    score(&reading(&world, &seen(&staff, &life).await, "first").await, &["reflection"]).await;
    life.decide(&staff, "not-yet").await.expect("reachable").expect(200).expect("decided");
    let life = Life::open(&life.earner, IDEAS).await.expect("the next attempt opens");

    let passed = say(&coach, &life, comment("Once more.")).await.expect(422).expect("it has passed");
    assert_eq!(passed.faults()[0].0, "/part");
    let said = json!({"step": "comment", "part": "reflection", "text": "Say what they learned."});
    say(&coach, &life, said).await.expect(200).expect("it is to be handed in again");

    life.write(20).await.expect("reachable").expect(200).expect("it is saved");
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    score(&reading(&world, &seen(&staff, &life).await, "first").await, &[]).await;
    life.decide(&staff, "award").await.expect("reachable").expect(200).expect("decided");
    seen_by(&coach, &life).await.expect(404).expect("nothing is left to coach");
    let list = coach.get("/api/coached").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(list.json["items"], Value::Array(Vec::new()));
    let kept = life.earner.get(&life.route("/coaches")).await.expect("reachable").expect(200).expect("hers");
    assert_eq!(kept.json["items"][0]["comments"][0]["text"], "Say what they learned.");
}

#[tokio::test]
async fn an_earner_who_begins_anew_asks_the_same_person_three_times_a_day() {
    let world = World::start().await;
    let mut life = world.draft().await;
    for _ in 0..3 {
        invite(&life, DANA).await.expect(201).expect("asked");
        life.withdraw().await.expect("reachable").expect(200).expect("taken back");
        life = Life::open(&life.earner, IDEAS).await.expect("it opens");
    }
    let refused = invite(&life, DANA).await.expect(429).expect("too many letters");
    assert!(refused.headers.contains_key("retry-after"), "{refused:?}");
    world.stack.advance(days(1));
    invite(&life, DANA).await.expect(201).expect("asked a day later");
}

#[tokio::test]
async fn two_earners_who_ask_the_same_stranger_at_once_have_both_asked_her() {
    let world = World::start().await;
    let one = world.draft().await;
    let other = Life::open(&world.earner(1).await, IDEAS).await.expect("it opens");
    let (first, second) = tokio::join!(invite(&one, DANA), invite(&other, DANA));
    first.expect(201).expect("asked");
    second.expect(201).expect("asked, too");
    world.stack.settle().await;
    let coach = world.sign_in(DANA).await;
    let list = coach.get("/api/coached").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(list.json["items"].as_array().map(Vec::len), Some(2), "{}", list.body);
}
