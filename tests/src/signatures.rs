//! Badges as JWTs, the keys that sign them, and what happens when there are none.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cloud::{
    App, Settings,
    chance::Clock,
    mailer::{Mailer, Memory},
    queues::Queues,
    settings::Secret,
    signer,
    table::Commit,
};
use domain::{
    award::{Award, Signature},
    credential::{BadgeJwt, BadgeKeys, Iri},
};
use hmac::{Hmac, KeyInit, Mac};
use local::functions::{Handler, handler};
use reqwest::{Method, header};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{
    badges::{Held, award, failed},
    world::World,
};

/// The JWT with one part of it changed.
fn with(jwt: &str, part: usize, edit: impl Fn(&mut Value)) -> String {
    let mut parts: Vec<String> = jwt.split('.').map(str::to_owned).collect();
    let bytes = URL_SAFE_NO_PAD.decode(&parts[part]).expect("base64url");
    let mut value: Value = serde_json::from_slice(&bytes).expect("JSON");
    edit(&mut value);
    parts[part] = URL_SAFE_NO_PAD.encode(value.to_string());
    parts.join(".")
}

/// The JWT signed with a shared secret, which a careless verifier takes a public key for.
fn with_secret(jwt: &str, secret: &[u8]) -> String {
    let forged = with(jwt, 0, |header| header["alg"] = json!("HS256"));
    let (input, _) = forged.rsplit_once('.').expect("a JWT");
    let mut code = Hmac::<Sha256>::new_from_slice(secret).expect("a secret may have any length");
    code.update(input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(code.finalize().into_bytes()))
}

/// An application over the same table with other settings.
fn another(world: &World, change: impl Fn(&mut Settings)) -> App {
    let app = world.stack.app();
    let mut settings = app.settings.clone();
    change(&mut settings);
    let config = aws_config::SdkConfig::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(aws_config::Region::new("us-east-1"))
        .build();
    let (queues, _) = tokio::sync::mpsc::unbounded_channel();
    let mailer = Mailer::memory(&settings, Memory::default());
    let other =
        App::new(settings, &config, Queues::Local(queues), mailer, Clock::default()).expect("settings");
    App { table: app.table.clone(), ..other }
}

fn other_keys(settings: &mut Settings) {
    settings.signing_key = Some(Secret::new("21".repeat(32)));
    settings.jwt_key = Some(Secret::new("22".repeat(32)));
}

#[tokio::test]
async fn a_badge_as_a_jwt_is_valid_and_whatever_else_claims_to_be_is_told_apart() {
    let held = Held::start(true).await;
    let app = held.world.stack.app();
    let jwt = app.issued(held.award.id).await.and_then(|issued| Ok(issued.jwt(app)?)).expect("it is signed");
    let did = app.addresses().expect("addresses").did().clone();
    let keys = app.badge_keys().await.expect("keys");
    let (public, ed25519) = (keys.p256[0], keys.ed25519[0].verification_method(&did).to_string());

    let answer = held.verify(json!({"credential": jwt})).await.expect(200).expect("an answer");
    assert_eq!((answer.json["valid"].as_bool(), failed(&answer)), (Some(true), vec![]), "{}", answer.body);

    let unsigned = |jwt: String| jwt.rsplit_once('.').map(|(input, _)| format!("{input}.")).expect("a JWT");
    for (forged, check, says) in [
        (unsigned(with(&jwt, 0, |header| header["alg"] = json!("none"))), "signature", "alg none"),
        (with_secret(&jwt, &public.point()), "signature", "HS256"),
        (with_secret(&jwt, public.jwk(&did).to_string().as_bytes()), "signature", "HS256"),
        (with(&jwt, 0, |header| header["alg"] = json!("ES384")), "signature", "ES384"),
        (
            with(&jwt, 0, |header| header["kid"] = json!("did:web:other.example#1")),
            "signature",
            "none of ours",
        ),
        (with(&jwt, 0, |header| header["kid"] = json!(ed25519)), "signature", "another curve"),
        (with(&jwt, 0, |header| header["jwk"] = json!({"kty": "EC"})), "signature", "key of its own"),
        (with(&jwt, 1, |payload| payload["name"] = json!("Another skill")), "signature", "changed"),
        (with(&jwt, 1, |payload| payload["sub"] = json!("urn:uuid:0")), "form", "/sub"),
        (jwt[..jwt.len() / 2].to_owned(), "form", "JWT"),
        (format!("{}.{}.{}", "A".repeat(60_000), "A".repeat(60_000), "A".repeat(60_000)), "form", "JWT"),
        ("nonsense".to_owned(), "form", "JWT"),
    ] {
        let answer = held.verify(json!({"credential": forged})).await.expect(200).expect("an answer");
        assert_eq!((answer.json["valid"].as_bool(), failed(&answer)), (Some(false), vec![check]), "{says}");
        assert!(answer.body.contains(says), "{says}: {}", answer.body);
    }
    assert_eq!(held.verify(json!({"credential": "A".repeat(200_001)})).await.status, 422);
}

