//! The byte budget under whatever happens: never more than the limit, and nothing lost for good.

use cloud::table::{Commit, keys::Key};
use domain::artifact::{ByteBudget, Reservation};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

use super::{Scene, begin};
use crate::world::{IDEAS, World};
use local::client::Life;

#[tokio::test(flavor = "multi_thread")]
async fn twenty_at_once_never_reserve_more_than_there_is() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let app = world.stack.app();
    let submission = app.table.submission(life.submission.parse().expect("an id")).await.expect("stored");
    let small = ByteBudget { limit: 450, version: 1, ..ByteBudget::of(submission.earner) };
    app.table.commit(Commit::new().create(&small).expect("a row")).await.expect("stored");

    let announce = |number: i64| {
        let body = json!({
            "part": "artifacts", "student": if number % 2 == 0 { "Student A" } else { "Student B" },
            "name": "a.pdf", "mediaType": "application/pdf", "size": 100,
            "fingerprint": {"modified": number, "edges": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
        });
        let (earner, route) = (life.earner.clone(), life.route("/uploads"));
        async move { earner.post(&route, &body).await.expect("reachable").status }
    };
    let answers = join_all((0..20).map(announce)).await;

    let begun = answers.iter().filter(|status| **status == 201).count();
    assert!((1..=4).contains(&begun), "{answers:?}");
    let budget: ByteBudget =
        app.table.find(Key::Budget(submission.earner)).await.expect("the table").expect("a budget");
    let artifacts = app.table.dossier(submission.id).await.expect("the table").artifacts;
    assert_eq!((budget.reserved, artifacts.len()), (100 * begun as u64, begun));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_does_not_fit_is_refused_with_what_is_left() {
    let scene = Scene::begun("plan.pdf").await;
    let budget = scene.budget().await;
    let full = ByteBudget { limit: budget.reserved, version: budget.version + 1, ..budget };
    let app = scene.world.stack.app();
    app.table.commit(Commit::new().replace(&full).expect("a row")).await.expect("stored");

    let body = json!({
        "part": "artifacts", "student": "Student B", "name": "b.pdf", "mediaType": "application/pdf", "size": 1,
        "fingerprint": {"modified": 0, "edges": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
    });
    let refused = scene.life.earner.post(&scene.life.route("/uploads"), &body).await.expect("reachable");
    assert_eq!(refused.status, 413, "{}", refused.body);
    assert!(refused.text("/detail").expect("a sentence").contains("0 bytes are left"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reservation_whose_begin_died_comes_back() {
    let scene = Scene::begun("plan.pdf").await;
    let app = scene.world.stack.app();
    let budget = scene.budget().await;
    let (reserved, seen) = (budget.reserved, budget.version);
    let lost = Reservation { artifact: app.id(), submission: app.id(), bytes: 1000, at: app.now() };
    let dead = budget.reserve(lost).expect("fits");
    app.table.commit(Commit::new().replace_since(seen, &dead).expect("a row")).await.expect("stored");

    begin(&scene.life, "image.png").await;
    assert!(scene.budget().await.reserved > reserved + 1000, "it may still come");

    scene.world.stack.advance(SignedDuration::from_hours(2));
    scene.world.stack.tick().await;
    let size = std::fs::metadata(crate::world::samples().join("image.png")).expect("a sample").len();
    assert_eq!(scene.budget().await.reserved, reserved + size);
}
