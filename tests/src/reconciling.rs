//! Evidence and records held against each other: what is whole is finished, what differs is named, nothing is deleted.

use cloud::{
    App,
    table::{Commit, keys::Key, reconciling::Reconciliation},
};
use domain::{
    artifact::{Artifact, ObjectKey, PATIENCE, UploadToken},
    audit::Actor,
};
use jiff::SignedDuration;
use local::client::{Life, Upload};
use serde_json::{Value, json};

use crate::world::{IDEAS, World, evidence};

/// A draft with one file that is verified, and what the reconciler says.
struct Scene {
    world: World,
    life: Life,
    artifact: Artifact,
}

impl Scene {
    async fn new() -> Self {
        let world = World::start().await;
        let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
        let done = life.upload(&evidence("plan.pdf", "Student A")).await.expect("sent");
        let id = done.text("/artifact").expect("an id").parse().expect("an id");
        let submission = life.submission.parse().expect("an id");
        world.stack.settle().await;
        let artifact = world.stack.app().table.artifact(submission, id).await.expect("stored");
        Self { world, life, artifact }
    }

    fn app(&self) -> &App {
        self.world.stack.app()
    }

    /// A new look, from its beginning to its end.
    async fn looks(&self) -> Value {
        let found = self.world.stack.invoke("reconcile", &json!({"anew": true})).await.expect("a look");
        assert_eq!(found["over"], true, "{found}");
        found
    }

    async fn begins(&self, sample: &str) -> Upload {
        let file = evidence(sample, "Student B");
        Upload::begin(&self.life.earner, &self.life.submission, &file).await.expect("begun")
    }

    async fn stored(&self, upload: &Upload) -> Artifact {
        let id = upload.artifact.parse().expect("an id");
        self.app().table.artifact(self.artifact.submission, id).await.expect("stored")
    }

    /// The key of a file of which nothing is known.
    fn unknown(&self) -> ObjectKey {
        ObjectKey { artifact: self.app().id(), ..self.artifact.key() }
    }
}

/// How many differences of each kind there are.
fn counts(found: &Value) -> [u64; 4] {
    ["objectsWithoutRecord", "objectsThatShouldBeGone", "recordsWithoutObject", "uploadsWithoutRecord"]
        .map(|kind| found[kind]["count"].as_u64().expect("a count"))
}

