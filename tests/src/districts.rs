//! The form in a district's own site: who may show it, in which look, and how one signs in there.

use jiff::SignedDuration;
use local::{
    client::{Answer, Caller},
    seed,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{IDEAS, World};

/// The first district of the seed, and an organisation that is none.
const DISTRICT: &str = "org_00000000000000000000000002";
const ISSUER: &str = "org_00000000000000000000000001";

async fn save(caller: &Caller, body: Value) -> Answer {
    caller.put(&format!("/api/districts/{DISTRICT}"), &body).await.expect("reachable")
}

/// The settings, at the version that is stored.
async fn settings(caller: &Caller) -> Answer {
    let answer = caller.get(&format!("/api/districts/{DISTRICT}")).await.expect("reachable");
    answer.expect(200).expect("hers to see")
}

async fn embed(world: &World, rest: &str) -> Answer {
    world.visitor.anonymous().get(&format!("/embed/{rest}")).await.expect("reachable")
}

fn policy(answer: &Answer) -> String {
    let value = answer.headers.get("content-security-policy").expect("a policy");
    value.to_str().expect("plain text").to_owned()
}

/// The six digits in the newest letter to `email`, once there are more than `before`.
async fn digits(world: &World, email: &str, before: usize) -> String {
    let letter = world.visitor.mail().wait_for_more(email, before).await.expect("a letter");
    let code = letter.text.lines().map(str::trim).find(|line| line.len() == 7 && line.as_bytes()[3] == b' ');
    code.expect("six digits").to_owned()
}

#[tokio::test]
async fn only_registered_sites_may_frame_the_form_and_other_pages_never() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let version = settings(&webmaster).await.number("/version").expect("a version");
    let body = json!({"version": version, "origins": ["https://WWW.district.example.com/"], "colour": "#ffcc00", "offered": [IDEAS]});
    save(&webmaster, body).await.expect(200).expect("saved");

    let page =
        embed(&world, &format!("{DISTRICT}?microcredential={IDEAS}")).await.expect(200).expect("a page");
    let policy = policy(&page);
    assert!(policy.ends_with("frame-ancestors 'self' https://www.district.example.com"), "{policy}");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    // Documents and texts of hers are shown in the browser's own viewer, from where they lie.
    let from = |kind: &str| policy.split("; ").find_map(|source| source.strip_prefix(kind));
    assert!(from("frame-src ").is_some(), "{policy}");
    assert_eq!(from("frame-src "), from("connect-src 'self' "), "{policy}");
    assert!(page.headers.get("set-cookie").is_none() && page.headers.get("x-frame-options").is_none());
    assert!(page.body.contains(&format!("data-microcredential=\"{IDEAS}\"")), "{}", page.body);

    // The yellow would not be readable: it is darkened, never used as it is.
    assert!(page.body.contains("--mark:#") && !page.body.contains("--mark:#ffcc00;--on-mark:#ffffff"));
    let other = embed(&world, &format!("{DISTRICT}?microcredential=something-else")).await;
    assert!(!other.body.contains("data-microcredential"), "it doesn't offer that");
    assert_eq!(embed(&world, ISSUER).await.status, 404);
}

