//! Reading a file: who may, for how long, as what; and what a scan forbids.

use local::client::{Answer, Caller, Life};
use serde_json::json;

use super::Scene;
use crate::world::World;

/// The first artifact that the earner sees.
async fn first(life: &Life) -> String {
    life.read().await.expect("readable").text("/artifacts/0/artifact").expect("an artifact")
}

async fn read(caller: &Caller, life: &Life, artifact: &str) -> Answer {
    let route = life.route(&format!("/artifacts/{artifact}/reading"));
    caller.post(&route, &json!({})).await.expect("reachable")
}

async fn scanned(world: &World, life: &Life, artifact: &str, status: &str) {
    let submission = life.submission.parse().expect("an id");
    let artifact =
        world.stack.app().table.artifact(submission, artifact.parse().expect("an id")).await.expect("stored");
    let threats = (status == "THREATS_FOUND").then(|| json!([{"name": "EICAR-Test-File"}]));
    let event = json!({"detail": {
        "s3ObjectDetails": {"objectKey": artifact.key().to_string()},
        "scanResultDetails": {"scanResultStatus": status, "threats": threats},
    }});
    world.stack.invoke("note-scan", &event).await.expect("noted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_in_ranges_under_its_fixed_type_for_five_minutes() {
    let scene = Scene::judged("h264-aac.mov", "verified").await;
    let told = read(&scene.life.earner, &scene.life, &scene.upload.artifact).await.expect(200).expect("hers");
    let url = told.text("/url").expect("a URL");
    assert!(url.contains("X-Amz-Expires=300"));
    assert_eq!(told.text("/name").expect("a name"), "h264-aac.mov");

    let http = reqwest::Client::new();
    let part = http.get(&url).header("range", "bytes=4-7").send().await.expect("the store");
    assert_eq!(part.status(), 206);
    assert_eq!(part.headers()["content-type"], "video/mp4");
    assert!(
        part.headers()["content-disposition"]
            .to_str()
            .expect("text")
            .starts_with("inline; filename=\"h264-aac.mov\"")
    );
    assert_eq!(&part.bytes().await.expect("bytes")[..], b"ftyp");

    let as_page = url.replace("response-content-type=video%2Fmp4", "response-content-type=text%2Fhtml");
    assert_ne!(as_page, url);
    assert_eq!(http.get(as_page).send().await.expect("the store").status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_browsers_show_is_saved_when_that_is_asked_for() {
    let scene = Scene::judged("plan.pdf", "verified").await;
    let route = scene.life.route(&format!("/artifacts/{}/reading", scene.upload.artifact));
    let asked = |presentation| format!("{route}?presentation={presentation}");

    let told = scene.life.earner.post(&asked("attachment"), &json!({})).await.expect("reachable");
    let whole = reqwest::get(told.expect(200).expect("hers").text("/url").expect("a URL")).await;
    let whole = whole.expect("the store");
    let disposition = whole.headers()["content-disposition"].to_str().expect("text");
    assert!(disposition.starts_with("attachment; filename=\"plan.pdf\""), "{disposition}");
    assert_eq!(whole.headers()["content-type"], "application/pdf");

    // What is saved because browsers shouldn't show it can't be asked for to be shown.
    let told = scene.life.earner.post(&asked("inline"), &json!({})).await.expect("reachable");
    assert_eq!(
        told.expect(422).expect("refused").text("/errors/0/pointer").expect("a pointer"),
        "/presentation"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_browsers_show_is_shown_and_office_documents_are_saved() {
    for (sample, kind, disposition) in [
        ("plan.pdf", "application/pdf", "inline; "),
        (
            "plan.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment; ",
        ),
    ] {
        let scene = Scene::judged(sample, "verified").await;
        let told = read(&scene.life.earner, &scene.life, &scene.upload.artifact).await;

        let whole = reqwest::get(told.text("/url").expect("a URL")).await.expect("the store");
        assert_eq!(whole.headers()["content-type"], kind);
        let said = whole.headers()["content-disposition"].to_str().expect("text");
        assert!(said.starts_with(disposition), "{sample}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_issuer_and_the_assessor_read_what_was_handed_in_and_nobody_else_does() {
    let world = World::start().await;
    let life = world.draft().await;
    let artifact = first(&life).await;
    let (administrator, other) = (world.administrator().await, world.earner(1).await);
    assert_eq!(read(&administrator, &life, &artifact).await.status, 404, "a draft is its earner's own");

    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let reading = world.reading(&life).await;

    assert_eq!(read(&life.earner, &life, &artifact).await.status, 200);
    assert_eq!(read(&administrator, &life, &artifact).await.status, 200);
    assert_eq!(read(&other, &life, &artifact).await.status, 404);
    assert_eq!(read(&world.visitor.with_bearer("none"), &life, &artifact).await.status, 401);

    let blind = read(&reading.assessor, &life, &artifact).await.expect(200).expect("hers to score");
    assert_eq!(blind.text("/name").expect("a name"), "artifacts Student A.pdf");
    let url = blind.text("/url").expect("a URL");
    let file = reqwest::get(url).await.expect("the store");
    assert!(
        file.headers()["content-disposition"].to_str().expect("text").contains("artifacts Student A.pdf")
    );
    let work = reading.work().await.expect("her work");
    assert_eq!(work.text("/artifacts/0/name").expect("a name"), "artifacts Student A.pdf");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_that_is_issued_is_on_record() {
    let scene = Scene::judged("plan.pdf", "verified").await;
    for _ in 0..2 {
        read(&scene.life.earner, &scene.life, &scene.upload.artifact).await.expect(200).expect("hers");
    }

    let chain = scene.world.stack.app().table.chain(&scene.life.submission).await.expect("a chain");
    let readings: Vec<_> = chain.iter().filter(|record| record.deed.what == "artifact-read").collect();
    assert_eq!(readings.len(), 2);
    assert_eq!(readings[0].deed.detail["artifact"], scene.upload.artifact.as_str());
    assert!(domain::audit::AuditRecord::is_unbroken(&chain));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_verified_is_not_read() {
    for (sample, state, status) in [("plan.pdf", "uploading", 409), ("hevc.mov", "refused", 404)] {
        let scene = Scene::sent(sample).await;
        if state == "refused" {
            scene.complete().await;
        }
        assert_eq!(scene.state().await, state);
        assert_eq!(read(&scene.life.earner, &scene.life, &scene.upload.artifact).await.status, status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_malware_is_closed_for_good_and_its_earner_is_told_once() {
    let world = World::start().await;
    let life = world.draft().await;
    let artifact = first(&life).await;

    scanned(&world, &life, &artifact, "NO_THREATS_FOUND").await;
    assert_eq!(read(&life.earner, &life, &artifact).await.status, 200);
    for status in ["THREATS_FOUND", "THREATS_FOUND", "NO_THREATS_FOUND"] {
        scanned(&world, &life, &artifact, status).await;
    }

    let closed = read(&life.earner, &life, &artifact).await;
    assert_eq!(closed.status, 409);
    assert!(closed.text("/detail").expect("a sentence").contains("malware"));
    let refused = life.submit().await.expect("reachable").expect(422).expect("not with malware");
    assert!(refused.body.contains("malware"), "{}", refused.body);
    world.stack.settle().await;
    let letters = world.visitor.mail().to(local::seed::EARNERS[0]).await.expect("the mailbox");
    assert_eq!(letters.iter().filter(|letter| letter.text.contains("plan.pdf")).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_could_not_be_scanned_is_closed_too() {
    let scene = Scene::judged("plan.pdf", "verified").await;

    scanned(&scene.world, &scene.life, &scene.upload.artifact, "UNSUPPORTED").await;

    assert_eq!(read(&scene.life.earner, &scene.life, &scene.upload.artifact).await.status, 409);
}
