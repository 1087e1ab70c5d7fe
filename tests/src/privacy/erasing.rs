//! An erasure: nothing of hers is left, everybody else's things are untouched, and what was said in public still counts.

use cloud::table::{Commit, keys::Key};
use domain::{
    artifact,
    assignment::{Assessor, days},
    erasure::Plan,
    export::folder_of,
    reliability::Pause,
};
use jiff::SignedDuration;
use local::{
    client::{Caller, Life, Upload},
    seed,
};
use serde_json::{Value, json};

use super::{erase_at_once, id_of, kinds_of, minutes_pass, receipt, records_of, rows, session, stored};
use crate::{
    api_document::assert_describes,
    awards::awarded,
    catalog::{publish, written},
    local_questions,
    pauses::paused,
    revocation::{confirm, propose},
    world::{IDEAS, World, evidence},
};

/// A second definition, so that somebody has more than one submission.
pub(super) async fn another_definition(world: &World) -> &'static str {
    let (slug, staff) = ("asking-questions", world.administrator().await);
    let path = format!("/api/microcredentials/{slug}?version=0");
    staff.put(&path, &written(slug)).await.expect("reachable").expect(200).expect("kept");
    publish(&staff, slug, 1).await.expect(201).expect("published");
    slug
}

#[tokio::test]
async fn nothing_is_left_of_somebody_and_what_was_said_in_public_still_counts() {
    let world = World::start().await;
    let app = world.stack.app();
    let (life, award) = awarded(&world).await;
    local_questions::choose_first(&life).await;
    let (email, person) = (seed::EARNERS[0], world.person(seed::EARNERS[0]).await);
    let name = life.earner.get("/api/me").await.expect("reachable").text("/name").expect("a name");
    let badge =
        world.visitor.anonymous().get(&format!("/credentials/{award}.json")).await.expect("reachable").json;
    let other = world.submitted_by(2).await;
    let others = records_of(app, id_of(&other)).await;

    // An upload that isn't finished, a file that was taken out and is still a version, and an export.
    let draft = Life::open(&life.earner, another_definition(&world).await).await.expect("it opens");
    let draft_folder =
        artifact::folder_of(app.table.issuers().await.expect("the table")[0].id, id_of(&draft));
    let removed =
        draft.upload(&evidence("plan.pdf", "Student A")).await.expect("sent").text("/artifact").expect("it");
    let route = draft.route(&format!("/uploads/{removed}"));
    draft.earner.delete(&route).await.expect("reachable").expect(204).expect("taken out");
    Upload::begin(&draft.earner, &draft.submission, &evidence("h264-aac.mp4", "Student B"))
        .await
        .expect("begun");
    assert_eq!(stored(&world, &draft_folder).await.len(), 2);
    draft.earner.post("/api/me/export", &json!({})).await.expect("reachable").expect(202).expect("taken");
    world.stack.tick().await;
    world.stack.settle().await;

    let number = erase_at_once(&life.earner, email).await;
    assert_eq!(life.earner.get("/api/me").await.expect("reachable").status, 404);
    assert_eq!(receipt(&world, &number).await.json["state"], "under-way");
    minutes_pass(&world).await;

    let over = receipt(&world, &number).await.json;
    assert_eq!((&over["state"], &over["erased"]["submissions"]), (&json!("over"), &json!(2)), "{over}");
    assert_eq!((&over["erased"]["uploads"], &over["erased"]["badges"]), (&json!(1), &json!(1)), "{over}");
    assert_eq!(life.earner.get("/api/me").await.expect("reachable").status, 401, "her session is gone");
    let letters = world.visitor.mail().to(email).await.expect("the mailbox");
    assert_eq!(letters[0].subject, "Everything of yours is erased");
    assert!(letters[0].link().expect("a link").ends_with(&format!("/erasures/{number}")));

    assert_eq!(stored(&world, &draft_folder).await, [""; 0]);
    assert_eq!(stored(&world, &folder_of(person)).await, [""; 0]);
    assert_eq!(
        stored(&world, &format!("t/{}", draft_folder.split('/').nth(1).unwrap_or_default())).await.len(),
        2
    );
    let whose = person.to_string();
    let (audit, _) = Key::Audit(whose.clone(), 1).render();
    for row in rows(&world).await {
        assert!(!row.text.contains(email) && !row.text.contains(&name), "{}", row.text);
        let key = row.key.split('|').next().unwrap_or_default();
        assert!(!key.contains(&whose) || key == audit, "{}", row.key);
    }
    assert!(kinds_of(app, id_of(&draft)).await.is_empty());
    let left = kinds_of(app, id_of(&life)).await;
    assert_eq!(left.keys().collect::<Vec<_>>(), ["assessment", "assignment", "submission"]);
    let words = serde_json::to_string(&records_of(app, id_of(&life)).await).expect("JSON");
    assert!(!words.contains("feedback") && words.contains("level"), "scores stay, and no words: {words}");
    assert_eq!(records_of(app, id_of(&other)).await, others, "another earner's work is as it was");

    // A copy of the badge still holds, until the issuer revokes it.
    let verify = async || {
        let verdict = world.visitor.anonymous().post("/api/verify", &json!({"credential": badge})).await;
        verdict.expect("reachable").expect(200).expect("told").json["valid"].clone()
    };
    assert_eq!(verify().await, true);
    assert_eq!(
        world.visitor.anonymous().get(&format!("/credentials/{award}")).await.expect("reachable").status,
        404
    );
    let staff = world.administrator().await;
    propose(&staff, award).await.expect(200).expect("proposed");
    confirm(&staff, award, true).await.expect(200).expect("revoked");
    world.stack.settle().await;
    assert_eq!(verify().await, false);
    assert_eq!(world.subjects(email).await.len(), letters.len(), "nobody is written to");
}

