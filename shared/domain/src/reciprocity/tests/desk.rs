//! What a recognizer pins and decides.

use super::*;
use crate::Refusal;

fn pin(key: &str) -> Change {
    Change::Pin {
        issuer: ISSUER.into(),
        name: "Other State".into(),
        key: key.into(),
        note: "By letter.".into(),
    }
}

fn change(desk: Reciprocity, change: Change) -> Result<Reciprocity, Refusal> {
    let version = desk.version;
    desk.change(version, change, (person(STAFF), at(NOW)))
}

#[test]
fn a_key_is_pinned_once_with_who_and_when_and_unpinned_by_its_thumbprint() {
    let key = p256(7);
    let jwk = json!({"kty": "EC", "crv": "P-256", "x": URL_SAFE_NO_PAD.encode([7; 32]),
        "y": URL_SAFE_NO_PAD.encode([7; 32])});
    let pinned = change(desk(&[ed25519(1)]), pin(&jwk.to_string())).expect("it is pinned");
    let [issuer] = pinned.issuers.as_slice() else { panic!("one issuer") };
    assert_eq!(issuer.keys[1].key, key);
    assert_eq!((issuer.keys[1].by, issuer.keys[1].at, pinned.version), (person(STAFF), at(NOW), 1));
    let again = change(pinned.clone(), pin(&jwk.to_string()));
    assert_eq!(again, Err(Refusal::invalid("/key", "This key is pinned already.")));

    let unpin = |key: &ForeignKey| Change::Unpin { issuer: ISSUER.into(), key: key.thumbprint() };
    let one = change(pinned, unpin(&key)).expect("it is unpinned");
    assert_eq!(change(one.clone(), unpin(&key)), Err(Refusal::NotFound));
    let none = change(one, unpin(&ed25519(1))).expect("it is unpinned");
    assert_eq!((none.issuers.len(), none.version), (0, 3), "an issuer without keys is none");
}

#[test]
fn what_is_no_key_and_too_many_keys_are_refused() {
    let secret = change(desk(&[]), pin("-----BEGIN PRIVATE KEY-----"));
    assert!(matches!(secret, Err(Refusal::Invalid(faults)) if faults[0].pointer == "/key"));
    let many: Vec<ForeignKey> = (0..10).map(ed25519).collect();
    let eleventh = change(desk(&many), pin(&ed25519(11).to_string()));
    assert_eq!(eleventh, Err(Refusal::invalid("/key", "At most 10 keys of an issuer can be pinned.")));
}

#[test]
fn an_equivalence_is_decided_once_anew_and_forgotten() {
    let first = decided(desk(&[]), Some("rigor"));
    let anew = decided(first, None);
    assert_eq!(anew.equivalences.len(), 1);
    assert_eq!(anew.equivalence(ISSUER, SKILL).map(|one| one.counts_as.clone()), Some(None));
    assert_eq!(anew.equivalence("did:web:third.example", SKILL), None, "of that issuer only");

    let forget = || Change::Forget { issuer: ISSUER.into(), achievement: SKILL.into() };
    let forgotten = change(anew, forget()).expect("it is there");
    assert_eq!(forgotten.equivalence(ISSUER, SKILL), None);
    assert_eq!(change(forgotten, forget()), Err(Refusal::NotFound));
}

#[test]
fn who_saw_an_older_version_is_told() {
    let desk = decided(desk(&[]), Some("rigor"));
    let stale = desk.change(0, pin("key"), (person(STAFF), at(NOW)));
    assert_eq!(stale, Err(Refusal::Stale { current: 1 }));
}
