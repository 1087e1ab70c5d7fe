//! What somebody considers earning, shared with an adviser: nobody else reads it, and the adviser reads nothing else.

use domain::assignment::days;
use futures_util::future::join_all;
use jiff::SignedDuration;
use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::{
    api_document::assert_describes,
    awards::awarded,
    privacy::{erase_at_once, minutes_pass, rows},
    world::{IDEAS, World},
};

/// Whom nobody here knows yet.
const LEE: &str = "lee.morgan@school.example.org";
/// Another micro-credential that ships.
const RIGOR: &str = "recognizing-and-upholding-academic-rigor";
/// A word that only an adviser says.
const SECRET: &str = "Quillfeather";
/// A word that only the owner writes.
const AIM: &str = "Brambleway";

async fn list(owner: &Caller) -> Value {
    let answer = owner.get("/api/shortlist").await.expect("reachable");
    assert_describes("get", "/api/shortlist", &answer);
    answer.expect(200).expect("hers").json
}

async fn save(owner: &Caller, version: u64, items: Value) -> Answer {
    let content = json!({"version": version, "aim": AIM, "items": items});
    let answer = owner.put("/api/shortlist", &content).await.expect("reachable");
    assert_describes("put", "/api/shortlist", &answer);
    answer
}

async fn ask(owner: &Caller, email: &str) -> Answer {
    let asked = json!({"name": "Lee Morgan", "email": email});
    let answer = owner.post("/api/shortlist/shares", &asked).await.expect("reachable");
    assert_describes("post", "/api/shortlist/shares", &answer);
    answer
}

/// Puts something on the list of `owner`, on which nothing is yet, and shares it; the id of the share.
pub(crate) async fn shared(owner: &Caller, email: &str) -> String {
    let items = json!([{"microcredential": IDEAS, "why": "We write a lot."}, {"microcredential": RIGOR}]);
    save(owner, 0, items).await.expect(200).expect("it is saved");
    ask(owner, email).await.expect(201).expect("it is shared").text("/share").expect("an id")
}

async fn seen_by(adviser: &Caller) -> Value {
    let answer = adviser.get("/api/shortlists").await.expect("reachable");
    assert_describes("get", "/api/shortlists", &answer);
    answer.expect(200).expect("hers").json["shortlists"].clone()
}

async fn remark(caller: &Caller, share: &str, said: Value) -> Answer {
    let path = format!("/api/shortlists/{share}/remarks");
    let answer = caller.post(&path, &said).await.expect("reachable");
    assert_describes("post", "/api/shortlists/{share}/remarks", &answer);
    answer
}

async fn end(caller: &Caller, share: &str) -> Answer {
    caller.delete(&format!("/api/shortlists/{share}")).await.expect("reachable")
}