#[tokio::test]
async fn the_issuers_pages_stay_usable_after_an_erasure() {
    let world = World::start().await;
    let (life, award) = awarded(&world).await;
    erase_at_once(&life.earner, seed::EARNERS[0]).await;
    minutes_pass(&world).await;

    let staff = world.administrator().await;
    let read =
        async |path: &str| staff.get(path).await.expect("reachable").expect(200).expect("readable").json;
    let line = read("/api/issuer/submissions?state=awarded").await["items"][0].clone();
    assert_eq!(line["id"], life.submission);
    assert!(line["erased"].is_string(), "{line}");
    let view = read(&life.route("")).await;
    assert_eq!((&view["responses"], &view["artifacts"]), (&json!({}), &json!([])));
    assert!(view["feedback"][0]["parts"].is_array() || view["feedback"][0].is_object(), "{view}");
    assert_eq!(read(&life.route("/audit")).await["unbroken"], true);
    assert_eq!(read(&format!("/api/awards/{award}")).await["standing"]["is"], "holds");
    read(&format!("/api/microcredentials/{IDEAS}/reliability")).await;
    let told = staff.post(&life.route("/unblinding"), &json!({"reason": "Her district asks."})).await;
    assert_eq!(told.expect("reachable").status, 409);
}

#[tokio::test]
async fn who_is_scoring_when_it_begins_is_told_and_gets_her_slot_back() {
    let world = World::start().await;
    let life = world.submitted().await;
    let asked = world.asked(&life).await;
    let reading = world.reading(&life).await;
    erase_at_once(&life.earner, seed::EARNERS[0]).await;
    minutes_pass(&world).await;

    assert_eq!(world.subjects(asked).await[0], "An assignment was taken back");
    let route = format!("/api/assignments/{}", reading.assignment);
    assert_eq!(reading.assessor.get(&route).await.expect("reachable").status, 410);
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let roster = world.stack.app().table.roster(issuer).await.expect("the table");
    assert_eq!(roster.iter().map(|entry| entry.open).sum::<u32>(), 0);
    let staff = world.administrator().await;
    let view = staff.get(&life.route("")).await.expect("reachable").expect(200).expect("readable");
    assert_eq!(view.text("/state").expect("a state"), "withdrawn");
}

#[tokio::test]
async fn an_assessor_leaves_and_somebody_else_scores_what_she_had() {
    let world = World::start().await;
    let life = world.submitted().await;
    let asked = world.asked(&life).await;
    let assessor = world.person(asked).await;
    erase_at_once(&world.sign_in(asked).await, asked).await;
    minutes_pass(&world).await;
    world.stack.settle().await;

    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let roster = world.stack.app().table.roster(issuer).await.expect("the table");
    assert!(roster.iter().all(|entry| entry.person != assessor));
    let view = world.administrator().await.get(&life.route("")).await.expect("reachable");
    let newest = view
        .at("/assignments")
        .expect("assignments")
        .as_array()
        .and_then(|all| all.last())
        .expect("one")
        .clone();
    assert_ne!(newest["assessor"], assessor.to_string());
    assert_eq!(world.state(&life).await, "in-assessment");
}

