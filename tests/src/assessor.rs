//! What an assessor is shown and keeps: what changed, her bank of comments, how her link ended, nothing of who.

use local::{
    client::{Answer, Caller, Life, Reading},
    seed,
};
use serde_json::{Value, json};

use crate::world::{IDEAS, World, evidence};

/// Gives the attempt back with these parts unmet, and opens the next one.
pub(crate) async fn given_back(world: &World, life: &Life, unmet: &[&str]) -> Life {
    let reading = world.reading(life).await;
    reading.score(unmet).await.expect("reachable").expect(200).expect("her scores are in");
    let decided = life.decide(&world.administrator().await, "not-yet").await.expect("reachable");
    decided.expect(200).expect("it is decided");
    world.stack.settle().await;
    Life::open(&life.earner, IDEAS).await.expect("it opens again")
}

/// Hands the attempt in, and opens it as its assessor.
async fn handed_in(world: &World, life: &Life) -> Reading {
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    world.reading(life).await
}

/// The ids of the files at `pointer`.
fn files(answer: &Answer, pointer: &str) -> Vec<String> {
    let listed = answer.at(pointer).expect("files").as_array().expect("a list");
    listed.iter().filter_map(|file| file["artifact"].as_str()).map(str::to_owned).collect()
}

#[tokio::test]
async fn who_scores_again_sees_what_was_there_before_and_what_was_said_of_it() {
    let world = World::start().await;
    let first = world.submitted().await;
    let told = first.read().await.expect("readable");
    let before = files(&told, "/artifacts");
    let again = given_back(&world, &first, &["reflection", "artifacts"]).await;
    let removed =
        again.earner.delete(&again.route(&format!("/uploads/{}", before[0]))).await.expect("reachable");
    removed.expect(204).expect("taken out of the new attempt");
    let student = told.text("/artifacts/0/student").expect("a student");
    let sent = again.upload(&evidence("image.png", &student)).await.expect("it is sent");
    let new = sent.text("/artifact").expect("an artifact");
    again.write(30).await.expect("reachable").expect(200).expect("saved");

    let reading = handed_in(&world, &again).await;
    let work = reading.work().await.expect("hers");

    let carried: Vec<&Value> = work
        .at("/carried")
        .expect("carried")
        .as_array()
        .expect("a list")
        .iter()
        .map(|at| &at["part"]["id"])
        .collect();
    assert_eq!(carried, ["overview", "student-reflections"]);
    assert!(work.at("/carried/0/responses/answers").is_ok(), "{}", work.body);
    assert_eq!(files(&work, "/formerly/artifacts/artifacts"), before);
    assert_eq!(files(&work, "/artifacts"), [before[1].clone(), new]);
    let said = work.text("/formerly/reflection/feedback/next-time").expect("feedback");
    assert!(said.starts_with("Tell which idea"), "{said}");
    let text = |pointer: &str| work.text(pointer).expect("an answer");
    let (was, is) = (
        text("/formerly/reflection/responses/answers/reflection"),
        text("/responses/reflection/answers/reflection"),
    );
    assert_ne!(was.split_whitespace().count(), is.split_whitespace().count());
    assert!(!work.body.contains("\"attempt\""), "how often she tried is nobody's to know: {}", work.body);

    for artifact in &before {
        let route = again.route(&format!("/artifacts/{artifact}/reading"));
        let address = reading.assessor.post(&route, &json!({})).await.expect("reachable");
        address.expect(200).expect("she sees what was there");
    }
}

#[tokio::test]
async fn nothing_but_the_last_scored_work_is_shown_of_former_attempts() {
    let world = World::start().await;
    let first = world.submitted().await;
    let oldest = files(&first.read().await.expect("readable"), "/artifacts");
    let second = given_back(&world, &first, &["artifacts"]).await;
    for artifact in &oldest {
        second.earner.delete(&second.route(&format!("/uploads/{artifact}"))).await.expect("reachable");
    }
    for student in ["Student A", "Student B"] {
        second.upload(&evidence("image.png", student)).await.expect("it is sent");
    }
    second.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let third = given_back(&world, &second, &["artifacts"]).await;

    let reading = handed_in(&world, &third).await;
    let work = reading.work().await.expect("hers");

    assert_eq!(files(&work, "/formerly/artifacts/artifacts"), files(&work, "/artifacts"));
    let route = third.route(&format!("/artifacts/{}/reading", oldest[0]));
    assert_eq!(reading.assessor.post(&route, &json!({})).await.expect("reachable").status, 404);
}

#[tokio::test]
async fn what_would_be_recommended_is_told_once_every_criterion_has_its_score() {
    let world = World::start().await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    let work = reading.work().await.expect("hers");
    assert!(work.at("/assessment/recommends").is_err(), "{}", work.body);

    let handed_in = reading.score(&["reflection"]).await.expect("reachable").expect(200).expect("in");
    assert_eq!(handed_in.at("/recommends").expect("told"), &json!(false), "{}", handed_in.body);
}

