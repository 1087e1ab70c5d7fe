//! Somebody whom an earner asks to look at her draft. No assessor reads any of it.

use domain::assignment::days;
use jiff::SignedDuration;
use local::{
    client::{Answer, Caller, Life},
    seed,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    api_document::assert_describes,
    appeals, drift, goals,
    privacy::{erase_at_once, minutes_pass, rows},
    two_readers::{add_assessors, open, reading, score, seen},
    world::{IDEAS, World},
};

/// Whom nobody here knows yet.
pub(crate) const DANA: &str = "dana.reyes@school.example.org";
/// A word that only a coach says.
const SECRET: &str = "Quillfeather";

pub(crate) async fn invite(life: &Life, email: &str) -> Answer {
    let asked = json!({"name": "Dana Reyes", "email": email});
    let answer = life.earner.post(&life.route("/coaches"), &asked).await.expect("reachable");
    assert_describes("post", "/api/submissions/{submission}/coaches", &answer);
    answer
}

/// Asks somebody to coach, and signs her in.
pub(crate) async fn coached(world: &World, life: &Life, email: &str) -> Caller {
    invite(life, email).await.expect(201).expect("she is asked");
    world.stack.settle().await;
    world.sign_in(email).await
}

pub(crate) async fn say(caller: &Caller, life: &Life, said: Value) -> Answer {
    caller.post(&life.route("/coaches/1/comments"), &said).await.expect("reachable")
}

pub(crate) fn comment(text: &str) -> Value {
    json!({"step": "comment", "part": "overview", "text": text})
}

async fn end(caller: &Caller, life: &Life) -> Answer {
    caller.delete(&life.route("/coaches/1")).await.expect("reachable")
}

fn draft_of(life: &Life) -> String {
    format!("/api/coached/{}", life.submission)
}

pub(crate) async fn seen_by(coach: &Caller, life: &Life) -> Answer {
    coach.get(&draft_of(life)).await.expect("reachable")
}

/// The draft of a second attempt of the first earner, the address of who scored the first, and a file of it.
async fn reopened(world: &World) -> (Life, &'static str, String) {
    let (life, _) = appeals::given_back(world).await;
    let scored = world.asked(&life).await;
    let artifact = life.read().await.expect("readable").text("/artifacts/0/artifact").expect("a file");
    let life = Life::open(&life.earner, IDEAS).await.expect("the next attempt opens");
    (life, scored, artifact)
}

#[tokio::test]
async fn a_coach_reads_the_draft_as_it_stands_and_both_talk_about_it() {
    let world = World::start().await;
    let life = world.draft().await;
    let invited = invite(&life, DANA).await.expect(201).expect("she is asked");
    assert_eq!((&invited.json["number"], &invited.json["email"]), (&json!(1), &json!(DANA)));
    world.stack.settle().await;
    let letter = world.visitor.mail().to(DANA).await.expect("the mailbox").remove(0);
    assert_eq!(letter.subject, "Somebody asks you to be their coach");
    assert!(letter.link().expect("a link").ends_with(&format!("/coaching/{}", life.submission)));
    let coach = world.sign_in(DANA).await;

    let list = coach.get("/api/coached").await.expect("reachable");
    assert_describes("get", "/api/coached", &list);
    assert_eq!(
        (&list.json["items"][0]["submission"], &list.json["items"][0]["canComment"]),
        (&json!(life.submission), &json!(true))
    );
    let draft = seen_by(&coach, &life).await;
    assert_describes("get", "/api/coached/{submission}", &draft);
    let own = life.read().await.expect("readable");
    assert_eq!(
        (&draft.json["responses"], &draft.json["artifacts"]),
        (&own.json["responses"], &own.json["artifacts"])
    );
    assert_eq!(draft.json["earner"], life.earner.get("/api/me").await.expect("reachable").json["name"]);
    let artifact = draft.text("/artifacts/0/artifact").expect("a file");
    let file = life.route(&format!("/artifacts/{artifact}/reading"));
    let file = coach.post(&file, &json!({})).await.expect("reachable").expect(200).expect("hers to see");
    let bytes = reqwest::get(file.text("/url").expect("an address")).await.expect("the store is there");
    assert!(bytes.status().is_success());

    let said = say(&coach, &life, comment("Which idea was theirs?")).await.expect(200).expect("said");
    assert_describes("post", "/api/submissions/{submission}/coaches/{number}/comments", &said);
    world.stack.settle().await;
    assert_eq!(world.subjects(seed::EARNERS[0]).await[0], "Your coach commented on your draft");
    let all = life.earner.get(&life.route("/coaches")).await.expect("reachable");
    assert_describes("get", "/api/submissions/{submission}/coaches", &all);
    assert_eq!(all.json["items"][0]["comments"][0]["text"], "Which idea was theirs?");
    say(&life.earner, &life, json!({"step": "answer", "comment": 1, "text": "That of Student A."}))
        .await
        .expect(200)
        .expect("said");
    say(&life.earner, &life, json!({"step": "done", "comment": 1, "done": true}))
        .await
        .expect(200)
        .expect("marked");
    world.stack.settle().await;
    assert_eq!(world.subjects(DANA).await[0], "Your comment was answered");
    let shown = seen_by(&coach, &life).await;
    let comments = &shown.json["comments"];
    assert_eq!(comments[0]["answers"][0]["by"], "earner");
    assert!(comments[0]["done"].is_string());

    // Another comment soon after is no other letter.
    let before = world.subjects(seed::EARNERS[0]).await.len();
    say(&coach, &life, comment("And then?")).await.expect(200).expect("said");
    world.stack.settle().await;
    assert_eq!(world.subjects(seed::EARNERS[0]).await.len(), before);
    world.stack.advance(SignedDuration::from_hours(5));
    say(&coach, &life, comment("And in the end?")).await.expect(200).expect("said");
    world.stack.settle().await;
    assert_eq!(world.subjects(seed::EARNERS[0]).await.len(), before + 1);
}

