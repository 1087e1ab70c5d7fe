//! What is on record about an earner, stated or imported, is nowhere in what an assessor can read.

use local::seed;
use serde_json::json;

use super::{
    routes::{Route, routes},
    scene,
};
use crate::{facts, registers};

/// What stands in nothing but the facts of this test: what she stated, and what is imported.
const MARKS: [&str; 6] = ["1997-03-05", "148.1234", "1998-05-07", "1996-02-04", "151.4321", "Zebra register"];

/// Whether it tells something and changes nothing that others of these routes tell.
fn is_for_reading((method, path, ..): &Route) -> bool {
    *method == "GET" || path.ends_with("/reading") || path.ends_with("/no-conflict")
}

#[tokio::test]
async fn no_assessor_reads_what_is_on_record_about_an_earner() {
    let scene = scene().await;
    let earner = &scene.life.earner;
    let stated = json!({
        "licences": [{"type": "pptl", "issued": "1997-03-05"}],
        "exams": [{"exam": "content-exam", "taken": "1997-03-05", "score": "148.1234", "qualifying": "159", "sem": "5.5"}],
        "requirements": [{"requirement": "mentoring", "met": "1998-05-07"}],
    });
    let path = format!("{}?version=0", facts::route());
    earner.put(&path, &stated).await.expect("reachable").expect(200).expect("stated");
    let recognizer = scene.world.sign_in(seed::RECOGNIZER).await;
    let row = format!("{},exam,content-exam,1996-02-04,,151.4321,159,5.5\n", seed::EARNERS[0]);
    registers::import_from(&recognizer, "Zebra register", "", &row).await.expect(200).expect("it is taken");
    let hers = earner.get("/api/facts").await.expect("reachable").expect(200).expect("hers");
    for mark in MARKS {
        assert!(hers.body.contains(mark), "{mark}: she herself sees it");
    }

    let by_link = &scene.reading.assessor;
    let signed_in = &scene.callers.assessor_without_link;
    let mut told = 0;
    for route in routes().iter().filter(|route| is_for_reading(route)) {
        for (who, assessor) in [("by her link", by_link), ("signed in", signed_in)] {
            let answer = scene.ask(assessor, route, true).await;
            told += usize::from(answer.status == 200);
            for mark in MARKS {
                assert!(!answer.body.contains(mark), "{who}: {mark} in {} {}", route.0, route.1);
            }
        }
    }
    assert!(told > 25, "only {told} answers told her something");
    let work = scene.reading.work().await.expect("her work, after she stated that she has no conflict");
    assert!(MARKS.iter().all(|mark| !work.body.contains(mark)), "{}", work.body);
}
