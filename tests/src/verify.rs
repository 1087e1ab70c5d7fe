//! The page and the API that verify badges: whatever is given gets a clear answer, and soon.

use std::time::{Duration, Instant};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use local::{client::Answer, seed};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::badges::Held;

const BOUNDARY: &str = "------------------------edge";

/// Sends the page's form as a browser does.
async fn sent(held: &Held, language: &str, parts: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in parts {
        let file = if *name == "file" {
            "; filename=\"badge\"\r\nContent-Type: application/octet-stream"
        } else {
            ""
        };
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes(),
        );
        body.extend(*value);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    let request = held.world.visitor.anonymous().request(Method::POST, &format!("/verify?lang={language}"));
    let request = request.header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
    Answer::of("POST /verify".into(), request.body(body)).await.expect("reachable")
}

async fn picture(held: &Held, file: &str) -> Vec<u8> {
    let request = held.world.visitor.anonymous().request(Method::GET, &format!("{}/{file}", held.path()));
    request.send().await.expect("reachable").bytes().await.expect("a body").to_vec()
}

#[tokio::test]
async fn the_page_verifies_a_badge_however_it_is_given() {
    let held = Held::start(true).await;
    let text = held.badge().await.to_string();
    let jwt = held.read(&format!("{}.jwt", held.path()), &[]).await.expect(200).expect("a JWT").body;
    let (png, svg) = (picture(&held, "badge.png").await, picture(&held, "badge.svg").await);
    let (id, address) =
        (held.award.id.to_string(), held.badge().await["id"].as_str().expect("an id").to_owned());
    for (name, value) in [
        ("text", text.as_bytes()),
        ("text", id.as_bytes()),
        ("text", address.as_bytes()),
        ("text", format!("{address}/").as_bytes()),
        ("text", address.to_ascii_lowercase().as_bytes()),
        ("text", address.split_once("://").expect("an address").1.as_bytes()),
        ("file", &png),
        ("file", &svg),
        ("file", text.as_bytes()),
        ("text", jwt.as_bytes()),
        ("file", jwt.as_bytes()),
    ] {
        let page = sent(&held, "en", &[(name, value)]).await.expect(200).expect("a page");
        assert!(page.body.contains("This badge is valid."), "{name} {}: {}", value.len(), page.body);
        assert!(page.body.contains("Generating Ideas"), "{}", page.body);
    }
    let spanish = sent(&held, "es", &[("text", text.as_bytes())]).await.expect(200).expect("a page");
    assert!(spanish.body.contains("Esta insignia es válida.") && spanish.body.contains("lang=\"es\""));
    let shown = held.read(&format!("/verify?id={id}"), &[]).await.expect(200).expect("a page");
    assert!(shown.body.contains("This badge is valid."), "{}", shown.body);
}

#[tokio::test]
async fn the_page_says_whose_a_badge_is_only_of_a_public_one() {
    let held = Held::start(true).await;
    let text = held.badge().await.to_string();
    for (email, wanted) in [(seed::EARNERS[0], "issued to this"), (seed::EARNERS[1], "issued to another")] {
        let page = sent(&held, "en", &[("text", text.as_bytes()), ("email", email.as_bytes())]).await;
        assert!(page.body.contains(wanted), "{email}: {}", page.body);
    }
    let private = Held::start(false).await;
    let page = sent(&private, "en", &[("text", private.award.id.to_string().as_bytes())]).await;
    assert!(page.body.contains("This badge is valid.") && !page.body.contains("Generating"), "{}", page.body);
}

#[tokio::test]
async fn of_a_private_badge_only_whether_it_is_valid_is_told() {
    let private = Held::start(false).await;
    let public = Held::start(true).await;
    private.revoke("A reason that is nobody's business.").await;

    // A stranger knows its address, or writes its id into a badge of her own.
    let mut forged = public.badge().await;
    let origin = private.world.stack.origin();
    forged["id"] = json!(format!("{origin}{}", private.path()));
    for (name, value) in [("text", private.award.id.to_string()), ("text", forged.to_string())] {
        let page = sent(&private, "en", &[(name, value.as_bytes())]).await.expect(200).expect("a page");
        assert!(page.body.contains("This badge is not valid."), "{}", page.body);
        assert!(
            !page.body.contains("nobody's business") && !page.body.contains("nobody&#39;s"),
            "{}",
            page.body
        );
    }
    let page = sent(&private, "en", &[("text", private.award.id.to_string().as_bytes())]).await;
    assert!(!page.body.contains("What was checked"), "{}", page.body);
}

