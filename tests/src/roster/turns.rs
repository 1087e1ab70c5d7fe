//! Whose turn it is: what fails waits alone, districts come one after the other, and no district imports all day long.

use cloud::table::{Commit, record::Record};
use domain::{
    PersonId,
    letter::Language,
    policy::{Done, shard_of},
    roster::{Roster, Rostered},
};
use jiff::SignedDuration;
use local::seed;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::*;

/// An account of another version of this software, which none of ours can read.
#[derive(Serialize, Deserialize)]
struct Unreadable {
    id: PersonId,
    version: u64,
}

impl Record for Unreadable {
    const KIND: &'static str = "person";
    fn key(&self) -> Key {
        Key::Person(self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

async fn replaced<T: Record>(world: &World, record: &T) {
    let commit = Commit::new().replace(record).expect("a row");
    world.stack.app().table.commit(commit).await.expect("stored");
}

/// A round, and what it leaves for others.
async fn round(world: &World) {
    world.stack.tick().await;
    world.stack.settle().await;
}

#[tokio::test]
async fn what_fails_with_one_person_holds_up_nobody_else() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let hers = known(&world, seed::RECOGNIZER).await.expect("she is of the seed");
    let apart = |email: &String| shard_of(&email.parse().expect("an address")) != shard_of(&hers.email);
    let others: Vec<String> = (0..20).map(|number| format!("a{number}@b.example")).filter(apart).collect();
    let rows: String = others.iter().map(|email| row(email, "Anybody", HOME)).collect();
    let first = imported(&webmaster, &(rows + &row(seed::RECOGNIZER, "Anybody", HOME))).await;
    let second = imported(&webmaster, &row(NEW, "Rowan Pike", HOME)).await;
    let version = hers.version + 1;
    replaced(&world, &Unreadable { id: hers.id, version }).await;

    round(&world).await;
    for email in &others {
        assert_eq!(place(&world, email).await, at(&[Role::Earner], Some(HOME)), "{email}");
    }
    let told = roster(&webmaster).await.json["imports"][1].clone();
    assert_eq!((&told["placed"], &told["waiting"]), (&json!(others.len()), &json!(1)), "{told}");
    round(&world).await;
    assert_eq!(place(&world, NEW).await, at(&[Role::Earner], Some(HOME)), "the next import has its turn");

    replaced(&world, &Person { version: version + 1, ..hers }).await;
    world.stack.advance(SignedDuration::from_mins(11));
    round(&world).await;
    assert_eq!(place(&world, seed::RECOGNIZER).await, at(&[Role::Earner], Some(HOME)));
    assert!(first != second && placings(&world).await.iter().all(|placing| !placing.is_under_way()));
}

#[tokio::test]
async fn districts_have_their_turns_in_the_same_round() {
    let world = World::start().await;
    let app = world.stack.app();
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let many: String = (0..600).map(|number| row(&format!("a{number}@b.example"), "Anybody", HOME)).collect();
    imported(&webmaster, &many).await;

    let at_home = known(&world, seed::EARNERS[2]).await.expect("she is of the seed").memberships.remove(0);
    let (other, email) = (at_home.organisation, NEW.parse().expect("an address"));
    let (import, number, now) = (app.id(), shard_of(&email), app.now());
    let done = Done { by: world.person(seed::WEBMASTER).await, at: now };
    let taken = Roster::empty(other).take(0, 1, (import, "HR", done, Language::En)).expect("it is the first");
    let rostered = Rostered { name: "Rowan Pike".parse().expect("a name"), school: None, was: None };
    let people = [(email, rostered)].into();
    let shard = RosterShard { district: other, import, number, version: 1, people };
    let placing = Placing::begun((other, import), [number].into(), now).counting(now);
    let commit = Commit::new().create(&taken.roster).and_then(|commit| commit.create(&shard));
    let commit = commit.and_then(|commit| commit.create(&placing)).expect("rows");
    app.table.commit(commit).await.expect("stored");

    round(&world).await;
    assert!(known(&world, NEW).await.is_some(), "a small one doesn't wait for a large one");
    assert!(roster(&webmaster).await.json["imports"][0]["placed"].as_u64().is_some_and(|placed| placed > 0));
}

#[tokio::test]
async fn an_import_that_waits_behind_another_can_be_stopped_and_so_can_the_first_of_them() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let first = imported(&webmaster, &row(NEW, "Rowan Pike", HOME)).await;
    imported(&webmaster, &row("b@b.example", "B", HOME)).await;
    let waiting = roster(&webmaster).await;
    assert_eq!(
        (&waiting.json["imports"][0]["undoable"], &waiting.json["imports"][1]["undoable"]),
        (&json!(true), &json!(true))
    );
    let undone = undo(&webmaster, &first).await.expect(200).expect("it is still being placed");
    assert_eq!(undone.json["imports"][1]["state"], "taking-back", "{}", undone.body);
    placed(&world).await;
    assert_eq!(roster(&webmaster).await.json["imports"][1]["state"], "undone");
    assert_eq!(place(&world, NEW).await, None);
    assert_eq!(place(&world, "b@b.example").await, at(&[Role::Earner], Some(HOME)));
}

#[tokio::test]
async fn a_district_imports_ten_times_within_a_day() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    for _ in 0..10 {
        imported(&webmaster, &row(NEW, "Rowan Pike", HOME)).await;
        placed(&world).await;
    }
    for query in ["?preview=true", ""] {
        let refused = import(&webmaster, query, &row(NEW, "Rowan Pike", HOME)).await;
        let refused = refused.expect(429).expect("too many");
        assert!(refused.body.contains("at most ten rosters within a day"), "{}", refused.body);
    }
    world.stack.advance(SignedDuration::from_hours(25));
    let webmaster = world.session_of(seed::WEBMASTER).await;
    imported(&webmaster, &row(NEW, "Rowan Pike", HOME)).await;
}