#[tokio::test]
async fn an_adviser_reads_the_list_as_it_stands_and_both_remark_on_it_until_it_ends() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    assert_eq!(list(&owner).await, json!({"version": 0, "items": [], "shares": []}));
    let share = shared(&owner, LEE).await;
    world.stack.settle().await;
    let letter = world.visitor.mail().to(LEE).await.expect("the mailbox").remove(0);
    assert_eq!(letter.subject, "Somebody shares a shortlist with you");
    assert!(letter.link().expect("a link").ends_with("/shortlists"));
    let name = owner.get("/api/me").await.expect("reachable").text("/name").expect("a name");
    assert!(letter.text.contains(&name) && !letter.text.contains(AIM));

    let adviser = world.sign_in(LEE).await;
    let seen = seen_by(&adviser).await;
    assert_eq!(
        (&seen[0]["share"], &seen[0]["owner"], &seen[0]["aim"]),
        (&json!(share), &json!(name), &json!(AIM))
    );
    let first = &seen[0]["items"][0];
    assert_eq!((&first["microcredential"], &first["published"]), (&json!(IDEAS), &json!(true)));
    assert_eq!((&first["why"], first["hours"].is_u64()), (&json!("We write a lot."), true));
    save(&owner, 1, json!([{"microcredential": RIGOR}])).await.expect(200).expect("it is saved");
    assert_eq!(seen_by(&adviser).await[0]["items"][0]["microcredential"], RIGOR);

    let said = json!({"microcredential": RIGOR, "text": "A good choice."});
    remark(&adviser, &share, said).await.expect(200).expect("said");
    remark(&owner, &share, json!({"text": "Thank you."})).await.expect(200).expect("said");
    world.stack.settle().await;
    assert_eq!(world.subjects(seed::EARNERS[0]).await[0], "There is a remark on your shortlist");
    let remarks = list(&owner).await["shares"][0]["remarks"].clone();
    assert_eq!(remarks, seen_by(&adviser).await[0]["remarks"]);
    assert_eq!((&remarks[0]["by"], &remarks[1]["by"]), (&json!("adviser"), &json!("earner")));

    end(&adviser, &share).await.expect(204).expect("over");
    assert_eq!(seen_by(&adviser).await, json!([]));
    remark(&adviser, &share, json!({"text": "Late."})).await.expect(404).expect("no longer hers");
    remark(&owner, &share, json!({"text": "Late."})).await.expect(409).expect("it is over");
    let kept = list(&owner).await["shares"][0].clone();
    assert_eq!((&kept["ended"]["by"], &kept["remarks"]), (&json!("adviser"), &remarks));

    // She said no: nobody asks her again at once.
    ask(&owner, LEE).await.expect(409).expect("she ended it lately");
    world.stack.advance(days(30));
    let owner = world.earner(0).await;
    ask(&owner, LEE).await.expect(201).expect("she is asked again");
}

#[tokio::test]
async fn a_letter_goes_to_each_side_once_a_day() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    let share = shared(&owner, LEE).await;
    world.stack.settle().await;
    let adviser = world.sign_in(LEE).await;
    let before = world.subjects(seed::EARNERS[0]).await.len();
    // The letter by which it is shared is one of the adviser's.
    for (hours, text, letters, hers) in [(0, "One.", 1, 0), (23, "Two.", 1, 0), (1, "Three.", 2, 1)] {
        world.stack.advance(SignedDuration::from_hours(hours));
        remark(&adviser, &share, json!({"text": text})).await.expect(200).expect("said");
        remark(&owner, &share, json!({"text": text})).await.expect(200).expect("said");
        world.stack.settle().await;
        assert_eq!(world.subjects(seed::EARNERS[0]).await.len(), before + letters, "{text}");
        let told = world.subjects(LEE).await;
        let told = told.iter().filter(|it| *it == "There is a remark on a shortlist shared with you");
        assert_eq!(told.count(), hers, "{text}");
    }
}

