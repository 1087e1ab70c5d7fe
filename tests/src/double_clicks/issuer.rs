//! What the issuer's staff does, each twice: definitions, people, assigning by hand, letters sent again.

use std::collections::BTreeSet;

use cloud::table::Commit;
use domain::{
    catalogue,
    letter::{Addressee, Claim, Content, Language, Letter, Reason},
};
use local::{client::Caller, seed};
use serde_json::json;

use super::Clicks;
use crate::{pauses, world::IDEAS};

pub(super) async fn publishes_and_looks_after() -> BTreeSet<&'static str> {
    let mut clicks = Clicks::start().await;
    let staff = clicks.world.administrator().await;
    keeps_files_for_less(&mut clicks, &staff).await;
    plans(&mut clicks, &staff).await;
    writes_a_definition(&mut clicks, &staff).await;
    assigns_by_hand(&mut clicks, &staff).await;
    sends_a_letter_again(&mut clicks, &staff).await;
    looks_after_readers(&mut clicks, &staff).await;

    shows_the_form_in_a_districts_site(&mut clicks).await;
    adds_a_district_and_changes_it(&mut clicks, &staff).await;

    let organisation = clicks.world.stack.app().table.issuers().await.expect("the table")[0].id;
    let person = json!({"email": "new@example.org", "name": "New", "organisation": organisation, "roles": ["assessor"]});
    let [first, second] = clicks.twice(&staff, ("PUT /api/people", &[]), person, (200, 200)).await;
    assert_eq!(first.at("/id").expect("an id"), second.at("/id").expect("an id"), "one person");
    clicks.world.stack.settle().await;
    assert_eq!(clicks.world.subjects("new@example.org").await, ["You were added to Touchstone"]);
    clicks.clicked
}

/// The second tab of a webmaster is told, and nothing of hers is saved.
async fn shows_the_form_in_a_districts_site(clicks: &mut Clicks) {
    let webmaster = clicks.world.sign_in(seed::WEBMASTER).await;
    let district = seed::first_district().to_string();
    let form = json!({"version": 1, "origins": ["https://www.district.example.com"], "offered": []});
    let save = "PUT /api/districts/{organisation}";
    clicks.twice(&webmaster, (save, &[&district]), form, (200, 409)).await;
    assert_eq!(clicks.deeds(&district, "district-saved").await, 1);
    let schools = json!({"version": 0, "table": "school,setting\nMaple Hollow Elementary,rural\n"});
    let import = "PUT /api/districts/{organisation}/schools";
    clicks.twice(&webmaster, (import, &[&district]), schools, (200, 409)).await;
    assert_eq!(clicks.deeds(&district, "schools-imported").await, 1);
}

/// A district is added once, whoever is named as its administrator is written to once, and it is changed once.
async fn adds_a_district_and_changes_it(clicks: &mut Clicks, staff: &Caller) {
    let email = "olive.park@fernvalley.example.com";
    let issuer = clicks.world.stack.app().table.issuers().await.expect("the table")[0].id;
    let told = json!({
        "organisation": issuer,
        "kind": "district",
        "name": "Fern Valley Schools",
        "url": "https://www.fernvalley.example.com",
        "contact": "learning@fernvalley.example.com",
        "administrator": {"name": "Olive Park", "email": email},
    });
    let [first, _] = clicks.twice(staff, ("POST /api/organisations", &[]), told, (201, 409)).await;
    let district = first.text("/id").expect("an id");
    assert_eq!(clicks.deeds(&district, "organisation-added").await, 1);
    clicks.world.stack.settle().await;
    assert_eq!(clicks.world.subjects(email).await, ["You were added to Touchstone"]);

    let olive = clicks.world.sign_in(email).await;
    let route = ("PUT /api/organisations/{organisation}", &[district.as_str()][..]);
    let named = json!({
        "version": 1,
        "name": "Fern Valley",
        "url": "https://www.fernvalley.example.com",
        "contact": "learning@fernvalley.example.com",
        "schools": ["Fern Valley Elementary"],
    });
    clicks.twice(&olive, route, named, (200, 200)).await;
    assert_eq!(clicks.deeds(&district, "organisation-saved").await, 1);
}

/// For how long files are kept is changed once.
async fn keeps_files_for_less(clicks: &mut Clicks, staff: &Caller) {
    let issuer = clicks.world.stack.app().table.issuers().await.expect("the table")[0].id.to_string();
    let route = ("PUT /api/organisations/{organisation}/retention", &[issuer.as_str()][..]);
    clicks.twice(staff, route, json!({"version": 1, "mediaDays": 180}), (200, 200)).await;
    assert_eq!(clicks.deeds(&issuer, "retention-saved").await, 1);
}

/// A section is saved once: the second tab is told.
async fn plans(clicks: &mut Clicks, staff: &Caller) {
    let issuer = clicks.world.stack.app().table.issuers().await.expect("the table")[0].id.to_string();
    let route = ("PUT /api/organisations/{organisation}/plan", &[issuer.as_str()][..]);
    let section = json!({"section": "needs", "version": 0, "answers": {"data": "Surveys of 2026."}});
    clicks.twice(staff, route, section, (200, 409)).await;
    assert_eq!(clicks.deeds(&issuer, "plan-saved").await, 1);
}