#[tokio::test(flavor = "multi_thread")]
async fn where_both_sides_agree_nothing_is_found_and_nothing_changes() {
    let scene = Scene::new().await;
    scene.begins("hevc.mov").await;

    let found = scene.looks().await;

    assert_eq!((counts(&found), &found["finished"]), ([0; 4], &json!(0)), "{found}");
    let seen = found["seen"].as_u64().expect("a count");
    assert_eq!(seen, 3, "an upload, an object and a record: {found}");
    assert_eq!(
        scene.app().table.artifact(scene.artifact.submission, scene.artifact.id).await.expect("stored"),
        scene.artifact
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_arrived_whole_is_finished_as_its_earner_would() {
    let scene = Scene::new().await;
    let upload = scene.begins("plan.pdf").await;
    upload.send(usize::MAX).await.expect("sent");

    let found = scene.looks().await;

    assert_eq!((counts(&found), &found["finished"]), ([0; 4], &json!(1)), "{found}");
    assert_eq!(scene.stored(&upload).await.state.name(), "verified");
    assert_eq!(scene.looks().await["finished"], 0, "once");
    let done = upload.complete().await.expect("reachable").expect(200).expect("complete");
    assert_eq!(done.text("/state").expect("a state"), "verified");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_nobody_looked_into_is_judged() {
    let scene = Scene::new().await;
    let upload = scene.begins("hevc.mov").await;
    upload.send(usize::MAX).await.expect("sent");
    let artifact = scene.stored(&upload).await;
    let open = artifact.open_upload("Completing", scene.app().now()).expect("open").clone();
    let vault = &scene.app().vault;
    let arrived = vault.arrived(artifact.key(), &open.id).await.expect("listed").expect("open");
    scene.world.stack.s3().faults().drop_next(1);
    vault.complete(artifact.key(), &open, &arrived, artifact.size).await.expect("completed");

    let found = scene.looks().await;

    assert_eq!((counts(&found), &found["finished"]), ([0; 4], &json!(1)), "{found}");
    assert_eq!(scene.stored(&upload).await.state.name(), "refused");
    assert!(vault.find(artifact.key()).await.expect("told").is_none(), "what is refused is deleted as ever");
}

/// FAULTS 51: the table is what it was an hour ago, the bucket is what it is. What came since has no record, what went
/// since has no object.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_restore_what_differs_is_named_and_stays() {
    let scene = Scene::new().await;
    let (app, kept) = (scene.app(), scene.artifact.clone());
    // Came since: its record is not in the table any more.
    let came = scene.life.upload(&evidence("plan.pdf", "Student B")).await.expect("sent");
    let came: ObjectKey =
        ObjectKey { artifact: came.text("/artifact").expect("an id").parse().expect("an id"), ..kept.key() };
    scene.world.stack.settle().await;
    let record = app.table.artifact(came.submission, came.artifact).await.expect("stored");
    app.table.commit(Commit::new().remove(&record).expect("a row")).await.expect("removed");
    // Begun since.
    let begun = scene.unknown();
    let token = UploadToken::from_random(7);
    let id = app.vault.create(begun, kept.media_type, &token).await.expect("created");
    // Deleted since, with its record as it was before.
    app.vault.delete(kept.key()).await.expect("deleted");

    let young = scene.looks().await;
    assert_eq!(counts(&young), [1, 0, 1, 0], "an upload that begins has no record yet: {young}");
    scene.world.stack.advance(PATIENCE + SignedDuration::from_secs(1));
    let found = scene.looks().await;

    assert_eq!(counts(&found), [1, 0, 1, 1], "{found}");
    assert_eq!(found["objectsWithoutRecord"]["named"], json!([came.to_string()]));
    assert_eq!(found["recordsWithoutObject"]["named"], json!([kept.key().to_string()]));
    assert_eq!(found["uploadsWithoutRecord"]["named"], json!([begun.to_string()]));
    assert!(app.vault.find(came).await.expect("told").is_some(), "nothing is deleted");
    assert!(app.vault.arrived(begun, &id).await.expect("told").is_some(), "nothing is aborted");
    assert_eq!(app.table.artifact(kept.submission, kept.id).await.expect("stored"), kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_outlived_its_record_s_end_is_named() {
    let scene = Scene::new().await;
    let app = scene.app();
    let (gone, deed) =
        scene.artifact.clone().expire(Actor::function("test"), app.now()).expect("it has bytes");
    let commit = Commit::new().replace(&gone).expect("a row").deed(gone.submission, deed);
    app.table.commit(commit).await.expect("stored");

    assert_eq!(counts(&scene.looks().await), [0; 4], "it may be being deleted");
    scene.world.stack.advance(PATIENCE + SignedDuration::from_secs(1));
    assert_eq!(counts(&scene.looks().await), [0, 1, 0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_goes_on_where_it_stopped_and_begins_anew_after_a_week() {
    let scene = Scene::new().await;
    let app = scene.app();
    let tick = async || scene.world.stack.invoke("reconcile", &json!({})).await.expect("a piece");
    let first = tick().await;
    assert_eq!((&first["over"], counts(&first)), (&json!(true), [0; 4]));

    app.vault.delete(scene.artifact.key()).await.expect("deleted");
    assert_eq!(tick().await, first, "what was found stands for a week");
    scene.world.stack.advance(SignedDuration::from_hours(7 * 24));
    assert_eq!(counts(&tick().await), [0, 0, 1, 0]);

    // Somebody stopped in the middle, behind the first of the stages.
    let last: Reconciliation = app.table.find(Key::Reconciliation).await.expect("read").expect("there");
    let halfway = Reconciliation::begin(Some(&last), app.now()).behind(None, app.now());
    app.table.commit(Commit::new().replace(&halfway).expect("a row")).await.expect("stored");
    let rest = tick().await;
    assert_eq!((&rest["over"], counts(&rest)), (&json!(true), [0, 0, 1, 0]), "{rest}");
}
