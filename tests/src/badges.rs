//! Badges as the public sees them: data, pages, verification.

use cloud::table::{Commit, Spent, keys::Key};
use domain::{
    PersonId, Slug, SubmissionId,
    award::{Award, Proposal, Results},
    credential::SignedBadge,
    id::kind,
    microcredential::Edition,
};
use local::{client::Answer, seed};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    verifiers::{Site, Tool},
    world::{IDEAS, World},
};

/// A world in which the first earner holds a signed award.
pub(crate) struct Held {
    pub(crate) world: World,
    pub(crate) award: Award,
}

impl Held {
    pub(crate) async fn start(public: bool) -> Self {
        let world = World::start().await;
        let award = award(&world, public).await;
        let app = world.stack.app();
        app.table.commit(Commit::new().create(&award).expect("a row")).await.expect("stored");
        world.stack.settle().await;
        Self { world, award }
    }

    pub(crate) fn path(&self) -> String {
        format!("/credentials/{}", self.award.id)
    }

    pub(crate) async fn read(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
        let request = self.world.visitor.anonymous().request(Method::GET, path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(name, *value));
        Answer::of(format!("GET {path}"), request).await.expect("reachable")
    }

    pub(crate) async fn badge(&self) -> Value {
        self.read(&self.path(), &[]).await.expect(200).expect("it is public").json
    }

    pub(crate) async fn verify(&self, body: Value) -> Answer {
        self.world.visitor.anonymous().post("/api/verify", &body).await.expect("reachable")
    }

    pub(crate) async fn stored(&self) -> Award {
        let app = self.world.stack.app();
        app.table.load(Key::Award(self.award.id)).await.expect("it is there")
    }
}

/// An award of the first earner with the best results, not signed yet.
pub(crate) async fn award(world: &World, public: bool) -> Award {
    let app = world.stack.app();
    let issuer = app.table.issuers().await.expect("the table").remove(0);
    let slug: Slug = IDEAS.parse().expect("a slug");
    let edition = app.table.newest(&slug).await.expect("it is published");
    Award {
        results: best(&edition),
        readers: 1,
        public,
        ..Award::unsigned(
            (app.id::<kind::Award>(), app.id::<kind::Submission>()),
            (earner(world).await, issuer.id),
            (slug, edition.version),
            ("00ff".into(), app.now()),
        )
    }
}

async fn earner(world: &World) -> PersonId {
    let email = seed::EARNERS[0].parse().expect("an address");
    world.stack.app().table.person_by_email(&email).await.expect("the table").expect("she is there").id
}

fn best(edition: &Edition) -> Results {
    let parts = edition.definition.parts.iter();
    parts
        .map(|part| {
            let best = part
                .rubric()
                .iter()
                .filter_map(|criterion| Some((criterion.id.clone(), criterion.levels.last()?.id.clone())));
            (part.id.clone(), best.collect())
        })
        .collect()
}

pub(crate) fn header_of<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

pub(crate) fn failed(answer: &Answer) -> Vec<&str> {
    let checks = answer.at("/checks").expect("checks").as_array().expect("a list");
    checks.iter().filter(|one| one["outcome"] == "failed").filter_map(|one| one["check"].as_str()).collect()
}

