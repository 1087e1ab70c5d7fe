//! The pages of badges, of what they are given for, and of issuers: in both languages, in every state.

use reqwest::header;

use crate::{badges::Held, world::IDEAS};

async fn page(held: &Held, path: &str, language: &str) -> String {
    let headers = [(header::ACCEPT, "text/html"), (header::ACCEPT_LANGUAGE, language)];
    held.read(path, &headers).await.expect(200).expect("a page").body
}

fn assert_holds(page: &str, wanted: &[&str]) {
    for one in wanted {
        assert!(page.contains(one), "{one} is not in {page}");
    }
}

#[tokio::test]
async fn who_mistypes_an_address_reads_a_page_and_a_program_a_problem() {
    let held = Held::start(true).await;
    for path in ["/credentials/awd_nope", "/achievements/nothing-here/1", "/issuers/org_x"] {
        for (language, wanted) in
            [("en", "There is nothing at this address"), ("es", "No hay nada en esta dirección")]
        {
            let headers = [(header::ACCEPT, "text/html,*/*;q=0.8"), (header::ACCEPT_LANGUAGE, language)];
            let page = held.read(path, &headers).await.expect(404).expect("a page");
            assert_holds(&page.body, &["<!DOCTYPE html>", wanted, "href=\"/verify\""]);
        }
        for accepted in
            ["application/json", "*/*", "application/ld+json, application/json;q=0.9, text/html;q=0.1"]
        {
            let problem =
                held.read(path, &[(header::ACCEPT, accepted)]).await.expect(404).expect("a problem");
            assert_eq!(problem.text("/type").expect("a kind"), "/problems/not-found", "{accepted}");
        }
    }
}

#[tokio::test]
async fn a_badges_page_can_be_shared_taken_along_and_checked() {
    let held = Held::start(true).await;
    let id = held.badge().await["id"].as_str().expect("an address").to_owned();

    let page = page(&held, &held.path(), "en").await;

    let encoded = id.replace(':', "%3A").replace('/', "%2F");
    let seconds = held.award.decided.as_second();
    let decided = jiff::Timestamp::from_second(seconds).expect("a time").to_zoned(jiff::tz::TimeZone::UTC);
    let issued = format!("issueYear={}&amp;issueMonth={}&amp;", decided.year(), decided.month());
    assert_holds(
        &page,
        &[
            "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&amp;name=Generating%20Ideas&amp;organizationName=",
            &issued,
            &format!("certUrl={encoded}&amp;certId={}", held.award.id),
            &format!("https://www.linkedin.com/sharing/share-offsite/?url={encoded}"),
            &format!("<meta property=\"og:image\" content=\"{id}/og.png\">"),
            "<meta property=\"og:image:width\" content=\"1200\"><meta property=\"og:image:height\" content=\"630\">",
            "<meta name=\"twitter:card\" content=\"summary_large_image\">",
            &format!("<link rel=\"canonical\" href=\"{id}\">"),
            "<link rel=\"alternate\" type=\"application/vc+ld+json\"",
            // What is copied: the picture of twice the size that it is shown at, and a line of text.
            &format!(
                "&lt;img src=&quot;{id}/badge-160.png&quot; width=&quot;80&quot; height=&quot;80&quot; alt=&quot;"
            ),
            &format!("Generating Ideas – {id}"),
            "badge.svg",
            "/ob2/assertions/",
            "role=\"img\" aria-label=\"QR code",
        ],
    );
    assert!(!page.contains("noindex"));
}

#[tokio::test]
async fn a_page_speaks_the_readers_language_and_leaves_the_badge_its_own() {
    let held = Held::start(true).await;
    let issuer = format!("/issuers/{}", held.award.issuer);
    let version = format!("/achievements/{IDEAS}/{}", held.award.edition);
    for (path, english, spanish) in [
        (held.path(), "This badge is valid.", "Esta insignia es válida."),
        (version, "What has to be shown", "Qué hay que demostrar"),
        (issuer, "Questions about a badge", "Preguntas sobre una insignia"),
        (format!("{}/receipt", held.path()), "How it was assessed", "Cómo se evaluó"),
        ("/verify".to_owned(), "Verify a badge", "Verificar una insignia"),
    ] {
        assert_holds(&page(&held, &path, "en-GB,en;q=0.8").await, &[english, "<html lang=\"en\">"]);
        assert_holds(&page(&held, &path, "es-MX,es;q=0.9,en;q=0.5").await, &[spanish, "<html lang=\"es\">"]);
        assert_holds(&page(&held, &format!("{path}?lang=es"), "en").await, &[spanish]);
    }
    assert_holds(&page(&held, &held.path(), "es").await, &["<h1 lang=\"en\">Generating Ideas</h1>"]);
}

#[tokio::test]
async fn what_was_revoked_says_so_everywhere_at_the_same_addresses() {
    let held = Held::start(true).await;
    let picture = format!("{}/badge-160.png", held.path());
    let before = held.read(&picture, &[]).await.expect(200).expect("a picture");

    held.revoke("It was awarded by mistake.").await;

    let page = page(&held, &held.path(), "en").await;
    assert_holds(&page, &["It was revoked.", "It was awarded by mistake.", "noindex"]);
    assert!(!page.contains("linkedin.com") && !page.contains("This badge is valid."), "{page}");
    let after = held.read(&picture, &[]).await.expect(200).expect("a picture");
    assert_ne!(before.headers["etag"], after.headers["etag"]);
    let seal =
        held.world.visitor.anonymous().request(reqwest::Method::GET, &format!("{}/badge.png", held.path()));
    let seal = seal.send().await.expect("reachable").bytes().await.expect("a picture");
    assert_eq!(baking::read(&seal), Err(baking::Unreadable::NothingInside));
    let hosted =
        held.read(&format!("/ob2/assertions/{}", held.award.id), &[]).await.expect(410).expect("gone");
    assert_eq!(hosted.json["revoked"], true);
    assert_eq!(hosted.json["revocationReason"], "It was awarded by mistake.");
}