#[tokio::test]
async fn a_stale_tab_overwrites_nothing_and_sharing_makes_none_stale() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    shared(&owner, LEE).await;
    let stale = save(&owner, 0, json!([])).await.expect(409).expect("something newer is stored");
    assert_eq!(stale.json["currentVersion"], 1);
    let saved = save(&owner, 1, json!([{"microcredential": RIGOR}])).await.expect(200).expect("it is saved");
    assert_eq!((&saved.json["version"], saved.json.get("shares")), (&json!(2), None));
    assert_eq!(list(&owner).await["shares"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_is_refused_says_what_to_do() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    let empty = ask(&owner, LEE).await.expect(409).expect("nothing is on it");
    assert!(
        empty.text("/detail").expect("a sentence").contains("put a micro-credential on it"),
        "{}",
        empty.body
    );
    let twice = json!([{"microcredential": IDEAS}, {"microcredential": IDEAS}]);
    let unknown = json!([{"microcredential": "never-published"}]);
    let long = json!([{"microcredential": IDEAS, "why": "a".repeat(501)}]);
    for (items, pointer) in
        [(twice, "/items/1/microcredential"), (unknown, "/items/0/microcredential"), (long, "/items/0/why")]
    {
        let refused = save(&owner, 0, items).await.expect(422).expect("refused");
        assert_eq!(refused.faults()[0].0, pointer);
    }
    let id = shared(&owner, LEE).await;
    let own = ask(&owner, seed::EARNERS[0]).await.expect(422).expect("herself");
    assert_eq!(own.faults()[0].0, "/email");
    for (said, pointer) in [
        (json!({"text": " "}), "/text"),
        (json!({"text": "a".repeat(2_001)}), "/text"),
        (json!({"text": "Well.", "microcredential": "generating-none"}), "/microcredential"),
    ] {
        let refused = remark(&owner, &id, said).await.expect(422).expect("refused");
        assert_eq!(refused.faults()[0].0, pointer);
    }
}

/// Or each who was asked could ask ten others, and each of these ten more.
#[tokio::test]
async fn whoever_was_only_asked_keeps_a_list_and_shares_it_with_nobody() {
    let world = World::start().await;
    shared(&world.earner(0).await, LEE).await;
    world.stack.settle().await;
    let adviser = world.sign_in(LEE).await;
    save(&adviser, 0, json!([{"microcredential": RIGOR}])).await.expect(200).expect("it is hers");
    let others = "other@school.example.org";
    ask(&adviser, others).await.expect(403).expect("she belongs to no organisation");
    world.stack.settle().await;
    assert!(world.visitor.mail().to(others).await.expect("the mailbox").is_empty());
    assert_eq!(list(&adviser).await["shares"], json!([]));
}

#[tokio::test]
async fn five_at_a_time_and_the_same_person_three_times_a_day() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    let first = shared(&owner, LEE).await;
    for number in 2..=5 {
        ask(&owner, &format!("adviser{number}@school.example.org")).await.expect(201).expect("shared");
    }
    ask(&owner, "adviser6@school.example.org").await.expect(403).expect("five are the most");
    assert_eq!(ask(&owner, LEE).await.expect(201).expect("the same").text("/share").expect("an id"), first);

    let mut id = first;
    for _ in 0..2 {
        end(&owner, &id).await.expect(204).expect("over");
        id = ask(&owner, LEE).await.expect(201).expect("shared anew").text("/share").expect("an id");
    }
    end(&owner, &id).await.expect(204).expect("over");
    ask(&owner, LEE).await.expect(429).expect("three letters within a day");
    world.stack.settle().await;
    let subjects = world.subjects(LEE).await;
    assert_eq!(subjects, ["Somebody shares a shortlist with you"; 3]);
    world.stack.advance(days(1));
    let owner = world.earner(0).await;
    ask(&owner, LEE).await.expect(201).expect("on another day");
}

#[tokio::test]
async fn the_answer_doesnt_tell_whether_an_address_is_known() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    shared(&owner, LEE).await;
    let [stranger, known] = ["stranger@school.example.org", seed::EARNERS[1]];
    let mut answers = Vec::new();
    for email in [stranger, known] {
        let answer = ask(&owner, email).await.expect(201).expect("shared");
        let mut bare = answer.json.clone();
        for differs in ["share", "email", "shared"] {
            bare[differs] = Value::Null;
        }
        answers.push(bare);
    }
    assert_eq!(answers[0], answers[1]);
    world.stack.settle().await;
    for email in [stranger, known] {
        assert_eq!(world.subjects(email).await[0], "Somebody shares a shortlist with you");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_at_once_stands_side_by_side() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    let id = shared(&owner, LEE).await;
    world.stack.settle().await;
    let adviser = world.sign_in(LEE).await;
    let said = [(&owner, "One."), (&adviser, "Two."), (&owner, "Three."), (&adviser, "Four.")];
    let said = said.map(|(caller, text)| remark(caller, &id, json!({"text": text})));
    for answer in join_all(said).await {
        answer.expect(200).expect("said");
    }
    let remarks = list(&owner).await["shares"][0]["remarks"].clone();
    let numbers: Vec<u64> =
        remarks.as_array().expect("a list").iter().filter_map(|one| one["number"].as_u64()).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);

    // Shared with the same person twice at once, it is shared once; saved meanwhile, both hold.
    let known = seed::EARNERS[1];
    let (first, second, saved) = tokio::join!(
        ask(&owner, known),
        ask(&owner, known),
        save(&owner, 1, json!([{"microcredential": RIGOR}])),
    );
    let ids =
        [first, second].map(|answer| answer.expect(201).expect("shared").text("/share").expect("an id"));
    assert_eq!(ids[0], ids[1]);
    saved.expect(200).expect("saved");
    world.stack.settle().await;
    let subjects = world.subjects(known).await;
    assert_eq!(subjects.iter().filter(|subject| subject.contains("shortlist")).count(), 1, "{subjects:?}");
}

