//! The minute's round: one bad item keeps no other from its turn.

use cloud::table::{
    Commit,
    keys::{Key, Queue, sortable},
    record::Record,
};
use domain::{
    AssignmentId, SubmissionId,
    assignment::{Assignment, days},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::world::World;

/// An assignment of another version of this software, which none of ours can read.
#[derive(Serialize, Deserialize)]
struct Unreadable {
    submission: SubmissionId,
    assignment: AssignmentId,
    due: Timestamp,
}

impl Record for Unreadable {
    const KIND: &'static str = "assignment";
    fn key(&self) -> Key {
        Key::Assignment(self.submission, self.assignment)
    }
    fn version(&self) -> u64 {
        1
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::Due, sortable(self.due)))
    }
}

#[tokio::test]
async fn one_bad_item_keeps_no_other_from_its_turn() {
    let world = World::start().await;
    let life = world.submitted().await;
    let asked = world.asked(&life).await;
    let letters = world.subjects(asked).await.len();
    let app = world.stack.app();
    let unreadable = Unreadable { submission: app.id(), assignment: app.id(), due: app.now() };
    let (issuer, assessor) = (app.table.issuers().await.expect("the table")[0].id, world.person(asked).await);
    let earlier = app.now() - days(1);
    let of_nothing = Assignment::offer(app.id(), (app.id(), 1), (issuer, assessor), earlier);
    let commit = Commit::new().create(&unreadable).and_then(|commit| commit.create(&of_nothing));
    app.table.commit(commit.expect("rows")).await.expect("stored");

    // Both stand before hers, whose reminder is due now.
    world.stack.advance(days(8));
    let round = world.stack.invoke("keep-time", &json!({})).await;
    world.stack.settle().await;

    assert!(round.is_err(), "the round says that something failed: {round:?}");
    assert_eq!(world.subjects(asked).await.len(), letters + 1, "she is reminded all the same");
}
