//! The badge of an award: what is in it, and what never is.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;
use crate::{
    ArtifactId, AwardId, OrganisationId, SubmissionId,
    attempt::PinnedArtifact,
    award::Results,
    credential::{ProofConfig, SignedBadge},
    microcredential::tests::{definition, sample},
    person::OrganisationKind,
};

pub(in crate::credential) struct Case {
    award: Award,
    pub(in crate::credential) definition: Definition,
    pub(in crate::credential) issuer: Organisation,
    email: EmailAddress,
    pub(in crate::credential) addresses: Addresses,
}

impl Case {
    pub(in crate::credential) fn new() -> Self {
        let definition = definition(sample());
        Self {
            award: award(&definition),
            issuer: Organisation {
                id: OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 3),
                kind: OrganisationKind::Issuer,
                name: "State Academy".parse().expect("a name"),
                url: "https://academy.example.org".into(),
                contact: "badges@academy.example.org".parse().expect("an address"),
                schools: Vec::new(),
                version: 1,
                media_days: crate::person::MediaDays::default(),
                former: Vec::new(),
                added_by: None,
            },
            email: "ana.lopez@school.example".parse().expect("an address"),
            addresses: Addresses::new("https://badges.example.org", "badges.example.org").expect("an origin"),
            definition,
        }
    }

    pub(in crate::credential) fn award(&self) -> &Award {
        &self.award
    }

    pub(in crate::credential) fn badge(&self) -> OpenBadge {
        let Self { award, definition, issuer, email, addresses } = self;
        let place = StatusPlace { list: 3, index: 94_567 };
        Issue { award, definition, issuer, email, place, addresses }.badge()
    }
}

fn award(definition: &Definition) -> Award {
    let level = |part: &Part| {
        let best =
            |criterion: &crate::rubric::Criterion| criterion.levels.last().expect("a level").id.clone();
        part.rubric().iter().map(|criterion| (criterion.id.clone(), best(criterion))).collect()
    };
    let results: Results = definition.parts.iter().map(|part| (part.id.clone(), level(part))).collect();
    Award {
        results,
        readers: 1,
        evidence: vec![PinnedArtifact {
            artifact: ArtifactId::from_parts(Timestamp::UNIX_EPOCH, 1),
            size: 4_200_000,
            etag: "etag-of-it".into(),
            checksum: "c2hhMjU2-3".into(),
        }],
        ..Award::unsigned(
            (
                AwardId::from_parts(Timestamp::UNIX_EPOCH, 7),
                SubmissionId::from_parts(Timestamp::UNIX_EPOCH, 8),
            ),
            (
                PersonId::from_parts(Timestamp::UNIX_EPOCH, 9),
                OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 3),
            ),
            (definition.id.clone(), 2),
            ("00ff".into(), "2026-01-15T08:30:00.123Z".parse().expect("a time")),
        )
    }
}

pub(in crate::credential) fn signed(badge: OpenBadge) -> SignedBadge {
    let config = ProofConfig {
        created: badge.valid_from,
        verification_method: "did:web:badges.example.org#z6Mk".parse().expect("an IRI"),
    };
    badge.with_proof(config, [7; 64])
}

#[test]
fn the_same_award_always_gives_the_same_badge() {
    assert_eq!(Case::new().badge(), Case::new().badge());
    assert!(Case::new().badge().canonical_nquads().is_ok());
}

#[test]
fn the_badge_says_what_was_shown_and_how_well() {
    let case = Case::new();
    let badge = case.badge().to_json();
    let achievement = &badge["credentialSubject"]["achievement"];

    assert_eq!(badge["id"], "https://badges.example.org/credentials/awd_00000000000000000000000007");
    assert_eq!(badge["validFrom"], "2026-01-15T08:30:00Z");
    assert_eq!(badge["issuer"]["id"], "did:web:badges.example.org");
    assert_eq!(
        achievement["id"],
        format!("https://badges.example.org/achievements/{}/2", case.definition.id)
    );
    assert_eq!(achievement["achievementType"], "MicroCredential");

    assert_eq!(
        badge["credentialStatus"],
        json!({
            "id": "https://badges.example.org/status/3#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://badges.example.org/status/3",
        })
    );
    assert_eq!(badge.get("validUntil"), None);

    let described: Vec<&Value> =
        achievement["resultDescription"].as_array().expect("a list").iter().collect();
    let reached = badge["credentialSubject"]["result"].as_array().expect("a list");
    assert_eq!(described.len(), reached.len());
    for result in reached {
        let of = described.iter().find(|one| one["id"] == result["resultDescription"]).expect("described");
        let levels = of["rubricCriterionLevel"].as_array();
        let is_level =
            |levels: &Vec<Value>| levels.iter().any(|level| level["id"] == result["achievedLevel"]);
        assert!(levels.is_some_and(is_level) || result["status"] == "Completed", "{result}");
    }
}

