//! Every route, asked by every kind of caller.
//!
//! A route that is in the template and not in this table fails the test, so the table is whole.

use std::collections::BTreeSet;

use cloud::table::Commit;
use domain::{
    email::EmailAddress,
    person::{OrganisationKind, Role},
};
use jiff::SignedDuration;
use local::client::{Answer, Caller, Life};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    badges, drift,
    world::{IDEAS, World},
};

/// The route that issues an artifact's address.
const READING: &str = "/api/submissions/{submission}/artifacts/{artifact}/reading";

/// How a district shows the form.
const DISTRICT: &str = "/api/districts/{organisation}";

/// A definition that may be saved.
fn shipped() -> Value {
    let definition = domain::catalogue::shipped().remove(0);
    serde_json::to_value(definition).expect("a definition has a JSON form")
}

/// Whose a route is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Anybody's.
    Everybody,
    /// Of whoever is signed in: it shows or changes only what is hers.
    SignedIn,
    /// The earner's of the submission.
    Earner,
    /// The earner's and the issuer's staff's.
    EarnerAndIssuer,
    /// The assessor's, through her link.
    Assessor,
    /// The earner's, the assessor's and the issuer's.
    Readers,
    /// The issuer's staff's.
    Issuer,
    /// The administrator's of the district.
    District,
}

/// Method, path, whose it is, and a body that is right but for who sends it.
type Route = (&'static str, &'static str, Whose, Value);

