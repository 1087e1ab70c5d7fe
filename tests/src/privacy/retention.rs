//! Files are kept for the time that their issuer sets; scores and digests stay.

use cloud::table::{Commit, keys::sortable, privacy::MediaDeleted};
use domain::{artifact::folder_of, assignment::days};
use jiff::SignedDuration;
use local::{client::Life, seed};
use serde_json::{Value, json};

use super::{broken, id_of, mended, stored};
use crate::{
    appeals::{appealed, given_back},
    awards::awarded,
    world::{IDEAS, World, evidence},
};

async fn folder(world: &World, life: &Life) -> Vec<String> {
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    stored(world, &folder_of(issuer, id_of(life))).await
}

async fn organisation(world: &World) -> Value {
    let listed = world.administrator().await.get("/api/organisations").await.expect("reachable");
    let all = listed.at("/items").expect("a list").as_array().expect("a list").clone();
    all.into_iter().find(|one| one["kind"] == "issuer").expect("the issuer")
}

#[tokio::test]
async fn files_are_deleted_a_year_after_the_decision_and_scores_stay() {
    let world = World::start().await;
    let (life, award) = awarded(&world).await;
    let before = world.stack.app().table.dossier(id_of(&life)).await.expect("it is there");
    world.pass_days(364).await;
    assert_eq!(folder(&world, &life).await.len(), 2);
    let young = world.submitted_by(2).await;

    world.pass_days(2).await;
    assert_eq!(folder(&world, &life).await, [""; 0]);
    assert_eq!(folder(&world, &young).await.len(), 2, "what isn't decided is kept");
    let after = world.stack.app().table.dossier(id_of(&life)).await.expect("it is there");
    assert_eq!((after.attempts, after.assessments), (before.attempts, before.assessments));

    let earner = world.earner(0).await;
    let view = earner.get(&life.route("")).await.expect("reachable").expect(200).expect("hers").json;
    assert_eq!(view["artifacts"].as_array().expect("a list").len(), 2);
    for artifact in view["artifacts"].as_array().expect("a list") {
        assert_eq!(artifact["state"], "expired");
        let route =
            life.route(&format!("/artifacts/{}/reading", artifact["artifact"].as_str().expect("an id")));
        assert_eq!(earner.post(&route, &json!({})).await.expect("reachable").status, 409);
    }
    let budget =
        world.stack.app().table.budget(world.person(seed::EARNERS[0]).await).await.expect("the table");
    assert_eq!(budget.reserved, 0);
    let badge = world.visitor.anonymous().get(&format!("/credentials/{award}")).await.expect("reachable");
    assert_eq!(badge.status, 200);
    let audit = world.administrator().await.get(&life.route("/audit")).await.expect("reachable").json;
    assert_eq!(audit["unbroken"], true);
    assert!(audit.to_string().contains("artifact-expired"));
}

/// A decision that an appeal was made against is as old as it was. Its files have their turn all the same, also when those
/// of younger decisions are deleted already.
#[tokio::test]
async fn files_of_what_was_appealed_against_are_deleted_as_well() {
    let world = World::start().await;
    let app = world.stack.app();
    let (life, _) = given_back(&world).await;
    appealed(&world, &life).await;
    world.stack.advance(days(3));
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    let until = sortable(app.now() - days(1));
    let so_far = MediaDeleted { version: 1, until, ..MediaDeleted::nothing_yet(issuer, "not-yet") };
    app.table.commit(Commit::new().create(&so_far).expect("a row")).await.expect("stored");
    life.withdraw().await.expect("reachable").expect(200).expect("the appeal is taken back");
    assert_eq!(folder(&world, &life).await.len(), 2);

    world.pass_days(366).await;
    assert_eq!(folder(&world, &life).await, [""; 0]);
}

/// What was given back and opened again may be left so for ever: files of the former attempt go in their time, and those of
/// the new one stay while she works on it.
#[tokio::test]
async fn a_former_attempts_files_go_while_the_next_one_is_a_draft() {
    let world = World::start().await;
    let app = world.stack.app();
    let mut life = world.submitted().await;
    world.reading(&life).await.score(&["artifacts"]).await.expect("reachable").expect(200).expect("scored");
    let staff = world.administrator().await;
    life.decide(&staff, "not-yet").await.expect("reachable").expect(200).expect("decided");
    world.pass_days(100).await;

    life.earner = world.earner(0).await;
    let life = Life::open(&life.earner, IDEAS).await.expect("it opens again");
    let former = app.table.dossier(id_of(&life)).await.expect("it is there").artifacts;
    let route = life.route(&format!("/uploads/{}", former[0].id));
    life.earner.delete(&route).await.expect("reachable").expect(204).expect("taken out");
    life.upload(&evidence("plan.pdf", "Student A")).await.expect("sent");
    world.pass_days(264).await;
    assert_eq!(folder(&world, &life).await.len(), 3);

    world.pass_days(2).await;
    assert_eq!(folder(&world, &life).await.len(), 1);
    for artifact in app.table.dossier(id_of(&life)).await.expect("it is there").artifacts {
        let wanted = if artifact.attempts.first == 1 { "expired" } else { "verified" };
        assert_eq!(artifact.state.name(), wanted, "{artifact:?}");
    }
}

/// Those whose files can't be deleted keep no others from it, and have their own turn as soon as they can.
#[tokio::test]
async fn what_fails_holds_up_nothing_else() {
    let world = World::start().await;
    let mut lives = Vec::new();
    for earner in 0..2 {
        let life = world.submitted_by(earner).await;
        life.withdraw().await.expect("reachable").expect(200).expect("taken back");
        world.stack.advance(SignedDuration::from_mins(1));
        lives.push(life);
    }
    let unreadable = broken(&world, id_of(&lives[0])).await;
    world.pass_days(366).await;
    assert_eq!(folder(&world, &lives[0]).await.len(), 2);
    assert_eq!(folder(&world, &lives[1]).await, [""; 0]);

    mended(&world, &unreadable).await;
    world.stack.tick().await;
    world.stack.settle().await;
    assert_eq!(folder(&world, &lives[0]).await, [""; 0]);
}

#[tokio::test]
async fn an_issuer_sets_how_long_and_each_submission_has_its_turn_once() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let issuer = organisation(&world).await;
    assert_eq!(issuer["mediaDays"], 365);
    let route = format!("/api/organisations/{}/retention", issuer["id"].as_str().expect("an id"));
    let save = async |version: &Value, days: u32| {
        let body = json!({"version": version, "mediaDays": days});
        staff.put(&route, &body).await.expect("reachable")
    };
    for days in [39, 1001] {
        let refused = save(&issuer["version"], days).await;
        assert_eq!((refused.status, refused.faults()[0].0.as_str()), (422, "/mediaDays"), "{}", refused.body);
    }
    let saved = save(&issuer["version"], 40).await.expect(200).expect("saved");
    assert_eq!(saved.json["mediaDays"], 40);
    assert_eq!(save(&issuer["version"], 50).await.status, 409, "somebody was first");

    let (life, _) = awarded(&world).await;
    let withdrawn = world.submitted_by(2).await;
    withdrawn.withdraw().await.expect("reachable").expect(200).expect("taken back");
    world.pass_days(41).await;
    assert_eq!((folder(&world, &life).await, folder(&world, &withdrawn).await), (vec![], vec![]));
    let round = world.stack.invoke("erase-data", &json!({})).await.expect("a round");
    assert_eq!(round["media"], 0, "{round}");
}
