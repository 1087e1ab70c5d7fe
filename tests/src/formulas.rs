//! No table that goes out holds a formula, whatever names, schools and titles begin with.

use std::{collections::BTreeSet, path::Path};

use cloud::table::Commit;
use local::seed;
use serde_json::json;

use crate::{
    policies, reliability, reports, stacks,
    world::{IDEAS, World},
};

/// Whoever hands out tables: each is asked below.
const EXPORTS: [&str; 3] =
    ["district/read-report", "issuer/read-reliability", "recognizer/export-recognitions"];
/// What formulas begin with. A tab is in no name: it is refused there, and taken out of everything else.
const MARKS: [&str; 4] = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)"];

/// No cell of the table begins a formula; some of them would have.
fn check(table: &str) {
    for cell in table.trim_start_matches('\u{feff}').split([',', '\n', '\r']) {
        let text = cell.trim_matches('"');
        let is_number = text.parse::<f64>().is_ok();
        assert!(is_number || !text.starts_with(['=', '+', '-', '@', '\t']), "{cell} in {table}");
    }
    assert!(MARKS.iter().any(|mark| table.contains(&format!("'{mark}"))), "nothing would be one: {table}");
}

/// The functions whose code names the type of such tables.
fn functions_with_tables() -> BTreeSet<String> {
    let functions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../functions");
    let folders = |of: &Path| {
        let entries = std::fs::read_dir(of).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let all = folders(&functions).into_iter().flat_map(|group| folders(&group));
    let with_tables = all.filter(|function| {
        let code = std::fs::read_to_string(function.join("src/lib.rs")).expect("a function has one");
        code.contains("\"text/csv")
    });
    let name = |function: &Path| {
        let name = function.strip_prefix(&functions).expect("it is in there").to_string_lossy().into_owned();
        name.replace('\\', "/")
    };
    with_tables.map(|function| name(&function)).collect()
}

#[test]
fn every_function_that_hands_out_a_table_is_asked_here() {
    assert_eq!(functions_with_tables(), EXPORTS.map(str::to_owned).into());
}

/// Gives somebody a name and a school that begin like formulas.
async fn rename(world: &World, email: &str, mark: &str) {
    let app = world.stack.app();
    let mut person = app.table.person(world.person(email).await).await.expect("she is known");
    person.version += 1;
    person.name = mark.parse().expect("a name");
    for place in &mut person.memberships {
        place.school = Some(mark.parse().expect("a name"));
    }
    let commit = Commit::new().replace(&person).expect("a row");
    app.table.commit(commit).await.expect("stored");
}

#[tokio::test]
async fn claims_go_out_without_formulas() {
    for mark in MARKS {
        let world = World::start().await;
        let recognizer = world.sign_in(seed::RECOGNIZER).await;
        let mut policy = policies::written("hours");
        policy["title"] = json!(mark);
        policy["uses"][0]["title"] = json!(mark);
        policy["terms"]["practice"] = json!(mark);
        recognizer
            .put("/api/policies/hours", &policy)
            .await
            .expect("reachable")
            .expect(201)
            .expect("published");
        let earner = world.earner(0).await;
        let facts = format!("/api/facts/{}?version=0", seed::state());
        earner.put(&facts, &json!({})).await.expect("reachable").expect(200).expect("stated");
        rename(&world, seed::EARNERS[0], mark).await;
        stacks::give(&world, seed::EARNERS[0], IDEAS).await;
        stacks::look(&world).await;
        let claims = format!("/api/recognitions/hours/{}", world.person(seed::EARNERS[0]).await);
        let version =
            recognizer.get(&claims).await.expect("reachable").number("/version").expect("a version");
        let accept = json!({"version": version, "step": "accept"});
        let accepted = recognizer.post(&format!("{claims}/1"), &accept).await.expect("reachable");
        accepted.expect(200).expect("accepted");
        for sheet in ["staff", "payroll"] {
            let path = format!("/api/recognitions/export?sheet={sheet}");
            check(&recognizer.get(&path).await.expect("reachable").expect(200).expect("its own").body);
        }
    }
}

#[tokio::test]
async fn figures_go_out_without_formulas() {
    for mark in MARKS {
        let world = World::start().await;
        let [_, _, dmitri, elena] = seed::ASSESSORS;
        rename(&world, dmitri, mark).await;
        reliability::scored_twice(&world, [world.person(dmitri).await, world.person(elena).await], 12).await;
        let path = format!("/api/microcredentials/{IDEAS}/reliability?format=csv");
        let issuer = world.administrator().await;
        check(&issuer.get(&path).await.expect("reachable").expect(200).expect("hers to see").body);
    }
}

#[tokio::test]
async fn reports_go_out_without_formulas() {
    let (world, district, _) = reports::counted().await;
    let officer = world.session_of(reports::OFFICER).await;
    let path = format!("/api/reports/{}?format=csv", district.id);
    let table = officer.get(&path).await.expect("reachable").expect(200).expect("hers").body;
    for cell in table.split([',', '\n']) {
        assert!(!cell.trim_matches('"').starts_with(['=', '+', '-', '@', '\t']), "{cell} in {table}");
    }
    assert!(table.contains("'=HYPERLINK(1)"), "one of its schools would be one: {table}");
}