fn routes() -> Vec<Route> {
    use Whose::{Assessor, District, Earner, EarnerAndIssuer, Everybody, Issuer, Readers, SignedIn};
    let nothing = Value::Null;
    let version = json!({"version": 1});
    let sum = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    vec![
        ("GET", "/api/health", Everybody, nothing.clone()),
        ("GET", "/api/microcredentials", Everybody, nothing.clone()),
        ("GET", "/api/microcredentials/{slug}", Everybody, nothing.clone()),
        ("GET", "/api/microcredentials/{slug}/submission-schema", Everybody, nothing.clone()),
        ("PUT", "/api/microcredentials/{slug}", Issuer, shipped()),
        ("DELETE", "/api/microcredentials/{slug}", Issuer, nothing.clone()),
        ("POST", "/api/microcredentials/{slug}/publish", Issuer, version.clone()),
        ("POST", "/api/sign-in", Everybody, json!({"email": "nobody@example.org"})),
        ("POST", "/api/sign-in/redeem", Everybody, json!({"token": "none"})),
        ("GET", "/api/me", SignedIn, nothing.clone()),
        ("POST", "/api/session/hand-over", SignedIn, json!({})),
        ("GET", "/api/organisations", SignedIn, nothing.clone()),
        ("POST", "/api/sign-out", SignedIn, nothing.clone()),
        ("GET", DISTRICT, District, nothing.clone()),
        ("PUT", DISTRICT, District, json!({"version": 0, "origins": [], "offered": []})),
        ("GET", "/embed/{organisation}", Everybody, nothing.clone()),
        ("POST", "/api/submissions", SignedIn, json!({"microcredential": IDEAS, "goal": "own"})),
        ("GET", "/api/submissions", SignedIn, nothing.clone()),
        ("GET", "/api/awards", SignedIn, nothing.clone()),
        (
            "PUT",
            "/api/awards/{award}/visibility",
            Earner,
            json!({"version": 2, "public": false, "named": true}),
        ),
        ("GET", "/api/submissions/{submission}", EarnerAndIssuer, nothing.clone()),
        ("PUT", "/api/submissions/{submission}/responses", Earner, json!({"version": 1, "parts": {}})),
        (
            "POST",
            "/api/submissions/{submission}/submit",
            Earner,
            json!({"version": 1, "statements": {"ownWork": true, "studentPermission": true, "noStudentNames": true}}),
        ),
        ("POST", "/api/submissions/{submission}/withdraw", Earner, version.clone()),
        (
            "POST",
            "/api/submissions/{submission}/uploads",
            Earner,
            json!({"part": "artifacts", "student": "Student A", "name": "a.pdf", "mediaType": "application/pdf", "size": 5, "fingerprint": {"modified": 0, "edges": sum}}),
        ),
        (
            "POST",
            "/api/submissions/{submission}/uploads/{artifact}/parts",
            Earner,
            json!({"parts": [{"number": 1, "sha256": sum}]}),
        ),
        ("GET", "/api/submissions/{submission}/uploads/{artifact}", Earner, nothing.clone()),
        ("POST", "/api/submissions/{submission}/uploads/{artifact}/complete", Earner, json!({})),
        ("DELETE", "/api/submissions/{submission}/uploads/{artifact}", Earner, nothing.clone()),
        ("POST", "/api/assignments/open", Everybody, json!({"token": "none"})),
        ("GET", "/api/assignments/{assignment}", Assessor, nothing.clone()),
        ("POST", "/api/assignments/{assignment}/no-conflict", Assessor, json!({})),
        ("GET", "/api/assignments/{assignment}/comment-bank", Assessor, nothing.clone()),
        (
            "PUT",
            "/api/assignments/{assignment}/comment-bank",
            Assessor,
            json!({"version": 0, "comments": ["Well seen."]}),
        ),
        ("GET", "/api/comment-bank", SignedIn, nothing.clone()),
        ("PUT", "/api/comment-bank", SignedIn, json!({"version": 0, "comments": []})),
        ("POST", READING, Readers, json!({})),
        ("PUT", "/api/assignments/{assignment}/assessment", Assessor, json!({"version": 0, "scores": {}})),
        ("POST", "/api/assignments/{assignment}/assessment", Assessor, json!({"version": 0})),
        ("POST", "/api/assignments/{assignment}/decline", Assessor, json!({"reason": "other"})),
        ("GET", "/api/issuer/submissions", Issuer, nothing.clone()),
        (
            "POST",
            "/api/submissions/{submission}/assignments",
            Issuer,
            json!({"assessor": "per_00000000000000000000000000"}),
        ),
        ("POST", "/api/submissions/{submission}/decision", Issuer, json!({"version": 1, "outcome": "award"})),
        ("GET", "/api/awards/{award}", Issuer, nothing.clone()),
        (
            "POST",
            "/api/awards/{award}/revocation",
            Issuer,
            json!({"version": 2, "step": "propose", "reason": "Awarded by mistake."}),
        ),
        ("GET", "/api/submissions/{submission}/assessors", Issuer, nothing.clone()),
        ("GET", "/api/submissions/{submission}/audit", Issuer, nothing.clone()),
        ("GET", "/api/people", Issuer, nothing.clone()),
        (
            "PUT",
            "/api/people",
            Issuer,
            json!({"email": "new@example.org", "name": "New", "organisation": "org_00000000000000000000000001", "roles": []}),
        ),
        ("GET", "/api/letters", Issuer, nothing.clone()),
        ("POST", "/api/letters/{letter}/resend", Issuer, json!({})),
        ("GET", "/credentials/{award}", Everybody, nothing.clone()),
        ("GET", "/credentials/{award}/receipt", Everybody, nothing.clone()),
        ("GET", "/status/{number}", Everybody, nothing.clone()),
        ("GET", "/credentials/{award}/{file}", Everybody, nothing.clone()),
        ("GET", "/achievements/{slug}/{version}", Everybody, nothing.clone()),
        ("GET", "/achievements/{slug}/{version}/{file}", Everybody, nothing.clone()),
        ("GET", "/ob2/assertions/{award}", Everybody, nothing.clone()),
        ("GET", "/ob2/badges/{slug}/{version}", Everybody, nothing.clone()),
        ("GET", "/ob2/issuers/{organisation}", Everybody, nothing.clone()),
        ("GET", "/verify", Everybody, nothing.clone()),
        ("POST", "/verify", Everybody, json!({})),
        ("GET", "/achievements/{slug}", Everybody, nothing.clone()),
        ("GET", "/.well-known/jwks.json", Everybody, nothing.clone()),
        ("GET", "/keys/{key}", Everybody, nothing.clone()),
        ("GET", "/issuers/{organisation}", Everybody, nothing.clone()),
        ("GET", "/.well-known/did.json", Everybody, nothing.clone()),
        ("POST", "/api/verify", Everybody, json!({"id": "awd_00000000000000000000000000"})),
    ]
}

/// Who asks.
struct Callers {
    anonymous: Caller,
    expired: Caller,
    other_earner: Caller,
    other_assessor: Caller,
    assessor_without_link: Caller,
    other_staff: Caller,
}

/// Two lives, of which the second's people are the others.
struct Scene {
    world: World,
    life: Life,
    artifact: String,
    assignment: String,
    award: String,
    callers: Callers,
}

