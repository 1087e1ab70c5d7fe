//! Bad input gets a clear problem document, and nothing changes.

use local::client::{Answer, Caller, Evidence, Life, Upload};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    authorization::staff_of_a_district,
    world::{IDEAS, World, evidence, samples},
};

/// A POST or PUT of any bytes.
async fn raw(caller: &Caller, method: Method, path: &str, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
    let request = caller.request(method, path).header("content-type", kind).body(body.into());
    Answer::of(path.to_owned(), request).await.expect("reachable")
}

/// The answer is a problem document of that status which says what to do and lists `pointers`.
fn check(answer: &Answer, status: u16, pointers: &[&str]) {
    assert_eq!(answer.status, status, "{}", answer.body);
    let kind = answer.headers.get("content-type").expect("a content type");
    assert_eq!(kind, "application/problem+json");
    for member in ["type", "title", "detail", "requestId"] {
        assert!(
            answer.text(&format!("/{member}")).is_ok_and(|text| !text.is_empty()),
            "{member}: {}",
            answer.body
        );
    }
    let told = answer.faults();
    for pointer in pointers {
        assert!(
            told.iter().any(|(at, message)| at == pointer && !message.is_empty()),
            "{pointer}: {}",
            answer.body
        );
    }
}

#[tokio::test]
async fn what_is_no_json_of_ours_is_refused_before_anything_else() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    let post = |kind, body: Vec<u8>| raw(&earner, Method::POST, "/api/submissions", kind, body);
    let right = json!({"microcredential": IDEAS, "goal": "own"}).to_string();

    check(&post("application/json", b"{\"microcredential\": ".to_vec()).await, 400, &[]);
    check(&post("application/json", Vec::new()).await, 400, &[]);
    check(&post("application/json", "[".repeat(10_000).into_bytes()).await, 400, &[]);
    check(&post("application/json", b"{\"goal\": \"\xff\"}".to_vec()).await, 400, &[]);
    check(&post("application/json", b"{\"goal\": 1e999}".to_vec()).await, 400, &[]);
    check(&post("text/plain", right.clone().into_bytes()).await, 400, &[]);
    check(&post("application/x-www-form-urlencoded", right.into_bytes()).await, 400, &[]);
    let large = json!({"microcredential": "a".repeat(300_000), "goal": "own"}).to_string();
    check(&post("application/json", large.into_bytes()).await, 413, &[]);

    let list = earner.get("/api/submissions").await.expect("reachable");
    assert_eq!(list.at("/items").expect("a list"), &json!([]), "nothing was opened");
}

#[tokio::test]
async fn all_faults_of_a_body_are_told_at_once() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    let body = json!({"microcredential": "No Slug!", "goal": "fame", "extra": true});
    check(
        &earner.post("/api/submissions", &body).await.expect("reachable"),
        422,
        &["/microcredential", "/goal"],
    );
    let unknown =
        json!({"microcredential": IDEAS, "goal": "own", "earner": "per_00000000000000000000000000"});
    check(&earner.post("/api/submissions", &unknown).await.expect("reachable"), 422, &[]);
}

#[tokio::test]
async fn names_with_controls_and_overrides_are_refused() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    for name in ["A\r\nBcc: all@example.org", "NUL\u{0}", "over\u{202e}ride", "", &"long ".repeat(100)] {
        let body =
            json!({"email": "new@example.org", "name": name, "organisation": issuer, "roles": ["assessor"]});
        check(&administrator.put("/api/people", &body).await.expect("reachable"), 422, &["/name"]);
    }
    for email in
        ["someone@localhost", "someone@[127.0.0.1]", "a,b@example.org", "a\r\n@example.org", "nobody"]
    {
        let body = json!({"email": email, "name": "New", "organisation": issuer, "roles": ["assessor"]});
        check(&administrator.put("/api/people", &body).await.expect("reachable"), 422, &["/email"]);
    }
}

#[tokio::test]
async fn two_hundred_words_are_taken_and_one_more_is_refused_with_everything_else_that_is_wrong() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    life.write(201).await.expect("reachable").expect(200).expect("a draft may be too long");

    let refused = life.submit().await.expect("reachable");
    let everything = [
        "/parts/overview/answers/activity-description",
        "/parts/overview/answers/activity-evaluation",
        "/parts/student-reflections/reflections/0/text",
        "/parts/student-reflections/reflections/1/text",
        "/parts/reflection/answers/reflection",
        "/parts/artifacts/items",
    ];
    check(&refused, 422, &everything);
    assert_eq!(world.state(&life).await, "draft");

    life.write(200).await.expect("reachable").expect(200).expect("saved");
    let refused = life.submit().await.expect("reachable");
    check(&refused, 422, &["/parts/artifacts/items"]);
    assert!(
        refused.faults().iter().all(|(pointer, _)| pointer.starts_with("/parts/artifacts")),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn a_stale_tab_overwrites_nothing() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let save = |version: u64, text: &str| {
        let parts = json!({"overview": {"answers": {"activity-description": text}}});
        let body = json!({"version": version, "parts": parts});
        let (earner, route) = (life.earner.clone(), life.route("/responses"));
        async move { earner.put(&route, &body).await.expect("reachable") }
    };
    assert_eq!(save(0, "first").await.status, 200);
    let stale = save(0, "stale").await;
    check(&stale, 409, &[]);
    assert_eq!(stale.number("/currentVersion").expect("the version"), 1);
    let stored = life.read().await.expect("readable");
    assert_eq!(stored.text("/responses/overview/answers/activity-description").expect("a text"), "first");
}

