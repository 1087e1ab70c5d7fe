//! Beginning, sending and taking up again.

use serde_json::{Value, json};

use super::{Scene, begin};

const SUM: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

impl Scene {
    async fn sign(&self, body: Value) -> super::Answer {
        let route = format!("{}/parts", self.upload.route());
        self.life.earner.post(&route, &body).await.expect("reachable")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_is_the_plan_and_the_store_tells_the_progress() {
    let scene = Scene::begun("plan.pdf").await;
    let told = || async {
        scene.life.earner.get(scene.upload.route()).await.expect("reachable").expect(200).expect("told")
    };

    let before = told().await;
    assert_eq!(
        (before.number("/partCount").expect("told"), before.number("/partSize").expect("told")),
        (1, 16 * 1024 * 1024)
    );
    assert_eq!(before.json["arrived"], json!([]));
    assert_eq!(before.json["student"], "Student A");
    assert!(before.json["expires"].is_string() && before.json["fingerprint"].is_object());

    scene.upload.send(1).await.expect("sent");
    assert_eq!(
        told().await.json["arrived"],
        json!([{"number": 1, "size": before.number("/size").expect("told")}])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_goes_on_and_another_begins() {
    let scene = Scene::begun("plan.pdf").await;

    assert_eq!(begin(&scene.life, "plan.pdf").await.artifact, scene.upload.artifact);
    assert_ne!(begin(&scene.life, "image.png").await.artifact, scene.upload.artifact);
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_another_file_are_refused_politely() {
    let scene = Scene::begun("plan.pdf").await;
    let parts = json!([{"number": 1, "sha256": SUM}]);

    let other = scene.sign(json!({"parts": parts, "fingerprint": {"modified": 1, "edges": SUM}})).await;
    assert_eq!(other.status, 409);
    assert!(other.text("/detail").expect("a sentence").contains("plan.pdf"));

    let own = serde_json::to_value(scene.artifact().await.fingerprint).expect("JSON");
    assert_eq!(scene.sign(json!({"parts": parts, "fingerprint": own})).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_holds_at_most_fifty_different_parts_of_the_file() {
    let scene = Scene::begun("plan.pdf").await;
    let part = |number: i64| json!({"number": number, "sha256": SUM});

    for (parts, pointer) in [
        (vec![], "/parts"),
        ((1..=51).map(part).collect(), "/parts"),
        (vec![part(0)], "/parts/0/number"),
        (vec![part(1), part(2)], "/parts/1/number"),
        (vec![part(1), part(1)], "/parts/1/number"),
        (vec![part(10_001)], "/parts/0/number"),
        (vec![json!({"number": 1, "sha256": "short"})], "/parts/0/sha256"),
    ] {
        let refused = scene.sign(json!({"parts": parts})).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert_eq!(refused.text("/errors/0/pointer").expect("a pointer"), pointer);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_tells_its_headers_and_when_it_is_over() {
    let scene = Scene::begun("plan.pdf").await;
    let signed =
        scene.sign(json!({"parts": [{"number": 1, "sha256": SUM}]})).await.expect(200).expect("signed");

    assert_eq!(signed.json["urls"][0]["headers"], json!({"x-amz-checksum-sha256": SUM}));
    let url = signed.text("/urls/0/url").expect("a URL");
    for wanted in ["X-Amz-Expires=900", "content-length", "x-amz-checksum-sha256", "partNumber=1"] {
        assert!(url.contains(wanted), "{wanted} is not in {url}");
    }
    assert!(signed.json["expires"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_arrived_is_named_when_it_is_to_be_completed() {
    let scene = Scene::begun("plan.pdf").await;

    let refused = scene.upload.complete().await.expect("reachable").expect(409).expect("a part is missing");
    assert!(refused.text("/detail").expect("a sentence").contains("1 of 1 parts"));
    assert_eq!(scene.state().await, "uploading");
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_of_other_submissions_are_unknown() {
    let scene = Scene::begun("plan.pdf").await;
    let other = scene.world.earner(1).await;
    let nothing = "/api/submissions/sub_00000000000000000000000000/uploads/art_00000000000000000000000000";

    let unknown = other.get(nothing).await.expect("reachable").expect(404).expect("unknown");
    let theirs = other.get(scene.upload.route()).await.expect("reachable").expect(404).expect("unknown");
    let without_id = |answer: &super::Answer| {
        let mut body = answer.json.clone();
        body.as_object_mut().expect("a problem").remove("requestId");
        body.to_string()
    };
    assert_eq!(without_id(&unknown), without_id(&theirs));
}
