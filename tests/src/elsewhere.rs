//! What our routes serve, in the eyes of programs that aren't ours: a badge as a document, as a JWT, in Open Badges
//! 2.0 and inside its picture; while it holds and after it was revoked.

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    badges::Held,
    verifiers::{Site, Tool, picture},
};

/// The web as it is now: keys, status list, and the three documents of Open Badges 2.0.
async fn site(held: &Held) -> Site {
    let (origin, host) = (held.world.stack.origin(), &held.world.stack.app().settings.badge_host);
    let mut site = Site::default();
    for name in ["did.json", "jwks.json"] {
        let served = held.read(&format!("/.well-known/{name}"), &[]).await;
        site = site.with_json(&format!("https://{host}/.well-known/{name}"), &served.json);
    }
    let version = format!("{}/{}", held.award.microcredential, held.award.edition);
    for path in [
        "/status/1".to_owned(),
        format!("/ob2/assertions/{}", held.award.id),
        format!("/ob2/badges/{version}"),
        format!("/ob2/issuers/{}", held.award.issuer),
    ] {
        let served = held.read(&path, &[(header::ACCEPT, "application/json")]).await;
        site = site.with(&format!("{origin}{path}"), served.status, "application/json", &served.body);
    }
    let list = held.read("/status/1", &[(header::ACCEPT, "application/vc+jwt")]).await;
    let image = format!("{origin}/achievements/{version}/image.png");
    site.with(&format!("application/vc+jwt {origin}/status/1"), 200, "application/vc+jwt", &list.body).with(
        &image,
        200,
        "image/png",
        "",
    )
}

async fn bytes(held: &Held, path: &str) -> Vec<u8> {
    let request = held.world.visitor.anonymous().request(Method::GET, path);
    request.send().await.expect("reachable").bytes().await.expect("a body").to_vec()
}

#[tokio::test]
async fn every_form_of_a_badge_is_found_to_hold_until_it_is_revoked() {
    let held = Held::start(true).await;
    let document = held.badge().await;
    let jwt = held.read(&format!("{}.jwt", held.path()), &[]).await.expect(200).expect("public").body;
    let assertion = json!(format!("{}/ob2/assertions/{}", held.world.stack.origin(), held.award.id));
    let baked = json!({"png": STANDARD.encode(bytes(&held, &format!("{}/badge.png", held.path())).await)});
    let forms: [(&[Tool], &Value); 4] = [
        (&Tool::OF_DOCUMENTS, &document),
        (&[Tool::OpenBadgesLib], &json!(jwt)),
        (&[Tool::OpenBadges2], &assertion),
        (&[Tool::OpenBadges2], &baked),
    ];

    let before = site(&held).await;
    before.check("a JWT by jose, which knows no status", &[Tool::Jose], &json!(jwt), true);
    for (tools, badge) in forms {
        before.check("a fresh badge", tools, badge, true);
    }

    held.revoke("Awarded by mistake.").await;
    let after = site(&held).await;
    for (tools, badge) in forms {
        after.check("a revoked badge", tools, badge, false);
    }
}

#[tokio::test]
async fn pictures_are_whole_and_hold_the_very_texts_that_are_served() {
    let held = Held::start(true).await;
    let credential = held.world.stack.app().issued(held.award.id).await.expect("it is signed").text;
    let assertion = held.read(&format!("/ob2/assertions/{}", held.award.id), &[]).await.body;
    let both = [("openbadgecredential", credential.as_str()), ("openbadges", assertion.as_str())];
    for (file, size, texts) in [
        ("badge.png", (600, 600), &both[..]),
        ("badge-160.png", (160, 160), &[]),
        ("og.png", (1200, 630), &[]),
    ] {
        let png = bytes(&held, &format!("{}/{file}", held.path())).await;
        Site::default().check(file, &[Tool::Pillow], &picture(&png, size, texts), true);
    }
}
