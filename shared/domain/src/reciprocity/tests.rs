//! Badges of other issuers by tables: what is read of them, what is said of them, and where they belong.
//!
//! The signatures here are made by a rule of the tests' own, because this crate has no cryptography; those of real keys are
//! checked where keys are (`cloud::signer`).

mod desk;
mod keys;
mod people;
mod places;
mod reading;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::*;
use crate::{
    OrganisationId, PersonId,
    credential::{Addresses, Identity, P256Key, PublicKey},
};

const HERS: &str = "ana@school.example.com";
const ISSUER: &str = "did:web:other.example";
const SKILL: &str = "https://other.example/achievements/rigor";
const NOW: &str = "2026-11-01T12:00:00Z";

fn ours() -> Addresses {
    Addresses::new("https://badges.example.org", "badges.example.org").expect("an origin")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn person(number: u128) -> PersonId {
    PersonId::from_parts(Timestamp::UNIX_EPOCH, number)
}

/// Who hands badges in, and who decides.
const EARNER: u128 = 1;
const STAFF: u128 = 2;

fn ed25519(byte: u8) -> ForeignKey {
    ForeignKey::Ed25519(PublicKey([byte; 32]))
}

fn p256(byte: u8) -> ForeignKey {
    ForeignKey::P256(P256Key { x: [byte; 32], y: [byte; 32] })
}

fn rsa(byte: u8) -> ForeignKey {
    ForeignKey::Rsa(RsaKey { modulus: vec![byte; 256], exponent: vec![1, 0, 1] })
}

/// The signature of `key`, as the tests make one.
fn signature(key: &ForeignKey, input: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new_with_prefix(key.to_string());
    hash.update(input);
    hash.finalize().to_vec()
}

fn holds(key: &ForeignKey, input: &[u8], made: &[u8]) -> bool {
    signature(key, input) == made
}

/// A badge of Open Badges 3.0, made out to her.
fn credential() -> Value {
    let identity = Identity::of_email(HERS, "salt");
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "https://other.example/credentials/1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Other State"},
        "validFrom": "2024-05-01T08:00:00Z",
        "validUntil": "2027-05-01T08:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [{"type": "IdentityObject", "hashed": true, "identityHash": identity.hash(),
                "identityType": "emailAddress", "salt": "salt"}],
            "achievement": {"id": SKILL, "type": ["Achievement"], "name": "Academic Rigor"},
        },
    })
}

/// An assertion of Open Badges 2.0, made out to her.
fn assertion() -> Value {
    let identity = Identity::of_email(HERS, "salt");
    json!({
        "@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://other.example/assertions/1",
        "recipient": {"type": "email", "hashed": true, "salt": "salt", "identity": identity.hash()},
        "badge": {"type": "BadgeClass", "id": SKILL, "name": "Academic Rigor",
            "issuer": {"id": ISSUER, "name": "Other State"}},
        "verification": {"type": "HostedBadge"}, "issuedOn": "2024-05-01T08:00:00Z",
    })
}

fn jwt(claims: &Value, algorithm: &str, key: &ForeignKey) -> String {
    jwt_named(claims, algorithm, (key, None))
}

/// The same with what it calls the key.
fn jwt_named(claims: &Value, algorithm: &str, (key, name): (&ForeignKey, Option<&str>)) -> String {
    let mut header = json!({"alg": algorithm, "typ": "JWT"});
    if let Some(name) = name {
        header["kid"] = json!(name);
    }
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let input = format!("{}.{}", part(&header), part(claims));
    let made = URL_SAFE_NO_PAD.encode(signature(key, input.as_bytes()));
    format!("{input}.{made}")
}

fn read(text: &str) -> Result<Given, NotABadge> {
    Given::read(text, &ours())
}

/// A desk at which these keys of the issuer are pinned.
fn desk(keys: &[ForeignKey]) -> Reciprocity {
    let by = person(STAFF);
    let pinned =
        |key: &ForeignKey| PinnedKey { key: key.clone(), note: "By letter.".into(), by, at: at(NOW) };
    let keys: Vec<PinnedKey> = keys.iter().map(pinned).collect();
    let issuer = TrustedIssuer { id: ISSUER.into(), name: "Other State".into(), keys };
    let mut desk = Reciprocity::empty(OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 3));
    desk.issuers.extend((!issuer.keys.is_empty()).then_some(issuer));
    desk
}

/// The desk after it was decided what the skill counts as.
fn decided(desk: Reciprocity, counts_as: Option<&str>) -> Reciprocity {
    decided_by(desk, counts_as, (STAFF, NOW))
}

/// The same by somebody else, at another time.
fn decided_by(desk: Reciprocity, counts_as: Option<&str>, (by, when): (u128, &str)) -> Reciprocity {
    let change = Change::Decide {
        issuer: ISSUER.into(),
        achievement: SKILL.into(),
        name: "Academic Rigor".into(),
        counts_as: counts_as.map(|slug| slug.parse().expect("a slug")),
        reason: "Same rubric.".into(),
    };
    let version = desk.version;
    desk.change(version, change, (person(by), at(when))).expect("it can be decided")
}

fn checked(text: &str, desk: &Reciprocity) -> Checked {
    let given = read(text).expect("a badge");
    let holder = given.holder(HERS);
    Checked::of(given, (holder, at(NOW)), desk, holds)
}
