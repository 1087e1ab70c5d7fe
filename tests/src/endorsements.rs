//! Endorsements: said by a third party, signed in its own name, shown and embedded until it is withdrawn.

use std::collections::BTreeSet;

use cloud::table::{Commit, email_hash, record::EmailOwner};
use domain::{
    OrganisationId,
    audit::AuditRecord,
    email::EmailAddress,
    letter::Language,
    person::{Membership, Organisation, OrganisationKind, Person, Role},
};
use local::client::{Answer, Caller};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    badges::{Held, award, failed},
    verifiers::{Site, Tool},
    world::{IDEAS, World},
};

const SAYS: &str =
    "It asks for what good teaching of writing needs: *the students' own* ideas — ¡y se nota! 🎨";

/// An association and somebody who speaks for it.
pub(crate) struct Endorser {
    pub(crate) organisation: OrganisationId,
    pub(crate) caller: Caller,
}

impl Endorser {
    pub(crate) async fn of(world: &World) -> Self {
        let app = world.stack.app();
        let email: EmailAddress = "ines@writing.example.com".parse().expect("an address");
        let organisation = Organisation {
            id: app.id(),
            kind: OrganisationKind::Association,
            name: "Association of Writing Teachers".parse().expect("a name"),
            url: "https://writing.example.com".into(),
            contact: email.clone(),
            schools: Vec::new(),
            version: 1,
            media_days: domain::person::MediaDays::default(),
            former: Vec::new(),
            added_by: None,
        };
        let roles = BTreeSet::from([Role::Endorser]);
        let person = Person {
            id: app.id(),
            version: 1,
            email: email.clone(),
            name: "Inés".parse().expect("a name"),
            language: Language::En,
            memberships: vec![Membership { organisation: organisation.id, roles, school: None }],
        };
        let owner = EmailOwner { hash: email_hash(&email), person: person.id };
        let commit = Commit::new().create(&organisation).and_then(|commit| commit.create(&person));
        let commit = commit.and_then(|commit| commit.create(&owner)).expect("rows");
        app.table.commit(commit).await.expect("stored");
        Self { organisation: organisation.id, caller: world.sign_in(email.as_str()).await }
    }

    async fn says(&self, comment: &str) -> Answer {
        let body = json!({"organisation": self.organisation, "comment": comment});
        self.caller.post(&route(), &body).await.expect("reachable")
    }

    async fn withdraws(&self) -> Answer {
        let route = format!("{}/{}", route(), self.organisation);
        self.caller.send(Method::DELETE, &route, None).await.expect("reachable")
    }

    fn path(&self) -> String {
        format!("/achievements/{IDEAS}/1/endorsements/{}", self.organisation)
    }

    /// The web as verifiers of the endorsement find it.
    async fn site(&self, held: &Held) -> Site {
        let host = cloud_host(held);
        let own = read(held, &format!("/issuers/{}/did.json", self.organisation)).await;
        let ours = read(held, "/.well-known/did.json").await;
        let site = Site::default()
            .with_json(&format!("https://{host}/issuers/{}/did.json", self.organisation), &own.json)
            .with_json(&format!("https://{host}/.well-known/did.json"), &ours.json);
        let list = read(held, "/status/1").await;
        site.with_json(&format!("{}/status/1", held.world.stack.origin()), &list.json)
    }
}

fn route() -> String {
    format!("/api/microcredentials/{IDEAS}/versions/1/endorsements")
}

fn cloud_host(held: &Held) -> String {
    held.world.stack.app().settings.badge_host.clone()
}

async fn read(held: &Held, path: &str) -> Answer {
    held.read(path, &[]).await.expect(200).expect("it is public")
}

