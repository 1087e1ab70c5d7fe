//! An export: everything of hers and nothing of anybody else's.

use std::{collections::BTreeMap, io::Read};

use domain::export::folder_of;
use jiff::SignedDuration;
use local::{client::Caller, faults::Fault, seed};
use serde_json::{Value, json};

use super::{id_of, minutes_pass, session, stored};
use crate::{
    api_document::assert_describes,
    awards::awarded,
    local_questions,
    pauses::paused,
    registers::{import, licence_of},
    shortlists,
    world::{World, samples},
};

/// What is in a zip, by name.
pub(super) fn unzipped(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("whole, as its checksum says");
        files.insert(file.name().to_owned(), content);
    }
    files
}

pub(super) async fn ask(caller: &Caller) -> Value {
    let answer = caller.post("/api/me/export", &json!({})).await.expect("reachable");
    assert_describes("post", "/api/me/export", &answer);
    answer.expect(202).expect("taken").json
}

async fn data(caller: &Caller) -> Value {
    let answer = caller.get("/api/me/data").await.expect("reachable");
    assert_describes("get", "/api/me/data", &answer);
    answer.expect(200).expect("hers").json
}

pub(super) async fn download(caller: &Caller, volume: u32) -> Vec<u8> {
    let asked = json!({"volume": volume});
    let answer = caller.post("/api/me/export/reading", &asked).await.expect("reachable");
    let url = answer.expect(200).expect("ready").text("/url").expect("an address");
    let answer = reqwest::get(url).await.expect("the store is there");
    let header = answer.headers().get("content-disposition").expect("it is to be saved").clone();
    assert!(header.to_str().expect("ASCII").starts_with("attachment; filename=\"touchstone-exp_"));
    answer.bytes().await.expect("whole").to_vec()
}

#[tokio::test]
async fn everything_of_somebody_comes_in_a_zip_and_nothing_of_anybody_else() {
    let world = World::start().await;
    let (life, award) = awarded(&world).await;
    let (other, _) = session(&world, seed::EARNERS[1]).await;
    let assessors: Vec<String> = {
        let view = world.administrator().await.get(&life.route("")).await.expect("reachable");
        let asked = view.at("/assignments").expect("assignments").as_array().expect("a list").clone();
        asked.iter().map(|one| one["assessor"].as_str().expect("an id").to_owned()).collect()
    };

    let earner = &life.earner;
    local_questions::choose_first(&life).await;
    assert_eq!(data(earner).await["held"]["files"], 2);
    assert_eq!(ask(earner).await["state"], "awaited");
    world.stack.tick().await;
    world.stack.settle().await;
    assert_eq!(world.subjects(seed::EARNERS[0]).await[0], "Your data is ready to download");
    let export = data(earner).await["export"].clone();
    assert_eq!((&export["state"], export["volumes"].as_array().map(Vec::len)), (&json!("ready"), Some(1)));
    assert_eq!(export["volumes"][0]["files"], 2);

    let bytes = download(earner, 1).await;
    assert_eq!(bytes.len() as u64, export["volumes"][0]["size"].as_u64().expect("bytes"));
    let files = unzipped(bytes);
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("text");
    assert!(text("README.txt").contains("Everything that Touchstone keeps about"));
    assert!(
        text("you.json").contains(seed::EARNERS[0]) && text("letters.json").contains("submission-received")
    );
    assert!(text("records.json").contains("\"local-answers\""), "what she answered her district");
    assert_eq!(text("counted.json").trim(), "[]");
    assert_eq!(text("scoring.json").matches("[]").count(), 3, "she scores nothing");
    assert!(text("what-happened.json").contains("\"export-asked\""));
    let submission: Value =
        serde_json::from_str(&text(&format!("submissions/{}.json", life.submission))).expect("JSON");
    assert_eq!(submission["submission"]["state"], "awarded");
    assert_eq!(submission["award"]["id"], award.to_string());
    let happened = submission["happened"].to_string();
    assert!(happened.contains("\"decided\"") && happened.contains("\"assessed\""), "{happened}");
    assert!(!happened.contains("verdict") && !happened.contains("asg_"), "{happened}");
    assert_eq!(text("scored.json").trim(), "[]");
    assert!(
        submission["attempts"][0]["handed_in"]["statements"].as_array().is_some_and(|all| all.len() == 3)
    );
    let badge: Value = serde_json::from_str(&text(&format!("badges/{award}.json"))).expect("JSON");
    let verdict = world.visitor.anonymous().post("/api/verify", &json!({"credential": badge})).await;
    assert_eq!(verdict.expect("reachable").json["valid"], true);

    let sample = std::fs::read(samples().join("plan.pdf")).expect("the sample");
    let listed: Vec<Value> = serde_json::from_str(&text("files.json")).expect("JSON");
    assert_eq!(listed.len(), 2);
    for file in listed {
        assert_eq!(files[file["path"].as_str().expect("a path")], sample);
    }
    for (name, content) in &files {
        let content = String::from_utf8_lossy(content);
        for strange in assessors.iter().cloned().chain([other.to_string()]) {
            assert!(!content.contains(&strange), "{name} names {strange}");
        }
    }
}

