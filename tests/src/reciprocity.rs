//! Badges of other issuers over HTTP: brought, checked against pinned keys, counted as what was decided, and not any more.

mod again;

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use cloud::{
    signer::{LocalKeys, Signer},
    table::keys::Queue,
};
use domain::credential::Identity;
use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::{
    api_document, authorization, policies,
    world::{IDEAS, World, samples},
};

const ISSUER: &str = "did:web:other.example";
const SKILL: &str = "https://other.example/achievements/ideas";
const ONE: &str = "/api/reciprocity/{organisation}/badges/{person}/{award}";

fn desk_route() -> String {
    format!("/api/reciprocity/{}", seed::state())
}

fn badges_route() -> String {
    format!("{}/badges", desk_route())
}

/// The state agency's recognizer, with a policy of hours.
async fn recognizer(world: &World) -> Caller {
    let recognizer = world.sign_in(seed::RECOGNIZER).await;
    let policy = policies::written("hours");
    recognizer.put("/api/policies/hours", &policy).await.expect("reachable").expect(201).expect("published");
    recognizer
}

/// A badge of the other issuer, made out to that address.
fn credential(email: &str) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": format!("https://other.example/credentials/{}", email.replace('@', "-")),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Other State"},
        "validFrom": "2026-03-01T08:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [{"type": "IdentityObject", "hashed": true, "identityType": "emailAddress", "salt": "s",
                "identityHash": Identity::of_email(email, "s").hash()}],
            "achievement": {"id": SKILL, "type": ["Achievement"], "name": "Ideas of Others"},
        },
    })
}

/// The keys of the other issuer.
fn keys() -> Signer {
    Signer::Local(LocalKeys::new(&"01".repeat(32), &"02".repeat(32)).expect("keys"))
}

async fn public_jwk() -> String {
    let key = keys().present_keys().await.expect("local keys").p256;
    key.jwk(&ISSUER.parse().expect("an IRI")).to_string()
}

async fn jwt(claims: &Value) -> String {
    jwt_with(&json!({"alg": "ES256", "typ": "JWT"}), claims).await
}

