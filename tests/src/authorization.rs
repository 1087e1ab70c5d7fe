//! Every route, asked by every kind of caller.
//!
//! A route that is in the template and not in this table fails the test, so the table is whole.

mod facts;
mod routes;

use std::collections::BTreeSet;

use cloud::table::{Commit, coaching::Coached};
use domain::{
    PersonId,
    coaching::{Coach, Coaching, Told},
    email::EmailAddress,
    person::{OrganisationKind, Person, Role},
    recognition::{Recognition, Recognitions, State},
};
use jiff::SignedDuration;
use local::{
    client::{Answer, Caller, Life, Reading},
    seed,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    badges, drift, shortlists,
    world::{IDEAS, World},
};

use routes::{
    DESK, DISTRICT, EXPORT, FOREIGN_BADGE, FOREIGN_BADGES, IMPORT, POLICY, RECIPROCITY, REGISTER, REPORT,
    ROSTER, ROSTER_IMPORT, Route, SCHOOLS, Whose, routes,
};

/// Who asks.
struct Callers {
    anonymous: Caller,
    expired: Caller,
    other_earner: Caller,
    other_assessor: Caller,
    assessor_without_link: Caller,
    other_staff: Caller,
    coach: Caller,
    other_coach: Caller,
}

/// Two lives, of which the second's people are the others.
struct Scene {
    world: World,
    life: Life,
    artifact: String,
    reading: Reading,
    award: String,
    share: String,
    earner: PersonId,
    callers: Callers,
}

async fn scene() -> Scene {
    let world = World::start().await;
    let expired = world.earner(2).await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    let artifact = life.read().await.expect("readable").text("/artifacts/0/artifact").expect("an artifact");

    let award = badges::award(&world, true).await;
    let earner = world.person(seed::EARNERS[0]).await;
    let claims = claims_of(earner);
    let commit = Commit::new().create(&award).and_then(|commit| commit.create(&claims)).expect("rows");
    world.stack.app().table.commit(commit).await.expect("stored");

    let other = Life::open(&world.earner(2).await, IDEAS).await.expect("it opens");
    world.fill(&other).await;
    let coach = coached(&world, &life, "coach@school.example.org").await;
    let other_coach = coached(&world, &other, "other-coach@school.example.org").await;
    other.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let other_reading = world.reading(&other).await;
    let asked = world.asked(&life).await;

    let share = shortlists::shared(&life.earner, "adviser@school.example.org").await;
    let other_staff = staff_of_a_district(&world).await;
    expired.post("/api/sign-out", &json!({})).await.expect("reachable").expect(204).expect("signed out");
    let callers = Callers {
        anonymous: world.visitor.anonymous(),
        expired,
        other_earner: other.earner.clone(),
        other_assessor: other_reading.assessor,
        assessor_without_link: world.sign_in(asked).await,
        other_staff,
        coach,
        other_coach,
    };
    let award = award.id.to_string();
    Scene { world, life, artifact, reading, award, share, earner, callers }
}

/// A claim of that earner by the state agency's policy.
fn claims_of(earner: PersonId) -> Recognitions {
    let at = jiff::Timestamp::UNIX_EPOCH;
    let claim = Recognition {
        number: 1,
        edition: 1,
        asked: "salary-step".parse().expect("an id"),
        year: None,
        wants: vec![1],
        awards: Vec::new(),
        revoked: Vec::new(),
        on: jiff::civil::date(2026, 11, 1),
        claimed: at,
        state: State::Claimed { since: at },
        said: Vec::new(),
    };
    let policy = POLICY.parse().expect("a slug");
    Recognitions { earner, recognizer: seed::state(), policy, version: 1, claims: vec![claim] }
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
        version: 1,
        media_days: domain::person::MediaDays::default(),
        former: Vec::new(),
        added_by: None,
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
    let commit = Commit::new().create(&district);
    let commit = commit.and_then(|commit| commit.create_person(&person)).expect("rows");
    app.table.commit(commit).await.expect("stored");
    world.sign_in(email.as_str()).await
}

/// Whoever has that address coaches `life`, which may be handed in by now.
async fn coached(world: &World, life: &Life, email: &str) -> Caller {
    let app = world.stack.app();
    let submission =
        app.table.submission(life.submission.parse().expect("an id")).await.expect("it is there");
    let person = Person {
        id: app.id(),
        version: 1,
        email: email.parse().expect("an address"),
        name: "Dana".parse().expect("a name"),
        language: domain::letter::Language::En,
        memberships: Vec::new(),
    };
    let (earner, id) = (submission.earner, submission.id);
    let coaching = Coaching {
        submission: id,
        number: 1,
        version: 1,
        earner,
        coach: Some(Coach { person: person.id, name: person.name.clone(), email: person.email.clone() }),
        invited: app.now(),
        kept_out: false,
        ended: None,
        told: Told::default(),
        comments: Vec::new(),
    };
    let way = Coached { coach: person.id, submission: id, earner, number: 1 };
    let commit = Commit::new().create_person(&person).and_then(|commit| commit.create(&coaching));
    let commit = commit.and_then(|commit| commit.create(&way));
    let commit = commit.and_then(|commit| commit.replace(&submission.coached(person.id)));
    app.table.commit(commit.expect("rows")).await.expect("stored");
    world.sign_in(email).await
}