#[tokio::test]
async fn the_status_list_is_signed_as_a_jwt_too() {
    let held = Held::start(true).await;
    let jwt =
        held.read("/status/1", &[(header::ACCEPT, "application/vc+jwt")]).await.expect(200).expect("a list");
    assert_eq!(jwt.headers["content-type"], "application/vc+jwt");

    let (input, signature) = jwt.body.rsplit_once('.').expect("a JWT");
    let signature: [u8; 64] =
        URL_SAFE_NO_PAD.decode(signature).expect("base64url").try_into().expect("64 bytes");
    let key = held.world.stack.app().badge_keys().await.expect("keys").p256[0];
    assert!(signer::jwt_holds(key, input, &signature));

    let jwks = held.read("/.well-known/jwks.json", &[]).await.expect(200).expect("public");
    assert_eq!(jwks.headers["content-type"], "application/jwk-set+json");
    let path = format!("/keys/{}", key.thumbprint());
    assert_eq!(held.read(&path, &[]).await.expect(200).expect("public").json, jwks.json["keys"][0]);
    assert_eq!(held.read("/keys/other", &[]).await.status, 404);
}

#[tokio::test]
async fn badges_of_retired_keys_go_on_verifying() {
    let held = Held::start(true).await;
    let app = held.world.stack.app();
    let before = app.badge_keys().await.expect("keys");
    let issued = app.issued(held.award.id).await.expect("it is signed");
    let jwt = BadgeJwt::parse(&issued.jwt(app).expect("a JWT")).expect("ours");

    for (retired, wanted) in [(before.clone(), true), (BadgeKeys::default(), false)] {
        let rotated = another(&held.world, |settings| {
            other_keys(settings);
            settings.retired_keys = retired.clone();
        });
        assert_eq!(rotated.vouches_for(&issued.signed).await.expect("keys"), wanted);
        assert_eq!(rotated.signature_of_jwt(&jwt).await.expect("keys").is_ok(), wanted);

        let did: &Iri = &issued.signed.badge.issuer.id;
        let published = rotated.badge_keys().await.expect("keys").did_document(did).to_string();
        assert_eq!(published.contains(&before.ed25519[0].to_string()), wanted);
        assert_eq!(published.contains(&before.p256[0].thumbprint()), wanted);
    }
}

#[tokio::test]
async fn while_the_signer_is_down_awards_wait_unsigned_and_then_are_signed_once() {
    let world = World::start().await;
    world.stack.pause_relay();
    let award = award(&world, true).await;
    let app = world.stack.app();
    app.table.commit(Commit::new().create(&award).expect("a row")).await.expect("stored");
    let down = another(&world, |settings| {
        settings.signing_key = Some(Secret::new("arn:aws:kms:us-east-1:000000000000:key/signing"));
        settings.jwt_key = Some(Secret::new("arn:aws:kms:us-east-1:000000000000:key/jwt"));
        settings.endpoints.kms = Some("http://127.0.0.1:1".to_owned());
    });

    let body = json!({"award": award.id}).to_string();
    let event = json!({"Records": [{"messageId": "1", "body": body}]});
    let Some(Handler::Event(sign)) = handler("sign-awards") else { panic!("it takes events") };
    let answer = sign(&down, event.clone()).await.expect("it runs");

    assert_eq!(answer, json!({"batchItemFailures": [{"itemIdentifier": "1"}]}), "the message comes again");
    let held = Held { world, award };
    assert_eq!(held.stored().await.signature, Signature::Awaited);
    assert_eq!(held.read(&held.path(), &[]).await.status, 404, "nothing of it is public");

    for _ in 0..2 {
        let answer = held.world.stack.invoke("sign-awards", &event).await.expect("it runs");
        assert_eq!(answer, json!({"batchItemFailures": []}));
    }
    let stored: Award = held.stored().await;
    assert_eq!(stored.version, 2, "signed once");
}

#[tokio::test]
async fn pages_of_any_site_may_read_what_is_public_and_send_nothing() {
    let held = Held::start(true).await;
    let ask = |path: &str| {
        let request = held.world.visitor.anonymous().request(Method::OPTIONS, path);
        request
            .header(header::ORIGIN, "https://verifier.example")
            .header("access-control-request-method", "GET")
    };
    for path in [held.path(), "/.well-known/did.json".into(), "/status/1".into(), "/keys/none".into()] {
        let answer = ask(&path).send().await.expect("reachable");
        assert_eq!(answer.status(), 204, "{path}");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*");
        assert_eq!(answer.headers()["access-control-allow-methods"], "GET,HEAD");
    }
    let badge = held.read(&held.path(), &[(header::ORIGIN, "https://verifier.example")]).await;
    assert_eq!(badge.headers["access-control-allow-origin"], "*");
    assert_eq!(badge.headers["access-control-expose-headers"], "etag,link,x-total-count");
    assert_eq!(badge.headers.get("access-control-allow-credentials"), None);
}
