//! Whole lives over HTTP, each in a world of its own.

use local::{
    client::{Life, Reading},
    seed,
};
use serde_json::json;

use crate::world::{IDEAS, World, evidence};

/// Scores, decides and lets the badge be signed; answers with the award's id.
async fn awarded(world: &World, life: &Life, reading: &Reading) -> String {
    reading.score(&[]).await.expect("reachable").expect(200).expect("her scores are in");
    let decided = life.decide(&world.administrator().await, "award").await.expect("reachable");
    let award = decided.expect(200).expect("it is decided").text("/award").expect("an award");
    world.stack.settle().await;
    award
}

#[tokio::test]
async fn an_award_at_once() {
    let world = World::start().await;
    let life = world.submitted().await;
    assert_eq!(world.state(&life).await, "in-assessment");

    let award = awarded(&world, &life, &world.reading(&life).await).await;

    assert_eq!(world.state(&life).await, "awarded");
    let view = life.read().await.expect("hers");
    let times =
        ["opened", "handedIn", "scored", "since"].map(|what| view.text(&format!("/{what}")).expect(what));
    assert!(times.is_sorted(), "the dates of its life: {times:?}");
    let badge = world.visitor.anonymous().get(&format!("/credentials/{award}")).await.expect("reachable");
    let badge = badge.expect(200).expect("it is public");
    assert_eq!(badge.text("/proof/cryptosuite").expect("a proof"), "eddsa-rdfc-2022");
    let letters = world.visitor.mail().to(seed::EARNERS[0]).await.expect("the mailbox");
    assert!(letters[0].leads_to(&format!("/credentials/{award}")), "{}", letters[0].text);
}

#[tokio::test]
async fn nothing_of_a_badge_is_public_before_it_is_signed() {
    let world = World::start().await;
    let life = world.submitted().await;
    world.reading(&life).await.score(&[]).await.expect("reachable").expect(200).expect("her scores are in");

    let administrator = world.administrator().await;
    world.stack.pause_relay();
    let decided = life.decide(&administrator, "award").await.expect("reachable");
    let award = decided.expect(200).expect("it is decided").text("/award").expect("an award");
    let unsigned = world.visitor.anonymous().get(&format!("/credentials/{award}")).await.expect("reachable");
    let unknown = world
        .visitor
        .anonymous()
        .get("/credentials/awd_00000000000000000000000000")
        .await
        .expect("reachable");
    assert_eq!((unsigned.status, unknown.status), (404, 404));

    world.stack.resume_relay();
    world.stack.settle().await;
    world
        .visitor
        .anonymous()
        .get(&format!("/credentials/{award}"))
        .await
        .expect("reachable")
        .expect(200)
        .expect("it is signed");
}

#[tokio::test]
async fn not_yet_then_an_award_for_the_unmet_part_only() {
    let world = World::start().await;
    let life = world.submitted().await;
    let scored = world.reading(&life).await.score(&["reflection"]).await.expect("reachable");
    scored.expect(200).expect("her scores are in");
    life.decide(&world.administrator().await, "not-yet")
        .await
        .expect("reachable")
        .expect(200)
        .expect("it is decided");
    world.stack.settle().await;

    let told = life.read().await.expect("readable");
    assert_eq!(told.text("/state").expect("a state"), "not-yet");
    let unmet: Vec<&str> = told
        .at("/feedback/0/criteria")
        .expect("feedback")
        .as_array()
        .expect("a list")
        .iter()
        .filter(|criterion| criterion["met"] == json!(false))
        .filter_map(|criterion| criterion["part"].as_str())
        .collect();
    assert_eq!(unmet, ["reflection", "reflection"]);

    let again = Life::open(&life.earner, IDEAS).await.expect("it opens again");
    assert_eq!(again.submission, life.submission);
    let view = again.read().await.expect("readable");
    assert_eq!(view.at("/toHandIn").expect("a list"), &json!(["reflection"]));
    assert_eq!(view.number("/attempt").expect("a number"), 2);

    again.write(30).await.expect("reachable").expect(200).expect("saved");
    again.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let reading = world.reading(&again).await;
    let parts =
        reading.work().await.expect("hers").at("/parts").expect("parts").as_array().expect("a list").len();
    assert_eq!(parts, 1, "only the unmet part is scored again");

    awarded(&world, &again, &reading).await;
    assert_eq!(world.state(&again).await, "awarded");
}

#[tokio::test]
async fn a_withdrawn_submission_closes_the_assessors_link_and_gives_her_slot_back() {
    let world = World::start().await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;

    life.withdraw().await.expect("reachable").expect(200).expect("it is withdrawn");
    world.stack.settle().await;

    let closed =
        reading.assessor.get(&format!("/api/assignments/{}", reading.assignment)).await.expect("reachable");
    assert_eq!(closed.status, 410, "{}", closed.body);
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let roster = world.stack.app().table.roster(issuer).await.expect("the table");
    assert!(roster.iter().all(|assessor| assessor.open == 0), "{roster:?}");

    let anew = Life::open(&life.earner, IDEAS).await.expect("she may begin anew");
    assert_ne!(anew.submission, life.submission);
}