async fn jwt_with(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let input = format!("{}.{}", part(header), part(claims));
    let signature = keys().sign_jwt(&input).await.expect("signed");
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

async fn bring(caller: &Caller, body: &Value) -> Answer {
    caller.post(&badges_route(), body).await.expect("reachable")
}

async fn desk(recognizer: &Caller, state: &str) -> Answer {
    let path = format!("{}?state={state}", desk_route());
    recognizer.get(&path).await.expect("reachable").expect(200).expect("it is the recognizer's")
}

/// A change of the desk as of the version that is stored, and what comes of it until nothing is to be looked at.
async fn change(world: &World, recognizer: &Caller, mut body: Value) -> Answer {
    body["version"] = json!(desk(recognizer, "waiting").await.number("/version").expect("a version"));
    let changed = recognizer.post(&desk_route(), &body).await.expect("reachable");
    look(world).await;
    changed
}

/// Rounds of the clock until all that was decided is looked at.
async fn look(world: &World) {
    let table = &world.stack.app().table;
    for queue in [Queue::ReciprocityLooks, Queue::Looks] {
        while table.count_waiting(&queue, 1).await.expect("the table") > 0 {
            world.stack.tick().await;
            world.stack.settle().await;
        }
    }
}

fn pin(key: &str) -> Value {
    json!({"change": "pin", "issuer": ISSUER, "name": "Other State", "key": key, "note": "By letter of 3 May."})
}

fn decide(counts_as: &str) -> Value {
    json!({"change": "decide", "issuer": ISSUER, "achievement": SKILL, "name": "Ideas of Others",
        "countsAs": counts_as, "reason": "The same rubric."})
}

/// The outcome of each check of a badge, in their order.
fn outcomes(badge: &Value) -> Vec<&str> {
    let checks = badge["checks"].as_array().expect("checks").iter();
    checks.map(|check| check["outcome"].as_str().expect("an outcome")).collect()
}

async fn claims(recognizer: &Caller, earner: &str) -> Value {
    let path = format!("/api/recognitions/hours/{earner}");
    recognizer.get(&path).await.expect("reachable").expect(200).expect("something was claimed").json
}

#[tokio::test]
async fn a_proven_badge_counts_by_itself_once_its_equivalence_is_decided_and_is_always_marked() {
    let world = World::start().await;
    let (recognizer, earner) = (recognizer(&world).await, world.earner(0).await);
    let brought = bring(&earner, &json!({"text": jwt(&credential(seed::EARNERS[0])).await})).await;
    let brought = brought.expect(201).expect("it is a badge");
    api_document::assert_describes("post", "/api/reciprocity/{organisation}/badges", &brought);
    assert_eq!((&brought.json["proven"], &brought.json["state"]), (&json!("unproven"), &json!("waiting")));
    assert_eq!(
        outcomes(&brought.json),
        ["passed", "unchecked", "unchecked", "unchecked", "passed", "passed"]
    );

    let pinned = change(&world, &recognizer, pin(&public_jwk().await)).await.expect(200).expect("pinned");
    api_document::assert_describes("post", "/api/reciprocity/{organisation}", &pinned);
    assert_eq!(pinned.json["issuers"][0]["keys"][0]["kind"], "P-256");
    let waiting = desk(&recognizer, "waiting").await;
    api_document::assert_describes("get", "/api/reciprocity/{organisation}", &waiting);
    let badge = &waiting.json["items"][0];
    assert_eq!((&badge["proven"], &badge["waitsFor"]), (&json!("proven"), &json!("equivalence")));
    assert_eq!(outcomes(badge), ["passed", "passed", "passed", "unchecked", "passed", "passed"]);
    assert_eq!(waiting.json["counts"], json!({"waiting": 1, "counted": 0, "aside": 0}));

    change(&world, &recognizer, decide(IDEAS)).await.expect(200).expect("decided");
    assert_eq!(desk(&recognizer, "counted").await.json["items"][0]["notOurs"], true);
    let id = badge["earner"]["id"].as_str().expect("an id");
    let claimed = claims(&recognizer, id).await;
    let award = &claimed["claims"][0]["awards"][0];
    assert_eq!((&award["notOurs"], &award["awarded"]), (&json!("Other State"), &json!("2026-03-01")));
    let trace = claimed["claims"][0]["trace"].to_string();
    assert!(trace.contains("not ours: a badge of “Other State”"), "{trace}");
    let step = json!({"version": claimed["version"], "step": "accept"});
    let one = format!("/api/recognitions/hours/{id}/1");
    recognizer.post(&one, &step).await.expect("reachable").expect(200).expect("accepted");
    let sheet = recognizer.get("/api/recognitions/export?sheet=staff").await.expect("reachable").body;
    assert!(sheet.contains("2026-03-01; not ours: a badge of “Other State”"), "{sheet}");
    let check =
        earner.get("/api/policy-check?policy=hours").await.expect("reachable").expect(200).expect("told");
    api_document::assert_describes("get", "/api/policy-check", &check);
    assert_eq!(check.json["policies"][0]["uses"][0]["counted"][0]["notOurs"]["issuer"], "Other State");

    let second = world.earner(1).await;
    let hers = jwt(&credential(seed::EARNERS[1])).await;
    let reused = bring(&second, &json!({"text": hers})).await.expect(201).expect("it is a badge");
    assert_eq!(reused.json["state"], "counted", "decided once, and reused");

    let forget = json!({"change": "forget", "issuer": ISSUER, "achievement": SKILL});
    change(&world, &recognizer, forget).await.expect(200).expect("forgotten");
    let reopened = claims(&recognizer, id).await;
    assert_eq!(reopened["claims"][0]["state"], "reopened", "as when an award is revoked");
    assert_eq!(reopened["claims"][0]["awards"][0]["revoked"], true);
    assert_eq!(desk(&recognizer, "waiting").await.json["counts"]["waiting"], 2);
}

#[tokio::test]
async fn an_unproven_badge_is_offered_decided_by_hand_and_taken_back_by_its_earner() {
    let world = World::start().await;
    let (recognizer, earner) = (recognizer(&world).await, world.earner(0).await);
    change(&world, &recognizer, decide(IDEAS)).await.expect(200).expect("decided");
    let hosted = json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://other.example/assertions/1",
        "recipient": {"type": "email", "hashed": false, "identity": "ana@elsewhere.example.com"},
        "badge": {"id": SKILL, "name": "Ideas of Others", "issuer": {"id": ISSUER, "name": "Other State"}},
        "verification": {"type": "HostedBadge"}, "issuedOn": "2026-03-01",
    });
    let body = |email: &str| json!({"text": hosted.to_string(), "email": email});
    let nobody =
        bring(&recognizer, &body(seed::EARNERS[0])).await.expect(422).expect("she has nothing to do with it");
    let unknown =
        bring(&recognizer, &body("nobody@school.example.com")).await.expect(422).expect("there is nobody");
    assert_eq!(nobody.faults(), unknown.faults(), "nobody is told who is known here");
    let facts = format!("/api/facts/{}?version=0", seed::state());
    earner.put(&facts, &json!({})).await.expect("reachable").expect(200).expect("she lets it know of her");
    let brought = bring(&recognizer, &body(seed::EARNERS[0])).await.expect(201).expect("it is a badge");
    assert_eq!(
        (&brought.json["state"], &brought.json["waitsFor"], &brought.json["proven"]),
        (&json!("waiting"), &json!("decision"), &json!("unproven"))
    );
    assert_eq!(
        outcomes(&brought.json),
        ["passed", "unchecked", "unchecked", "unchecked", "passed", "failed"]
    );

    let one = format!(
        "{}/{}/{}",
        badges_route(),
        brought.text("/earner/id").expect("an id"),
        brought.text("/id").expect("an id")
    );
    let step = |version: u64, step: &str| match step {
        "accept" | "decline" => json!({"version": version, "step": step, "reason": "We asked her."}),
        _ => json!({"version": version, "step": step}),
    };
    let strangers = [world.earner(1).await, authorization::staff_of_a_district(&world).await];
    for stranger in &strangers {
        stranger.post(&one, &step(1, "accept")).await.expect("reachable").expect(404).expect("not hers");
    }
    earner.post(&one, &step(1, "accept")).await.expect("reachable").expect(403).expect("it is her own");
    let accepted =
        recognizer.post(&one, &step(1, "accept")).await.expect("reachable").expect(200).expect("accepted");
    api_document::assert_describes("post", ONE, &accepted);
    assert_eq!(
        (&accepted.json["state"], &accepted.json["decided"]["accepted"]),
        (&json!("counted"), &json!(true))
    );
    recognizer.post(&one, &step(1, "decline")).await.expect("reachable").expect(409).expect("it was changed");

    let mine = earner.get("/api/me/badges").await.expect("reachable").expect(200).expect("hers");
    api_document::assert_describes("get", "/api/me/badges", &mine);
    let hers = &mine.json["items"][0];
    assert_eq!((&hers["own"], hers["decided"].get("by")), (&json!(true), None), "not by whom");
    look(&world).await;
    let earner_id = brought.text("/earner/id").expect("an id");
    assert_eq!(claims(&recognizer, &earner_id).await["claims"][0]["state"], "claimed");

    recognizer.post(&one, &step(2, "withdraw")).await.expect("reachable").expect(403).expect("only she does");
    earner.post(&one, &step(2, "withdraw")).await.expect("reachable").expect(204).expect("it is hers");
    earner.post(&one, &step(2, "withdraw")).await.expect("reachable").expect(404).expect("it is gone");
    look(&world).await;
    assert_eq!(claims(&recognizer, &earner_id).await["claims"][0]["state"], "lapsed");
}