#[test]
fn the_badge_names_nobody_and_links_to_no_evidence() {
    let text = Case::new().badge().to_json().to_string();
    for private in ["ana.lopez", "per_", "sub_", "art_", "etag-of-it"] {
        assert!(!text.contains(private), "{private} in {text}");
    }
}

#[test]
fn an_award_that_ends_says_when() {
    let mut case = Case::new();
    let mut ending = sample();
    ending["validMonths"] = json!(36);
    case.definition = definition(ending);
    assert_eq!(case.badge().to_json()["validUntil"], "2029-01-15T08:30:00Z");
}

#[test]
fn an_entry_that_a_definition_has_twice_is_in_the_badge_once() {
    let mut case = Case::new();
    let mut twice = sample();
    let alignment = twice["alignment"][0].clone();
    twice["alignment"] = json!([alignment, alignment]);
    twice["tags"] = json!(["a", "a", "🎨"]);
    case.definition = definition(twice);

    let badge = case.badge();

    assert_eq!(badge.subject.achievement.alignments.len(), 1);
    assert_eq!(badge.subject.achievement.tags.len(), 1);
    assert!(badge.canonical_nquads().is_ok());
}

#[test]
fn two_equal_entries_are_two_and_too_many_are_refused() {
    let once = Case::new().badge();
    let with = |more: usize| {
        let mut badge = once.clone();
        badge.evidence.extend(std::iter::repeat_n(once.evidence[0].clone(), more));
        badge.canonical_nquads()
    };
    assert_ne!(with(0), with(1));
    assert!(with(31).is_ok());
    assert_eq!(with(32), Err(crate::credential::Indistinct));
}

#[test]
fn a_signed_badge_is_read_back_as_it_was() {
    let signed = signed(Case::new().badge());
    let text = signed.to_json().to_string();
    assert_eq!(SignedBadge::from_json(&serde_json::from_str(&text).expect("JSON")), Ok(signed));
}

#[test]
fn a_place_that_is_not_ours_is_named() {
    let ours = signed(Case::new().badge()).to_json();
    for (pointer, change) in [
        ("/colour", json!("red")),
        ("/@context/1", json!("https://example.org/other")),
        ("/validFrom", json!("2026-01-15T08:30:00+00:00")),
        ("/credentialSubject/identifier/0/hashed", json!(false)),
        ("/credentialSubject/achievement/criteria/type", json!("Criteria")),
        ("/credentialSubject/achievement/tag/0", json!(" spaced ")),
        ("/proof/domain", json!("example.org")),
        ("/proof/proofValue", json!("u0000")),
        ("/issuer/id", json!("not an address")),
        ("/evidence/0/id", json!("not an address")),
        ("/credentialStatus/id", json!("https://badges.example.org/status/3#1")),
        ("/credentialStatus/statusListIndex", json!("one")),
        ("/validUntil", json!("2027-01-15")),
        ("/a~1b", json!(1)),
    ] {
        let mut theirs = ours.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        match theirs.pointer_mut(parent).expect("a place") {
            Value::Object(object) => drop(object.insert(key.replace("~1", "/"), change)),
            Value::Array(entries) => entries[key.parse::<usize>().expect("an index")] = change,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => panic!("{parent}"),
        }
        let fault = SignedBadge::from_json(&theirs).expect_err(pointer);
        assert_eq!(fault.pointer, pointer, "{}", fault.message);
    }
    for nothing in [json!(null), json!([]), json!({}), json!("x")] {
        assert!(SignedBadge::from_json(&nothing).is_err(), "{nothing}");
    }
}
