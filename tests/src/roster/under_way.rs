//! Imports of rosters that are under way: rounds that come twice, that stop in the middle, or that the district stops.

use std::collections::BTreeMap;

use cloud::table::Commit;
use domain::{email::EmailAddress, roster::Rostered};
use jiff::SignedDuration;
use local::{faults::Fault, seed};
use serde_json::json;

use super::*;

fn many(count: usize) -> String {
    (0..count).map(|number| row(&format!("a{number}@b.example"), "Anybody", HOME)).collect()
}

#[tokio::test]
async fn a_round_that_comes_twice_places_nobody_twice() {
    let world = World::start().await;
    let app = world.stack.app();
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    imported(&webmaster, &(row(NEW, "Rowan Pike", HOME) + &row(seed::RECOGNIZER, "Anybody", HOME))).await;
    let begun = placings(&world).await.remove(0);
    placed(&world).await;
    let people = [known(&world, NEW).await, known(&world, seed::RECOGNIZER).await];

    // As if the end of the round had got lost: what is placed is placed all the same.
    let now = placings(&world).await.remove(0);
    let again = Placing { version: now.version + 1, ..begun };
    app.table.commit(Commit::new().replace(&again).expect("a row")).await.expect("stored");
    placed(&world).await;
    assert_eq!([known(&world, NEW).await, known(&world, seed::RECOGNIZER).await], people);
    assert_eq!(world.subjects(seed::RECOGNIZER).await, [TOLD], "she is told once");
    assert_eq!(roster(&webmaster).await.json["imports"][0]["placed"], json!(2));
}

#[tokio::test]
async fn an_import_that_stopped_in_the_middle_places_nobody_and_is_taken_away() {
    let world = World::start().await;
    let app = world.stack.app();
    let (district, import) = (seed::first_district(), app.id());
    let begun = Placing::begun((district, import), [7].into(), app.now() + SignedDuration::from_mins(5));
    let email: EmailAddress = NEW.parse().expect("an address");
    let rostered = Rostered { name: "Rowan".parse().expect("a name"), school: None, was: None };
    let people = BTreeMap::from([(email, rostered)]);
    let shard = RosterShard { district, import, number: 7, version: 1, people };
    let commit = Commit::new().create(&begun).and_then(|commit| commit.create(&shard));
    app.table.commit(commit.expect("rows")).await.expect("stored");

    world.stack.tick().await;
    assert_eq!(shards(&world, &import.to_string()).await.len(), 1, "it may still be under way");
    world.stack.advance(SignedDuration::from_mins(6));
    world.stack.tick().await;
    assert!(shards(&world, &import.to_string()).await.is_empty());
    let gone: Option<Placing> = app.table.find(Key::Placing(district, import)).await.expect("the table");
    assert_eq!(gone, None);
    assert!(known(&world, NEW).await.is_none());
}

#[tokio::test]
async fn undoing_stops_a_placing_that_is_under_way() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let import = imported(&webmaster, &many(1_200)).await;
    world.stack.tick().await;
    let half = roster(&webmaster).await.json["imports"][0].clone();
    let counts = ["placed", "waiting"].map(|name| half[name].as_u64().expect("a number"));
    assert!(counts[0] > 0 && counts[1] > 0 && counts[0] + counts[1] == 1_200, "{half}");

    let undone = undo(&webmaster, &import).await.expect(200).expect("also now");
    assert_eq!(undone.json["imports"][0]["waiting"], json!(0));
    placed(&world).await;
    for number in [0, 1, 599, 1_199] {
        assert_eq!(place(&world, &format!("a{number}@b.example")).await, None);
    }
    assert!(people(&webmaster).await.iter().all(|person| person["name"] != "Anybody"));
    assert!(shards(&world, &import).await.is_empty());
}

#[tokio::test]
async fn a_large_district_is_taken_at_once_and_at_most_three_imports_wait() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let taken = import(&webmaster, "", &many(20_000)).await.expect(200).expect("it is taken");
    assert_eq!((&taken.json["rows"], &taken.json["new"]), (&json!(20_000), &json!(20_000)));
    let refused = import(&webmaster, "?preview=true", &many(20_001)).await.expect(422).expect("too many");
    assert_eq!(refused.faults()[0].0, "/table");

    for _ in 0..2 {
        import(&webmaster, "", &row(NEW, "Rowan", "")).await.expect(200).expect("it is taken");
    }
    let refused = import(&webmaster, "", &row(NEW, "Rowan", "")).await.expect(409).expect("enough wait");
    assert!(refused.body.contains("still being placed"), "{}", refused.body);
    let preview = import(&webmaster, "?preview=true", &row(NEW, "Rowan", "")).await;
    preview.expect(409).expect("a look promises nothing that is then refused");
    world.stack.tick().await;
    let told = roster(&webmaster).await.json["imports"].clone();
    assert_eq!((&told[0]["placed"], &told[1]["placed"]), (&json!(0), &json!(0)), "the oldest comes first");
    let placed = told[2]["placed"].as_u64().expect("a number");
    assert!((1..=400).contains(&placed), "a round places a piece: {placed}");
}

/// A round for each number: its call of that number goes wrong, and the next rounds go on from there.
async fn goes_on_after(fault: Fault) {
    let world = World::start().await;
    for number in 0.. {
        // So many imports take days, and what failed comes some minutes later.
        world.stack.advance(SignedDuration::from_hours(3));
        let webmaster = world.session_of(seed::WEBMASTER).await;
        let email = format!("n{number}@b.example");
        let rows = row(&email, "Anybody", HOME) + &row(seed::RECOGNIZER, "Anybody", HOME);
        let import = imported(&webmaster, &rows).await;
        world.faults.arm(number, fault);
        world.stack.tick().await;
        let struck = world.faults.struck();
        world.faults.disarm();
        world.stack.advance(SignedDuration::from_mins(11));
        placed(&world).await;
        for email in [email.as_str(), seed::RECOGNIZER] {
            assert_eq!(place(&world, email).await, at(&[Role::Earner], Some(HOME)), "{number}: {struck:#?}");
        }

        undo(&webmaster, &import).await.expect(200).expect("the newest");
        world.faults.arm(number, fault);
        world.stack.tick().await;
        let struck_again = world.faults.struck();
        world.faults.disarm();
        world.stack.advance(SignedDuration::from_mins(11));
        placed(&world).await;
        for email in [email.as_str(), seed::RECOGNIZER] {
            assert_eq!(place(&world, email).await, None, "{number}: {struck_again:#?}");
        }
        assert!(shards(&world, &import).await.is_empty(), "{number}");
        if !struck.iter().chain(&struck_again).any(|call| call.starts_with("keep-time: ")) {
            assert!(number > 10, "the switch does nothing");
            return;
        }
    }
}

#[tokio::test]
async fn a_roster_is_placed_whatever_call_never_arrives() {
    goes_on_after(Fault::Before).await;
}

#[tokio::test]
async fn a_roster_is_placed_whatever_answer_is_lost() {
    goes_on_after(Fault::After).await;
}

#[tokio::test]
async fn a_roster_is_placed_wherever_a_round_ends() {
    goes_on_after(Fault::Crash).await;
}
