//! The table forgets what is over when it likes; nobody relies on it.

use cloud::{
    session::{Session, hash_of},
    table::keys::Key,
};
use jiff::SignedDuration;

use crate::world::World;

#[tokio::test]
async fn a_session_that_is_over_is_refused_though_it_is_still_in_the_table() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    let key = || Key::Session(hash_of(earner.bearer().expect("she signed in")));
    assert_eq!(earner.get("/api/me").await.expect("reachable").status, 200);

    // The table's own clock stands still meanwhile, so it forgets nothing.
    world.stack.advance(SignedDuration::from_hours(24 * 15));

    let stored: Option<Session> = world.stack.app().table.find(key()).await.expect("the table");
    assert!(stored.is_some_and(|session| session.expires < world.stack.app().now()));
    assert_eq!(earner.get("/api/me").await.expect("reachable").status, 401);
}
