//! Pages of a queue: in order, each record once, and with no cursor but the queue's own.

use cloud::{
    App, Error,
    table::{Commit, Cursor, Page, keys::Queue},
};
use domain::{Id, PersonId, Refusal, artifact::ByteBudget};
use jiff::{SignedDuration, Timestamp};

use crate::world::World;

/// How many wait.
const WAITING: u8 = 7;
/// How many fit on a page.
const PAGE: i32 = 3;

fn person(number: u8) -> PersonId {
    Id::from_parts(Timestamp::UNIX_EPOCH, u128::from(number))
}

/// The budget of that number, to be looked after that many days from now; in no queue without any.
fn budget(app: &App, number: u8, version: u64, days: Option<u8>) -> ByteBudget {
    let next_look = days.map(|days| app.now() + SignedDuration::from_hours(24 * i64::from(days)));
    ByteBudget { version, next_look, ..ByteBudget::of(person(number)) }
}

async fn save(app: &App, budget: &ByteBudget) {
    let commit = Commit::new().save(budget).expect("it has a row");
    app.table.commit(commit).await.expect("nobody else writes it");
}

/// A world in which seven budgets wait: the first one longest, though it was stored last.
async fn waiting() -> World {
    let world = World::start().await;
    for number in (1..=WAITING).rev() {
        save(world.stack.app(), &budget(world.stack.app(), number, 1, Some(number))).await;
    }
    world
}

async fn page(app: &App, after: Option<Cursor>) -> Result<Page<ByteBudget>, Error> {
    // As a caller does it: the cursor goes out as a text and comes back as one.
    let after = after.map(|cursor| Cursor::parse(&cursor.render())).transpose()?;
    app.table.waiting(&Queue::Uploads, PAGE, after).await
}

/// Whose budgets are on a page.
fn whose(page: &Page<ByteBudget>) -> Vec<PersonId> {
    page.items.iter().map(|budget| budget.earner).collect()
}

fn people(numbers: impl IntoIterator<Item = u8>) -> Vec<PersonId> {
    numbers.into_iter().map(person).collect()
}

#[tokio::test]
async fn pages_follow_each_other_in_order_to_the_end() {
    let world = waiting().await;
    let app = world.stack.app();
    let mut after = None;
    for (expected, is_last) in [(1..=3, false), (4..=6, false), (7..=7, true)] {
        let page = page(app, after).await.expect("a page");
        assert_eq!(whose(&page), people(expected));
        assert_eq!(page.next.is_none(), is_last);
        after = page.next;
    }
}

#[tokio::test]
async fn what_left_the_queue_is_on_no_later_page() {
    let world = waiting().await;
    let app = world.stack.app();
    let first = page(app, None).await.expect("a page");

    // The third one is where the page ended; the fourth leaves, and the fifth goes to the end.
    save(app, &budget(app, 3, 2, None)).await;
    save(app, &budget(app, 4, 2, None)).await;
    save(app, &budget(app, 5, 2, Some(30))).await;

    let second = page(app, first.next).await.expect("a page");
    assert_eq!(whose(&second), people([6, 7, 5]));
    let all = app.table.all_waiting::<ByteBudget>(&Queue::Uploads).await.expect("the table");
    assert_eq!(all.iter().map(|budget| budget.earner).collect::<Vec<_>>(), people([1, 2, 6, 7, 5]));
}

#[tokio::test]
async fn a_page_may_end_at_a_place_in_the_queue() {
    let world = waiting().await;
    let app = world.stack.app();
    let last = cloud::table::keys::sortable(app.now() + SignedDuration::from_hours(24 * 2 + 12));
    let page: Page<ByteBudget> =
        app.table.waiting_until(&Queue::Uploads, Some(&last), 10, None).await.expect("a page");
    assert_eq!(whose(&page), people([1, 2]));
    assert!(page.next.is_none());
}

#[tokio::test]
async fn a_cursor_works_for_its_own_list_only() {
    let world = waiting().await;
    let app = world.stack.app();
    let next = page(app, None).await.expect("a page").next;
    for other in [Queue::Due, Queue::Issuers, Queue::LettersOut] {
        let refused = app.table.waiting::<ByteBudget>(&other, PAGE, next.clone()).await;
        let refused = refused.expect_err("it is the cursor of another list");
        assert!(matches!(refused, Error::Refusal(Refusal::Invalid(_))), "{other:?}: {refused:?}");
    }
}

#[test]
fn what_is_no_cursor_of_ours_is_refused() {
    // The texts are, as JSON: 7; []; [["GSI1PK","UPLOADS"]]; all names but one twice; all and one more.
    let foreign = [
        "",
        "?",
        "not-a-cursor",
        "Nw",
        "W10",
        "W1siR1NJMVBLIiwiVVBMT0FEUyJdXQ",
        "W1siUEsiLCJQIl0sWyJTSyIsIlMiXSxbIkdTSTFQSyIsIlVQTE9BRFMiXSxbIkdTSTFQSyIsIkRVRSJdXQ",
        "W1siUEsiLCJQIl0sWyJTSyIsIlMiXSxbIkdTSTFQSyIsIlUiXSxbIkdTSTFTSyIsIlMiXSxbImEiLCJiIl1d",
    ];
    for text in foreign {
        assert!(matches!(Cursor::parse(text), Err(Refusal::Invalid(_))), "{text:?}");
    }
}
