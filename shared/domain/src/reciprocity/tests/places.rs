//! What a proof comes to, and where a badge belongs by that and by what was decided.

use super::*;
use crate::{
    Refusal,
    credential::{Check, Outcome},
    letter::Language,
};

/// The outcome of a check, in the words of the test.
fn outcome(checked: &Checked, check: Check) -> Outcome {
    let findings = checked.findings(Language::En);
    let spanish = checked.findings(Language::Es);
    for (english, spanish) in findings.iter().zip(&spanish) {
        assert_eq!((english.check, english.outcome), (spanish.check, spanish.outcome));
        assert_ne!(english.says, spanish.says);
    }
    findings.iter().find(|finding| finding.check == check).expect("it is checked").outcome
}

#[test]
fn a_proof_is_what_the_pinned_keys_of_its_issuer_say() {
    let (key, other) = (ed25519(1), ed25519(2));
    let good = jwt(&credential(), "EdDSA", &key);
    let (start, _) = good.rsplit_once('.').expect("three parts");
    let mut changed = credential();
    changed["credentialSubject"]["achievement"]["name"] = json!("Everything");
    let (_, made) = good.rsplit_once('.').expect("three parts");
    let tampered =
        format!("{}.{made}", jwt(&changed, "EdDSA", &key).rsplit_once('.').expect("three parts").0);
    let not_by_these = Proven::Not(Unproven::NotByThese);
    let not_by_named = Proven::Refuted(Refuted::NotByNamed);
    let whole = |key: &ForeignKey| format!("{ISSUER}#{}", key.thumbprint());
    let named = |name: &str| jwt_named(&credential(), "EdDSA", (&key, Some(name)));
    let by_nobody = Proven::Refuted(Refuted::ByNobody);
    let no_key_for = |algorithm: &str| Proven::Not(Unproven::NoKeyFor(algorithm.into()));
    for (text, keys, wanted) in [
        (good.clone(), vec![key.clone()], Proven::By(key.thumbprint())),
        (good.clone(), vec![other.clone(), key.clone()], Proven::By(key.thumbprint())),
        (good.clone(), vec![other.clone()], not_by_these.clone()),
        (good.clone(), vec![], Proven::Not(Unproven::NoKey)),
        (good.clone(), vec![p256(1)], no_key_for("EdDSA")),
        (tampered, vec![key.clone()], not_by_these.clone()),
        (format!("{start}."), vec![key.clone()], not_by_these.clone()),
        (jwt(&credential(), "ES256", &p256(3)), vec![key.clone(), p256(3)], Proven::By(p256(3).thumbprint())),
        (jwt(&credential(), "ES256", &p256(3)), vec![p256(4)], not_by_these.clone()),
        (jwt(&credential(), "RS256", &rsa(0x91)), vec![rsa(0x91)], Proven::By(rsa(0x91).thumbprint())),
        (jwt(&assertion(), "RS256", &rsa(0x91)), vec![rsa(0x91)], Proven::By(rsa(0x91).thumbprint())),
        (jwt(&assertion(), "RS256", &rsa(0x91)), vec![rsa(0x92)], not_by_these.clone()),
        (named(&whole(&key)), vec![key.clone()], Proven::By(key.thumbprint())),
        (named(&whole(&other)), vec![other.clone()], not_by_named.clone()),
        (named(&other.to_string()), vec![other.clone()], not_by_named.clone()),
        (named(&format!("did:key:{other}#{other}")), vec![other.clone(), ed25519(3)], not_by_named.clone()),
        (named(&format!("did:key:{other}")), vec![other.clone()], not_by_named),
        (named(&whole(&key)), vec![other.clone()], not_by_these.clone()),
        (named("key-1"), vec![other.clone()], not_by_these),
        (jwt(&credential(), "none", &key), vec![key.clone()], by_nobody.clone()),
        (jwt(&credential(), "NONE", &key), vec![], by_nobody.clone()),
        (jwt(&credential(), "HS256", &key), vec![key.clone()], by_nobody),
        (
            jwt(&credential(), "ES384", &key),
            vec![key.clone()],
            Proven::Not(Unproven::Algorithm("ES384".into())),
        ),
        (credential().to_string(), vec![key.clone()], Proven::Not(Unproven::Unsigned)),
        (assertion().to_string(), vec![key], Proven::Not(Unproven::Hosted)),
    ] {
        let checked = checked(&text, &desk(&keys));
        assert_eq!(checked.proven, wanted, "{text}");
        let signature = match wanted {
            Proven::By(_) => Outcome::Passed,
            Proven::Not(_) => Outcome::Unchecked,
            Proven::Refuted(_) => Outcome::Failed,
        };
        assert_eq!(outcome(&checked, Check::Signature), signature);
        assert_eq!(outcome(&checked, Check::Status), Outcome::Unchecked);
    }
}

