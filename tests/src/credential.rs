//! Our badges in the eyes of others: jsonld.js and independent verifiers.
//!
//! The badges are generated; each program runs once for all of them.

mod alike;
mod generated;
mod tampered;
mod told;

use cloud::signer::{self, LocalKeys, PresentKeys, Signer};
use domain::credential::{
    BadgeKeys, Clr, Iri, Moment, OpenBadge, Proof, ProofConfig, Revoked, SignedBadge, SignedClr, StatusEntry,
    StatusList,
    jwt::{self, Claims},
};
use serde_json::{Value, json};

use crate::verifiers::{Site, Tool, Verdict};

/// How many badges are compared; more where they are made faster.
const COMPARED: usize = if cfg!(debug_assertions) { 500 } else { 5_000 };

#[test]
fn our_canonical_form_is_the_one_of_jsonld_js_byte_for_byte() {
    let badges = generated::badges(COMPARED);
    let documents: Vec<Value> = badges.iter().map(OpenBadge::to_json).collect();

    let theirs = Site::default().canonized(&documents);

    for (badge, theirs) in badges.iter().zip(&theirs) {
        let ours = badge.canonical_nquads().expect("its lists are short");
        assert_eq!(ours.as_str(), theirs.as_str().expect("a text"), "of {}", badge.to_json());
    }
}

#[test]
fn the_canonical_form_of_a_status_list_is_the_one_of_jsonld_js() {
    let lists = generated::status_lists(40);
    let documents: Vec<Value> = lists.iter().map(StatusList::to_json).collect();

    let theirs = Site::default().canonized(&documents);

    for (list, theirs) in lists.iter().zip(&theirs) {
        assert_eq!(list.canonical_nquads(), theirs.as_str().expect("a text"), "of {}", list.to_json());
    }
}

#[test]
fn the_canonical_form_of_a_bundle_is_the_one_of_jsonld_js() {
    let bundles = generated::bundles(40);
    let documents: Vec<Value> = bundles.iter().map(Clr::to_json).collect();

    let theirs = Site::default().with_clr_context().canonized(&documents);

    for (bundle, theirs) in bundles.iter().zip(&theirs) {
        let ours = bundle.canonical_nquads().expect("its lists are short");
        assert_eq!(ours.as_str(), theirs.as_str().expect("a text"), "of {}", bundle.to_json());
    }
}