#[tokio::test]
async fn what_was_signed_by_somebody_else_never_counts_whoever_vouches_for_it() {
    let world = World::start().await;
    let (recognizer, earner) = (recognizer(&world).await, world.earner(0).await);
    let pinned = change(&world, &recognizer, pin(&public_jwk().await)).await.expect(200).expect("pinned");
    change(&world, &recognizer, decide(IDEAS)).await.expect(200).expect("decided");
    let good = jwt(&credential(seed::EARNERS[0])).await;
    let forge = |good: &str| format!("{}.AAAA", good.rsplit_once('.').expect("three parts").0);
    let unproven = bring(&earner, &json!({"text": forge(&good)})).await.expect(201).expect("it is a badge");
    assert_eq!(
        (&unproven.json["proven"], &unproven.json["waitsFor"]),
        (&json!("unproven"), &json!("decision")),
        "another key of its issuer may have made it"
    );
    let key = pinned.json["issuers"][0]["keys"][0]["key"].as_str().expect("a thumbprint");
    let header = json!({"alg": "ES256", "typ": "JWT", "kid": format!("{ISSUER}#{key}")});
    let named = jwt_with(&header, &credential(seed::EARNERS[0])).await;
    let forged = bring(&earner, &json!({"text": forge(&named)})).await.expect(201).expect("it is a badge");
    assert_eq!((&forged.json["proven"], &forged.json["state"]), (&json!("refuted"), &json!("aside")));
    let id = forged.text("/id").expect("an id");
    let one = format!("{}/{}/{id}", badges_route(), forged.text("/earner/id").expect("an id"));
    let accept = json!({"version": 2, "step": "accept", "reason": "Looks good to me."});
    recognizer.post(&one, &accept).await.expect("reachable").expect(409).expect("it doesn't hold");

    let again = bring(&earner, &json!({"text": good})).await.expect(201).expect("it is a badge");
    assert_eq!((&again.json["id"], &again.json["state"]), (&json!(id), &json!("counted")), "in its place");
}