/// An entry in a roster that is gone already, or never said so, leaves nobody's work with somebody who is erased.
#[tokio::test]
async fn what_she_had_is_passed_on_also_without_an_entry_in_the_roster() {
    let world = World::start().await;
    let app = world.stack.app();
    let life = world.submitted().await;
    let asked = world.asked(&life).await;
    let assessor = world.person(asked).await;
    let issuer = app.table.issuers().await.expect("the table")[0].id;
    let number = erase_at_once(&world.sign_in(asked).await, asked).await;
    let entry: Assessor = app.table.load(Key::Assessor(assessor, issuer)).await.expect("her entry");
    app.table.commit(Commit::new().remove(&entry).expect("a row")).await.expect("taken away");
    // Its reminder is due while she is gone.
    world.stack.advance(days(8));
    world.stack.invoke("keep-time", &json!({})).await.expect("a round");
    minutes_pass(&world).await;
    minutes_pass(&world).await;

    assert_eq!(receipt(&world, &number).await.json["state"], "over");
    let dossier = app.table.dossier(id_of(&life)).await.expect("it is there");
    assert!(dossier.open_assignments().all(|one| one.assessor != assessor));
    assert_eq!(world.state(&life).await, "in-assessment", "somebody else has it");
}

#[tokio::test]
async fn of_an_assessors_pause_no_word_about_her_is_left_and_it_can_still_be_lifted() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let [explained, lasting] = [seed::ASSESSORS[0], seed::ASSESSORS[1]];
    let (one, other) = (paused(&world, explained).await, paused(&world, lasting).await);
    let reason = "Her illness is over.";
    let lift = async |of: &Pause| {
        let path = format!("/api/microcredentials/{IDEAS}/pauses/{}/lift", of.assessor);
        let body = json!({"version": of.version, "reason": reason});
        let lifted = staff.post(&path, &body).await.expect("reachable").expect(200).expect("it is lifted");
        assert_describes("post", "/api/microcredentials/{slug}/pauses/{person}/lift", &lifted);
        lifted.json["lifted"]["reason"].clone()
    };
    assert_eq!(lift(&one).await, reason);
    for email in [explained, lasting] {
        erase_at_once(&world.sign_in(email).await, email).await;
    }
    minutes_pass(&world).await;
    let letters = world.subjects(lasting).await.len();
    assert_eq!(lift(&other).await, Value::Null, "nothing is kept of what is written about who is gone");
    world.stack.settle().await;
    assert_eq!(world.subjects(lasting).await.len(), letters, "nobody is written to");

    let table = &world.stack.app().table;
    for of in [one, other] {
        let kept = table.pause(&of.microcredential, of.assessor).await.expect("it stays");
        assert_eq!((kept.lasts(), kept.reason()), (false, None));
        let chain = table.chain(&of.assessor.to_string()).await.expect("the table");
        let said = serde_json::to_string(&chain).expect("JSON");
        assert!(said.contains("pause-lifted") && !said.contains(reason), "{said}");
    }
}

#[tokio::test]
async fn she_has_a_week_in_which_she_may_change_her_mind() {
    let world = World::start().await;
    let (email, (_, earner)) = (seed::EARNERS[0], session(&world, seed::EARNERS[0]).await);
    let plan = async || {
        let asked = json!({"email": email});
        earner.post("/api/me/erasure", &asked).await.expect("reachable").expect(202).expect("planned").json
    };
    let planned = plan().await;
    assert_eq!(plan().await, planned, "asked twice it is planned once");
    world.stack.settle().await;
    assert_eq!(world.subjects(email).await[0], "Everything of yours is going to be erased");
    world.pass_days(6).await;
    assert_eq!(earner.get("/api/me/data").await.expect("reachable").json["erasure"], planned);

    earner.delete("/api/me/erasure").await.expect("reachable").expect(204).expect("taken back");
    assert_eq!(earner.delete("/api/me/erasure").await.expect("reachable").status, 404);
    world.pass_days(2).await;
    assert_eq!(earner.get("/api/me").await.expect("reachable").status, 200, "she is still there");

    let number = plan().await["receipt"].as_str().expect("a number").to_owned();
    let route = format!("/api/erasures/{number}");
    assert_eq!(earner.get(&route).await.expect("reachable").status, 404, "nothing has begun");
    world.pass_days(7).await;
    minutes_pass(&world).await;
    assert_eq!(receipt(&world, &number).await.json["state"], "over");
}

