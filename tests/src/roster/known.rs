//! People whom somebody knew before a roster named them: their names are theirs, they are told, and keep what they have.

use cloud::{founding, table::Commit};
use domain::letter::Language;
use jiff::SignedDuration;
use local::{client::Life, seed};
use serde_json::json;

use super::*;
use crate::world::IDEAS;

/// Who coaches, and belongs nowhere.
const COACH: &str = "coach@b.example";

async fn coach(world: &World) {
    let app = world.stack.app();
    let (email, name) = (COACH.parse().expect("an address"), "Her own name".parse().expect("a name"));
    let (_, comes) = founding::whoever_has(app, &email, &name, Language::Es).await.expect("read");
    app.table.commit(comes).await.expect("stored");
}

#[tokio::test]
async fn who_has_an_account_and_no_place_keeps_her_name_and_is_told_once_a_month() {
    let world = World::start().await;
    coach(&world).await;
    for (days, letters) in [(0, 1), (0, 1), (31, 2)] {
        world.pass_days(days).await;
        let webmaster = world.session_of(seed::WEBMASTER).await;
        let import = imported(&webmaster, &row(COACH, "Another name", HOME)).await;
        placed(&world).await;
        assert_eq!(place(&world, COACH).await, at(&[Role::Earner], Some(HOME)));
        assert_eq!(world.subjects(COACH).await.len(), letters, "she is told, and not with every import");
        undo(&webmaster, &import).await.expect(200).expect("the newest");
        placed(&world).await;
        assert_eq!(place(&world, COACH).await, None);
    }
    let coach = known(&world, COACH).await.expect("she is there");
    assert_eq!((coach.name.as_str(), coach.language), ("Her own name", Language::Es));
}

#[tokio::test]
async fn a_table_without_schools_and_an_empty_cell_take_no_school_away() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let before = place(&world, seed::EARNERS[0]).await;
    assert!(before.as_ref().is_some_and(|place| place.school.is_some()), "she has one: {before:?}");
    for table in [
        format!("email,name\n{},Anybody\n", seed::EARNERS[0]),
        format!("email,name,school\n{},Anybody,\n", seed::EARNERS[0]),
    ] {
        let taken = import_table(&webmaster, "", &table).await.expect(200).expect("it is taken");
        assert_eq!((&taken.json["here"], &taken.json["moved"]), (&json!(1), &json!(0)), "{table}");
        placed(&world).await;
        assert_eq!(place(&world, seed::EARNERS[0]).await, before, "{table}");
    }
}

#[tokio::test]
async fn what_somebody_began_before_an_import_doesnt_keep_her_in_it() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let (hers, before) = (seed::EARNERS[2], known(&world, seed::EARNERS[2]).await.expect("of the seed"));
    Life::open(&world.sign_in(hers).await, IDEAS).await.expect("she begins something at home");
    world.stack.advance(SignedDuration::from_mins(1));
    let import = imported(&webmaster, &row(hers, "Anybody", HOME)).await;
    placed(&world).await;
    assert_eq!(place(&world, hers).await, at(&[Role::Earner], Some(HOME)));
    undo(&webmaster, &import).await.expect(200).expect("the newest");
    placed(&world).await;
    assert_eq!(known(&world, hers).await.expect("she is there").memberships, before.memberships);
}

#[tokio::test]
async fn whose_roles_were_taken_from_her_is_an_earner_again() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let left = json!({"email": seed::EARNERS[0], "name": "Anybody", "organisation": seed::first_district(),
        "roles": [], "school": HOME});
    webmaster.put("/api/people", &left).await.expect("reachable").expect(200).expect("saved");
    assert_eq!(place(&world, seed::EARNERS[0]).await, at(&[], Some(HOME)));

    let rows = row(seed::EARNERS[0], "Anybody", "");
    let import = imported(&webmaster, &rows).await;
    placed(&world).await;
    assert_eq!(place(&world, seed::EARNERS[0]).await, at(&[Role::Earner], Some(HOME)));
    undo(&webmaster, &import).await.expect(200).expect("the newest");
    placed(&world).await;
    assert_eq!(place(&world, seed::EARNERS[0]).await, at(&[], Some(HOME)));
}

#[tokio::test]
async fn whom_nobody_knew_gets_letters_in_the_language_of_whoever_imported_her() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let app = world.stack.app();
    let reader = known(&world, seed::WEBMASTER).await.expect("she is of the seed");
    let reader = Person { version: reader.version + 1, language: Language::Es, ..reader };
    app.table.commit(Commit::new().replace(&reader).expect("a row")).await.expect("stored");
    imported(&webmaster, &row(NEW, "Rowan Pike", HOME)).await;
    placed(&world).await;
    assert_eq!(known(&world, NEW).await.expect("she came").language, Language::Es);
}