async fn writes_a_definition(clicks: &mut Clicks, author: &Caller) {
    let mut definition = serde_json::to_value(catalogue::shipped().remove(0)).expect("it has a JSON form");
    definition["id"] = json!("asking-questions");
    definition["rubricJustification"] = json!("It is the shipped rubric, tried with another competency.");
    let ids: &[&str] = &["asking-questions"];
    let save = "PUT /api/microcredentials/{slug}";
    let [first, second] = clicks.twice(author, (save, ids), definition, (200, 200)).await;
    assert_eq!(first.json, second.json, "the same draft, saved once");

    let publish = "POST /api/microcredentials/{slug}/publish";
    let [_, again] = clicks.twice(author, (publish, ids), json!({"version": 1}), (201, 200)).await;
    assert_eq!(again.number("/version").expect("a version"), 1, "published once");
    assert_eq!(clicks.deeds("asking-questions", "published").await, 1);

    let discard = ("DELETE /api/microcredentials/{slug}", &["asking-questions?version=1"][..]);
    clicks.twice(author, discard, json!({}), (204, 404)).await;
    assert_eq!(clicks.deeds("asking-questions", "draft-discarded").await, 1);
}

/// The attempt goes to another assessor by hand, once; who had it before loses it once.
async fn assigns_by_hand(clicks: &mut Clicks, staff: &Caller) {
    let life = clicks.world.submitted().await;
    let before = clicks.world.person(clicks.world.asked(&life).await).await;
    let assign = "POST /api/submissions/{submission}/assignments";
    let asked = json!({"assessor": clicks.world.not_asked(&life).await});
    clicks.twice(staff, (assign, &[&life.submission]), asked, (201, 200)).await;
    assert_eq!(clicks.deeds(&life.submission, "assigned").await, 2);
    assert_eq!(clicks.deeds(&life.submission, "assignment-withdrawn").await, 1);

    // Each look at whose work it is stands in the trail.
    let unblind = "POST /api/submissions/{submission}/unblinding";
    clicks
        .twice(staff, (unblind, &[&life.submission]), json!({"reason": "Her district asks."}), (200, 200))
        .await;
    assert_eq!(clicks.deeds(&life.submission, "unblinded").await, 2);

    // Who lost it is not asked again, also not by hand.
    let asked = json!({"assessor": before});
    clicks.twice(staff, (assign, &[&life.submission]), asked, (403, 403)).await;
    assert_eq!(clicks.world.state(&life).await, "in-assessment");
}

/// Thresholds are set once, and a pause is lifted once: whoever clicks again is told that it was done.
async fn looks_after_readers(clicks: &mut Clicks, staff: &Caller) {
    let trial = ("POST /api/microcredentials/{slug}/pass-rule-trial", &[IDEAS][..]);
    clicks.twice(staff, trial, json!({"passRule": {"passes": "overview"}}), (200, 200)).await;

    let thresholds = json!({"version": 0, "kappa": 0.7, "severity": 0.5});
    let save = "PUT /api/microcredentials/{slug}/thresholds";
    clicks.twice(staff, (save, &[IDEAS]), thresholds, (200, 409)).await;
    assert_eq!(clicks.deeds(IDEAS, "thresholds-set").await, 1);

    let assessor = seed::ASSESSORS[0];
    let pause = pauses::paused(&clicks.world, assessor).await;
    let lifted = json!({"version": pause.version, "reason": "We read ten of her works together."});
    let lift = "POST /api/microcredentials/{slug}/pauses/{person}/lift";
    let assessor_id = pause.assessor.to_string();
    clicks.twice(staff, (lift, &[IDEAS, &assessor_id]), lifted, (200, 409)).await;
    assert_eq!(clicks.deeds(&assessor_id, "pause-lifted").await, 1);
    clicks.world.stack.settle().await;
    assert_eq!(clicks.world.subjects(assessor).await, ["You are asked to assess again"]);
}

/// A letter that was given up goes out once, however often it is asked for.
async fn sends_a_letter_again(clicks: &mut Clicks, staff: &Caller) {
    let app = clicks.world.stack.app();
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    let to = "given.up@example.org";
    let addressee = Addressee { to: to.parse().expect("an address"), name: None, language: Language::En };
    let content = Content::WaitingForAssessor { submission: app.id(), title: "Generating Ideas".into() };
    let letter = Letter::new(app.id(), addressee, Some(issuer), content, app.now());
    let Claim::Granted(claimed) = letter.claim(app.now(), 1) else { panic!("a new letter may be sent") };
    let dead = claimed.refused(Reason::new("a test"), app.now());
    app.table.commit(Commit::new().create(&dead).expect("a row")).await.expect("stored");

    let id = dead.id.to_string();
    // It goes out after the second click: before that the click would ask for it once more.
    clicks.world.stack.pause_relay();
    clicks.twice(staff, ("POST /api/letters/{letter}/resend", &[&id]), json!({}), (202, 202)).await;
    clicks.world.stack.resume_relay();
    clicks.world.stack.settle().await;
    assert_eq!(clicks.world.subjects(to).await.len(), 1);
    assert_eq!(clicks.deeds(&id, "letter-sent-again").await, 1);
}