#[tokio::test]
async fn who_scores_reads_since_when_and_why_she_is_paused() {
    let world = World::start().await;
    let email = seed::ASSESSORS[2];
    let pause = paused(&world, email).await;
    let (_, assessor) = session(&world, email).await;
    ask(&assessor).await;
    world.stack.tick().await;
    world.stack.settle().await;

    let files = unzipped(download(&assessor, 1).await);
    let scoring: Value = serde_json::from_slice(&files["scoring.json"]).expect("JSON");
    let told = &scoring["pauses"][0];
    assert_eq!((&told["microcredential"], &told["at"]), (&json!(pause.microcredential), &json!(pause.at)));
    assert_eq!((&told["crossing"], &told["lifted"]), (&json!(pause.crossing), &Value::Null));
}

#[tokio::test]
async fn asked_for_twice_it_is_made_once_and_after_a_week_it_is_gone() {
    let world = World::start().await;
    let (person, earner) = session(&world, seed::EARNERS[0]).await;
    assert_eq!(ask(&earner).await["id"], ask(&earner).await["id"]);
    world.stack.tick().await;
    world.stack.settle().await;
    assert_eq!(stored(&world, &folder_of(person)).await.len(), 1);

    let again = earner.post("/api/me/export", &json!({})).await.expect("reachable");
    assert_eq!(again.status, 429, "{}", again.body);
    for (caller, volume, status) in [(&earner, 1, 200), (&earner, 2, 404), (&world.earner(1).await, 1, 404)] {
        let answer = caller.post("/api/me/export/reading", &json!({"volume": volume})).await;
        assert_eq!(answer.expect("reachable").status, status);
    }

    world.pass_days(8).await;
    assert_eq!(data(&earner).await["export"], Value::Null);
    assert_eq!(stored(&world, &folder_of(person)).await, [""; 0]);
    assert_eq!(ask(&earner).await["state"], "awaited");
}

/// Wherever the function that packs it ends, or a call of it fails, it is packed in the end.
#[tokio::test(flavor = "multi_thread")]
async fn what_stopped_in_the_middle_goes_on() {
    let world = World::start().await;
    let life = world.submitted().await;
    for fault in [Fault::Crash, Fault::Before, Fault::After] {
        for number in 0.. {
            ask(&life.earner).await;
            world.faults.arm(number, fault);
            world.stack.tick().await;
            world.stack.settle().await;
            let struck = world.faults.struck();
            world.faults.disarm();
            world.stack.advance(SignedDuration::from_mins(20));
            world.stack.tick().await;
            world.stack.settle().await;

            let export = data(&life.earner).await["export"].clone();
            assert_eq!(export["state"], "ready", "{fault:?} of call {number}: {struck:?}");
            assert_eq!(unzipped(download(&life.earner, 1).await).len(), 17, "{struck:?}");
            world.stack.advance(SignedDuration::from_hours(25));
            if !struck.iter().any(|call| call.starts_with("make-exports: ")) {
                assert!(number > 5, "the switch does nothing");
                break;
            }
        }
    }
}

/// Her scores and her words are hers, and whose work they were about is not.
#[tokio::test]
async fn what_an_assessor_wrote_is_hers_to_take() {
    let world = World::start().await;
    let life = world.submitted().await;
    let asked = world.asked(&life).await;
    world.reading(&life).await.score(&[]).await.expect("reachable").expect(200).expect("her scores are in");
    let assessor = world.sign_in(asked).await;
    ask(&assessor).await;
    world.stack.tick().await;
    world.stack.settle().await;

    let files = unzipped(download(&assessor, 1).await);
    let scored: Vec<Value> = serde_json::from_slice(&files["scored.json"]).expect("JSON");
    assert_eq!(scored.len(), 1);
    assert!(scored[0].to_string().contains("seen in the students' own work"), "{scored:?}");
    let earner = world.person(seed::EARNERS[0]).await.to_string();
    for (name, content) in &files {
        let content = String::from_utf8_lossy(content);
        assert!(!content.contains(&earner), "{name} tells whose it is");
    }
}