#[tokio::test]
async fn who_comes_back_with_the_same_address_is_somebody_else() {
    let world = World::start().await;
    let email = seed::EARNERS[0];
    let (before, earner) = session(&world, email).await;
    erase_at_once(&earner, email).await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let back = json!({"email": email, "name": "Fatima", "organisation": seed::first_district(), "roles": ["earner"]});
    webmaster.put("/api/people", &back).await.expect("reachable").expect(200).expect("added");
    let again = world.sign_in(email).await;
    minutes_pass(&world).await;

    let me = again.get("/api/me").await.expect("reachable").expect(200).expect("she is there").json;
    assert_ne!(me["id"], before.to_string());
    assert_eq!(again.get("/api/submissions").await.expect("reachable").json["items"], json!([]));
}

#[tokio::test]
async fn only_who_means_it_and_can_be_spared_is_erased() {
    let world = World::start().await;
    let (_, earner) = session(&world, seed::EARNERS[0]).await;
    for typed in ["", "somebody@example.org"] {
        let answer = earner.post("/api/me/erasure", &json!({"email": typed, "atOnce": true})).await;
        let answer = answer.expect("reachable");
        assert_eq!((answer.status, answer.faults()[0].0.as_str()), (422, "/email"), "{}", answer.body);
    }
    for (email, says) in
        [(seed::ADMINISTRATOR, "first administrator"), (seed::WEBMASTER, "only administrator")]
    {
        let caller = world.sign_in(email).await;
        let answer = caller.post("/api/me/erasure", &json!({"email": email})).await.expect("reachable");
        assert_eq!(answer.status, 403);
        assert!(answer.body.contains(says), "{}", answer.body);
    }
    let second = json!({"email": "second@maplehollow.example.com", "name": "Second",
        "organisation": seed::first_district(), "roles": ["administrator"]});
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    webmaster.put("/api/people", &second).await.expect("reachable").expect(200).expect("added");
    let planned = webmaster.post("/api/me/erasure", &json!({"email": seed::WEBMASTER})).await;
    assert_eq!(planned.expect("reachable").status, 202);
}

/// Each of two administrators may go as long as the other one stays; both at once may not.
#[tokio::test]
async fn what_two_administrators_look_after_keeps_one_of_them() {
    let world = World::start().await;
    let (app, second) = (world.stack.app(), "second@maplehollow.example.com");
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let add = async |email: &str| {
        let body = json!({"email": email, "name": "Second", "organisation": seed::first_district(),
            "roles": ["administrator"]});
        webmaster.put("/api/people", &body).await.expect("reachable").expect(200).expect("added");
    };
    add(second).await;
    let other = world.sign_in(second).await;
    let ask = async |caller: &Caller, email: &str| {
        caller.post("/api/me/erasure", &json!({"email": email})).await.expect("reachable")
    };
    ask(&webmaster, seed::WEBMASTER).await.expect(202).expect("the other one stays");
    let refused = ask(&other, second).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("only administrator"), "{}", refused.body);

    // As if both had asked in the same moment.
    let person = app.table.person(world.person(second).await).await.expect("she is there");
    let plan = Plan::ask(&person, second, false, app.id(), app.now()).expect("confirmed");
    app.table.commit(Commit::new().create(&plan).expect("a row")).await.expect("stored");
    world.pass_days(8).await;
    for (caller, email) in [(&webmaster, seed::WEBMASTER), (&other, second)] {
        assert_eq!(world.subjects(email).await[0], "Your erasure has to wait");
        let answer = caller.get("/api/me/data").await.expect("reachable");
        assert_describes("get", "/api/me/data", &answer);
        assert_eq!(answer.json["erasure"]["waitsFor"]["is"], "only-administrator", "{}", answer.body);
    }
    world.pass_days(1).await;
    let told = world.subjects(second).await;
    assert_eq!(told.iter().filter(|subject| *subject == "Your erasure has to wait").count(), 1);

    other.delete("/api/me/erasure").await.expect("reachable").expect(204).expect("she stays");
    world.pass_days(1).await;
    assert_eq!(webmaster.get("/api/me").await.expect("reachable").status, 401, "she can be spared now");
    assert_eq!(other.get("/api/me").await.expect("reachable").status, 200);
}

/// Nothing is over before whatever was under way when it began could have ended.
#[tokio::test]
async fn it_is_not_over_before_everything_from_before_has_ended() {
    let world = World::start().await;
    let (_, earner) = session(&world, seed::EARNERS[0]).await;
    let number = erase_at_once(&earner, seed::EARNERS[0]).await;
    for _ in 0..3 {
        world.stack.tick().await;
        world.stack.settle().await;
    }
    let early: Value = receipt(&world, &number).await.json;
    assert_eq!(early["state"], "under-way");
    world.stack.advance(SignedDuration::from_mins(2));
    world.stack.tick().await;
    world.stack.settle().await;
    assert_eq!(receipt(&world, &number).await.json["state"], "over");
}