/// An adviser of somebody with work and an award: her answers hold what is agreed and nothing more, and she may score.
#[tokio::test]
async fn an_adviser_learns_nothing_of_work_and_awards_and_has_no_conflict() {
    let world = World::start().await;
    let (life, award) = awarded(&world).await;
    let email = seed::ASSESSORS[3];
    let id = shared(&life.earner, email).await;
    let other = ask(&life.earner, LEE).await.expect(201).expect("shared").text("/share").expect("an id");
    let adviser = world.sign_in(email).await;
    let answer = adviser.get("/api/shortlists").await.expect("reachable").expect(200).expect("hers");
    let shown = answer.json["shortlists"][0].as_object().expect("an object");
    let members: Vec<&str> = shown.keys().map(String::as_str).collect();
    assert_eq!(members, ["share", "owner", "shared", "aim", "items", "remarks"]);
    let earner = world.person(seed::EARNERS[0]).await.to_string();
    for strange in [&*life.submission, &award.to_string(), &earner, seed::EARNERS[0], &other, LEE, "awarded"]
    {
        assert!(!answer.body.contains(strange), "{strange}: {}", answer.body);
    }
    remark(&adviser, &other, json!({"text": "Hello."})).await.expect(404).expect("another's share");
    remark(&adviser, &id, json!({"text": "Hello."})).await.expect(200).expect("her own");

    let owner = world.earner(1).await;
    shared(&owner, seed::ASSESSORS[2]).await;
    let life = world.submitted_by(1).await;
    let staff = world.administrator().await;
    let roster = staff.get(&life.route("/assessors")).await.expect("reachable").json;
    let person = world.person(seed::ASSESSORS[2]).await.to_string();
    let line = roster["items"].as_array().expect("a list").iter().find(|it| it["person"] == person);
    assert_ne!(line.expect("she is in the roster")["ineligible"], "barred");
}

#[tokio::test]
async fn an_erasure_takes_the_list_with_it_and_an_advisers_takes_her_words() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    let id = shared(&owner, LEE).await;
    world.stack.settle().await;
    let adviser = world.sign_in(LEE).await;
    remark(&adviser, &id, json!({"text": SECRET})).await.expect(200).expect("said");
    remark(&owner, &id, json!({"text": "Thank you."})).await.expect(200).expect("said");
    world.stack.settle().await;

    erase_at_once(&adviser, LEE).await;
    minutes_pass(&world).await;
    for row in rows(&world).await {
        for word in [SECRET, LEE, "Lee Morgan"] {
            assert!(!row.text.contains(word), "{}: {}", row.key, row.text);
        }
    }
    let kept = list(&owner).await["shares"][0].clone();
    assert_eq!((&kept["name"], &kept["ended"]["by"]), (&Value::Null, &json!("adviser")));
    let texts = [&kept["remarks"][0]["text"], &kept["remarks"][1]["text"]];
    assert_eq!(texts, [&json!(""), &json!("Thank you.")]);

    let other = "other@school.example.org";
    let id = ask(&owner, other).await.expect(201).expect("shared").text("/share").expect("an id");
    world.stack.settle().await;
    let name = owner.get("/api/me").await.expect("reachable").text("/name").expect("a name");
    let adviser = world.sign_in(other).await;
    remark(&adviser, &id, json!({"text": SECRET})).await.expect(200).expect("said");
    erase_at_once(&owner, seed::EARNERS[0]).await;
    minutes_pass(&world).await;
    for row in rows(&world).await {
        for word in [SECRET, AIM, &name] {
            assert!(!row.text.contains(word), "{}: {}", row.key, row.text);
        }
        assert!(!row.key.contains(&id), "{}", row.key);
    }
    assert_eq!(seen_by(&adviser).await, json!([]));
}