/// What two people said of a shortlist is in the export of whose it is; an adviser's holds her own words.
#[tokio::test]
async fn a_shortlist_is_packed_for_its_owner_and_her_own_words_for_an_adviser() {
    let world = World::start().await;
    let (owner, adviser) = (world.earner(0).await, world.earner(1).await);
    let share = shortlists::shared(&owner, seed::EARNERS[1]).await;
    let remarks = format!("/api/shortlists/{share}/remarks");
    for (caller, text) in [(&adviser, "A good choice."), (&owner, "Quillfeather.")] {
        let said = caller.post(&remarks, &json!({"text": text})).await;
        said.expect("reachable").expect(200).expect("said");
        ask(caller).await;
    }
    world.stack.tick().await;
    world.stack.settle().await;

    let list = |files: &BTreeMap<String, Vec<u8>>| -> Value {
        serde_json::from_slice(&files["shortlist.json"]).expect("JSON")
    };
    let hers = list(&unzipped(download(&owner, 1).await));
    assert_eq!(hers["items"].as_array().map(Vec::len), Some(2));
    let said = &hers["shares"][0]["remarks"];
    assert_eq!((&said[0]["text"], &said[1]["text"]), (&json!("A good choice."), &json!("Quillfeather.")));

    let files = unzipped(download(&adviser, 1).await);
    let advised = list(&files)["advised"].clone();
    assert_eq!(advised[0]["remarks"].as_array().map(Vec::len), Some(1), "{advised}");
    let person = world.person(seed::EARNERS[0]).await.to_string();
    for (name, content) in &files {
        let content = String::from_utf8_lossy(content);
        assert!(!content.contains(&person) && !content.contains("Quillfeather"), "{name}");
    }
}

/// What a recognizer imported is about an address, whether or not she belongs to it.
#[tokio::test]
async fn what_was_imported_about_her_is_told_whoever_imported_it() {
    let world = World::start().await;
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    import(&recognizer, "", &licence_of(seed::EARNERS[0])).await.expect(200).expect("imported");
    let earner = world.earner(0).await;
    ask(&earner).await;
    world.stack.tick().await;
    world.stack.settle().await;

    let files = unzipped(download(&earner, 1).await);
    let recorded: Vec<Value> = serde_json::from_slice(&files["recorded.json"]).expect("JSON");
    assert_eq!(recorded[0]["recognizer"], seed::state().to_string());
    assert_eq!(recorded[0]["recorded"]["source"], "Licensing system", "{recorded:?}");
}

/// The bucket's rule deletes what is old, and tells nobody.
#[tokio::test]
async fn a_file_that_the_store_has_no_longer_is_listed_as_gone() {
    let world = World::start().await;
    let app = world.stack.app();
    let life = world.submitted().await;
    let files = app.table.dossier(id_of(&life)).await.expect("it is there").artifacts;
    app.vault.delete(files[0].key()).await.expect("deleted");

    ask(&life.earner).await;
    world.stack.tick().await;
    world.stack.settle().await;

    let export = data(&life.earner).await["export"].clone();
    assert_eq!((&export["state"], &export["volumes"][0]["files"]), (&json!("ready"), &json!(1)), "{export}");
    let zip = unzipped(download(&life.earner, 1).await);
    let listed: Vec<Value> = serde_json::from_slice(&zip["files.json"]).expect("JSON");
    assert_eq!((&listed[0]["gone"], &listed[0]["file"]["id"]), (&json!(true), &json!(files[0].id)));
    assert!(zip.contains_key(listed[1]["path"].as_str().expect("a path")), "{listed:?}");
}

#[tokio::test]
async fn nobody_gets_an_export_of_somebody_who_is_erased() {
    let world = World::start().await;
    let (person, earner) = session(&world, seed::EARNERS[0]).await;
    ask(&earner).await;
    super::erase_at_once(&earner, seed::EARNERS[0]).await;
    minutes_pass(&world).await;
    assert_eq!(stored(&world, &folder_of(person)).await, [""; 0]);
    let subjects = world.subjects(seed::EARNERS[0]).await;
    assert!(!subjects.contains(&"Your data is ready to download".to_owned()), "{subjects:?}");
}
