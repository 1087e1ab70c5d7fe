//! Awards that end: revoked in two steps, or expired.

use cloud::{
    table::{
        Commit,
        badges::PublishedList,
        keys::{Key, Queue},
    },
    wire::AwardLine,
};
use domain::{
    AwardId,
    audit::AuditRecord,
    award::{Award, Signature, Standing},
    credential::{Moment, Revoked, StatusList, StatusPlace},
    microcredential::{Definition, Edition},
};
use futures_util::future::join_all;
use jiff::SignedDuration;
use local::{
    client::{Answer, Caller},
    seed,
};
use serde_json::{Value, json};

use crate::{
    badges::{Held, award, failed},
    verifiers::{Site, Tool},
    world::World,
};

const REASON: &str = "The evidence was not the holder's own.";

async fn step(staff: &Caller, award: AwardId, step: Value) -> Answer {
    staff.post(&format!("/api/awards/{award}/revocation"), &step).await.expect("reachable")
}

async fn version(staff: &Caller, award: AwardId) -> u64 {
    let view = staff.get(&format!("/api/awards/{award}")).await.expect("reachable");
    view.expect(200).expect("it is the issuer's").number("/version").expect("a version")
}

pub(crate) async fn propose(staff: &Caller, award: AwardId) -> Answer {
    let version = version(staff, award).await;
    step(staff, award, json!({"version": version, "step": "propose", "reason": REASON})).await
}

pub(crate) async fn confirm(staff: &Caller, award: AwardId, alone: bool) -> Answer {
    let version = version(staff, award).await;
    step(staff, award, json!({"version": version, "step": "confirm", "alone": alone})).await
}

/// A second person who decides for the issuer.
async fn second_person(world: &World) -> Caller {
    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let person = json!({"email": "second@credentials.example.org", "name": "Second", "organisation": issuer, "roles": ["issuer"]});
    let administrator = world.administrator().await;
    administrator.put("/api/people", &person).await.expect("reachable").expect(200).expect("saved");
    world.sign_in("second@credentials.example.org").await
}

fn revoked_in(list: &str) -> Revoked {
    StatusList::read(list).and_then(|list| list.revoked()).expect("a list")
}

fn place(award: &Award) -> StatusPlace {
    let Signature::Made { place, .. } = award.signature else { panic!("it is signed") };
    place
}

#[tokio::test]
async fn a_revoked_award_says_so_everywhere() {
    let held = Held::start(true).await;
    let (staff, second) = (held.world.administrator().await, second_person(&held.world).await);
    let badge = held.badge().await;

    propose(&staff, held.award.id).await.expect(200).expect("proposed");
    assert_eq!(
        failed(&held.verify(json!({"credential": badge})).await),
        [""; 0],
        "a proposal changes nothing"
    );
    confirm(&second, held.award.id, false).await.expect(200).expect("confirmed");
    held.world.stack.settle().await;

    for asked in [json!({"credential": badge}), json!({"id": held.award.id})] {
        let answer = held.verify(asked).await.expect(200).expect("an answer");
        assert_eq!((answer.json["valid"].as_bool(), failed(&answer)), (Some(false), vec!["status"]));
        let says = answer.text("/checks/3/says").expect("a sentence");
        let said =
            says.strip_prefix("It was revoked on ").and_then(|rest| rest.split_once(": ")).expect("a day");
        jiff::civil::Date::strptime("%B %d, %Y", said.0).expect("a day in words");
        assert!(said.1.contains(REASON), "{says}");
    }
    let page = held.read(&format!("{}?format=html", held.path()), &[]).await;
    assert!(page.body.contains("This badge is not valid."), "{}", page.body);

    let stored = held.stored().await;
    assert!(matches!(stored.standing(), Some(Standing::Listed(_))), "{stored:?}");
    let letters = held.world.subjects(seed::EARNERS[0]).await;
    assert_eq!(letters[0], "Your micro-credential was revoked");
    let chain =
        held.world.stack.app().table.chain(&held.award.submission.to_string()).await.expect("a chain");
    assert!(AuditRecord::is_unbroken(&chain));
    let deeds: Vec<&str> = chain.iter().map(|record| record.deed.what.as_str()).collect();
    assert_eq!(deeds, ["signed", "revocation", "revocation", "revocation-listed"]);
}

