//! An erasure that stops anywhere, or of which any call fails, is done in the end.

use domain::{artifact, erasure::Erasure};
use local::{client::Life, faults::Fault, seed};
use serde_json::json;

use super::{
    broken, erase_at_once, erasing::another_definition, id_of, kinds_of, mended, minutes_pass, receipt, rows,
    stored,
};
use crate::{
    faults::newcomer,
    world::{IDEAS, World, evidence},
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

/// One piece that can't be erased keeps nothing else of hers, and nobody else, from being erased; and it is not over.
#[tokio::test]
async fn what_fails_holds_up_nothing_else() {
    let world = World::start().await;
    let app = world.stack.app();
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    let first = world.submitted().await;
    let second = Life::open(&first.earner, another_definition(&world).await).await.expect("it opens");
    second.upload(&evidence("plan.pdf", "Student A")).await.expect("sent");
    let person = world.person(seed::EARNERS[0]).await;
    let unreadable = broken(&world, id_of(&first)).await;
    let number = erase_at_once(&first.earner, seed::EARNERS[0]).await;
    let other = world.earner(1).await;
    let others = erase_at_once(&other, seed::EARNERS[1]).await;
    minutes_pass(&world).await;
    minutes_pass(&world).await;

    assert_eq!(receipt(&world, &others).await.json["state"], "over");
    assert_eq!(receipt(&world, &number).await.json["state"], "under-way");
    assert!(kinds_of(app, id_of(&second)).await.is_empty());
    assert_eq!(stored(&world, &artifact::folder_of(issuer, id_of(&second))).await, [""; 0]);
    assert!(app.table.everything_of(person).await.expect("the table").is_empty());

    mended(&world, &unreadable).await;
    minutes_pass(&world).await;
    minutes_pass(&world).await;
    assert_eq!(receipt(&world, &number).await.json["state"], "over");
    assert_eq!(stored(&world, &artifact::folder_of(issuer, id_of(&first))).await, [""; 0]);
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
