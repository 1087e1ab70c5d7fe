//! What an earner states about herself: who sees it, what it changes, and what is refused.

use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::world::World;

/// What the pedagogy policy asks for.
pub(crate) fn licensed() -> Value {
    json!({"licences": [{"type": "pptl", "issued": "2026-07-01"}]})
}

pub(crate) fn route() -> String {
    format!("/api/facts/{}", seed::state())
}

async fn state(caller: &Caller, version: u64, facts: &Value) -> Answer {
    caller.put(&format!("{}?version={version}", route()), facts).await.expect("reachable")
}

/// Whether what the exam of the pedagogy policy asks for is on record.
async fn eligible(caller: &Caller) -> Value {
    let path = "/api/policy-check?policy=pedagogy-assessment";
    let answer = caller.get(path).await.expect("reachable").expect(200).expect("it is told");
    answer.at("/policies/0/uses/0/eligible").expect("it is told").clone()
}

#[tokio::test]
async fn what_an_earner_states_makes_her_eligible_and_is_hers_alone() {
    let world = World::start().await;
    let (earner, other) = (world.earner(0).await, world.earner(1).await);
    let list = earner.get("/api/facts").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(list.json["items"][0]["recognizer"]["id"], json!(seed::state()));
    assert_eq!(list.json["items"][0]["asked"]["exams"]["content-exam"], "Content assessment");
    assert_eq!((&list.json["items"][0]["version"], eligible(&earner).await), (&json!(0), json!(false)));

    let stated = state(&earner, 0, &licensed()).await.expect(200).expect("it is kept");
    assert_eq!(stated.json["facts"]["licences"], licensed()["licences"]);
    assert!(stated.json["stated"].is_string(), "its date is kept");
    let list = earner.get("/api/facts").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(list.json["items"][0], stated.json);
    assert_eq!((eligible(&earner).await, eligible(&other).await), (json!(true), json!(false)));

    let others = other.get("/api/facts").await.expect("reachable").expect(200).expect("hers");
    assert_eq!(others.json["items"][0]["facts"]["licences"], json!([]));

    state(&earner, 1, &json!({})).await.expect(200).expect("taken back");
    assert_eq!(eligible(&earner).await, json!(false));
}

#[tokio::test]
async fn a_stale_tab_states_nothing_over_what_is_newer() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    state(&earner, 0, &licensed()).await.expect(200).expect("it is kept");
    state(&earner, 0, &json!({})).await.expect(409).expect("refused");
    assert_eq!(eligible(&earner).await, json!(true));
}

#[tokio::test]
async fn what_can_not_be_is_refused_at_once_with_its_place() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    let impossible = json!({
        "licences": [{"type": "pptl", "issued": "2026-07-01", "expires": "2026-06-30"}],
        "exams": [{"exam": "content-exam", "taken": "2026-06-01", "score": "1", "qualifying": "2", "sem": "-1"}],
    });
    for (facts, wanted) in [
        (impossible, vec!["/licences/0/expires", "/exams/0/sem"]),
        (json!({"age": 40}), vec!["/age"]),
        (json!({"enrolled": "soon"}), vec!["/enrolled"]),
        (json!({"enrolled": "2026-02-30"}), vec!["/enrolled"]),
        (
            json!({"exams": [{"exam": "content-exam", "taken": "2026-06-01", "score": 1, "qualifying": "2", "sem": "1"}]}),
            vec!["/exams/0/score"],
        ),
    ] {
        let refused = state(&earner, 0, &facts).await.expect(422).expect("refused");
        let places: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(places, wanted, "{}", refused.body);
    }
    let issuer = "/api/facts/org_00000000000000000000000001";
    earner.put(issuer, &licensed()).await.expect("reachable").expect(404).expect("it has no policy");
    let staff = world.sign_in(seed::RECOGNIZER).await;
    state(&staff, 0, &licensed()).await.expect(403).expect("she is no earner");
}

#[tokio::test]
async fn no_assessor_sees_what_an_earner_states() {
    let world = World::start().await;
    let life = world.submitted().await;
    let facts = json!({"requirements": [{"requirement": "mentoring", "met": "2026-07-04"}]});
    state(&life.earner, 0, &facts).await.expect(200).expect("it is kept");
    let reading = world.reading(&life).await;

    let own = reading.assessor.get("/api/facts").await.expect("reachable");
    assert_eq!(own.status, 401, "her link opens one assignment and nothing else");
    let work = reading.work().await.expect("her work");
    assert!(!work.body.contains("mentoring") && !work.body.contains("2026-07-04"), "{}", work.body);
}