#[tokio::test]
async fn a_file_that_breaks_the_parts_rules_is_refused_before_a_byte_is_sent() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let sum = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let begin = |changes: Value| {
        let mut body = json!({"part": "artifacts", "student": "Student A", "name": "a.pdf",
            "mediaType": "application/pdf", "size": 5, "fingerprint": {"modified": 0, "edges": sum}});
        for (name, value) in changes.as_object().expect("changes") {
            body[name] = value.clone();
        }
        let (earner, route) = (life.earner.clone(), life.route("/uploads"));
        async move { earner.post(&route, &body).await.expect("reachable") }
    };
    check(&begin(json!({"mediaType": "text/html", "name": "a.html"})).await, 422, &["/mediaType"]);
    check(&begin(json!({"mediaType": "image/svg+xml", "name": "a.svg"})).await, 422, &["/mediaType"]);
    check(&begin(json!({"size": 0})).await, 422, &["/size"]);
    check(&begin(json!({"size": 10_737_418_241_u64})).await, 422, &["/size"]);
    check(&begin(json!({"part": "overview"})).await, 422, &["/part"]);
    check(&begin(json!({"part": "nothing"})).await, 422, &["/part"]);
    check(&begin(json!({"student": "Student C"})).await, 422, &["/student"]);
    check(&begin(json!({"student": "Maria"})).await, 422, &["/student"]);
}

#[tokio::test]
async fn parts_that_are_not_the_files_are_refused() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let upload = Upload::begin(&life.earner, &life.submission, &evidence("plan.pdf", "Student A"))
        .await
        .expect("begun");
    let bytes = upload.read(1).await.expect("readable");
    let sign = |number: i64, sha256: String| {
        let (earner, route) = (life.earner.clone(), format!("{}/parts", upload.route()));
        async move {
            earner
                .post(&route, &json!({"parts": [{"number": number, "sha256": sha256}]}))
                .await
                .expect("reachable")
        }
    };
    let sum = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned();
    for number in [0, 2, 10_001, -1] {
        check(&sign(number, sum.clone()).await, 422, &[]);
    }

    let other = vec![b'x'; bytes.len()];
    let signed = upload.sign(&[(1, bytes.clone())]).await.expect("signed");
    assert!(upload.put(&other, &signed[0]).await.is_err(), "other bytes of the same length");
    assert!(upload.put(&bytes[1..], &signed[0]).await.is_err(), "fewer bytes");
    let missing = upload.complete().await.expect("reachable");
    assert_eq!(missing.status, 409, "{}", missing.body);

    upload.put(&bytes, &signed[0]).await.expect("the very bytes");
    assert_eq!(upload.complete().await.expect("reachable").text("/state").expect("a state"), "verified");
    assert!(upload.put(&bytes, &signed[0]).await.is_err(), "an address is dead once the upload is complete");
}

#[tokio::test]
async fn a_file_that_lies_about_its_type_is_refused_and_its_bytes_are_gone() {
    let world = World::start().await;
    let life = Life::open(&world.earner(0).await, IDEAS).await.expect("it opens");
    let lie = Evidence { file: samples().join("archive.zip"), ..evidence("plan.pdf", "Student A") };
    let refused = life.upload(&lie).await.expect("sent");
    assert_eq!(refused.text("/state").expect("a state"), "refused");
    assert!(!refused.text("/reason").expect("a reason").is_empty());

    let artifact = refused.text("/artifact").expect("an id");
    let route = life.route(&format!("/uploads/{artifact}"));
    let again = life.earner.get(&route).await.expect("reachable");
    assert_eq!(again.text("/state").expect("a state"), "refused");
}

#[tokio::test]
async fn scores_that_are_not_complete_are_told_by_criterion() {
    let world = World::start().await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    let route = format!("/api/assignments/{}/assessment", reading.assignment);
    let refused = reading.assessor.post(&route, &json!({"version": 0})).await.expect("reachable");
    check(
        &refused,
        422,
        &["/scores/overview/activity-description/level", "/scores/reflection/next-time/level"],
    );

    let unknown = json!({"version": 0, "scores": {"overview": {"nothing": {"level": "proficient"}}}});
    check(
        &reading.assessor.put(&route, &unknown).await.expect("reachable"),
        422,
        &["/scores/overview/nothing"],
    );
    assert_eq!(world.state(&life).await, "in-assessment");
}

#[tokio::test]
async fn only_an_issuer_has_assessors_issuers_and_developers() {
    let world = World::start().await;
    let staff = staff_of_a_district(&world).await;
    let me = staff.get("/api/me").await.expect("reachable");
    let district = me.text("/memberships/0/organisation").expect("her district");
    let put = |role: &str| {
        let body =
            json!({"email": "new@example.org", "name": "New", "organisation": district, "roles": [role]});
        let staff = &staff;
        async move { staff.put("/api/people", &body).await.expect("reachable") }
    };

    for role in ["assessor", "issuer", "developer"] {
        check(&put(role).await, 422, &["/roles"]);
    }
    let email = "new@example.org".parse().expect("an address");
    let known = world.stack.app().table.person_by_email(&email).await.expect("the table");
    assert!(known.is_none(), "nobody was added");
    assert_eq!(put("earner").await.status, 200);
}
