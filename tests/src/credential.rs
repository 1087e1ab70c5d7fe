//! Our badges in the eyes of somebody else: jsonld.js and Digital Bazaar's verifier.
//!
//! The badges are generated, the independent side runs once for all of them.

mod generated;
mod node;
mod tampered;

use cloud::signer::{self, LocalKeys, PresentKeys, Signer};
use domain::credential::{BadgeKeys, Moment, OpenBadge, ProofConfig, SignedBadge, StatusList};
use serde_json::{Value, json};

#[test]
fn our_canonical_form_is_the_one_of_jsonld_js_byte_for_byte() {
    let badges = generated::badges(300);
    let documents: Vec<Value> = badges.iter().map(OpenBadge::to_json).collect();

    let theirs = node::run("canonize.mjs", &[], &documents);

    for (badge, theirs) in badges.iter().zip(&theirs) {
        let ours = badge.canonical_nquads().expect("no entry is there twice");
        assert_eq!(ours.as_str(), theirs.as_str().expect("a text"), "of {}", badge.to_json());
    }
}

#[test]
fn the_canonical_form_of_a_status_list_is_the_one_of_jsonld_js() {
    let lists = generated::status_lists(40);
    let documents: Vec<Value> = lists.iter().map(StatusList::to_json).collect();

    let theirs = node::run("canonize.mjs", &[], &documents);

    for (list, theirs) in lists.iter().zip(&theirs) {
        assert_eq!(list.canonical_nquads(), theirs.as_str().expect("a text"), "of {}", list.to_json());
    }
}

#[test]
fn the_canonical_form_of_a_proof_is_the_one_of_jsonld_js() {
    let config = ProofConfig {
        created: Moment::of("2026-01-15T08:30:00Z".parse().expect("a time")),
        verification_method: "did:web:badges.example.org#z6MkExample".parse().expect("an IRI"),
    };
    let mut document = signed(&generated::badges(1)[0])["proof"].take();
    document.as_object_mut().expect("an object").shift_remove("proofValue");
    document["@context"] = generated::badges(1)[0].to_json()["@context"].take();
    document["created"] = config.created.to_string().into();
    document["verificationMethod"] = config.verification_method.as_str().into();

    let theirs = node::run("canonize.mjs", &[], &[document]);

    assert_eq!(theirs, [json!(config.canonical_nquads())]);
}

#[test]
fn every_badge_we_sign_verifies_with_the_library_of_digital_bazaar() {
    let documents: Vec<Value> = generated::badges(60).iter().map(signed).collect();

    for (document, answer) in documents.iter().zip(verified_by_node(&documents)) {
        assert_eq!(answer["verified"], true, "{answer} of {document}");
        assert!(verified_by_us(document), "{document}");
    }
}

#[test]
fn a_badge_with_anything_changed_added_or_taken_away_verifies_nowhere() {
    let badge = generated::full_badge();
    let changes = tampered::all(&signed(&badge));
    let documents: Vec<Value> = changes.iter().map(|(_, document)| document.clone()).collect();

    for ((what, document), answer) in changes.iter().zip(verified_by_node(&documents)) {
        assert_eq!(answer["verified"], says_the_same(what), "{what} is not noticed by the library");
        assert!(!verified_by_us(document), "{what} is not noticed by us");
    }
}

/// The creator is the issuer, whose type the badge states already: without the second statement of
/// it the document still means the same.
fn says_the_same(change: &str) -> bool {
    change.starts_with("taking away") && change.contains("/creator/type")
}

fn key() -> Signer {
    Signer::Local(LocalKeys::new(&"07".repeat(32), &"08".repeat(32)).expect("keys"))
}

fn present() -> PresentKeys {
    at_once(key().present_keys()).expect("local keys")
}

fn signed(badge: &OpenBadge) -> Value {
    let key = key();
    let config = ProofConfig {
        created: badge.valid_from,
        verification_method: present().ed25519.verification_method(&badge.issuer.id),
    };
    let data = badge.hash_data(&config).expect("no entry is there twice");
    let signature = at_once(key.sign(&data)).expect("a local key signs");
    badge.clone().with_proof(config, signature).to_json()
}

fn at_once<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(future)
}

fn verified_by_us(document: &Value) -> bool {
    let Ok(signed) = SignedBadge::from_json(document) else { return false };
    let Ok(data) = signed.hash_data() else { return false };
    let ours = present().ed25519.verification_method(&generated::issuer());
    signed.proof.config.verification_method == ours
        && signer::holds(present().ed25519, &data, &signed.proof.signature)
}

fn verified_by_node(documents: &[Value]) -> Vec<Value> {
    let keys = BadgeKeys { ed25519: vec![present().ed25519], p256: vec![present().p256] };
    verified_under(&keys.did_document(&generated::issuer()), documents)
}

/// What Digital Bazaar's library says of badges whose issuer has this DID document.
pub(crate) fn verified_under(did: &Value, documents: &[Value]) -> Vec<Value> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), did.to_string()).expect("written");
    node::run("verify.mjs", &["-", &file.path().to_string_lossy()], documents)
}