fn endorsements(achievement: &Value) -> Vec<Value> {
    achievement["endorsement"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn what_a_third_party_says_is_signed_in_its_own_name_and_shown() {
    let held = Held::start(true).await;
    let endorser = Endorser::of(&held.world).await;

    let said = endorser.says(SAYS).await.expect(201).expect("it is said");
    assert_eq!(said.text("/state").expect("a state"), "awaited");
    held.world.stack.settle().await;

    let signed = read(&held, &endorser.path()).await.json;
    assert_eq!(signed["issuer"]["name"], "Association of Writing Teachers");
    assert_eq!(signed["credentialSubject"]["endorsementComment"], SAYS);
    let achievement = read(&held, &format!("/achievements/{IDEAS}/1")).await.json;
    assert_eq!(signed["credentialSubject"]["id"], achievement["id"]);
    assert_eq!(endorsements(&achievement), std::slice::from_ref(&signed));
    let page = read(&held, &format!("/achievements/{IDEAS}/1?format=html")).await;
    assert!(page.body.contains("Association of Writing Teachers"), "{}", page.body);

    let site = endorser.site(&held).await;
    site.check("an endorsement", &Tool::OF_DOCUMENTS, &signed, true);
    let mut other = signed;
    other["credentialSubject"]["endorsementComment"] = "Splendid.".into();
    site.check("an endorsement with another comment", &Tool::OF_DOCUMENTS, &other, false);
}

#[tokio::test]
async fn a_pasted_endorsement_is_verified_until_it_is_withdrawn() {
    let held = Held::start(true).await;
    let endorser = Endorser::of(&held.world).await;
    endorser.says(SAYS).await.expect(201).expect("it is said");
    held.world.stack.settle().await;
    let signed = read(&held, &endorser.path()).await.json;
    let verified = async |credential: &Value| {
        held.verify(json!({"credential": credential})).await.expect(200).expect("an answer")
    };

    let answer = verified(&signed).await;
    assert_eq!((answer.json["valid"].as_bool(), failed(&answer)), (Some(true), vec![]), "{}", answer.body);
    assert_eq!(answer.json["endorsement"]["issuer"], "Association of Writing Teachers");

    let mut changed = signed.clone();
    changed["credentialSubject"]["endorsementComment"] = "Splendid.".into();
    assert_eq!(failed(&verified(&changed).await), ["signature", "status"]);
    let mut ours = signed.clone();
    ours["issuer"]["id"] = ours["issuer"]["id"].as_str().expect("a DID").replace("org_", "org-").into();
    assert_eq!(failed(&verified(&ours).await), ["signature", "issuer"]);
    let mut foreign = signed.clone();
    foreign["issuer"]["id"] = "did:web:other.example".into();
    foreign["more"] = json!(1);
    assert_eq!(verified(&foreign).await.json["foreign"]["kind"], "endorsement");

    endorser.withdraws().await.expect(204).expect("it is withdrawn");
    assert_eq!(failed(&verified(&signed).await), ["status"]);
}

#[tokio::test]
async fn badges_that_are_signed_afterwards_carry_it_and_verify_everywhere() {
    let held = Held::start(true).await;
    assert_eq!(endorsements(&held.badge().await["credentialSubject"]["achievement"]), [Value::Null; 0]);
    let endorser = Endorser::of(&held.world).await;
    endorser.says(SAYS).await.expect(201).expect("it is said");
    held.world.stack.settle().await;

    let app = held.world.stack.app();
    let later = award(&held.world, true).await;
    app.table.commit(Commit::new().create(&later).expect("a row")).await.expect("stored");
    held.world.stack.settle().await;

    let badge = read(&held, &format!("/credentials/{}", later.id)).await.json;
    let embedded = endorsements(&badge["credentialSubject"]["achievement"]);
    assert_eq!(embedded, [read(&held, &endorser.path()).await.json]);
    let site = endorser.site(&held).await;
    site.check("a badge with an endorsement", &Tool::OF_DOCUMENTS, &badge, true);
    let mut other = badge.clone();
    other["credentialSubject"]["achievement"]["endorsement"][0]["credentialSubject"]["endorsementComment"] =
        "Splendid.".into();
    site.check("a badge with a changed endorsement", &Tool::OF_DOCUMENTS, &other, false);
    let answer = held.verify(json!({"credential": badge})).await.expect(200).expect("an answer");
    assert_eq!(answer.json["valid"], true, "{}", answer.body);
}

#[tokio::test]
async fn the_same_is_said_once_and_something_else_only_after_it_was_withdrawn() {
    let held = Held::start(true).await;
    let endorser = Endorser::of(&held.world).await;
    endorser.says(SAYS).await.expect(201).expect("it is said");
    endorser.says(SAYS).await.expect(200).expect("it was said");
    held.world.stack.settle().await;
    endorser.says(SAYS).await.expect(200).expect("it was said");
    let other = "We think differently of it by now, and better.";
    endorser.says(other).await.expect(409).expect("it says something");

    for _ in 0..2 {
        endorser.withdraws().await.expect(204).expect("it is withdrawn");
    }
    assert_eq!(held.read(&endorser.path(), &[]).await.status, 410);
    let achievement = read(&held, &format!("/achievements/{IDEAS}/1")).await.json;
    assert_eq!(endorsements(&achievement), [Value::Null; 0]);

    endorser.says(other).await.expect(201).expect("it may speak again");
    held.world.stack.settle().await;
    let signed = read(&held, &endorser.path()).await.json;
    assert_eq!(signed["credentialSubject"]["endorsementComment"], other);

    let chain = held.world.stack.app().table.chain(IDEAS).await.expect("a chain");
    assert!(AuditRecord::is_unbroken(&chain));
    let deeds: Vec<&str> = chain.iter().map(|record| record.deed.what.as_str()).collect();
    let wanted =
        ["endorsed", "endorsement-signed", "endorsement-withdrawn", "endorsed", "endorsement-signed"];
    assert!(deeds.ends_with(&wanted), "{deeds:?}");
}

#[tokio::test]
async fn nobody_endorses_for_others_or_what_is_not_there_or_with_too_few_words() {
    let held = Held::start(true).await;
    let endorser = Endorser::of(&held.world).await;
    let body = json!({"organisation": endorser.organisation, "comment": SAYS});

    let administrator = held.world.administrator().await;
    assert_eq!(administrator.post(&route(), &body).await.expect("reachable").status, 404);
    let withdrawal = format!("{}/{}", route(), endorser.organisation);
    let refused = administrator.send(Method::DELETE, &withdrawal, None).await.expect("reachable");
    assert_eq!(refused.status, 404);
    assert_eq!(endorser.withdraws().await.status, 404, "it said nothing");
    let unpublished = route().replace("/1/", "/99/");
    assert_eq!(endorser.caller.post(&unpublished, &body).await.expect("reachable").status, 404);
    assert_eq!(endorser.says("Good.").await.status, 422);
    assert_eq!(endorser.says(&"x".repeat(2_001)).await.status, 422);
    assert_eq!(held.read(&endorser.path(), &[]).await.status, 404);
}