#[tokio::test]
async fn nobody_has_a_say_in_the_revocation_of_her_own_award() {
    let held = Held::start(true).await;
    let issuer = held.award.issuer;
    let body =
        json!({"email": seed::EARNERS[0], "name": "Fatima", "organisation": issuer, "roles": ["issuer"]});
    let administrator = held.world.administrator().await;
    administrator.put("/api/people", &body).await.expect("reachable").expect(200).expect("she is staff now");
    let holder = held.world.earner(0).await;
    let version = version(&holder, held.award.id).await;
    propose(&administrator, held.award.id).await.expect(200).expect("proposed");

    for asked in [
        json!({"version": version + 1, "step": "take-back"}),
        json!({"version": version + 1, "step": "confirm", "alone": true}),
        json!({"version": version + 1, "step": "propose", "reason": REASON}),
    ] {
        step(&holder, held.award.id, asked).await.expect(403).expect("it is hers");
    }
}

#[tokio::test]
async fn the_status_list_is_public_signed_and_tells_exactly_who_was_revoked() {
    let held = Held::start(true).await;
    let staff = held.world.administrator().await;
    let badge = held.badge().await;
    let (list, index) = (
        badge["credentialStatus"]["statusListCredential"].as_str().expect("an address").to_owned(),
        place(&held.stored().await).index,
    );
    let path = &list[held.world.stack.origin().len()..];
    assert_eq!(badge["credentialStatus"]["statusListIndex"], index.to_string());

    let before = held.read(path, &[]).await.expect(200).expect("public");
    assert!(!revoked_in(&before.body).has(index));
    propose(&staff, held.award.id).await.expect(200).expect("proposed");
    confirm(&staff, held.award.id, true).await.expect(200).expect("she is alone and says so");
    held.world.stack.settle().await;

    let after = held.read(path, &[]).await.expect(200).expect("public");
    let revoked = revoked_in(&after.body);
    assert!(revoked.has(index) && !revoked.has(index ^ 1));
    assert_eq!(after.headers["cache-control"], "public, max-age=300");
    assert_eq!(after.headers["access-control-allow-origin"], "*");
    assert_ne!(before.headers["etag"], after.headers["etag"]);
    assert_eq!(held.read("/status/2", &[]).await.status, 404);

    let did = held.read("/.well-known/did.json", &[]).await.json;
    let host = &held.world.stack.app().settings.badge_host;
    let site = Site::default().with_json(&format!("https://{host}/.well-known/did.json"), &did);
    let before = site.with_json(&list, &before.json);
    before.check("a badge that holds", &Tool::OF_DOCUMENTS, &badge, true);
    let after = before.with_json(&list, &after.json);
    after.check("a badge that was revoked", &Tool::OF_DOCUMENTS, &badge, false);
}

#[tokio::test]
async fn a_proposal_can_be_taken_back_and_is_not_confirmed_by_a_slip() {
    let held = Held::start(true).await;
    let staff = held.world.administrator().await;
    let id = held.award.id;

    assert_eq!(step(&staff, id, json!({"version": 2, "step": "propose"})).await.status, 422, "no reason");
    assert_eq!(
        step(&staff, id, json!({"version": 2, "step": "propose", "reason": "short"})).await.status,
        422
    );
    assert_eq!(confirm(&staff, id, true).await.status, 409, "nobody proposed it");
    propose(&staff, id).await.expect(200).expect("proposed");
    assert_eq!(propose(&staff, id).await.status, 200, "asked twice");
    assert_eq!(confirm(&staff, id, false).await.status, 403, "her own proposal");
    assert_eq!(
        step(&staff, id, json!({"version": 2, "step": "confirm", "alone": true})).await.status,
        409,
        "stale"
    );
    let version = version(&staff, id).await;
    let back = step(&staff, id, json!({"version": version, "step": "take-back"})).await;
    assert_eq!(back.expect(200).expect("taken back").json["standing"], json!({"is": "holds"}));
    held.world.stack.settle().await;

    assert_eq!(held.verify(json!({"id": id})).await.json["valid"], true);
    let earner = held.world.earner(0).await;
    assert_eq!(propose_as_stranger(&earner, id).await.status, 404);
}

