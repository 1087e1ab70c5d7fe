//! What an export tells of a shared shortlist to either side, and who is said to have done what.

use std::collections::BTreeMap;

use local::client::Caller;
use serde_json::{Value, json};

use super::exporting::{ask, download, unzipped};
use crate::{coaching, shortlists, world::World};

/// Whom nobody here knows yet.
const LEE: &str = "lee.morgan@school.example.org";
/// What the owner writes as her aim and as her reason.
const HERS: [&str; 2] = ["Brambleway", "We write a lot."];

async fn exported(world: &World, caller: &Caller) -> BTreeMap<String, Vec<u8>> {
    ask(caller).await;
    world.stack.tick().await;
    world.stack.settle().await;
    unzipped(download(caller, 1).await)
}

fn json_in(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).expect("JSON")
}

/// Who did `what`, as the export of somebody says it.
fn by_whom(files: &BTreeMap<String, Vec<u8>>, what: &str) -> Vec<String> {
    let happened = json_in(files, "what-happened.json");
    let all = happened.as_array().expect("a list").iter().filter(|one| one["what"] == what);
    all.map(|one| one["by"].as_str().expect("a text").to_owned()).collect()
}

#[tokio::test]
async fn each_side_of_a_shared_shortlist_takes_her_own() {
    let world = World::start().await;
    let owner = world.earner(0).await;
    let share = shortlists::shared(&owner, LEE).await;
    world.stack.settle().await;
    let adviser = world.sign_in(LEE).await;
    let remarks = format!("/api/shortlists/{share}/remarks");
    for (caller, text) in [(&adviser, "A good choice."), (&owner, "Thank you.")] {
        caller.post(&remarks, &json!({"text": text})).await.expect("reachable").expect(200).expect("said");
    }

    let files = exported(&world, &owner).await;
    let list = json_in(&files, "shortlist.json");
    for wanted in [HERS[0], HERS[1], LEE, "A good choice.", "Thank you."] {
        assert!(list.to_string().contains(wanted), "{wanted}: {list}");
    }
    assert_eq!(list["advised"], json!([]));
    assert_eq!(by_whom(&files, "shortlist-remark"), ["your adviser", "you"]);

    let name = owner.get("/api/me").await.expect("reachable").text("/name").expect("a name");
    let files = exported(&world, &adviser).await;
    let list = json_in(&files, "shortlist.json");
    assert_eq!(list["advised"][0]["remarks"][0]["text"], "A good choice.");
    assert_eq!(list["advised"][0]["remarks"].as_array().map(Vec::len), Some(1));
    assert_eq!((&list["items"], &list["shares"]), (&json!([]), &json!([])));
    for strange in [HERS[0], HERS[1], &*name, "Thank you."] {
        assert!(!list.to_string().contains(strange), "{strange}: {list}");
    }
    // It is told there, and not once more as it is kept, with the other side's words.
    let records = json_in(&files, "records.json");
    let kinds = records.as_array().expect("a list").iter().filter_map(|record| record["kind"].as_str());
    for kind in kinds {
        assert!(!["shortlist", "share", "advised"].contains(&kind), "{kind}");
    }
}

#[tokio::test]
async fn what_a_coach_did_is_said_to_be_hers() {
    let world = World::start().await;
    let life = world.draft().await;
    let coach = coaching::coached(&world, &life, coaching::DANA).await;
    let said = coaching::comment("Which idea was theirs?");
    coaching::say(&coach, &life, said).await.expect(200).expect("it is said");
    let files = exported(&world, &life.earner).await;
    assert_eq!(by_whom(&files, "coach-invited"), ["you"]);
    assert_eq!(by_whom(&files, "coaching"), ["your coach"]);
}