#[test]
fn a_proof_over_a_form_that_isnt_made_here_says_nothing() {
    let mut proven = credential();
    proven["proof"] =
        json!({"type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023", "proofValue": "u2V0A"});
    let checked = checked(&proven.to_string(), &desk(&[ed25519(1)]));
    assert_eq!(checked.proven, Proven::Not(Unproven::Unreadable));
}

#[test]
fn a_badge_has_its_time_and_its_issuer() {
    let dated = |from: &str, until: Value| {
        let mut badge = credential();
        (badge["validFrom"], badge["validUntil"]) = (json!(from), until);
        checked(&jwt(&badge, "EdDSA", &ed25519(1)), &desk(&[ed25519(1)]))
    };
    for (from, until, wanted, is_out) in [
        ("2024-05-01T08:00:00Z", json!("2027-05-01T08:00:00Z"), Outcome::Passed, false),
        ("2024-05-01T08:00:00Z", Value::Null, Outcome::Passed, false),
        ("2024-05-01T08:00:00Z", json!("2026-11-01T11:59:59Z"), Outcome::Failed, false),
        ("2024-05-01T08:00:00Z", json!(NOW), Outcome::Passed, false),
        ("2026-11-01T12:05:00Z", Value::Null, Outcome::Passed, false),
        ("2026-11-01T12:05:01Z", Value::Null, Outcome::Failed, true),
    ] {
        let checked = dated(from, until.clone());
        assert_eq!((outcome(&checked, Check::Dates), checked.is_out()), (wanted, is_out), "{from} {until}");
        assert_eq!(checked.is_certain(), wanted == Outcome::Passed);
        assert_eq!(outcome(&checked, Check::Issuer), Outcome::Passed);
    }
    let mut revoked = assertion();
    revoked["revoked"] = json!(true);
    let revoked = checked(&revoked.to_string(), &desk(&[]));
    assert_eq!((outcome(&revoked, Check::Status), revoked.is_out()), (Outcome::Failed, true));
    assert_eq!(outcome(&revoked, Check::Issuer), Outcome::Unchecked);
}

/// A proven badge of hers, a proven one of somebody else's, an unproven one, and one that is refuted.
pub(super) fn four() -> [String; 4] {
    let mut anothers = credential();
    anothers["credentialSubject"]["identifier"][0]["identityHash"] = json!("sha256$00");
    [
        jwt(&credential(), "EdDSA", &ed25519(1)),
        jwt(&anothers, "EdDSA", &ed25519(1)),
        assertion().to_string(),
        jwt_named(&credential(), "EdDSA", (&ed25519(2), Some(&ed25519(1).to_string()))),
    ]
}

pub(super) fn handed(text: &str) -> Handed<'_> {
    Handed { earner: person(EARNER), by: person(EARNER), text, shared: false, at: at(NOW) }
}

pub(super) fn bring(before: Before<'_>, text: &str, desk: &Reciprocity) -> Option<Imported> {
    Imported::hand_in(before, handed(text), &checked(text, desk), desk)
}

pub(super) fn hand_in(text: &str, desk: &Reciprocity) -> Imported {
    bring(Before::Nothing, text, desk).expect("it is new")
}

pub(super) fn decide(badge: &Imported, step: Step, desk: &Reciprocity) -> Result<Option<Imported>, Refusal> {
    let checked = checked(&badge.text, desk);
    badge.clone().decide(badge.version, step, (person(STAFF), at(NOW)), &checked, desk)
}

pub(super) fn accept() -> Step {
    Step::Accept { reason: "She showed it to us.".into() }
}

pub(super) fn decline() -> Step {
    Step::Decline { reason: "It isn’t yours.".into() }
}

