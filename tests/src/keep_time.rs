//! The minute's round: one bad item keeps no other from its turn.

use cloud::table::{
    Commit,
    keys::{Key, Queue, sortable},
    record::Record,
};
use domain::{
    AssignmentId, Slug, SubmissionId,
    assignment::{Assignment, Reader, days},
    submission::{Readings, State, Submission},
};
use jiff::Timestamp;
use local::seed;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    catalog::{publish, written},
    world::{IDEAS, World},
};

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

/// More than a round looks at wait for assessors who don't exist; one that found nobody only because all were busy
/// has its turn all the same.
#[tokio::test]
async fn those_that_nobody_can_score_do_not_keep_others_waiting_for_good() {
    let world = World::start().await;
    let app = world.stack.app();
    let staff = world.administrator().await;
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    let save = async |email: &str, more: Value| {
        let mut body =
            json!({"email": email, "name": "Somebody", "organisation": issuer, "roles": ["assessor"]});
        body.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
        staff.put("/api/people", &body).await.expect("reachable").expect(200).expect("saved");
    };
    for email in seed::ASSESSORS {
        save(email, json!({"available": false})).await;
    }
    let life = world.submitted().await;
    let known = app.table.submission(life.submission.parse().expect("an id")).await.expect("it is there");
    let other: Slug = "asking-questions".parse().expect("a slug");
    let path = format!("/api/microcredentials/{other}?version=0");
    staff.put(&path, &written(other.as_str())).await.expect("reachable").expect(200).expect("kept");
    publish(&staff, other.as_str(), 1).await.expect(201).expect("published");
    for _ in 0..100 {
        let state = State::Submitted {
            at: app.now() - days(1),
            waiting_since: Some(app.now()),
            readings: Readings::default(),
        };
        let waiting =
            Submission { id: app.id(), version: 1, microcredential: other.clone(), state, ..known.clone() };
        app.table.commit(Commit::new().create(&waiting).expect("a row")).await.expect("stored");
    }
    world.stack.settle().await;

    save(seed::ASSESSORS[3], json!({"available": true, "training": [{"microcredential": IDEAS}]})).await;
    for _ in 0..9 {
        world.stack.tick().await;
        world.stack.settle().await;
    }

    assert_eq!(world.state(&life).await, "in-assessment");
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
    let of_nothing = Assignment::offer(app.id(), (app.id(), 1), (issuer, assessor), Reader::First, earlier);
    let commit = Commit::new().create(&unreadable).and_then(|commit| commit.create(&of_nothing));
    app.table.commit(commit.expect("rows")).await.expect("stored");

    // Both stand before hers, whose reminder is due now.
    world.stack.advance(days(8));
    let round = world.stack.invoke("keep-time", &json!({})).await;
    world.stack.settle().await;

    assert!(round.is_err(), "the round says that something failed: {round:?}");
    assert_eq!(world.subjects(asked).await.len(), letters + 1, "she is reminded all the same");
}
