//! Bundles: an earner's chosen awards, signed together.

use cloud::table::{Commit, definitions::Newest, keys::Queue};
use domain::{award::Award, bundle::MOST_AWARDS, credential::SignedClr};
use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::{
    badges::{Held, award, failed},
    verifiers::{Site, Tool},
};

/// A world in which the first earner holds two signed awards, of two micro-credentials.
struct Two {
    held: Held,
    other: Award,
    earner: Caller,
}

impl Two {
    async fn start() -> Self {
        let held = Held::start(true).await;
        let mut other = award(&held.world, true).await;
        let app = held.world.stack.app();
        let published = app.table.all_waiting::<Newest>(&Queue::Catalogue).await.expect("the table");
        let another = published.iter().find(|newest| newest.microcredential != held.award.microcredential);
        other.microcredential = another.expect("several are published").microcredential.clone();
        other.results.clear();
        other.salt = "ff00".into();
        app.table.commit(Commit::new().create(&other).expect("a row")).await.expect("stored");
        held.world.stack.settle().await;
        let earner = held.world.sign_in(seed::EARNERS[0]).await;
        Self { held, other, earner }
    }

    async fn ask(&self, awards: &Value) -> Answer {
        self.earner.post("/api/bundles", &json!({"awards": awards})).await.expect("reachable")
    }

    async fn signed(&self) -> Value {
        let asked = self.ask(&json!([self.held.award.id, self.other.id])).await.expect(202).expect("asked");
        assert_eq!(asked.text("/state").expect("a state"), "awaited");
        self.held.world.stack.settle().await;
        let route = format!("/api/bundles/{}", asked.text("/id").expect("an id"));
        let view = self.earner.get(&route).await.expect("reachable").expect(200).expect("hers");
        assert_eq!(view.text("/state").expect("a state"), "signed");
        let document = self.earner.get(&format!("{route}/credential")).await.expect("reachable");
        assert!(
            document.headers["content-disposition"].to_str().is_ok_and(|how| how.starts_with("attachment"))
        );
        document.expect(200).expect("hers").json
    }

    async fn site(&self) -> Site {
        let host = self.held.world.stack.app().settings.badge_host.clone();
        let did = self.held.read("/.well-known/did.json", &[]).await.json;
        let list = self.held.read("/status/1", &[]).await.json;
        Site::default()
            .with_clr_context()
            .with_json(&format!("https://{host}/.well-known/did.json"), &did)
            .with_json(&format!("{}/status/1", self.held.world.stack.origin()), &list)
    }
}

#[tokio::test]
async fn a_bundle_is_signed_and_verifies_with_every_badge_in_it() {
    let two = Two::start().await;
    let document = two.signed().await;

    assert!(SignedClr::from_json(&document).is_ok());
    let badges = document["credentialSubject"]["verifiableCredential"].as_array().expect("badges").clone();
    assert_eq!(badges.len(), 2);
    assert_eq!(badges[0], two.held.badge().await);
    assert_eq!(document["credentialSubject"]["id"], badges[0]["credentialSubject"]["id"]);
    let site = two.site().await;
    site.check("a bundle", &Tool::OF_DOCUMENTS, &document, true);

    let mut other = document.clone();
    other["credentialSubject"]["verifiableCredential"][1]["name"] = "Something else".into();
    site.check("a bundle with a changed badge", &Tool::OF_DOCUMENTS, &other, false);
    other["credentialSubject"]["verifiableCredential"].as_array_mut().expect("badges").pop();
    site.check("a bundle without one of its badges", &Tool::OF_DOCUMENTS, &other, false);
}

#[tokio::test]
async fn a_pasted_bundle_is_verified_with_every_badge_in_it() {
    let two = Two::start().await;
    let document = two.signed().await;
    let verified = async |body: Value| two.held.verify(body).await.expect(200).expect("an answer");

    let answer = verified(json!({"credential": document, "email": seed::EARNERS[0]})).await;
    assert_eq!((answer.json["valid"].as_bool(), failed(&answer)), (Some(true), vec![]), "{}", answer.body);
    assert_eq!(answer.json["bundle"]["badges"][1]["valid"], true);
    let others = verified(json!({"credential": document, "email": seed::EARNERS[1]})).await;
    assert_eq!(failed(&others), ["subject"]);

    let mut changed = document.clone();
    changed["credentialSubject"]["verifiableCredential"][1]["name"] = "Something else".into();
    let answer = verified(json!({"credential": changed})).await;
    assert_eq!(failed(&answer), ["signature", "status"]);
    changed["colour"] = "red".into();
    assert_eq!(failed(&verified(json!({"credential": changed})).await), ["form"]);

    two.held.revoke("Awarded by mistake.").await;
    let answer = verified(json!({"credential": document})).await;
    assert_eq!(failed(&answer), ["status"]);
    assert_eq!(answer.json["bundle"]["badges"][0]["valid"], false);

    let mut foreign = document;
    foreign["issuer"]["id"] = "did:web:other.example".into();
    foreign["description"] = "Theirs say more.".into();
    let answer = verified(json!({"credential": foreign})).await;
    assert_eq!((&answer.json["valid"], &answer.json["foreign"]["kind"]), (&json!(false), &json!("bundle")));
    assert_eq!(answer.json["foreign"]["badges"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_bundle_is_its_earners_alone() {
    let two = Two::start().await;
    let asked = two.ask(&json!([two.held.award.id])).await.expect(202).expect("asked");
    two.held.world.stack.settle().await;
    let stranger = two.held.world.earner(2).await;
    for route in
        ["", "/credential"].map(|end| format!("/api/bundles/{}{end}", asked.text("/id").expect("an id")))
    {
        assert_eq!(two.earner.get(&route).await.expect("reachable").status, 200, "{route}");
        assert_eq!(stranger.get(&route).await.expect("reachable").status, 404, "{route}");
    }
    let body = json!({"awards": [two.held.award.id]});
    assert_eq!(stranger.post("/api/bundles", &body).await.expect("reachable").status, 404);
}

#[tokio::test]
async fn only_awards_that_hold_are_bundled_each_version_once() {
    let two = Two::start().await;
    let again = award(&two.held.world, true).await;
    let app = two.held.world.stack.app();
    app.table.commit(Commit::new().create(&again).expect("a row")).await.expect("stored");
    two.held.world.stack.settle().await;

    let twice = two.ask(&json!([two.held.award.id, again.id])).await;
    assert_eq!(twice.status, 422, "{}", twice.body);
    assert_eq!(twice.text("/errors/0/pointer").expect("a place"), "/awards/1");
    assert_eq!(two.ask(&json!([])).await.status, 422);
    assert_eq!(two.ask(&json!([two.held.award.id, two.held.award.id])).await.status, 422);
    assert_eq!(two.ask(&json!(vec![two.held.award.id; MOST_AWARDS + 1])).await.status, 422);
    assert_eq!(two.ask(&json!(["awd_00000000000000000000000000"])).await.status, 404);

    let staff = two.held.world.administrator().await;
    let route = format!("/api/awards/{}/revocation", two.other.id);
    for step in [
        json!({"version": 2, "step": "propose", "reason": "Awarded by mistake."}),
        json!({"version": 3, "step": "confirm", "alone": true}),
    ] {
        staff.post(&route, &step).await.expect("reachable").expect(200).expect("a step");
    }
    let revoked = two.ask(&json!([two.held.award.id, two.other.id])).await;
    assert_eq!(
        (revoked.status, revoked.text("/errors/0/pointer").expect("a place").as_str()),
        (422, "/awards/1")
    );
}