#[tokio::test]
async fn a_bank_of_comments_is_its_assessors_wherever_she_scores() {
    let world = World::start().await;
    let life = world.submitted().await;
    let asked = world.asked(&life).await;
    let reading = world.reading(&life).await;
    let route = format!("/api/assignments/{}/comment-bank", reading.assignment);
    let (assessor, at) = (&reading.assessor, &route);
    let save = |version: u64, comments: Value| async move {
        let body = json!({"version": version, "comments": comments});
        assessor.put(at, &body).await.expect("reachable")
    };

    save(0, json!(["Name the idea.", "Well seen."])).await.expect(200).expect("kept");
    assert_eq!(save(0, json!([])).await.status, 409, "another tab was first");
    let faulty = save(1, json!(["Well seen.", " ", "Well seen."])).await;
    let places: Vec<String> = faulty.faults().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(places, ["/comments/1", "/comments/2"]);
    let many: Vec<String> = (0..201).map(|number| format!("Comment {number}.")).collect();
    assert_eq!(save(1, json!(many)).await.status, 422);

    let signed_in = world.sign_in(asked).await;
    let bank = |caller: Caller| async move {
        caller.get("/api/comment-bank").await.expect("reachable").expect(200).expect("a bank").json
    };
    assert_eq!(bank(signed_in).await, json!({"version": 1, "comments": ["Name the idea.", "Well seen."]}));
    assert_eq!(bank(world.earner(0).await).await, json!({"version": 0, "comments": []}));

    reading.score(&[]).await.expect("reachable").expect(200).expect("her scores are in");
    let closed = reading.assessor.get(&route).await.expect("reachable");
    assert_eq!(closed.status, 410, "a link that is over opens nothing: {}", closed.body);
}

/// How the newest link to an assignment in this mail is answered.
async fn opened(world: &World, token: &str) -> Answer {
    let body = json!({"token": token, "bearer": true});
    world.visitor.anonymous().post("/api/assignments/open", &body).await.expect("reachable")
}

#[tokio::test]
async fn a_link_that_is_over_tells_how_it_ended() {
    for ending in
        ["handed-in", "conflict", "declined", "reassigned", "submission-withdrawn", "expired", "overdue"]
    {
        let world = World::start().await;
        let life = world.submitted().await;
        let email = world.asked(&life).await;
        let letters = world.visitor.mail().to(email).await.expect("the mailbox");
        let token = letters[0].token().expect("a link");
        let reading = world.reading(&life).await;
        end(&world, &life, &reading, ending).await;

        let answer = opened(&world, &token).await;
        assert_eq!(answer.status, 410, "{ending}: {}", answer.body);
        assert_eq!(answer.text("/ending").expect("how"), ending);
        let read = reading.work().await;
        assert!(read.is_err(), "{ending}: her session is closed too");
    }
}

async fn end(world: &World, life: &Life, reading: &Reading, ending: &str) {
    let decline = |reason: &str| {
        let route = format!("/api/assignments/{}/decline", reading.assignment);
        let body = json!({"reason": reason, "note": "I know this classroom."});
        async move { reading.assessor.post(&route, &body).await.expect("reachable").expect(204) }
    };
    match ending {
        "handed-in" => drop(reading.score(&[]).await.expect("reachable").expect(200).expect("in")),
        "conflict" => drop(decline("conflict").await.expect("declined")),
        "declined" => drop(decline("unavailable").await.expect("declined")),
        "submission-withdrawn" => {
            drop(life.withdraw().await.expect("reachable").expect(200).expect("taken back"));
        }
        "reassigned" => reassign(world, life).await,
        // The clock has not been looked at yet, so nobody took it away.
        "expired" => world.stack.advance(jiff::SignedDuration::from_hours(24 * 12)),
        "overdue" => world.pass_days(12).await,
        other => panic!("no way to end by {other}"),
    }
}

async fn reassign(world: &World, life: &Life) {
    let issuer = world.administrator().await;
    let view = issuer.get(&life.route("")).await.expect("reachable");
    let app = world.stack.app();
    let organisation = app.table.issuers().await.expect("the table")[0].id;
    let roster = app.table.roster(organisation).await.expect("the table");
    let free = roster.iter().filter(|assessor| assessor.open == 0);
    for assessor in free {
        let body = json!({"assessor": assessor.person});
        let asked = issuer.post(&life.route("/assignments"), &body).await.expect("reachable");
        if asked.status == 201 {
            return;
        }
    }
    panic!("nobody else may be asked: {}", view.body);
}

#[tokio::test]
async fn nothing_that_an_assessor_gets_tells_whose_work_it_is() {
    let world = World::start().await;
    let life = world.submitted().await;
    let email = world.asked(&life).await;
    let letter = world.visitor.mail().to(email).await.expect("the mailbox").remove(0);
    let reading = world.reading(&life).await;
    let work = reading.work().await.expect("hers");
    let artifact = work.text("/artifacts/0/artifact").expect("an artifact");
    let route = life.route(&format!("/artifacts/{artifact}/reading"));
    let address =
        reading.assessor.post(&route, &json!({})).await.expect("reachable").expect(200).expect("hers");
    let file = reqwest::get(address.text("/url").expect("a URL")).await.expect("the store");

    let me = life.earner.get("/api/me").await.expect("reachable");
    let mut telling = vec![seed::EARNERS[0].to_owned(), "plan.pdf".to_owned()];
    telling.extend(["/id", "/name"].map(|field| me.text(field).expect("hers")));
    telling.extend(["Maple Hollow", "maplehollow"].map(str::to_owned));
    let headers = format!("{:?}", file.headers());
    for said in [&letter.subject, &letter.text, &letter.html, &work.body, &address.body, &headers] {
        // The assessor's own address stands in her letter.
        let said = said.replace(email, "");
        for word in &telling {
            assert!(!said.contains(word.as_str()), "“{word}” in {said}");
        }
    }
}
