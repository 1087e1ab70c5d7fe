//! What a district's roster says about somebody: told in her export, and taken out when she is erased.

use local::seed;
use serde_json::Value;

use super::{
    erase_at_once,
    exporting::{ask, download, unzipped},
    minutes_pass, rows,
};
use crate::{
    roster::{import, placed},
    world::World,
};

#[tokio::test]
async fn what_a_roster_says_about_her_is_told_and_goes_with_her() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let (hers, others) = (seed::EARNERS[2], "b@b.example");
    let table = format!("{hers},Formerly Known,Maple Hollow Elementary\n{others},Somebody Else,\n");
    import(&webmaster, "", &table).await.expect(200).expect("it is taken");
    let earner = world.session_of(hers).await;
    ask(&earner).await;
    placed(&world).await;
    world.stack.tick().await;
    world.stack.settle().await;
    let files = unzipped(download(&earner, 1).await);
    let recorded: Vec<Value> = serde_json::from_slice(&files["recorded.json"]).expect("JSON");
    assert_eq!(recorded[0]["rostered"]["name"], "Formerly Known", "{recorded:?}");

    erase_at_once(&earner, hers).await;
    minutes_pass(&world).await;
    let about = |text: &'static str| {
        move |row: &super::RowOf| row.key.contains("ROSTERED") && row.text.contains(text)
    };
    let rows = rows(&world).await;
    assert!(!rows.iter().any(about("Formerly Known")) && !rows.iter().any(about(seed::EARNERS[2])));
    assert!(rows.iter().any(about("Somebody Else")), "what it says about others stays");
}

#[tokio::test]
async fn who_is_erased_before_she_is_placed_comes_no_more() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let hers = seed::EARNERS[2];
    let earner = world.session_of(hers).await;
    import(&webmaster, "", &format!("{hers},Hana Birch,\n")).await.expect(200).expect("it is taken");
    erase_at_once(&earner, hers).await;
    minutes_pass(&world).await;
    placed(&world).await;
    let email = hers.parse().expect("an address");
    assert!(world.stack.app().table.person_by_email(&email).await.expect("the table").is_none());
}