#[tokio::test]
async fn what_is_refused_says_what_to_do() {
    let world = World::start().await;
    let life = world.draft().await;
    let coach = coached(&world, &life, DANA).await;
    let own = invite(&life, seed::EARNERS[0]).await.expect(422).expect("herself");
    assert_eq!(own.faults()[0].0, "/email");
    for (said, status, pointer) in [
        (comment(" "), 422, Some("/text")),
        (comment(&"a".repeat(1_001)), 422, Some("/text")),
        (json!({"step": "comment", "part": "no-such-part", "text": "Well."}), 422, Some("/part")),
        (json!({"step": "comment", "text": "Well."}), 422, None),
        (json!({"step": "done", "comment": 1, "done": true, "text": "Well."}), 422, None),
        (json!({"step": "answer", "comment": 7, "text": "Well."}), 404, None),
    ] {
        let answer = say(&coach, &life, said.clone()).await.expect(status).expect("refused");
        let faults = answer.faults();
        let told = pointer.is_none_or(|pointer| faults.iter().any(|(at, _)| at == pointer));
        assert!(told, "{said}: {faults:?}");
    }
    say(&life.earner, &life, comment("Mine.")).await.expect(403).expect("comments are the coach's");
    for number in 2..=5 {
        invite(&life, &format!("coach{number}@school.example.org")).await.expect(201).expect("asked");
    }
    invite(&life, "coach6@school.example.org").await.expect(403).expect("five are the most");
}

#[tokio::test]
async fn after_it_is_handed_in_a_coach_reads_only_until_it_is_a_draft_again() {
    let world = World::start().await;
    let life = world.draft().await;
    let coach = coached(&world, &life, DANA).await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;

    let shown = seen_by(&coach, &life).await.expect(200).expect("still hers to read");
    assert_eq!((&shown.json["canComment"], &shown.json["state"]), (&json!(false), &json!("in-assessment")));
    assert!(shown.json.get("feedback").is_none() && shown.json.get("assignments").is_none());
    say(&coach, &life, comment("Late.")).await.expect(409).expect("it is no draft");
    invite(&life, "late@school.example.org").await.expect(409).expect("it is no draft");

    let staff = world.administrator().await;
    score(&reading(&world, &seen(&staff, &life).await, "first").await, &["reflection"]).await;
    life.decide(&staff, "not-yet").await.expect("reachable").expect(200).expect("decided");
    Life::open(&life.earner, IDEAS).await.expect("the next attempt opens");
    let said = json!({"step": "comment", "part": "reflection", "text": "Now the last part."});
    say(&coach, &life, said).await.expect(200).expect("a draft again");
    life.withdraw().await.expect("reachable").expect(200).expect("taken back");
    seen_by(&coach, &life).await.expect(404).expect("nothing is left to coach");
}