#[tokio::test]
async fn a_refused_artifact_says_what_to_do_and_cannot_be_handed_in() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    life.write(20).await.expect("reachable").expect(200).expect("saved");

    let refused = life.upload(&evidence("hevc.mov", "Student A")).await.expect("it is sent");
    assert_eq!(refused.text("/state").expect("a state"), "refused");
    assert!(refused.text("/reason").expect("a reason").contains("HEVC"), "{}", refused.body);

    let rejected = life.submit().await.expect("reachable");
    assert_eq!(rejected.status, 422, "{}", rejected.body);
    assert!(
        rejected.faults().iter().any(|(pointer, _)| pointer.starts_with("/parts/artifacts")),
        "{}",
        rejected.body
    );
}

#[tokio::test]
async fn nobody_is_available_until_somebody_appears() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let terms = |email: &str, available: bool| json!({"email": email, "name": "Somebody", "organisation": issuer, "roles": ["assessor"], "available": available});
    for email in seed::ASSESSORS {
        administrator
            .put("/api/people", &terms(email, false))
            .await
            .expect("reachable")
            .expect(200)
            .expect("saved");
    }

    let life = world.submitted().await;
    assert_eq!(world.state(&life).await, "submitted");
    let queue = administrator
        .get("/api/issuer/submissions?state=submitted")
        .await
        .expect("reachable")
        .expect(200)
        .expect("a list");
    assert!(queue.at("/items/0/waitingSince").is_ok(), "{}", queue.body);

    let last = seed::ASSESSORS[3];
    administrator
        .put("/api/people", &terms(last, true))
        .await
        .expect("reachable")
        .expect(200)
        .expect("saved");
    world.stack.tick().await;
    world.stack.settle().await;
    assert_eq!(world.state(&life).await, "in-assessment");
    assert_eq!(world.asked(&life).await, last);
}

#[tokio::test]
async fn an_overdue_assignment_is_reminded_twice_then_passed_on_and_its_link_is_dead() {
    let world = World::start().await;
    let life = world.submitted().await;
    let first = world.asked(&life).await;
    let reading = world.reading(&life).await;

    world.pass_days(8).await;
    world.pass_days(2).await;
    world.stack.tick().await;
    world.stack.settle().await;
    let reminders = world.subjects(first).await.len();
    assert_eq!(reminders, 3, "the assignment and two reminders: {:?}", world.subjects(first).await);

    world.pass_days(3).await;
    let second = world.asked(&life).await;
    assert_ne!(first, second);
    let dead =
        reading.assessor.get(&format!("/api/assignments/{}", reading.assignment)).await.expect("reachable");
    assert!([401, 410].contains(&dead.status), "{}", dead.body);
    Reading::open(&world.visitor, second).await.expect("the new link opens");
}

#[tokio::test]
async fn a_declined_assignment_goes_to_somebody_else() {
    let world = World::start().await;
    let life = world.submitted().await;
    let first = world.asked(&life).await;
    let reading = world.reading(&life).await;

    let route = format!("/api/assignments/{}/decline", reading.assignment);
    let declined = reading.assessor.post(&route, &json!({"reason": "conflict"})).await.expect("reachable");
    declined.expect(204).expect("it is handed back");
    world.stack.settle().await;

    assert_ne!(world.asked(&life).await, first);
    let stored = world
        .stack
        .app()
        .table
        .submission(life.submission.parse().expect("an id"))
        .await
        .expect("it is there");
    assert_eq!(
        stored.barred,
        [world.person(first).await].into(),
        "whoever has a conflict scores no other attempt"
    );
    let dead =
        reading.assessor.get(&format!("/api/assignments/{}", reading.assignment)).await.expect("reachable");
    assert_eq!(dead.status, 410, "{}", dead.body);
}

#[tokio::test]
async fn a_second_browser_needs_the_mailed_code() {
    let world = World::start().await;
    let life = world.submitted().await;
    let email = world.asked(&life).await;
    let letter = world.visitor.mail().to(email).await.expect("the mailbox").remove(0);
    let token = letter.token().expect("a link");
    let open = |code: Option<String>| {
        let body = json!({"token": token, "code": code.unwrap_or_else(|| "000000".into()), "bearer": true});
        let without = json!({"token": token, "bearer": true});
        let body = if body["code"] == json!("000000") { without } else { body };
        let visitor = world.visitor.clone();
        async move { visitor.anonymous().post("/api/assignments/open", &body).await.expect("reachable") }
    };

    assert_eq!(open(None).await.status, 200, "the first browser goes right in");
    assert_eq!(open(None).await.status, 202, "the second is mailed a code");
    world.stack.settle().await;
    let code =
        world.visitor.mail().to(email).await.expect("the mailbox").remove(0).code().expect("six digits");
    let wrong = if code.starts_with('1') { "200 000" } else { "100 000" };
    assert_eq!(open(Some(wrong.into())).await.status, 403);
    assert_eq!(open(Some(code.clone())).await.status, 200);
    assert_eq!(open(Some(code)).await.status, 403, "a code works once");
}
