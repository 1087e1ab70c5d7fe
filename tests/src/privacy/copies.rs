//! Benchmarks are somebody's work: what was made of it goes where it goes.

use cloud::table::keys::Key;
use domain::{
    artifact::folder_of,
    qualification::{Benchmark, Seeded},
};
use local::seed;

use super::{erase_at_once, minutes_pass, receipt, stored};
use crate::{
    qualification::BENCHMARKS,
    seeding::{given, kept, seeded},
    world::World,
};

async fn copies(world: &World, seeded: &Seeded) -> Vec<String> {
    stored(world, &folder_of(seeded.work.issuer, seeded.work.id)).await
}

/// The one that an assessor has.
async fn given_away(world: &World) -> Seeded {
    seeded(world).await.into_iter().find(|one| one.given.is_some()).expect("it was given")
}

async fn benchmark(world: &World, seeded: &Seeded) -> Benchmark {
    let key = Key::Benchmark(seeded.work.microcredential.clone(), seeded.benchmark);
    world.stack.app().table.load(key).await.expect("it stays")
}

#[tokio::test]
async fn what_was_made_of_her_work_goes_with_it() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let life = kept(&world, &staff).await;
    let (_, assessor) = given(&world).await;
    let one = &given_away(&world).await;
    assert!(!copies(&world, one).await.is_empty(), "it has files of its own");

    let number = erase_at_once(&life.earner, seed::EARNERS[0]).await;
    minutes_pass(&world).await;
    minutes_pass(&world).await;

    assert_eq!(receipt(&world, &number).await.json["state"], "over");
    assert_eq!(copies(&world, one).await, [""; 0]);
    let all = seeded(&world).await;
    let bare = all.iter().find(|bare| bare.work.id == one.work.id).expect("what it measured stays");
    assert!(bare.files.is_empty() && bare.cleared && bare.work.erased.is_some(), "{bare:?}");
    assert!(bare.work.organisations.is_empty(), "{bare:?}");
    for copy in &all {
        assert_eq!(copies(&world, copy).await, [""; 0], "the next one that was made ready goes as well");
    }
    assert_eq!(world.subjects(assessor).await[0], "An assignment was taken back");
    let benchmark = benchmark(&world, one).await;
    assert!(benchmark.retired.is_some());
    let mut scores = benchmark.key.scores.values().flat_map(|part| part.values());
    assert!(
        scores.all(|score| score.feedback.is_empty() && score.level.is_some()),
        "levels stay, and no words"
    );
    let listed = staff.get(BENCHMARKS).await.expect("reachable").expect(200).expect("readable");
    assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn copies_are_kept_no_longer_than_what_they_were_made_of() {
    let world = World::start().await;
    let staff = world.administrator().await;
    kept(&world, &staff).await;
    world.submitted_by(1).await;
    let [ready] = &seeded(&world).await[..] else { panic!("it was made ready") };
    assert!(!copies(&world, ready).await.is_empty());

    world.pass_days(366).await;

    assert_eq!(copies(&world, ready).await, [""; 0]);
    assert!(benchmark(&world, ready).await.retired.is_some(), "nobody is measured by work without its files");
}

/// A benchmark among her work is no submission, and is taken from her like one.
#[tokio::test]
async fn an_assessor_leaves_who_has_a_benchmark() {
    let world = World::start().await;
    let staff = world.administrator().await;
    kept(&world, &staff).await;
    let (_, assessor) = given(&world).await;
    let number = erase_at_once(&world.sign_in(assessor).await, assessor).await;
    minutes_pass(&world).await;
    minutes_pass(&world).await;

    assert_eq!(receipt(&world, &number).await.json["state"], "over");
    let one = given_away(&world).await;
    let dossier = world.stack.app().table.any_dossier(one.work.id).await.expect("it is there");
    assert_eq!(dossier.open_assignments().count(), 0);
}
