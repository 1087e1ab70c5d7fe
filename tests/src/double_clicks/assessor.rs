//! Everything an assessor does, each twice; then the decision, the badge, and handing an assignment back.

use std::collections::BTreeSet;

use cloud::table::keys::Key;
use domain::award::Award;
use local::{
    client::{Answer, Caller, Life, Reading, scored},
    seed,
};
use serde_json::{Value, json};

use super::Clicks;

pub(super) async fn reads_and_scores() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let life = clicks.world.submitted().await;
    let reading = opens(&mut clicks, &life).await;
    let work = reading.work().await.expect("hers");
    let artifact = work.text("/artifacts/0/artifact").expect("a file");
    let email = clicks.world.asked(&life).await;
    keeps_comments(&mut clicks, &reading, email).await;

    // Each address is recorded before it is given.
    let read = "POST /api/submissions/{submission}/artifacts/{artifact}/reading";
    clicks.twice(&reading.assessor, (read, &[&life.submission, &artifact]), json!({}), (200, 200)).await;
    assert_eq!(clicks.deeds(&life.submission, "artifact-read").await, 2);

    states_when_she_is_away(&mut clicks, email).await;
    scores(&mut clicks, &reading, &work).await;
    let issuer = clicks.world.administrator().await;
    let view = issuer.get(&life.route("")).await.expect("reachable");
    let body = json!({"version": view.number("/version").expect("a version"), "outcome": "award"});
    let decide = "POST /api/submissions/{submission}/decision";
    let [decided, _] = clicks.twice(&issuer, (decide, &[&life.submission]), body, (200, 409)).await;
    clicks.world.stack.settle().await;

    clicks.each_once(&life, &["no-conflict-stated", "code-sent", "assessed", "decided", "signed"]).await;
    let subjects = clicks.world.subjects(seed::EARNERS[0]).await;
    assert_eq!(subjects.len(), 3, "to sign in, received, awarded: {subjects:?}");
    let anybody = clicks.world.visitor.anonymous();
    let award = decided.text("/award").expect("an award");
    clicks.twice(&anybody, ("POST /api/verify", &[]), json!({"id": award}), (200, 200)).await;
    clicks.twice(&anybody, ("POST /verify", &[]), json!({}), (200, 200)).await;
    shows(&mut clicks, &life, &award).await;
    let chosen = json!({"awards": [award]});
    let [asked, again] = clicks.twice(&life.earner, ("POST /api/bundles", &[]), chosen, (202, 202)).await;
    clicks.world.stack.settle().await;
    assert_eq!(asked.json["id"], again.json["id"], "the same awards, signed together once");
    revokes(&mut clicks, &issuer, &life, &award).await;

    hands_back(&mut clicks).await;
    clicks.clicked
}

/// What is stated twice is kept once.
async fn states_when_she_is_away(clicks: &mut Clicks, email: &'static str) {
    let assessor = clicks.world.sign_in(email).await;
    let issuer = clicks.world.stack.app().table.issuers().await.expect("the table")[0].id.to_string();
    let stated =
        json!({"available": true, "cap": 4, "away": [{"from": "2999-12-21", "until": "2999-12-31"}]});
    let save = "PUT /api/availability/{organisation}";
    let [first, second] = clicks.twice(&assessor, (save, &[&issuer]), stated, (200, 200)).await;
    assert_eq!(first.json, second.json);
    let person = clicks.world.person(email).await.to_string();
    assert_eq!(clicks.deeds(&person, "availability-stated").await, 1);
}

/// The badge, with its holder's name from now on: the second tab is told, and changes nothing.
async fn shows(clicks: &mut Clicks, life: &Life, award: &str) {
    let key = Key::Award(award.parse().expect("an id"));
    let stored: Award = clicks.world.stack.app().table.load(key).await.expect("it is stored");
    let body = json!({"version": stored.version, "public": true, "named": true});
    clicks.twice(&life.earner, ("PUT /api/awards/{award}/visibility", &[award]), body, (200, 409)).await;
    assert_eq!(clicks.deeds(&life.submission, "visibility-changed").await, 1);
}

