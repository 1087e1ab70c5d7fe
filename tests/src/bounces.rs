//! Letters that come back: the staff sees it, and an assignment whose assessor can't hear of it goes to somebody else.

use cloud::table::letters::Standing;
use domain::letter::{Letter, State};
use local::{client::Life, seed};
use serde_json::{Value, json};

use crate::{house, world::World};

/// What SES tells of the letter with that Message-ID.
fn bounced(message_id: &str, kind: &str) -> Value {
    let mut event: Value = serde_json::from_str(&house::text("events/note-bounce.json")).expect("JSON");
    event["detail"]["mail"]["headers"][0]["value"] = json!(message_id);
    event["detail"]["bounce"]["bounceType"] = json!(kind);
    event
}

/// The Message-ID of a letter.
fn named(world: &World, letter: &Letter, host: &str) -> String {
    let name = world.stack.app().message_id(letter, host).expect("there is a key");
    let person = letter.person.expect("it is somebody's of ours").to_string();
    assert!(!name.contains(&person), "mail servers would keep her number beside her address");
    name
}

/// The delivered letter that told the assessor of `life` of her assignment.
async fn told(world: &World, life: &Life) -> Letter {
    let table = &world.stack.app().table;
    let issuer = table.issuers().await.expect("the table")[0].id;
    let to = world.asked(life).await;
    let page = table.letters_in(Some(issuer), Standing::Delivered, 100, None).await.expect("a list");
    let mut letters = page.items.into_iter();
    letters
        .find(|letter| letter.to.as_str() == to && letter.content.kind() == "assignment")
        .expect("she was told")
}

async fn stored(world: &World, letter: &Letter) -> State {
    world
        .stack
        .app()
        .table
        .letter(letter.person, letter.id)
        .await
        .expect("the table")
        .expect("it is kept")
        .state
}

#[tokio::test]
async fn an_assignment_whose_letter_bounced_goes_to_somebody_else_once() {
    let world = World::start().await;
    let life = world.submitted().await;
    let first = world.asked(&life).await;
    let letter = told(&world, &life).await;
    let event = bounced(&named(&world, &letter, "credentials.example.org"), "Permanent");

    for _ in 0..2 {
        assert_eq!(world.stack.emit(&event).expect("it is on the bus"), 1, "one function listens");
        world.stack.settle().await;
    }

    let second = world.asked(&life).await;
    assert_ne!(second, first);
    assert_eq!(world.subjects(first).await.len(), 1, "nothing more is written to her");
    assert_eq!(world.subjects(second).await.len(), 1);
    let State::Suppressed { reason, .. } = stored(&world, &letter).await else { panic!("it came back") };
    assert_eq!(reason.as_str(), "smtp; 550 5.1.1 No such user");

    let administrator = world.administrator().await;
    let view = administrator.get(&life.route("")).await.expect("reachable");
    assert_eq!(view.text("/assignments/0/state/cause").expect("a cause"), "unreachable");
    let kept = administrator.get("/api/letters?state=suppressed").await.expect("reachable");
    assert_eq!(kept.text("/items/0/to").expect("an address"), first);
}

#[tokio::test]
async fn what_came_back_only_this_time_can_be_sent_again_and_passes_nothing_on() {
    let world = World::start().await;
    let life = world.submitted().await;
    let (first, letter) = (world.asked(&life).await, told(&world, &life).await);
    world
        .stack
        .emit(&bounced(&named(&world, &letter, "example.org"), "Transient"))
        .expect("it is on the bus");
    world.stack.settle().await;

    assert!(matches!(stored(&world, &letter).await, State::Dead { .. }));
    assert_eq!(world.asked(&life).await, first);
    let resend = format!("/api/letters/{}/resend", letter.id);
    let again = world
        .administrator()
        .await
        .post(&resend, &json!({"person": letter.person}))
        .await
        .expect("reachable");
    again.expect(202).expect("it goes again");
    world.stack.settle().await;
    assert!(matches!(stored(&world, &letter).await, State::Delivered { .. }));
}

#[tokio::test]
async fn an_assignment_that_was_opened_stays_with_its_assessor() {
    let world = World::start().await;
    let life = world.submitted().await;
    let (first, letter) = (world.asked(&life).await, told(&world, &life).await);
    let reading = world.reading(&life).await;
    world
        .stack
        .emit(&bounced(&named(&world, &letter, "example.org"), "Permanent"))
        .expect("it is on the bus");
    world.stack.settle().await;

    assert_eq!(world.asked(&life).await, first);
    reading.work().await.expect("it is still hers");
}

#[tokio::test]
async fn mail_of_others_changes_nothing_and_a_letter_on_its_way_is_told_of_again() {
    let world = World::start().await;
    for foreign in ["<0100019a@amazonses.com>", "<let_01KAJ4ZV8M0000000000000009@example.org>"] {
        let answer = world.stack.invoke("note-bounce", &bounced(foreign, "Permanent")).await;
        assert_eq!(answer.expect("answered"), json!({"news": false}), "{foreign}");
    }
    let sent = json!({"detail": {"eventType": "Send", "mail": {"headers": []}, "send": {}}});
    assert_eq!(world.stack.invoke("note-bounce", &sent).await.expect("answered"), json!({"news": false}));

    let letter = told(&world, &world.submitted().await).await;
    let sending = Letter {
        state: State::Sending { tries: 1, lease_until: letter.written, holder: 1 },
        version: letter.version + 1,
        ..letter
    };
    let commit = cloud::table::Commit::new().replace(&sending).expect("a row");
    world.stack.app().table.commit(commit).await.expect("stored");
    let early = bounced(&named(&world, &sending, "example.org"), "Permanent");
    assert!(world.stack.invoke("note-bounce", &early).await.is_err(), "the event comes again");
}

#[tokio::test]
async fn an_assessor_whose_mail_server_does_not_know_her_is_not_waited_for() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let terms = |email: &str, available: bool| json!({"email": email, "name": "Somebody", "organisation": issuer, "roles": ["assessor"], "available": available});
    for email in seed::ASSESSORS {
        let saved = administrator.put("/api/people", &terms(email, false)).await.expect("reachable");
        saved.expect(200).expect("saved");
    }
    let mut gone = terms("gone@unknown.example.com", true);
    gone["training"] = json!([{"microcredential": "generating-ideas"}]);
    administrator.put("/api/people", &gone).await.expect("reachable").expect(200).expect("saved");

    let life = world.submitted().await;

    assert_eq!(world.state(&life).await, "submitted", "nobody else can be asked");
    let view = administrator.get(&life.route("")).await.expect("reachable");
    assert_eq!(view.text("/assignments/0/state/cause").expect("a cause"), "unreachable");
    assert!(view.at("/waitingSince").is_ok(), "{}", view.body);
}
