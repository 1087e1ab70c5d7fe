//! What is counted of letters, so that an alarm rings while a mail server takes none.

use super::outbox::Outbox;

/// Delivered, and not taken by a server that is away.
fn counted(outbox: &Outbox) -> (u64, u64) {
    let metrics = &outbox.stack.app().metrics;
    (metrics.sum("LettersDelivered"), metrics.sum("LettersNotTaken"))
}

/// The alarm looks at pieces of five minutes and rings at the second of three in which nothing was taken.
#[tokio::test(flavor = "multi_thread")]
async fn one_letter_tells_within_a_quarter_of_an_hour_that_the_mail_server_is_away() {
    let mut outbox = Outbox::without_server().await;
    let letter = outbox.write("ana").await;
    outbox.stack.settle().await;

    let mut rings = 0;
    let mut before = 0;
    for _ in 0..3 {
        outbox.pass_minutes(5).await;
        let (delivered, not_taken) = counted(&outbox);
        assert_eq!(delivered, 0);
        rings += u64::from(not_taken > before);
        before = not_taken;
    }
    assert!(rings >= 2, "{rings} of three");

    outbox.server_up();
    outbox.pass_minutes(20).await;
    assert_eq!(outbox.state(letter).await, "delivered");
    assert_eq!(counted(&outbox).0, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_takes_nothing_now_is_no_server_that_is_away() {
    let outbox = Outbox::open().await;
    for name in ["greylisted", "unknown", "refused", "ana"] {
        outbox.write(name).await;
    }
    outbox.stack.settle().await;

    // One of the two tells the staff of what was refused.
    assert_eq!(counted(&outbox), (2, 0));
}
