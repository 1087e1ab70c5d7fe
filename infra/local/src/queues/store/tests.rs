//! What a queue promises, with the clock in hand.

use super::*;

const MINUTE: Duration = Duration::from_secs(60);

fn rules() -> QueueRules {
    QueueRules {
        name: "letters".into(),
        visibility: MINUTE,
        delay: Duration::ZERO,
        retention: 60 * MINUTE,
        dead_letters: Some(("dead".into(), 2)),
    }
}

struct Bench {
    clock: Clock,
    store: Store,
    folder: tempfile::TempDir,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::default();
    let store = Store::open(&folder.path().join("queues.sqlite"), clock.clone()).expect("a store");
    Bench { clock, store, folder }
}

fn bodies(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|message| message.body.as_str()).collect()
}

fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}

#[test]
fn messages_come_in_order_and_are_hidden_while_they_are_out() {
    let Bench { store, .. } = bench();
    store.send(&rules(), &["a".into(), "b".into(), "c".into()]).unwrap();
    assert_eq!(bodies(&store.receive(&rules(), 2).unwrap()), ["a", "b"]);
    assert_eq!(bodies(&store.receive(&rules(), 2).unwrap()), ["c"]);
    assert_eq!(store.receive(&rules(), 2).unwrap().len(), 0);
}

#[test]
fn a_message_that_was_not_deleted_comes_again_after_its_timeout() {
    let Bench { store, clock, .. } = bench();
    store.send(&rules(), &["a".into()]).unwrap();
    let first = store.receive(&rules(), 10).unwrap().remove(0);
    clock.advance(minutes(2));
    let second = store.receive(&rules(), 10).unwrap().remove(0);
    assert_eq!((second.id.as_str(), second.received), (first.id.as_str(), 2));
    assert_ne!(first.receipt, second.receipt);
}

#[test]
fn only_the_last_receipt_deletes() {
    let Bench { store, clock, .. } = bench();
    store.send(&rules(), &["a".into()]).unwrap();
    let first = store.receive(&rules(), 10).unwrap().remove(0);
    clock.advance(minutes(2));
    let second = store.receive(&rules(), 10).unwrap().remove(0);
    store.delete(&first).unwrap();
    assert_eq!(store.peek("letters").unwrap(), ["a"]);
    store.delete(&second).unwrap();
    assert_eq!(store.peek("letters").unwrap().len(), 0);
}

#[test]
fn a_message_handed_out_too_often_goes_to_the_dead_letters() {
    let Bench { store, clock, .. } = bench();
    store.send(&rules(), &["poison".into()]).unwrap();
    for _ in 0..2 {
        assert_eq!(store.receive(&rules(), 10).unwrap().len(), 1);
        clock.advance(minutes(2));
    }
    assert_eq!(store.receive(&rules(), 10).unwrap().len(), 0);
    assert_eq!(store.peek("dead").unwrap(), ["poison"]);
}

#[test]
fn a_delayed_message_waits_and_an_old_one_is_forgotten() {
    let Bench { store, clock, .. } = bench();
    let delayed = QueueRules { delay: MINUTE, ..rules() };
    store.send(&delayed, &["later".into()]).unwrap();
    assert_eq!(store.receive(&delayed, 10).unwrap().len(), 0);
    let wait = store.next_visible(&delayed).unwrap().expect("one is hidden");
    assert!(wait <= MINUTE && wait > MINUTE / 2, "{wait:?}");
    clock.advance(minutes(2));
    assert_eq!(store.next_visible(&delayed).unwrap(), Some(Duration::ZERO));
    clock.advance(minutes(60));
    assert_eq!(store.receive(&delayed, 10).unwrap().len(), 0);
    assert_eq!(store.peek("letters").unwrap().len(), 0);
}

#[test]
fn messages_survive_a_restart() {
    let Bench { store, clock, folder } = bench();
    store.send(&rules(), &["a".into(), "b".into()]).unwrap();
    let taken = store.receive(&rules(), 1).unwrap();
    drop(store);
    let store = Store::open(&folder.path().join("queues.sqlite"), clock).expect("the same store");
    store.delete(&taken[0]).unwrap();
    assert_eq!(bodies(&store.receive(&rules(), 10).unwrap()), ["b"]);
}
