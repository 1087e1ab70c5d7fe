//! Pictures of badges: what they are, what is inside, and what becomes of them.

use reqwest::{Method, header};
use serde_json::Value;

use crate::badges::{Held, header_of};

/// What came back for a picture.
struct Got {
    status: u16,
    media_type: String,
    tag: String,
    bytes: Vec<u8>,
}

async fn got(held: &Held, path: &str, headers: &[(header::HeaderName, &str)]) -> Got {
    let request = held.world.visitor.anonymous().request(Method::GET, path);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(name, *value));
    let response = request.send().await.expect("reachable");
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Got {
        status: response.status().as_u16(),
        media_type: text(header::CONTENT_TYPE).to_owned(),
        tag: text(header::ETAG).to_owned(),
        bytes: response.bytes().await.expect("a body").to_vec(),
    }
}

#[tokio::test]
async fn every_picture_is_served_and_not_sent_again_to_who_has_it() {
    let held = Held::start(true).await;
    let badge = held.path();
    let version = format!("/achievements/{}/{}", held.award.microcredential, held.award.edition);
    for (path, wanted, size) in [
        (format!("{badge}/badge.png"), "image/png", Some((600, 600))),
        (format!("{badge}/badge-160.png"), "image/png", Some((160, 160))),
        (format!("{badge}/og.png"), "image/png", Some((1200, 630))),
        (format!("{badge}/badge.svg"), "image/svg+xml", None),
        (format!("{badge}.png"), "image/png", Some((600, 600))),
        (format!("{badge}.svg"), "image/svg+xml", None),
        (format!("{version}/image.png"), "image/png", Some((600, 600))),
        (format!("{version}/image.svg"), "image/svg+xml", None),
        (format!("{version}/og.png"), "image/png", Some((1200, 630))),
    ] {
        let picture = got(&held, &path, &[]).await;
        assert_eq!((picture.status, picture.media_type.as_str()), (200, wanted), "{path}");
        if let Some(size) = size {
            assert_eq!(size_of(&picture.bytes), size, "{path}");
        }
        let again = got(&held, &path, &[(header::IF_NONE_MATCH, &picture.tag)]).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{path}");
    }
    for nothing in [format!("{badge}/badge.gif"), format!("{badge}.exe"), format!("{version}/og.svg")] {
        assert_eq!(got(&held, &nothing, &[]).await.status, 404, "{nothing}");
    }
}

/// Width and height that the head of a PNG states.
fn size_of(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    (number(16), number(20))
}

#[tokio::test]
async fn a_picture_is_chosen_by_what_the_reader_accepts() {
    let held = Held::start(true).await;
    for (accept, wanted) in [
        ("image/png", "image/png"),
        ("image/svg+xml", "image/svg+xml"),
        ("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "image/png"),
        (
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
            "text/html; charset=utf-8",
        ),
    ] {
        let answer = got(&held, &held.path(), &[(header::ACCEPT, accept)]).await;
        assert_eq!((answer.status, answer.media_type.as_str()), (200, wanted), "{accept}");
    }
}

#[tokio::test]
async fn the_badge_inside_a_picture_is_the_one_that_is_served() {
    let held = Held::start(true).await;
    let served = held.badge().await;
    let hosted =
        held.read(&format!("/ob2/assertions/{}", held.award.id), &[]).await.expect(200).expect("public");
    for file in ["badge.png", "badge.svg"] {
        let picture = got(&held, &format!("{}/{file}", held.path()), &[]).await;
        let inside = baking::read(&picture.bytes).expect("a badge is inside");
        let json =
            |text: Option<String>| -> Value { serde_json::from_str(&text.expect("a text")).expect("JSON") };
        assert_eq!(json(inside.credential), served, "{file}");
        assert_eq!(json(inside.assertion), hosted.json, "{file}");
    }
    for file in ["badge-160.png", "og.png"] {
        let picture = got(&held, &format!("{}/{file}", held.path()), &[]).await;
        assert_eq!(baking::read(&picture.bytes), Err(baking::Unreadable::NothingInside), "{file}");
    }
}

#[tokio::test]
async fn a_private_badge_has_pictures_that_say_only_whether_it_is_valid() {
    let held = Held::start(false).await;
    let open = Held::start(true).await;
    for file in ["badge.png", "badge-160.png", "og.png", "badge.svg"] {
        let hidden = got(&held, &format!("{}/{file}", held.path()), &[]).await;
        let shown = got(&open, &format!("{}/{file}", open.path()), &[]).await;
        assert_eq!(hidden.status, 200, "{file}");
        assert_ne!(hidden.bytes, shown.bytes, "{file}");
        assert_eq!(baking::read(&hidden.bytes), Err(baking::Unreadable::NothingInside), "{file}");
    }
    let svg = got(&held, &format!("{}/badge.svg", held.path()), &[]).await;
    assert!(!String::from_utf8_lossy(&svg.bytes).contains("Generating Ideas"));
    assert_eq!(got(&held, &format!("/ob2/assertions/{}", held.award.id), &[]).await.status, 404);
}

#[tokio::test]
async fn open_badges_2_0_is_three_documents_that_lead_to_each_other() {
    let held = Held::start(true).await;
    let path_of = |id: &Value| {
        let id = id.as_str().expect("an address");
        id[id.find("/ob2/").expect("one of the three")..].to_owned()
    };

    let assertion =
        held.read(&format!("/ob2/assertions/{}", held.award.id), &[]).await.expect(200).expect("public");
    let class = held.read(&path_of(&assertion.json["badge"]), &[]).await.expect(200).expect("public");
    let issuer = held.read(&path_of(&class.json["issuer"]), &[]).await.expect(200).expect("public");

    assert_eq!(header_of(&assertion, "access-control-allow-origin"), "*");
    assert_eq!(class.json["type"], "BadgeClass");
    assert_eq!(class.json["name"], "Generating Ideas");
    assert_eq!((&issuer.json["type"], &issuer.json["id"]), (&Value::from("Issuer"), &class.json["issuer"]));
    assert_eq!(assertion.json["verification"]["type"], "HostedBadge");
}