/// Where a badge is, and what for.
pub(super) fn place(badge: &Imported) -> &'static str {
    match &badge.place {
        Place::Waiting { r#for: WaitsFor::Equivalence, .. } => "equivalence",
        Place::Waiting { r#for: WaitsFor::Decision, .. } => "decision",
        Place::Counted { .. } => "counted",
        Place::Aside { .. } => "aside",
    }
}

#[test]
fn what_is_certain_counts_by_itself_and_everything_else_when_somebody_says_so() {
    let pinned = || desk(&[ed25519(1)]);
    for (desk, untouched, accepted, declined) in [
        (
            pinned(),
            ["equivalence", "equivalence", "equivalence", "aside"],
            ["equivalence", "equivalence", "equivalence", "refused"],
            ["aside"; 4],
        ),
        (
            decided(pinned(), Some("rigor")),
            ["counted", "decision", "decision", "aside"],
            ["counted", "counted", "counted", "refused"],
            ["aside"; 4],
        ),
        (decided(pinned(), None), ["aside"; 4], ["aside", "aside", "aside", "refused"], ["aside"; 4]),
    ] {
        for (number, text) in four().iter().enumerate() {
            let badge = hand_in(text, &desk);
            assert_eq!(place(&badge), untouched[number], "{text}");
            let after = |step: Step| match decide(&badge, step, &desk) {
                Ok(badge) => place(&badge.expect("it stays")),
                Err(Refusal::WrongState { .. }) => "refused",
                Err(other) => panic!("{other}"),
            };
            assert_eq!((after(accept()), after(decline())), (accepted[number], declined[number]), "{text}");
        }
    }
}

#[test]
fn a_badge_moves_when_something_else_is_decided_or_pinned_and_else_it_stays() {
    let [proven, _, unproven, _] = four();
    let (none, pinned) = (desk(&[]), desk(&[ed25519(1)]));
    let badge = hand_in(&proven, &none);
    let stays = |desk: &Reciprocity, badge: &Imported| {
        badge.placed(&checked(&badge.text, desk), desk, at(NOW)).is_none()
    };
    assert!(stays(&none, &badge) && stays(&pinned, &badge), "it still waits for an equivalence");

    let moved = |desk: &Reciprocity, badge: &Imported| {
        badge.placed(&checked(&badge.text, desk), desk, at(NOW)).expect("it moves")
    };
    let counted = moved(&decided(pinned, Some("rigor")), &badge);
    assert_eq!((place(&counted), counted.version), ("counted", badge.version + 1));
    let held = counted.held().expect("it is counted");
    assert_eq!((held.microcredential.as_str(), held.awarded.to_string()), ("rigor", "2024-05-01".to_owned()));
    let not_ours = held.not_ours.clone().expect("it isn't ours");
    assert_eq!(not_ours.issuer, "Other State");
    assert!(held.is_for(badge.recognizer));
    assert!(!held.is_for(OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 99)), "for that recognizer only");

    assert_eq!(
        place(&moved(&decided(desk(&[]), Some("rigor")), &counted)),
        "decision",
        "its key is pinned no more"
    );
    assert_eq!(
        place(&moved(&desk(&[ed25519(1)]), &counted)),
        "equivalence",
        "it is forgotten what it counts as"
    );
    assert_eq!(
        place(&moved(&decided(desk(&[ed25519(2)]), Some("rigor")), &counted)),
        "decision",
        "by another key: an older one, or a newer one, or anybody's"
    );
    let anew = moved(&decided(desk(&[ed25519(1)]), Some("other")), &counted);
    assert_eq!(anew.held().expect("it is counted").microcredential.as_str(), "other");

    let by_hand = decide(&hand_in(&unproven, &none), accept(), &none).expect("it can be").expect("it stays");
    assert_eq!((place(&by_hand), by_hand.held()), ("equivalence", None));
    assert_eq!(place(&moved(&decided(desk(&[]), Some("rigor")), &by_hand)), "counted");
}

#[test]
fn nobody_decides_her_own_and_only_she_takes_it_back() {
    let desk = desk(&[]);
    let badge = hand_in(&four()[2], &desk);
    let checked = checked(&badge.text, &desk);
    let her = (person(EARNER), at(NOW));
    let by_her = |step: Step| badge.clone().decide(1, step, her, &checked, &desk);
    assert!(matches!(by_her(accept()), Err(Refusal::Forbidden(_))));
    assert_eq!(by_her(Step::Withdraw), Ok(None));
    assert!(matches!(decide(&badge, Step::Withdraw, &desk), Err(Refusal::Forbidden(_))));
    let stale = badge.clone().decide(7, accept(), (person(STAFF), at(NOW)), &checked, &desk);
    assert_eq!(stale, Err(Refusal::Stale { current: 1 }));

    assert!(matches!(decide(&badge, Step::LookAgain, &desk), Err(Refusal::WrongState { .. })));
    let declined = decide(&badge, decline(), &desk).expect("it can be").expect("it stays");
    let again = decide(&declined, Step::LookAgain, &desk).expect("it can be").expect("it stays");
    assert_eq!((place(&declined), place(&again), again.decided), ("aside", "equivalence", None));
}

#[test]
fn the_same_badge_handed_in_again_changes_nothing_and_a_newer_one_is_looked_at_anew() {
    let desk = decided(desk(&[]), Some("rigor"));
    let text = &four()[2];
    let badge = decide(&hand_in(text, &desk), accept(), &desk).expect("it can be").expect("it stays");
    assert_eq!(bring(Before::Here(&badge), text, &desk), None);

    let mut newer = assertion();
    newer["expires"] = json!("2028-01-01T00:00:00Z");
    let newer = newer.to_string();
    let handed = bring(Before::Here(&badge), &newer, &desk).expect("it says something else");
    assert_eq!((handed.id, handed.version, place(&handed)), (badge.id, badge.version + 1, "decision"));
}
