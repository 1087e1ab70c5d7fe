//! An erasure that stops anywhere, or of which any call fails, is done in the end.

use domain::{artifact, erasure::Erasure};
use local::{client::Life, faults::Fault, seed};
use serde_json::json;

use super::{erase_at_once, id_of, kinds_of, minutes_pass, receipt, rows, stored};
use crate::{
    faults::newcomer,
    world::{IDEAS, World},
};

/// Erases one newcomer after the other, each with work that waits for an assessor: in every function one call goes wrong,
/// the `first` one, then every fifth after it, until the number is larger than that of any call.
async fn check(fault: Fault, first: usize) {
    let world = World::start().await;
    let app = world.stack.app();
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    for number in (first..).step_by(5) {
        let email = newcomer(&world, number).await;
        let person = world.person(&email).await.to_string();
        let life = Life::open(&world.session_of(&email).await, IDEAS).await.expect("it opens");
        world.fill(&life).await;
        life.submit().await.expect("reachable").expect(200).expect("handed in");
        world.stack.settle().await;
        let receipt_number = erase_at_once(&life.earner, &email).await;

        world.faults.arm(number, fault);
        minutes_pass(&world).await;
        let struck = world.faults.struck();
        world.faults.disarm();
        minutes_pass(&world).await;
        minutes_pass(&world).await;

        let told = receipt(&world, &receipt_number).await.json;
        assert_eq!(told["state"], "over", "{fault:?} of call {number}: {struck:#?}");
        let folder = artifact::folder_of(issuer, id_of(&life));
        assert_eq!(stored(&world, &folder).await, [""; 0], "{fault:?} of call {number}: {struck:#?}");
        let left = kinds_of(app, id_of(&life)).await;
        assert_eq!(left.keys().collect::<Vec<_>>(), ["assignment", "submission"], "{struck:#?}");
        if !struck.iter().any(|call| call.starts_with("erase-data: ")) {
            assert!(number > 20, "the switch does nothing");
            let traces: Vec<_> =
                rows(&world).await.into_iter().filter(|row| row.text.contains("newcomer")).collect();
            assert!(traces.is_empty(), "{traces:?}");
            let (audit, _) = cloud::table::keys::Key::Audit(person.clone(), 1).render();
            let keys: Vec<_> = rows(&world).await.into_iter().map(|row| row.key).collect();
            assert!(!keys.iter().any(|key| key.contains(&person) && !key.starts_with(&audit)), "{keys:?}");
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_is_done_wherever_its_function_ends() {
    check(Fault::Crash, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_is_done_whatever_call_never_arrives() {
    check(Fault::Before, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_is_done_whatever_answer_is_lost() {
    check(Fault::After, 3).await;
}

#[tokio::test]
async fn a_round_more_changes_nothing() {
    let world = World::start().await;
    let life = world.submitted().await;
    let number = erase_at_once(&life.earner, seed::EARNERS[0]).await;
    minutes_pass(&world).await;
    let app = world.stack.app();
    let key = || cloud::table::keys::Key::Erasure(number.parse().expect("an id"));
    let erased: Erasure = app.table.find(key()).await.expect("the table").expect("a receipt");
    for _ in 0..3 {
        world.stack.invoke("erase-data", &json!({})).await.expect("a round");
    }
    assert_eq!(app.table.find::<Erasure>(key()).await.expect("the table"), Some(erased));
}