#[tokio::test]
async fn a_changed_badge_is_told_where_it_was_changed() {
    let held = Held::start(true).await;
    let mut changed = held.badge().await;
    changed["name"] = json!("Another skill");

    let answer = held.verify(json!({"credential": changed})).await.expect(200).expect("an answer");

    assert_eq!(answer.json["valid"], false);
    let says = answer.json["checks"].to_string();
    assert!(says.contains("/name") && !says.contains("/description"), "{says}");
    let page =
        sent(&held, "es", &[("text", changed.to_string().as_bytes())]).await.expect(200).expect("a page");
    assert!(
        page.body.contains("Esta insignia no es válida.") && page.body.contains("/name"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_badge_of_others_is_read_and_said_not_to_be_checked() {
    let held = Held::start(true).await;
    let others = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "id": "http://169.254.169.254/latest/meta-data",
        "name": "Welding <b>1</b>",
        "issuer": {"id": "did:web:other.example", "type": ["Profile"], "name": "Other College"},
        "validFrom": "2025-01-01T00:00:00Z",
        "credentialStatus": {"id": "http://[::1]/status", "type": "BitstringStatusListEntry"},
    });
    let answer = held.verify(json!({"credential": others})).await.expect(200).expect("an answer");
    assert_eq!(
        (&answer.json["valid"], &answer.json["foreign"]["issuer"]),
        (&json!(false), &json!("Other College"))
    );

    let page =
        sent(&held, "en", &[("text", others.to_string().as_bytes())]).await.expect(200).expect("a page");
    assert!(
        page.body.contains("another issuer's") && page.body.contains("Welding &lt;b&gt;"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("This badge is valid."));
}

#[tokio::test]
async fn whatever_is_given_gets_a_clear_answer_soon() {
    let held = Held::start(true).await;
    let png = picture(&held, "badge.png").await;
    let mut damaged = png.clone();
    damaged[80] ^= 1;
    let deep = "[".repeat(200_000);
    let members: String = (0..20_000).map(|number| format!("\"{number}\":1,")).collect();
    let (wide, long) = (format!("{{{members}\"z\":1}}"), "x".repeat(300 * 1024));
    let alg = |header: &str| format!("{}.e30.", URL_SAFE_NO_PAD.encode(header));
    let (none, hmac) = (alg(r#"{"alg":"none"}"#), alg(r#"{"alg":"HS256","typ":"JWT"}"#));
    for (name, value, wanted) in [
        ("file", &png[..png.len() / 2], "cut off"),
        ("file", &damaged, "damaged"),
        ("file", &vec![0; 2 * 1024 * 1024 + 1][..], "larger than 2 MB"),
        ("file", b"GIF89a".as_slice(), "neither a PNG nor an SVG"),
        ("file", &picture(&held, "og.png").await, "no badge in this picture"),
        ("text", deep.as_bytes(), "well-formed"),
        ("text", b"{\"a\": 1e999}".as_slice(), "well-formed"),
        ("text", wide.as_bytes(), "no badge of ours"),
        ("text", long.as_bytes(), "longer than any badge"),
        ("text", b"{".as_slice(), "well-formed"),
        ("text", b"https://elsewhere.example/credentials/1".as_slice(), "know no badge"),
        ("text", b"awd_00000000000000000000000000".as_slice(), "know no badge"),
        ("text", none.as_bytes(), "not valid"),
        ("text", hmac.as_bytes(), "not valid"),
        ("text", b"".as_slice(), "Nothing was given"),
    ] {
        let began = Instant::now();
        let page = sent(&held, "en", &[(name, value)]).await.expect(200).expect("a page");
        let beginning = String::from_utf8_lossy(&value[..value.len().min(30)]).into_owned();
        assert!(page.body.contains(wanted), "{name} {beginning}: {}", page.body);
        assert!(!page.body.contains("This badge is valid."), "{name} {beginning}");
        assert!(began.elapsed() < Duration::from_secs(20), "{name} {beginning}: {:?}", began.elapsed());
    }
    let request = held.world.visitor.anonymous().request(Method::POST, "/verify").body("no form");
    let page =
        Answer::of("POST /verify".into(), request).await.expect("reachable").expect(200).expect("a page");
    assert!(page.body.contains("arrived damaged"), "{}", page.body);
}

#[tokio::test]
async fn the_api_and_the_page_agree() {
    let held = Held::start(true).await;
    let badge = held.badge().await;
    let api = held.verify(json!({"credential": badge})).await.expect(200).expect("an answer");
    let page =
        sent(&held, "en", &[("text", badge.to_string().as_bytes())]).await.expect(200).expect("a page");
    for finding in api.json["checks"].as_array().expect("checks") {
        let says = finding["says"].as_str().map(|says| says.replace('"', "&quot;")).expect("a sentence");
        assert!(page.body.contains(&says), "{says} in {}", page.body);
    }
    assert_eq!(api.json["valid"], Value::Bool(true));
}