#[test]
fn what_we_sign_together_is_read_back() {
    for clr in generated::bundles(20) {
        let proof = prove(&clr.issuer.id, |config| clr.hash_data(config).expect("its lists are short"));
        let signed = SignedClr { clr, proof };
        assert_eq!(SignedClr::from_json(&signed.to_json()).as_ref(), Ok(&signed));
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

    let theirs = Site::default().canonized(&[document]);

    assert_eq!(theirs, [json!(config.canonical_nquads())]);
}

#[test]
fn every_badge_we_sign_verifies_everywhere() {
    let documents: Vec<Value> =
        generated::badges(60).into_iter().map(current).map(|badge| signed(&badge)).collect();
    for document in &documents {
        assert!(verified_by_us(document), "{document}");
    }
    for (tool, document, verdict) in judged(&site(&[KEY]), &documents) {
        assert!(verdict.valid, "{tool:?} says {:?} of {document}", verdict.why);
    }
}

#[test]
fn a_badge_that_is_over_or_revoked_or_of_a_strange_key_verifies_nowhere() {
    let badge = current(generated::full_badge());
    let over = OpenBadge { valid_until: Some(moment("2026-01-01T00:00:00Z")), ..badge.clone() };
    let revoked = OpenBadge { status: StatusEntry::at(iri(LIST), REVOKED), ..badge.clone() };
    for (what, badge) in [("over", over), ("revoked", revoked)] {
        for (tool, _, verdict) in judged(&site(&[KEY]), &[signed(&badge)]) {
            assert!(!verdict.valid, "{tool:?} doesn't notice that it is {what}");
        }
    }
    for (tool, _, verdict) in judged(&site(&["08"]), &[signed(&badge)]) {
        assert!(!verdict.valid, "{tool:?} takes it from a key that the issuer doesn't list");
    }
}

#[test]
fn a_badge_of_a_retired_key_verifies_everywhere() {
    let badge = current(generated::full_badge());
    for (tool, document, verdict) in judged(&site(&["08", KEY]), &[signed(&badge)]) {
        assert!(verdict.valid, "{tool:?} says {:?} of {document}", verdict.why);
    }
}

#[test]
fn a_badge_with_anything_changed_added_or_taken_away_verifies_nowhere() {
    let changes = tampered::all(&signed(&current(generated::full_badge())));
    for (what, document) in &changes {
        assert!(!verified_by_us(document), "{what} is not noticed by us");
    }
    let documents: Vec<Value> = changes.iter().map(|(_, document)| document.clone()).collect();
    let judged = judged(&site(&[KEY]), &documents);
    for ((what, _), (tool, _, verdict)) in changes.iter().cycle().zip(judged) {
        assert_eq!(verdict.valid, says_the_same(what), "{what}: {tool:?} says {:?}", verdict.why);
    }
}

/// Who created the achievement is the issuer, whose type the badge states already, and an embedded
/// endorsement is under the badge's contexts anyhow: without the second statement of it the document
/// still means the same.
fn says_the_same(change: &str) -> bool {
    let again = change.contains("/creator/type")
        || (change.contains("/endorsement/") && change.contains("/@context"));
    change.starts_with("taking away") && again
}

/// The seed of the key, and of the place in the list that is revoked.
const KEY: &str = "07";
const LIST: &str = "https://badges.example.org/status/1";
const REVOKED: u32 = 9;

fn key(seed: &str) -> Signer {
    Signer::Local(LocalKeys::new(&seed.repeat(32), &seed.repeat(32)).expect("keys"))
}

fn present(seed: &str) -> PresentKeys {
    at_once(key(seed).present_keys()).expect("local keys")
}

fn iri(text: &str) -> Iri {
    text.parse().expect("an IRI")
}

fn moment(text: &str) -> Moment {
    Moment::of(text.parse().expect("a time"))
}

/// The badge, held today, with its status in the list that the site has.
fn current(badge: OpenBadge) -> OpenBadge {
    let valid_until = badge.valid_until.map(|_| moment("2099-01-01T00:00:00Z"));
    OpenBadge { valid_until, status: StatusEntry::at(iri(LIST), REVOKED + 1), ..badge }
}

fn prove(did: &Iri, hash_data: impl Fn(&ProofConfig) -> [u8; 64]) -> Proof {
    let key = key(KEY);
    let verification_method = present(KEY).ed25519.verification_method(did);
    let config = ProofConfig { created: moment("2026-01-15T08:30:00Z"), verification_method };
    let signature = at_once(key.sign(&hash_data(&config))).expect("a local key signs");
    Proof { config, signature }
}

fn signed(badge: &OpenBadge) -> Value {
    proven(badge).to_json()
}

fn proven(badge: &OpenBadge) -> SignedBadge {
    let hash_data = |config: &ProofConfig| badge.hash_data(config).expect("its lists are short");
    SignedBadge { badge: badge.clone(), proof: prove(&badge.issuer.id, hash_data) }
}

/// A signed document as a JWT of the key of this seed.
fn token(seed: &str, document: &str, claims: Claims<'_>) -> String {
    let input = claims.signing_input(document, &present(seed).p256.verification_method(&generated::issuer()));
    jwt::compact(&input, &at_once(key(seed).sign_jwt(&input)).expect("a local key signs"))
}

fn at_once<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(future)
}

fn verified_by_us(document: &Value) -> bool {
    let Ok(signed) = SignedBadge::from_json(document) else { return false };
    let Ok(data) = signed.hash_data() else { return false };
    let ours = present(KEY).ed25519.verification_method(&generated::issuer());
    signed.proof.config.verification_method == ours
        && signer::holds(present(KEY).ed25519, &data, &signed.proof.signature)
}

/// The web of an issuer with the keys of these seeds, the present one first.
fn site(seeds: &[&str]) -> Site {
    let keys: Vec<_> = seeds.iter().map(|seed| present(seed)).collect();
    let keys = BadgeKeys {
        ed25519: keys.iter().map(|keys| keys.ed25519).collect(),
        p256: keys.iter().map(|keys| keys.p256).collect(),
    };
    let did = keys.did_document(&generated::issuer());
    let revoked = Revoked::default().with(REVOKED);
    let list = StatusList::at(iri(LIST), generated::issuer(), &revoked, moment("2026-01-15T08:30:00Z"));
    let proof = prove(&generated::issuer(), |config| list.hash_data(config));
    let (text, of_jwt) = (list.to_text(&proof), format!("application/vc+jwt {LIST}"));
    let jwt = token(seeds[0], &text, list.claims());
    Site::default()
        .with_json("https://badges.example.org/.well-known/did.json", &did)
        .with_json("https://badges.example.org/.well-known/jwks.json", &keys.jwks(&generated::issuer()))
        .with(LIST, 200, "application/vc", &text)
        .with(&of_jwt, 200, "application/vc+jwt", &jwt)
}

/// What each tool says of each document.
fn judged(site: &Site, documents: &[Value]) -> Vec<(Tool, Value, Verdict)> {
    let asked = Tool::OF_ANY_TEXT.map(|tool| documents.iter().map(move |document| (tool, document.clone())));
    let asked: Vec<(Tool, Value)> = asked.into_iter().flatten().collect();
    let verdicts = site.judge(&asked);
    asked.into_iter().zip(verdicts).map(|((tool, document), verdict)| (tool, document, verdict)).collect()
}