#[tokio::test]
async fn whoever_was_asked_to_coach_is_never_asked_to_score() {
    let world = World::start().await;
    let life = world.draft().await;
    let staff = world.administrator().await;
    // Of those who could score it, one is asked to coach, and somebody becomes an assessor only later.
    let (coach, other) = (seed::ASSESSORS[2], seed::ASSESSORS[3]);
    coached(&world, &life, coach).await;
    invite(&life, DANA).await.expect(201).expect("asked");
    add_assessors(&world, &staff, &[DANA]).await;
    end(&life.earner, &life).await.expect(204).expect("taken back, and she knows whose it is all the same");
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    assert_eq!(world.asked(&life).await, other);

    let roster = staff.get(&life.route("/assessors")).await.expect("reachable").json;
    for email in [coach, DANA] {
        let person = world.person(email).await.to_string();
        let line = roster["items"].as_array().expect("a list").iter().find(|it| it["person"] == person);
        assert_eq!(line.expect("she is in the roster")["ineligible"], "barred", "{email}");
        let asked = staff.post(&life.route("/assignments"), &json!({"assessor": person})).await;
        asked.expect("reachable").expect(403).expect("not by hand either");
    }
    // Nobody else is left: it waits rather than go to a coach, in this attempt and in the next.
    let other = world.reading(&life).await;
    let decline = format!("/api/assignments/{}/decline", other.assignment);
    other
        .assessor
        .post(&decline, &json!({"reason": "other"}))
        .await
        .expect("reachable")
        .expect(204)
        .expect("declined");
    world.stack.settle().await;
    assert!(open(&seen(&staff, &life).await).is_empty());
    assert_eq!(world.state(&life).await, "submitted");
}

#[tokio::test]
async fn whoever_scored_it_hears_nothing_of_being_asked_and_the_earner_nothing_of_that() {
    let world = World::start().await;
    let (life, scored, artifact) = reopened(&world).await;
    let letters = world.subjects(scored).await;
    let hers = invite(&life, scored).await.expect(201).expect("it looks like any other");
    let others = invite(&life, DANA).await.expect(201).expect("asked");
    world.stack.settle().await;

    let shape =
        |answer: &Answer| answer.json.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(shape(&hers), shape(&others));
    assert_eq!(world.subjects(scored).await, letters, "no letter");
    let caller = world.sign_in(scored).await;
    let list = caller.get("/api/coached").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(list.json["items"], json!([]));
    seen_by(&caller, &life).await.expect(404).expect("not hers to see");
    say(&caller, &life, comment("Hello.")).await.expect(404).expect("not hers to comment");
    end(&caller, &life).await.expect(404).expect("not hers to end");
    let file = life.route(&format!("/artifacts/{artifact}/reading"));
    caller.post(&file, &json!({})).await.expect("reachable").expect(404).expect("not hers to see");
    end(&life.earner, &life).await.expect(204).expect("taken back");
    world.stack.settle().await;
    assert_eq!(world.subjects(scored).await.len(), letters.len() + 1, "but the one she signed in with");
}

#[tokio::test]
async fn either_ends_it_and_it_can_begin_again_a_day_later() {
    let world = World::start().await;
    let life = world.draft().await;
    let coach = coached(&world, &life, DANA).await;
    say(&coach, &life, comment("Which idea was theirs?")).await.expect(200).expect("said");
    end(&coach, &life).await.expect(204).expect("over");
    world.stack.settle().await;
    assert_eq!(world.subjects(seed::EARNERS[0]).await[0], "Your coach ended the coaching");
    seen_by(&coach, &life).await.expect(404).expect("no longer hers");
    let kept = life.earner.get(&life.route("/coaches")).await.expect("reachable").json;
    assert_eq!(
        (&kept["items"][0]["ended"]["by"], kept["items"][0]["comments"].as_array().map(Vec::len)),
        (&json!("coach"), Some(1))
    );

    invite(&life, DANA).await.expect(429).expect("not on the same day");
    world.stack.advance(days(1));
    invite(&life, DANA).await.expect(201).expect("asked again");
    seen_by(&coach, &life).await.expect(200).expect("hers again");
    end(&life.earner, &life).await.expect(204).expect("taken back");
    world.stack.settle().await;
    assert_eq!(world.subjects(DANA).await[0], "A coaching is over");
    seen_by(&coach, &life).await.expect(404).expect("no longer hers");
}