#[tokio::test]
async fn where_the_program_does_not_run_the_page_says_so_in_the_readers_language_and_leads_out() {
    let world = World::start().await;
    for (rest, accepts, says, leads) in [
        ("", "en", "The form needs JavaScript.", "href=\"/\""),
        ("?language=es", "en", "El formulario necesita JavaScript.", "href=\"/\""),
        ("", "es-MX,es;q=0.9,en;q=0.8", "El formulario necesita JavaScript.", "href=\"/\""),
        ("?language=en", "es", "The form needs JavaScript.", "href=\"/\""),
        ("?language=xx", "es", "El formulario necesita JavaScript.", "href=\"/\""),
        (
            "?microcredential=generating-ideas&language=es",
            "en",
            "Abrir el portal",
            "href=\"/microcredentials/generating-ideas\"",
        ),
    ] {
        let anybody = world.visitor.anonymous();
        let asking = anybody.request(Method::GET, &format!("/embed/{DISTRICT}{rest}"));
        let answer = Answer::of("GET embed".into(), asking.header("accept-language", accepts)).await;
        let page = answer.expect("reachable").expect(200).expect("a page").body;
        let noscript = page.split("<noscript>").nth(1).expect("words without the program");
        assert!(noscript.contains(says) && noscript.contains(leads), "{rest} {accepts}: {noscript}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_districts_settings_is_told_at_once_and_nothing_is_saved() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let version = settings(&webmaster).await.number("/version").expect("a version");

    let wrong = json!({"version": version, "origins": ["https://fine.example.com", "http://plain.example.com", "https://*.example.com"], "offered": []});
    let answer = save(&webmaster, wrong).await.expect(422).expect("refused");
    let places: Vec<String> = answer.faults().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(places, ["/origins/1", "/origins/2"]);

    for (pointer, body) in [
        ("/offered/0", json!({"version": version, "origins": [], "offered": ["no-such-thing"]})),
        ("/colour", json!({"version": version, "origins": [], "offered": [], "colour": "red"})),
        (
            "/logo",
            json!({"version": version, "origins": [], "offered": [], "logo": "data:image/svg+xml;base64,PHN2Zy8+"}),
        ),
    ] {
        let answer = save(&webmaster, body).await.expect(422).expect("refused");
        assert_eq!(answer.faults()[0].0, pointer, "{}", answer.body);
    }
    assert_eq!(settings(&webmaster).await.number("/version").expect("a version"), version);

    let right = || json!({"version": version, "origins": [], "offered": []});
    assert_eq!(save(&webmaster, right()).await.status, 200);
    assert_eq!(save(&webmaster, right()).await.status, 409, "a second tab is told");
}

#[tokio::test]
async fn six_digits_open_a_session_once_and_never_after_ten_minutes() {
    let world = World::start().await;
    let email = seed::EARNERS[0];
    let anonymous = world.visitor.anonymous();
    let asked = json!({"email": email, "code": true});
    let ask = || anonymous.post("/api/sign-in", &asked);
    let redeem = |code: String| {
        let body = json!({"email": email, "code": code, "bearer": true});
        let anonymous = anonymous.clone();
        async move { anonymous.post("/api/sign-in/redeem", &body).await.expect("reachable") }
    };

    ask().await.expect("reachable").expect(202).expect("on its way");
    let code = digits(&world, email, 0).await;
    let wrong = if code == "000 000" { "000 001" } else { "000 000" };
    assert_eq!(redeem(wrong.to_owned()).await.status, 403);
    let opened = redeem(code.clone()).await.expect(200).expect("signed in");
    let caller = world.visitor.with_bearer(&opened.text("/bearer").expect("a bearer"));
    assert_eq!(caller.get("/api/me").await.expect("reachable").text("/email").expect("hers"), email);
    assert_eq!(redeem(code).await.status, 403, "it was used");

    world.stack.advance(SignedDuration::from_mins(2));
    ask().await.expect("reachable").expect(202).expect("on its way");
    let late = digits(&world, email, 1).await;
    world.stack.advance(SignedDuration::from_mins(10));
    assert_eq!(redeem(late).await.status, 403, "it has ended");
}

#[tokio::test]
async fn asking_for_digits_tells_nobody_who_is_known_and_guessing_them_ends() {
    let world = World::start().await;
    let anonymous = world.visitor.anonymous();
    let mut answers = Vec::new();
    for email in [seed::EARNERS[1], "nobody@example.org"] {
        let asked = anonymous.post("/api/sign-in", &json!({"email": email, "code": true})).await;
        let soon = anonymous.post("/api/sign-in", &json!({"email": email, "code": true})).await;
        let mut said = vec![asked.expect("reachable").body, soon.expect("reachable").status.to_string()];
        for _ in 0..6 {
            let body = json!({"email": email, "code": "000 000", "bearer": true});
            let tried = anonymous.post("/api/sign-in/redeem", &body).await.expect("reachable");
            said.push(format!("{} {}", tried.status, tried.json["detail"]));
        }
        answers.push(said);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0][1], "429", "one code a minute");
}

#[tokio::test]
async fn a_session_is_handed_over_to_one_tab_within_two_minutes() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    let hand_over = || async {
        let answer = earner.post("/api/session/hand-over", &json!({})).await.expect("reachable");
        answer.expect(200).expect("handed over").text("/token").expect("a token")
    };
    let redeem = |token: String| {
        let anonymous = world.visitor.anonymous();
        async move {
            anonymous.post("/api/sign-in/redeem", &json!({"token": token})).await.expect("reachable").status
        }
    };

    let token = hand_over().await;
    assert_eq!(redeem(token.clone()).await, 200);
    assert_eq!(redeem(token).await, 410, "once");

    let late = hand_over().await;
    world.stack.advance(SignedDuration::from_mins(2));
    assert_eq!(redeem(late).await, 410, "in time");
}