async fn scene() -> Scene {
    let world = World::start().await;
    let expired = world.earner(2).await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    let artifact = life.read().await.expect("readable").text("/artifacts/0/artifact").expect("an artifact");

    let award = badges::award(&world, true).await;
    world.stack.app().table.commit(Commit::new().create(&award).expect("a row")).await.expect("stored");

    let other = Life::open(&world.earner(2).await, IDEAS).await.expect("it opens");
    world.fill(&other).await;
    other.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let other_reading = world.reading(&other).await;
    let asked = world.asked(&life).await;

    let other_staff = staff_of_a_district(&world).await;
    expired.post("/api/sign-out", &json!({})).await.expect("reachable").expect(204).expect("signed out");
    let callers = Callers {
        anonymous: world.visitor.anonymous(),
        expired,
        other_earner: other.earner.clone(),
        other_assessor: other_reading.assessor,
        assessor_without_link: world.sign_in(asked).await,
        other_staff,
    };
    let award = award.id.to_string();
    Scene { world, life, artifact, assignment: reading.assignment, award, callers }
}

/// Somebody with every role, in an organisation that is not the issuer.
pub(crate) async fn staff_of_a_district(world: &World) -> Caller {
    let app = world.stack.app();
    let email: EmailAddress = "staff@district.example.com".parse().expect("an address");
    let district = domain::person::Organisation {
        id: app.id(),
        kind: OrganisationKind::District,
        name: "Another District".parse().expect("a name"),
        url: "https://district.example.com".into(),
        contact: email.clone(),
        schools: Vec::new(),
    };
    let roles = BTreeSet::from([Role::Administrator, Role::Issuer, Role::Developer, Role::Recognizer]);
    let person = domain::person::Person {
        id: app.id(),
        version: 1,
        email: email.clone(),
        name: "Staff".parse().expect("a name"),
        language: domain::letter::Language::En,
        memberships: vec![domain::person::Membership { organisation: district.id, roles, school: None }],
    };
    let owner =
        cloud::table::record::EmailOwner { hash: cloud::table::email_hash(&email), person: person.id };
    let commit = Commit::new().create(&district).and_then(|commit| commit.create(&person));
    let commit = commit.and_then(|commit| commit.create(&owner)).expect("rows");
    let commit = cloud::table::Commit::new().create(&district);
    let commit = commit.and_then(|commit| commit.create_person(&person)).expect("rows");
    app.table.commit(commit).await.expect("stored");
    world.sign_in(email.as_str()).await
}

impl Scene {
    /// The path with the ids of the first life, or with ids of nothing.
    fn path(&self, path: &str, known: bool) -> String {
        let or = |id: &str, unknown: &str| if known { id.to_owned() } else { unknown.to_owned() };
        path.replace("{submission}", &or(&self.life.submission, "sub_00000000000000000000000000"))
            .replace("{artifact}", &or(&self.artifact, "art_00000000000000000000000000"))
            .replace("{assignment}", &or(&self.assignment, "asg_00000000000000000000000000"))
            .replace("{slug}", IDEAS)
            .replace("{version}", "1")
            .replace("{number}", "1")
            .replace("{file}", if path.starts_with("/credentials") { "badge.png" } else { "image.png" })
            .replace("{key}", "none")
            .replace("{letter}", "let_00000000000000000000000000")
            .replace("{award}", &or(&self.award, "awd_00000000000000000000000000"))
            .replace("{organisation}", "org_00000000000000000000000001")
    }

    async fn ask(&self, caller: &Caller, route: &Route, known: bool) -> Answer {
        let (method, path, _, body) = route;
        let method: Method = method.parse().expect("a method");
        let path = match *path {
            "/api/issuer/submissions" | "/api/letters" => format!(
                "{path}?state={}&organisation=org_00000000000000000000000001",
                if path.contains("letters") { "dead" } else { "submitted" }
            ),
            DISTRICT | "/embed/{organisation}" => path.replace(
                "{organisation}",
                if known { "org_00000000000000000000000002" } else { "org_00000000000000000000000000" },
            ),
            "/api/people" if method == Method::GET => {
                format!("{path}?organisation=org_00000000000000000000000001")
            }
            _ => self.path(path, known),
        };
        let body = (*body != Value::Null).then_some(body);
        caller.send(method, &path, body).await.expect("reachable")
    }