impl Scene {
    /// The path with the ids of the first life, or with ids of nothing.
    fn path(&self, path: &str, known: bool) -> String {
        let or = |id: &str, unknown: &str| if known { id.to_owned() } else { unknown.to_owned() };
        path.replace("{submission}", &or(&self.life.submission, "sub_00000000000000000000000000"))
            .replace("{artifact}", &or(&self.artifact, "art_00000000000000000000000000"))
            .replace("{assignment}", &or(&self.reading.assignment, "asg_00000000000000000000000000"))
            .replace("{slug}", if is_of_policies(path) { POLICY } else { IDEAS })
            .replace("{person}", &or(&self.earner.to_string(), "per_00000000000000000000000000"))
            .replace("{version}", "1")
            .replace("{number}", "1")
            .replace("{file}", if path.starts_with("/credentials") { "badge.png" } else { "image.png" })
            .replace("{key}", "none")
            .replace("{person}", "per_00000000000000000000000000")
            .replace("{letter}", "let_00000000000000000000000000")
            .replace("{benchmark}", "bmk_00000000000000000000000000")
            .replace("{erasure}", "era_00000000000000000000000000")
            .replace("{bundle}", "clr_00000000000000000000000000")
            .replace("{award}", &or(&self.award, "awd_00000000000000000000000000"))
            .replace("{share}", &or(&self.share, "shr_00000000000000000000000000"))
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
            REGISTER | IMPORT => {
                let unknown = "org_00000000000000000000000000".to_owned();
                let recognizer = if known { seed::state().to_string() } else { unknown };
                let path = path.replace("{organisation}", &recognizer);
                path.replace("{import}", "imp_00000000000000000000000000")
            }
            RECIPROCITY | FOREIGN_BADGES | FOREIGN_BADGE => {
                let unknown = "org_00000000000000000000000000".to_owned();
                let recognizer = if known { seed::state().to_string() } else { unknown };
                self.path(&path.replace("{organisation}", &recognizer), known)
            }
            DESK | EXPORT => {
                let unknown = "org_00000000000000000000000000".to_owned();
                let recognizer = if known { seed::state().to_string() } else { unknown };
                format!("{path}?organisation={recognizer}")
            }
            DISTRICT | SCHOOLS | ROSTER | ROSTER_IMPORT | REPORT | "/embed/{organisation}" => {
                let district =
                    if known { "org_00000000000000000000000002" } else { "org_00000000000000000000000000" };
                let path = path.replace("{organisation}", district);
                path.replace("{import}", "imp_00000000000000000000000000")
            }
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

fn is_of_policies(path: &str) -> bool {
    ["/api/policies", DESK, "/api/me/recognitions"].iter().any(|begins| path.starts_with(begins))
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
            Whose::Coach | Whose::EarnerAndCoach => &[
                ("another earner", &callers.other_earner),
                ("another coach", &callers.other_coach),
                ("staff of another organisation", &callers.other_staff),
                ("the assessor, signed in", &callers.assessor_without_link),
            ],
            Whose::Earner
            | Whose::EarnerAndAdviser
            | Whose::EarnerAndIssuer
            | Whose::Issuer
            | Whose::District
            | Whose::Endorser
            | Whose::Recognizer => &[
                ("another earner", &callers.other_earner),
                ("her coach", &callers.coach),
                ("staff of another organisation", &callers.other_staff),
                ("the assessor, signed in", &callers.assessor_without_link),
            ],
            Whose::Trainee => &[
                ("another earner", &callers.other_earner),
                ("staff of another organisation", &callers.other_staff),
            ],
            Whose::Assessor => &[
                ("another earner", &callers.other_earner),
                ("another assessor", &callers.other_assessor),
                ("the earner's coach", &callers.coach),
                ("staff of another organisation", &callers.other_staff),
                ("the assessor without her link", &callers.assessor_without_link),
            ],
            Whose::Readers => &[
                ("another earner", &callers.other_earner),
                ("another coach", &callers.other_coach),
                ("another assessor", &callers.other_assessor),
                ("staff of another organisation", &callers.other_staff),
                ("the assessor without her link", &callers.assessor_without_link),
            ],
        };
        scene.check_signed_out(&route).await;
        let of_a_person = matches!(
            route.2,
            Whose::Earner
                | Whose::Coach
                | Whose::EarnerAndCoach
                | Whose::EarnerAndAdviser
                | Whose::EarnerAndIssuer
                | Whose::Issuer
                | Whose::District
                | Whose::Endorser
                | Whose::Recognizer
                | Whose::Trainee
        );
        if of_a_person {
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