/// Every route that reads, and those that show work, asked by who scores it, by the same person signed in, and by the
/// issuer's staff: none says a word of what a coach said, or who she is.
#[tokio::test]
async fn nothing_that_a_coach_says_reaches_whoever_scores_or_decides() {
    let world = World::start().await;
    let life = world.draft().await;
    let coach = coached(&world, &life, DANA).await;
    say(&coach, &life, comment(SECRET)).await.expect(200).expect("said");
    say(&life.earner, &life, json!({"step": "answer", "comment": 1, "text": SECRET}))
        .await
        .expect(200)
        .expect("said");
    goals::name_after_writing(&life).await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let artifact = life.read().await.expect("readable").text("/artifacts/0/artifact").expect("a file");
    let asked = world.asked(&life).await;
    let scoring = world.reading(&life).await;
    let work = scoring.work().await.expect("hers to score");
    assert!(!work.body.contains(SECRET) && !work.body.contains("hichGoal"), "{}", work.body);
    assert!(!work.body.contains("Our school."), "{}", work.body);

    let (signed_in, staff) = (world.sign_in(asked).await, world.administrator().await);
    let organisation = world.stack.app().table.issuers().await.expect("the table")[0].id.to_string();
    let read = |route: &String| route.starts_with("GET /api/") || route.ends_with("/reading");
    let mut answered = 0;
    for route in drift::served().iter().filter(|route| read(route)) {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let path = path
            .replace("{submission}", &life.submission)
            .replace("{assignment}", &scoring.assignment)
            .replace("{artifact}", &artifact)
            .replace("{slug}", IDEAS)
            .replace("{organisation}", &organisation)
            .replace("{number}", "1");
        let path = format!("{path}?organisation={organisation}&state=in-assessment");
        let body = (method == "POST").then(|| json!({}));
        for caller in [&scoring.assessor, &signed_in, &staff] {
            let method: Method = method.parse().expect("a method");
            let answer = caller.send(method, &path, body.as_ref()).await.expect("reachable");
            answered += u32::from(answer.status == 200);
            for word in [SECRET, DANA, "Dana Reyes"] {
                assert!(!answer.body.contains(word), "{route}: {}", answer.body);
            }
        }
    }
    assert!(answered > 20, "{answered}");
}

#[tokio::test]
async fn an_erasure_takes_the_coaching_with_it_and_a_coachs_takes_her_words() {
    let world = World::start().await;
    let life = world.draft().await;
    let coach = coached(&world, &life, DANA).await;
    say(&coach, &life, comment(SECRET)).await.expect(200).expect("said");
    say(&life.earner, &life, json!({"step": "answer", "comment": 1, "text": "That of Student A."}))
        .await
        .expect(200)
        .expect("said");
    world.stack.settle().await;

    erase_at_once(&coach, DANA).await;
    minutes_pass(&world).await;
    for row in rows(&world).await {
        for word in [SECRET, DANA, "Dana Reyes"] {
            assert!(!row.text.contains(word), "{}: {}", row.key, row.text);
        }
    }
    let kept = life.earner.get(&life.route("/coaches")).await.expect("reachable").expect(200).expect("hers");
    assert_eq!(
        (&kept.json["items"][0]["comments"][0]["text"], &kept.json["items"][0]["name"]),
        (&json!(""), &Value::Null)
    );
    assert_eq!(kept.json["items"][0]["comments"][0]["answers"][0]["text"], "That of Student A.");

    let other = "other@school.example.org";
    let asked = json!({"name": "Noor", "email": other});
    life.earner.post(&life.route("/coaches"), &asked).await.expect("reachable").expect(201).expect("asked");
    world.stack.settle().await;
    let name = life.earner.get("/api/me").await.expect("reachable").text("/name").expect("a name");
    let coach = world.sign_in(other).await;
    let said = json!({"step": "comment", "part": "overview", "text": SECRET});
    coach
        .post(&life.route("/coaches/2/comments"), &said)
        .await
        .expect("reachable")
        .expect(200)
        .expect("said");
    erase_at_once(&life.earner, seed::EARNERS[0]).await;
    minutes_pass(&world).await;
    for row in rows(&world).await {
        assert!(!row.text.contains(SECRET) && !row.text.contains(&name), "{}: {}", row.key, row.text);
        assert!(!row.key.contains(&life.submission) || row.key.starts_with("AUDIT"), "{}", row.key);
    }
    let list = coach.get("/api/coached").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(list.json["items"], json!([]));
}