#[tokio::test]
async fn badges_come_in_pictures_and_files_and_what_is_none_is_told() {
    let world = World::start().await;
    recognizer(&world).await;
    let earner = world.earner(0).await;
    let text = credential(seed::EARNERS[0]).to_string();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>";
    let baked = baking::Badge { credential: &text, assertion: "{}", assertion_id: "https://other.example/1" };
    let svg = baking::into_svg(svg, &baked).expect("a picture");
    let png = std::fs::read(samples().join("image.png")).expect("the sample");
    let png = baking::into_png(png, &baked).expect("a picture");
    for file in [svg.into_bytes(), png, text.clone().into_bytes()] {
        let brought =
            bring(&earner, &json!({"file": STANDARD.encode(file)})).await.expect(201).expect("a badge");
        assert_eq!(brought.json["achievement"]["name"], "Ideas of Others");
    }
    let mine = earner.get("/api/me/badges").await.expect("reachable");
    assert_eq!(mine.json["items"].as_array().map(Vec::len), Some(1), "the same badge is there once");

    let ours = json!({"type": ["VerifiableCredential", "OpenBadgeCredential"], "id": "urn:uuid:1",
        "issuer": world.stack.app().addresses().expect("addresses").did().as_str()});
    for (body, status) in [
        (json!({"text": ours.to_string()}), 422),
        (json!({"text": "https://other.example/assertions/1"}), 422),
        (json!({"text": "[".repeat(100_000)}), 422),
        (json!({"file": STANDARD.encode([0xff; 1000])}), 422),
        (json!({"file": "no base64!"}), 422),
        (json!({"text": text, "file": "AAAA"}), 422),
        (json!({}), 422),
        (json!({"text": "x".repeat(5_000_000)}), 413),
    ] {
        let refused = bring(&earner, &body).await;
        assert_eq!(refused.status, status, "{}", refused.body);
        let spanish = earner.post(&format!("{}?lang=es", badges_route()), &body).await.expect("reachable");
        assert_eq!(spanish.status, status);
    }
    let elsewhere = format!("/api/reciprocity/{}/badges", seed::first_district());
    let none = earner.post(&elsewhere, &json!({"text": text})).await.expect("reachable");
    assert_eq!(none.status, 404, "it counts nothing: {}", none.body);
}

#[tokio::test]
async fn what_cant_be_decided_is_told_with_the_place() {
    let world = World::start().await;
    let recognizer = recognizer(&world).await;
    let ours = world.stack.app().addresses().expect("addresses").did().to_string();
    let mut of_ours = decide(IDEAS);
    of_ours["issuer"] = json!(ours);
    for (body, status, place) in [
        (pin("-----BEGIN PRIVATE KEY-----"), 422, "/key"),
        (pin("key"), 422, "/key"),
        (decide("unknown"), 422, "/countsAs"),
        (of_ours, 422, "/issuer"),
        (json!({"change": "forget", "issuer": ISSUER, "achievement": SKILL}), 404, ""),
        (json!({"change": "unpin", "issuer": ISSUER, "key": "x"}), 404, ""),
    ] {
        let refused = change(&world, &recognizer, body.clone()).await;
        assert_eq!(refused.status, status, "{body}: {}", refused.body);
        let places: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(places, if place.is_empty() { vec![] } else { vec![place.to_owned()] });
    }
    let stale = recognizer
        .post(
            &desk_route(),
            &json!({"version": 9, "change": "decide", "issuer": ISSUER,
        "achievement": SKILL, "name": "Ideas", "reason": "Because."}),
        )
        .await
        .expect("reachable");
    assert_eq!(stale.status, 409, "{}", stale.body);
}