#[tokio::test]
async fn a_badge_is_served_as_the_reader_asks_and_from_pages_of_any_site() {
    let held = Held::start(true).await;
    for (accept, wanted) in [
        ("*/*", "application/vc+ld+json"),
        ("application/json", "application/json"),
        ("text/html,*/*;q=0.8", "text/html; charset=utf-8"),
    ] {
        let answer = held.read(&held.path(), &[(header::ACCEPT, accept)]).await.expect(200).expect("public");
        assert_eq!(header_of(&answer, "content-type"), wanted);
        assert_eq!(header_of(&answer, "access-control-allow-origin"), "*");
        assert!(header_of(&answer, "vary").starts_with("accept"));

        let tag = header_of(&answer, "etag").to_owned();
        let again = held.read(&held.path(), &[(header::ACCEPT, accept), (header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!((again.status, again.body.as_str()), (304, ""));
    }
    let served = held.badge().await.to_string();
    let issued = held.world.stack.app().issued(held.award.id).await.expect("it is signed");
    assert_eq!(issued.text, served);
}

#[tokio::test]
async fn the_page_of_a_badge_needs_no_script_and_shows_the_results() {
    let held = Held::start(true).await;

    let page = held.read(&format!("{}?format=html", held.path()), &[]).await.expect(200).expect("public");

    let policy = header_of(&page, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!page.body.contains("<script") && !page.body.contains("style=\""), "{}", page.body);
    for shown in ["This badge is valid.", "Generating Ideas", "Description of the activity", "did:web:"] {
        assert!(page.body.contains(shown), "{shown} in {}", page.body);
    }
    assert!(!page.body.contains(seed::EARNERS[0]));
}

#[tokio::test]
async fn a_private_badge_says_only_whether_it_is_valid_except_to_its_holder() {
    let held = Held::start(false).await;
    let stranger = held.world.earner(1).await;
    let holder = held.world.earner(0).await;

    assert_eq!(held.badge().await, json!({"valid": true}));
    assert_eq!(stranger.get(&held.path()).await.expect("reachable").json, json!({"valid": true}));
    let page = held.read(&format!("{}?format=html", held.path()), &[]).await.expect(200).expect("a page");
    assert!(
        page.body.contains("This badge is valid.") && !page.body.contains("Generating Ideas"),
        "{}",
        page.body
    );
    assert!(page.body.contains("noindex"));
    let asked = json!({"id": held.award.id, "email": "nobody@school.example"});
    assert_eq!(held.verify(asked).await.expect(200).expect("an answer").json, json!({"valid": true}));

    let hers = holder.get(&held.path()).await.expect("reachable").expect(200).expect("it is hers");
    assert_eq!(header_of(&hers, "cache-control"), "private, no-store");
    let pasted = held.verify(json!({"credential": hers.json})).await.expect(200).expect("an answer");
    assert_eq!(pasted.json["valid"], true);
}

#[tokio::test]
async fn a_genuine_badge_is_valid_however_it_is_named() {
    let held = Held::start(true).await;
    let badge = held.badge().await;
    for body in [
        json!({"credential": badge}),
        json!({"id": held.award.id}),
        json!({"id": badge["id"]}),
        json!({"id": badge["id"], "email": seed::EARNERS[0].to_uppercase()}),
    ] {
        let answer = held.verify(body.clone()).await.expect(200).expect("an answer");
        assert_eq!((answer.json["valid"].as_bool(), failed(&answer)), (Some(true), vec![]), "{body}");
        assert_eq!(answer.json["badge"]["name"], "Generating Ideas");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_badge_is_told_item_by_item() {
    let held = Held::start(true).await;
    let badge = held.badge().await;
    let with = |pointer: &str, value: Value| {
        let mut changed = badge.clone();
        *changed.pointer_mut(pointer).expect("a place") = value;
        changed
    };
    let mut more = badge.clone();
    more["colour"] = json!("red");
    for (credential, wanted) in [
        (with("/name", json!("Another skill")), vec!["signature"]),
        (with("/issuer/id", json!("did:web:other.example")), vec!["signature", "issuer"]),
        (with("/id", json!("https://other.example/credentials/1")), vec!["signature", "status"]),
        (with("/validFrom", json!("2999-01-01T00:00:00Z")), vec!["signature", "dates"]),
        (with("/proof/verificationMethod", json!("did:web:other.example#z6Mk")), vec!["signature"]),
        (more, vec!["form"]),
        (json!({}), vec!["form"]),
    ] {
        let answer = held.verify(json!({"credential": credential})).await.expect(200).expect("an answer");
        assert_eq!(
            (answer.json["valid"].as_bool(), failed(&answer)),
            (Some(false), wanted),
            "{}",
            answer.body
        );
    }
    let others = json!({"credential": badge, "email": seed::EARNERS[1]});
    assert_eq!(failed(&held.verify(others).await), ["subject"]);
    assert_eq!(held.verify(json!({"id": "awd_00000000000000000000000000"})).await.status, 404);
    assert_eq!(held.verify(json!({"id": "anything", "credential": {}})).await.status, 422);
}

#[tokio::test]
async fn an_award_that_is_signed_again_keeps_its_badge_and_sends_one_letter() {
    let held = Held::start(true).await;
    let (first, letters) = (held.stored().await, held.world.subjects(seed::EARNERS[0]).await);

    let message = json!({"award": held.award.id}).to_string();
    let event =
        json!({"Records": [{"messageId": "1", "body": message}, {"messageId": "2", "body": "nonsense"}]});
    let answer = held.world.stack.invoke("sign-awards", &event).await.expect("it runs");
    held.world.stack.settle().await;

    assert_eq!(answer, json!({"batchItemFailures": [{"itemIdentifier": "2"}]}));
    assert_eq!(held.stored().await, first);
    assert_eq!(held.world.subjects(seed::EARNERS[0]).await, letters);
}

#[tokio::test]
async fn whoever_knows_only_the_addresses_can_verify_the_badge() {
    let held = Held::start(true).await;
    let badge = held.badge().await;
    let did = held.read("/.well-known/did.json", &[]).await.expect(200).expect("public").json;

    assert_eq!(badge["issuer"]["id"], did["id"]);
    let published = did["assertionMethod"].as_array().expect("a list");
    assert!(published.contains(&badge["proof"]["verificationMethod"]), "{did}");
    assert!(SignedBadge::from_json(&badge).is_ok());
    let list = badge["credentialStatus"]["statusListCredential"].as_str().expect("an address").to_owned();
    let served =
        held.read(&list[held.world.stack.origin().len()..], &[]).await.expect(200).expect("public").json;
    let host = &held.world.stack.app().settings.badge_host;
    let site = Site::default()
        .with_json(&format!("https://{host}/.well-known/did.json"), &did)
        .with_json(&list, &served);
    site.check("a fresh badge", &Tool::OF_DOCUMENTS, &badge, true);
}

#[tokio::test]
async fn the_addresses_in_a_badge_lead_to_what_they_name() {
    let held = Held::start(true).await;
    let badge = held.badge().await;
    let achievement = &badge["credentialSubject"]["achievement"];
    let path = format!("/achievements/{IDEAS}/{}", held.award.edition);

    assert!(achievement["id"].as_str().is_some_and(|id| id.ends_with(&path)), "{achievement}");
    let mut served = held.read(&path, &[]).await.expect(200).expect("public").json;
    assert!(served.as_object_mut().and_then(|object| object.shift_remove("@context")).is_some());
    assert_eq!(&served, achievement);
    let page = held.read(&format!("{path}?format=html"), &[]).await.expect(200).expect("public");
    assert!(page.body.contains("id=\"criteria\""), "{}", page.body);

    let issuer =
        held.read(&format!("/issuers/{}", held.award.issuer), &[]).await.expect(200).expect("public");
    assert_eq!(issuer.json["id"], badge["issuer"]["id"]);
    assert_eq!(issuer.json["name"], badge["issuer"]["name"]);
    let unknown = ["/achievements/generating-ideas/999", "/issuers/org_00000000000000000000000000"];
    for path in unknown {
        assert_eq!(held.read(path, &[]).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_badge_of_nothing_is_not_there() {
    let held = Held::start(true).await;
    for path in ["/credentials/awd_00000000000000000000000000", "/credentials/anything", "/credentials/"] {
        assert_eq!(held.read(path, &[]).await.status, 404, "{path}");
    }
    let submission: SubmissionId = held.award.submission;
    assert_eq!(held.read(&format!("/credentials/{submission}"), &[]).await.status, 404);
}

#[tokio::test]
async fn the_rigor_receipt_tells_how_it_was_assessed_unless_the_badge_is_private() {
    let held = Held::start(true).await;
    let badge = held.badge().await;
    let named = badge["evidence"].as_array().and_then(|all| all.iter().find_map(|one| one["id"].as_str()));
    let path = named.and_then(|address| address.strip_prefix(held.world.stack.origin())).expect("an address");

    let receipt = held.read(path, &[]).await.expect(200).expect("public").json;
    assert_eq!(receipt["badge"], badge["id"]);
    assert_eq!(receipt["rubricVersion"], held.award.edition);
    assert_eq!(receipt["agreement"], json!({"is": "not-measured", "n": 0}));
    let page = held.read(&format!("{path}?format=html"), &[]).await.expect(200).expect("public");
    assert!(page.body.contains("Nothing can be said yet") && page.body.contains("n = 0"), "{}", page.body);

    let private = Held::start(false).await;
    assert_eq!(private.read(&format!("{}/receipt", private.path()), &[]).await.status, 404);
}

#[tokio::test]
async fn signing_an_award_takes_few_units() {
    let held = Held::start(true).await;
    let (world, app) = (&held.world, held.world.stack.app());
    world.stack.pause_relay();
    let award = award(world, true).await;
    app.table.commit(Commit::new().create(&award).expect("a row")).await.expect("stored");

    let before = spent(world);
    let body = json!({"award": award.id}).to_string();
    let event = json!({"Records": [{"messageId": "1", "body": body}]});
    world.stack.invoke("sign-awards", &event).await.expect("it runs");

    let Spent { written, read, .. } = spent(world) - before;
    assert!(written <= 20.0 && read <= 8.0, "{written} written, {read} read");
}

/// What the table billed for everything together.
pub(crate) fn spent(world: &World) -> Spent {
    let mut all = Spent::default();
    for one in world.stack.app().table.units().spent().into_values() {
        all += one;
    }
    all
}

impl Held {
    /// Revokes the award, as its issuer does.
    pub(crate) async fn revoke(&self, reason: &str) {
        let app = self.world.stack.app();
        let (seen, by) = (self.stored().await, earner(&self.world).await);
        let proposal = Proposal { by, at: app.now(), reason: reason.to_owned() };
        let proposed = seen.clone().propose_revocation(proposal).expect("it holds");
        let revoked = proposed.revoke(by, true, app.now()).expect("it was proposed");
        let commit = Commit::new().replace_since(seen.version, &revoked).expect("a row");
        app.table.commit(commit).await.expect("stored");
        self.world.stack.settle().await;
    }
}