    /// `caller` may not know: the answer is the same as for what doesn't exist.
    async fn check_unknown(&self, who: &str, caller: &Caller, route: &Route) {
        let answer = self.ask(caller, route, true).await;
        assert_eq!(answer.status, 404, "{who}: {} {}: {}", route.0, route.1, answer.body);
        let nothing = self.ask(caller, route, false).await;
        assert_eq!(bare(&answer), bare(&nothing), "{who}: {} {}", route.0, route.1);
    }

    async fn check_signed_out(&self, route: &Route) {
        for caller in [&self.callers.anonymous, &self.callers.expired] {
            let answer = self.ask(caller, route, true).await;
            assert_eq!(answer.status, 401, "{} {}: {}", route.0, route.1, answer.body);
        }
    }
}

/// The problem document without what differs from request to request.
fn bare(answer: &Answer) -> Value {
    let mut document = answer.json.clone();
    if let Some(members) = document.as_object_mut() {
        members.remove("requestId");
    }
    document
}

#[test]
fn the_table_has_every_route_of_the_template() {
    let known: BTreeSet<String> =
        routes().iter().map(|(method, path, ..)| format!("{method} {path}")).collect();
    assert_eq!(known, drift::served());
}

#[tokio::test]
async fn every_route_refuses_whoever_it_is_not_for() {
    let scene = scene().await;
    let callers = &scene.callers;
    for route in routes() {
        let strangers: &[(&str, &Caller)] = match route.2 {
            Whose::Everybody => {
                let answer = scene.ask(&callers.anonymous, &route, true).await;
                assert!(
                    ![401, 403, 500].contains(&answer.status),
                    "{} {}: {}",
                    route.0,
                    route.1,
                    answer.body
                );
                continue;
            }
            Whose::SignedIn => &[],
            Whose::Earner => &[
                ("another earner", &callers.other_earner),
                ("staff of another organisation", &callers.other_staff),
                ("the assessor, signed in", &callers.assessor_without_link),
            ],
            Whose::EarnerAndIssuer | Whose::Issuer | Whose::District => &[
                ("another earner", &callers.other_earner),
                ("staff of another organisation", &callers.other_staff),
                ("the assessor, signed in", &callers.assessor_without_link),
            ],
            Whose::Assessor | Whose::Readers => &[
                ("another earner", &callers.other_earner),
                ("another assessor", &callers.other_assessor),
                ("staff of another organisation", &callers.other_staff),
                ("the assessor without her link", &callers.assessor_without_link),
            ],
        };
        scene.check_signed_out(&route).await;
        if matches!(route.2, Whose::Earner | Whose::EarnerAndIssuer | Whose::Issuer | Whose::District) {
            // A session of an assignment is nobody's session for what persons do.
            let answer = scene.ask(&callers.other_assessor, &route, true).await;
            assert_eq!(answer.status, 401, "another assessor: {} {}: {}", route.0, route.1, answer.body);
        }
        for (who, caller) in strangers {
            scene.check_unknown(who, caller, &route).await;
        }
    }
    assert_eq!(scene.world.state(&scene.life).await, "in-assessment", "nothing of it changed anything");
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_for_a_fortnight() {
    let world = World::start().await;
    let earner = world.earner(0).await;
    world.stack.advance(SignedDuration::from_hours(24 * 13));
    assert_eq!(earner.get("/api/me").await.expect("reachable").status, 200);
    world.stack.advance(SignedDuration::from_hours(24 * 2));
    assert_eq!(earner.get("/api/me").await.expect("reachable").status, 401);
}

#[tokio::test]
async fn a_cookie_counts_only_from_a_page_of_ours() {
    let world = World::start().await;
    let bearer = world.earner(0).await.bearer().expect("a bearer").to_owned();
    let origin = world.stack.origin().to_owned();
    let post = |from: Option<String>| {
        let body = json!({"microcredential": IDEAS, "goal": "own"});
        let mut request = world.visitor.anonymous().request(Method::POST, "/api/submissions").json(&body);
        request = request.header("cookie", format!("__Host-session={bearer}"));
        if let Some(from) = from {
            request = request.header("origin", from);
        }
        async { Answer::of("POST".into(), request).await.expect("reachable").status }
    };

    assert_eq!(post(None).await, 403);
    assert_eq!(post(Some("https://elsewhere.example.com".into())).await, 403);
    assert_eq!(post(Some("null".into())).await, 403);
    assert_eq!(post(Some(origin)).await, 201);
}