async fn propose_as_stranger(caller: &Caller, award: AwardId) -> Answer {
    step(caller, award, json!({"version": 4, "step": "propose", "reason": REASON})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_revocations_at_once_all_land() {
    let held = Held::start(true).await;
    let (world, app) = (&held.world, held.world.stack.app());
    let mut ids = Vec::new();
    for _ in 0..16 {
        let award = award(world, true).await;
        app.table.commit(Commit::new().create(&award).expect("a row")).await.expect("stored");
        ids.push(award.id);
    }
    world.stack.settle().await;
    let staff = world.administrator().await;
    world.stack.pause_relay();
    for id in &ids {
        propose(&staff, *id).await.expect(200).expect("proposed");
    }
    let confirmed = join_all(ids.iter().map(|id| confirm(&staff, *id, true))).await;
    assert!(confirmed.iter().all(|answer| answer.status == 200));

    let stack = &world.stack;
    let answers =
        join_all(ids.iter().map(|id| {
            let (stack, body) = (stack, json!({"award": id}).to_string());
            async move {
                stack.invoke("sign-awards", &json!({"Records": [{"messageId": "1", "body": body}]})).await
            }
        }))
        .await;
    for answer in answers {
        assert_eq!(answer.expect("it runs"), json!({"batchItemFailures": []}));
    }

    let list: PublishedList = app.table.load(Key::StatusList(1)).await.expect("there is one");
    let revoked = list.revoked().expect("a list");
    for id in ids {
        let award: Award = app.table.load(Key::Award(id)).await.expect("it is there");
        assert!(matches!(award.standing(), Some(Standing::Listed(_))), "{award:?}");
        assert!(revoked.has(place(&award).index));
    }
    assert!(!revoked.has(place(&held.stored().await).index));
    let waiting: Vec<Award> = app.table.all_waiting(&Queue::Signatures).await.expect("the table");
    assert_eq!(waiting, []);
}

#[tokio::test]
async fn a_revocation_whose_message_got_lost_is_listed_by_the_minutes_round() {
    let held = Held::start(true).await;
    let staff = held.world.administrator().await;
    held.world.stack.pause_relay();
    propose(&staff, held.award.id).await.expect(200).expect("proposed");
    confirm(&staff, held.award.id, true).await.expect(200).expect("confirmed");
    held.world.stack.settle().await;
    assert!(matches!(held.stored().await.standing(), Some(Standing::Revoked(_))));

    held.world.stack.tick().await;
    held.world.stack.settle().await;

    assert!(matches!(held.stored().await.standing(), Some(Standing::Listed(_))));
}

#[tokio::test]
async fn a_place_is_taken_once() {
    let world = World::start().await;
    let table = &world.stack.app().table;
    let award = |number| AwardId::from_parts(jiff::Timestamp::UNIX_EPOCH, number);
    for (number, draws, wanted) in
        [(1, vec![7], Some(7)), (2, vec![7, 7], None), (2, vec![7, 8, 9], Some(8)), (1, vec![7], Some(7))]
    {
        let taken = table.take_place(award(number), 1, draws.clone().into_iter()).await.expect("the table");
        assert_eq!(taken.map(|place| place.index), wanted, "{number} {draws:?}");
    }
}

#[tokio::test]
async fn a_signer_that_stopped_before_its_commit_gives_the_same_badge_when_it_runs_again() {
    let held = Held::start(true).await;
    let app = held.world.stack.app();
    let before = app.issued(held.award.id).await.expect("it is signed");
    let unsigned = Award { version: 3, signature: Signature::Awaited, ..before.award };
    app.table.commit(Commit::new().replace(&unsigned).expect("a row")).await.expect("stored");
    assert_eq!(held.read(&held.path(), &[]).await.status, 404, "nothing of it is public");

    held.world.stack.tick().await;
    held.world.stack.settle().await;

    assert_eq!(app.issued(held.award.id).await.expect("it is signed").text, before.text);
}

#[tokio::test]
async fn an_award_that_is_valid_for_a_year_has_expired_after_it() {
    let world = World::start().await;
    let app = world.stack.app();
    let of_good = award(&world, true).await;
    let edition =
        app.table.edition(&of_good.microcredential, of_good.edition).await.expect("it is published");
    let mut content = edition.definition.clone().into_content();
    content.valid_months = Some(12);
    let definition = Definition::try_from(content).expect("a definition");
    let ending = Edition { definition, version: 2, ..edition.as_ref().clone() };
    let award = Award { edition: 2, ..of_good };
    let commit = Commit::new().create(&ending).and_then(|commit| commit.create(&award)).expect("rows");
    app.table.commit(commit).await.expect("stored");
    world.stack.settle().await;
    let held = Held { world, award };

    let answer = held.verify(json!({"id": held.award.id})).await;
    assert_eq!(answer.json["valid"], true, "{}", answer.body);
    held.world.stack.advance(SignedDuration::from_hours(24 * 366));
    let answer = held.verify(json!({"id": held.award.id})).await;
    assert_eq!((answer.json["valid"].as_bool(), failed(&answer)), (Some(false), vec!["dates"]));
    assert!(answer.text("/checks/4/says").expect("a sentence").starts_with("It expired"));

    let app = held.world.stack.app();
    let award: Award = app.table.load(Key::Award(held.award.id)).await.expect("it is there");
    let issuer = app.table.organisation(award.issuer).await.expect("it is there");
    let line = AwardLine::of(app, &award, &issuer).await.expect("a line");
    let line = serde_json::to_value(line).expect("it is JSON");
    let until = Moment::of(award.decided).months_later(12).expect("a time").timestamp();
    assert_eq!((&line["state"], &line["validUntil"]), (&json!("expired"), &json!(until)));
}
