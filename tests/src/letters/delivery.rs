//! From the table to the mail server, whatever fails between them.

use cloud::table::{
    keys::{Key, Queue, sortable},
    record::Record,
};
use domain::{
    LetterId,
    letter::{Claim, Letter, State},
};
use jiff::{SignedDuration, Timestamp};
use local::seed;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{outbox::Outbox, post_office::Received};

/// The event with which a queue gives letters to their function.
fn messages(letters: &[LetterId]) -> Value {
    let records = letters.iter().enumerate().map(|(number, letter)| {
        json!({"messageId": number.to_string(), "body": json!({"letter": [null, letter]}).to_string()})
    });
    json!({"Records": records.collect::<Vec<_>>()})
}

#[tokio::test(flavor = "multi_thread")]
async fn every_letter_is_delivered_exactly_once_with_a_second_relay_running() {
    let outbox = Outbox::open().await;
    outbox.stack.double_relay(true);

    let mut letters = Vec::new();
    for number in 0..25 {
        letters.push(outbox.write(&format!("ana{number}")).await);
    }
    outbox.stack.settle().await;

    for letter in letters {
        assert_eq!(outbox.copies(letter), 1);
        assert_eq!(outbox.state(letter).await, "delivered");
    }
    assert!(outbox.on_their_way().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn racing_senders_of_one_letter_send_it_once() {
    let outbox = Outbox::open().await;
    outbox.stack.pause_relay();
    let letter = outbox.write("ana").await;

    let event = messages(&[letter, letter]);
    let invoke = || outbox.stack.invoke("deliver-letters", &event);
    let (a, b, c, d) = tokio::join!(invoke(), invoke(), invoke(), invoke());

    for answer in [a, b, c, d] {
        assert_eq!(answer.expect("an answer"), json!({"batchItemFailures": []}));
    }
    assert_eq!(outbox.copies(letter), 1);
    assert_eq!(outbox.state(letter).await, "delivered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_was_down_gets_every_letter_once_it_is_up() {
    let mut outbox = Outbox::without_server().await;
    let mut letters = Vec::new();
    for number in 0..12 {
        letters.push(outbox.write(&format!("ana{number}")).await);
    }
    outbox.stack.settle().await;
    assert_eq!(outbox.on_their_way().await.len(), 12);
    assert_eq!(outbox.tries(letters[0]).await, 1);

    // An hour of it: each wait is longer than the last.
    for _ in 0..60 {
        outbox.pass_minutes(1).await;
    }
    assert!((5..=8).contains(&outbox.tries(letters[0]).await), "{}", outbox.tries(letters[0]).await);

    outbox.server_up();
    outbox.pass_minutes(130).await;
    for letter in letters {
        assert_eq!(outbox.copies(letter), 1);
        assert_eq!(outbox.state(letter).await, "delivered");
    }
    outbox.server_down();
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_to_sign_in_works_while_the_mail_server_is_down() {
    let outbox = Outbox::without_server().await;
    let asked = json!({"email": seed::EARNERS[0]});
    let anyone = outbox.session(seed::EARNERS[1]).await;
    anyone.post("/api/sign-in", &asked).await.expect("reachable").expect(202).expect("taken");
    outbox.stack.settle().await;

    // Its link is over after a quarter of an hour, and then nobody needs the letter.
    outbox.pass_minutes(16).await;
    let staff = outbox.staff().await;
    let dead =
        staff.get("/api/letters?organisation=none").await.expect("reachable").expect(200).expect("listed");
    assert_eq!(dead.text("/items/0/kind").expect("a letter"), "sign-in");
    assert_eq!(dead.text("/items/0/state").expect("a state"), "dead");
    assert_eq!(dead.at("/items/0/over").expect("whether it is over"), &json!(true));
    let id = dead.text("/items/0/id").expect("an id");
    let asked = json!({"person": dead.text("/items/0/person").expect("somebody of ours")});
    let again = staff.post(&format!("/api/letters/{id}/resend"), &asked).await.expect("reachable");
    assert_eq!(again.status, 409, "its link is over: {}", again.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_put_off_comes_on_the_next_try_under_the_same_message_id() {
    let outbox = Outbox::open().await;
    let (greylisted, busy, cut) =
        (outbox.write("greylisted").await, outbox.write("busy").await, outbox.write("cut").await);
    outbox.stack.settle().await;
    for letter in [greylisted, busy, cut] {
        assert_eq!(outbox.state(letter).await, "pending");
        assert_eq!(outbox.tries(letter).await, 1);
    }

    // Not before its time: a message that comes again changes nothing.
    let answer = outbox.stack.invoke("deliver-letters", &messages(&[greylisted])).await.expect("an answer");
    assert_eq!(answer, json!({"batchItemFailures": []}));
    assert_eq!(outbox.tries(greylisted).await, 1);

    outbox.pass_minutes(2).await;
    for (letter, copies) in [(greylisted, 1), (busy, 1), (cut, 2)] {
        assert_eq!(outbox.state(letter).await, "delivered");
        assert_eq!(
            outbox.copies(letter),
            copies,
            "the cut one may have arrived, and says so by its Message-ID"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_letter_is_shown_to_the_issuers_staff_and_to_nobody_else() {
    let outbox = Outbox::open().await;
    let (unknown, refused, fine) =
        (outbox.write("unknown").await, outbox.write("refused").await, outbox.write("ana").await);
    outbox.stack.settle().await;
    assert_eq!(outbox.state(unknown).await, "suppressed");
    assert_eq!(outbox.state(refused).await, "dead");
    assert_eq!(outbox.state(fine).await, "delivered");

    let staff = outbox.staff().await;
    let dead = staff.get("/api/letters").await.expect("reachable").expect(200).expect("listed");
    assert_eq!(dead.json["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(dead.text("/items/0/id").expect("an id"), refused.to_string());
    assert_eq!(dead.text("/items/0/reason").expect("a reason"), "554 5.6.0 Not this one");
    let kept =
        staff.get("/api/letters?state=suppressed").await.expect("reachable").expect(200).expect("listed");
    assert_eq!(kept.text("/items/0/to").expect("an address"), "unknown@school.example");
    assert_eq!(kept.text("/items/0/reason").expect("a reason"), "550 5.1.1 No such user");

    let earner = outbox.session(seed::EARNERS[0]).await;
    for path in ["/api/letters".to_owned(), format!("/api/letters?organisation={}", outbox.issuer)] {
        assert_eq!(earner.get(&path).await.expect("reachable").status, 404);
    }
    let resend = format!("/api/letters/{refused}/resend");
    assert_eq!(earner.post(&resend, &json!({})).await.expect("reachable").status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_issuer_hears_of_letters_that_were_given_up_once_a_day() {
    let outbox = Outbox::open().await;
    let notices = || {
        outbox
            .received()
            .iter()
            .filter(|mail| mail.header("Subject") == ["Letters could not be delivered"])
            .count()
    };
    for name in ["unknown1", "unknown2", "refused1"] {
        outbox.write(name).await;
    }
    outbox.stack.settle().await;
    assert_eq!(notices(), 1);

    outbox.pass_minutes(24 * 60).await;
    outbox.write("refused2").await;
    outbox.stack.settle().await;
    assert_eq!(notices(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_letter_is_sent_again_once_however_often_that_is_asked() {
    let mut outbox = Outbox::without_server().await;
    let letter = outbox.write("ana").await;
    outbox.stack.settle().await;
    for _ in 0..30 {
        outbox.pass_minutes(60).await;
    }
    assert_eq!(outbox.state(letter).await, "dead");

    outbox.server_up();
    let staff = outbox.staff().await;
    let path = format!("/api/letters/{letter}/resend");
    let asked = json!({});
    let (one, two) = tokio::join!(staff.post(&path, &asked), staff.post(&path, &asked));
    let statuses = [one.expect("reachable").status, two.expect("reachable").status];
    assert!(
        statuses.contains(&202) && statuses.iter().all(|status| [202, 409].contains(status)),
        "{statuses:?}"
    );
    outbox.stack.settle().await;

    assert_eq!(outbox.state(letter).await, "delivered");
    assert_eq!(outbox.copies(letter), 1);
}

/// Whoever can't find a letter that was delivered gets it once more, as another mail: under the same Message-ID her
/// mailbox would not show it.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_was_delivered_goes_once_more_under_another_message_id() {
    let outbox = Outbox::open().await;
    let letter = outbox.write("ana").await;
    outbox.stack.settle().await;
    assert_eq!(outbox.state(letter).await, "delivered");

    let staff = outbox.staff().await;
    let path = format!("/api/letters/{letter}/resend");
    assert_eq!(staff.post(&path, &json!({})).await.expect("reachable").status, 202);
    outbox.stack.settle().await;

    assert_eq!(outbox.state(letter).await, "delivered");
    assert_eq!(outbox.copies(letter), 2);
    let received = outbox.received();
    let names: Vec<&str> = received.iter().map(Received::message_id).collect();
    assert_ne!(names[0], names[1]);
}

/// A claim whose holder died: nobody took the letter back.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_whose_sender_died_is_sent_when_its_lease_is_over() {
    let outbox = Outbox::open().await;
    outbox.stack.pause_relay();
    let letter = outbox.letter("ana");
    outbox.put(&letter).await;
    let Claim::Granted(claimed) = letter.clone().claim(outbox.stack.app().now(), 1) else {
        panic!("it is new")
    };
    outbox.replace(claimed.letter()).await;
    outbox.stack.resume_relay();

    outbox.pass_minutes(1).await;
    assert_eq!(outbox.copies(letter.id), 0, "somebody holds it");
    outbox.pass_minutes(5).await;
    assert_eq!(outbox.copies(letter.id), 1);
    assert_eq!(outbox.state(letter.id).await, "delivered");
}

/// The table's stream holds a change for a day; what it lost before, the minute's round finds.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_no_relay_ever_carried_is_sent_all_the_same() {
    let outbox = Outbox::open().await;
    outbox.stack.pause_relay();
    let letter = outbox.write("ana").await;

    outbox.stack.advance(SignedDuration::from_mins(6));
    outbox.stack.tick().await;
    outbox.stack.settle_without_relay().await;
    assert_eq!(outbox.state(letter).await, "delivered");

    outbox.stack.resume_relay();
    outbox.stack.settle().await;
    assert_eq!(outbox.copies(letter), 1);
}

/// A letter of a later version, which this one can't read.
#[derive(Serialize, Deserialize)]
struct Unreadable {
    id: LetterId,
    written: Timestamp,
}

impl Record for Unreadable {
    const KIND: &'static str = Letter::KIND;
    fn key(&self) -> Key {
        Key::Letter(None, self.id)
    }
    fn version(&self) -> u64 {
        1
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::LettersOut, sortable(self.written)))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_cannot_be_read_holds_up_no_other_and_is_not_dropped() {
    let outbox = Outbox::open().await;
    let app = outbox.stack.app();
    let before = outbox.write("ana").await;
    let unreadable = Unreadable { id: app.id(), written: app.now() };
    outbox.put(&unreadable).await;
    let after = outbox.write("ben").await;
    let put_off = outbox.write("greylisted").await;

    let answer = outbox.stack.invoke("deliver-letters", &messages(&[before, unreadable.id, after])).await;
    assert_eq!(answer.expect("an answer"), json!({"batchItemFailures": [{"itemIdentifier": "1"}]}));
    outbox.stack.settle().await;
    assert_eq!((outbox.state(before).await, outbox.state(after).await), ("delivered", "delivered"));

    outbox.pass_minutes(2).await;
    assert_eq!(outbox.state(put_off).await, "delivered", "the minute's round goes on as well");
    for _ in 0..6 {
        outbox.pass_minutes(7).await;
    }
    let given_up = outbox.stack.messages("DeadLettersQueue").expect("the queue");
    assert!(given_up.iter().any(|message| message.contains(&unreadable.id.to_string())), "{given_up:?}");
    assert!(matches!(outbox.stored(after).await.state, State::Delivered { .. }));
}