/// The award, taken back: each of the two steps is made once.
async fn revokes(clicks: &mut Clicks, issuer: &Caller, life: &Life, award: &str) {
    let revoke = ("POST /api/awards/{award}/revocation", [award]);
    let key = Key::Award(award.parse().expect("an id"));
    let stored: Award = clicks.world.stack.app().table.load(key).await.expect("it is stored");
    let propose = json!({"version": stored.version, "step": "propose", "reason": "The work was another's."});
    clicks.twice(issuer, (revoke.0, &revoke.1), propose, (200, 409)).await;
    let confirm = json!({"version": stored.version + 1, "step": "confirm", "alone": true});
    clicks.twice(issuer, (revoke.0, &revoke.1), confirm, (200, 409)).await;
    assert_eq!(clicks.deeds(&life.submission, "revocation").await, 2);
}

/// Her link, opened twice: another browser is asked for a code, and the first one goes on.
async fn opens(clicks: &mut Clicks, life: &Life) -> Reading {
    let email = clicks.world.asked(life).await;
    let letter = clicks.world.visitor.mail().wait_for(email, |letter| letter.leads_to("/assignment#")).await;
    let token = letter.expect("she is asked").token().expect("a link");
    let link = json!({"token": token, "bearer": true});
    let open = "POST /api/assignments/open";
    let anybody = clicks.world.visitor.anonymous();
    let [opened, other] = clicks.twice(&anybody, (open, &[]), link.clone(), (200, 202)).await;
    assert_eq!(other.text("/is").expect("an answer"), "codeSent");

    let assessor = clicks.world.visitor.with_bearer(&opened.text("/bearer").expect("a session"));
    clicks.twice(&assessor, (open, &[]), link, (200, 200)).await;
    let reading = Reading { assessor, assignment: opened.text("/assignment").expect("an id") };
    let state = "POST /api/assignments/{assignment}/no-conflict";
    clicks.twice(&reading.assessor, (state, &[&reading.assignment]), json!({}), (204, 204)).await;
    reading
}

/// Her own bank of comments, by her link and signed in.
async fn keeps_comments(clicks: &mut Clicks, reading: &Reading, email: &str) {
    let bank = |version: u64| json!({"version": version, "comments": ["Well seen."]});
    let route = "PUT /api/assignments/{assignment}/comment-bank";
    clicks.twice(&reading.assessor, (route, &[&reading.assignment]), bank(0), (200, 409)).await;
    let person = clicks.world.sign_in(email).await;
    clicks.twice(&person, ("PUT /api/comment-bank", &[]), bank(1), (200, 409)).await;
}

async fn scores(clicks: &mut Clicks, reading: &Reading, work: &Answer) {
    let ids: &[&str] = &[&reading.assignment];
    let parts = work.at("/parts").expect("parts").as_array().expect("a list");
    let scores: Value = parts.iter().map(|part| scored(part, &[])).collect();
    let body = json!({"version": 0, "scores": scores});
    let route = "PUT /api/assignments/{assignment}/assessment";
    clicks.twice(&reading.assessor, (route, ids), body, (200, 409)).await;
    let route = "POST /api/assignments/{assignment}/assessment";
    clicks.twice(&reading.assessor, (route, ids), json!({"version": 1}), (200, 410)).await;
}

/// Another earner's attempt, handed back: somebody else is asked, once.
async fn hands_back(clicks: &mut Clicks) {
    let life = clicks.world.submitted_by(1).await;
    let reading = clicks.world.reading(&life).await;
    let decline = "POST /api/assignments/{assignment}/decline";
    let because = json!({"reason": "other"});
    clicks.twice(&reading.assessor, (decline, &[&reading.assignment]), because, (204, 410)).await;
    clicks.world.stack.settle().await;
    assert_eq!(clicks.deeds(&life.submission, "declined").await, 1);
    assert_eq!(clicks.deeds(&life.submission, "assigned").await, 2);
}
