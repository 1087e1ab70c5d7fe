//! What is read of a badge in each of its forms, and what is said of everything else.

use super::*;

/// `value` with another member, or without it for null.
fn with(mut value: Value, pointer: &str, member: Value) -> Value {
    let (place, name) = pointer.rsplit_once('/').expect("a pointer");
    let place = value.pointer_mut(place).and_then(Value::as_object_mut).expect("an object");
    if member.is_null() {
        place.remove(name);
    } else {
        place.insert(name.to_owned(), member);
    }
    value
}

#[test]
fn every_form_says_the_same() {
    let wrapped = json!({"iss": ISSUER, "jti": "https://other.example/credentials/1", "nbf": 1_714_550_400,
        "vc": credential()});
    let key = ed25519(1);
    for (text, form, until) in [
        (credential().to_string(), Form::Credential, true),
        (jwt(&credential(), "EdDSA", &key), Form::CredentialJwt, true),
        (jwt(&wrapped, "EdDSA", &key), Form::CredentialJwt, true),
        (assertion().to_string(), Form::Assertion, false),
        (jwt(&assertion(), "RS256", &key), Form::AssertionJws, false),
    ] {
        let given = read(&format!(" {text}\n")).unwrap_or_else(|fault| panic!("{fault}: {text}"));
        assert_eq!(given.form, form);
        assert_eq!((given.issuer.id.as_str(), given.issuer.name.as_deref()), (ISSUER, Some("Other State")));
        assert_eq!(
            (given.achievement.id.as_str(), given.achievement.name.as_deref()),
            (SKILL, Some("Academic Rigor"))
        );
        assert_eq!((given.day().to_string(), given.expires.is_some()), ("2024-05-01".to_owned(), until));
        assert_eq!(
            (given.holder(HERS), given.holder("bea@school.example.com")),
            (Holder::Hers, Holder::Another)
        );
    }
}

#[test]
fn claims_may_say_what_the_badge_leaves_out_and_the_earlier_end_counts() {
    let mut bare = credential();
    for name in ["id", "validFrom", "issuer"] {
        bare.as_object_mut().expect("an object").remove(name);
    }
    let claims =
        json!({"iss": ISSUER, "jti": "urn:uuid:1", "nbf": 1_714_550_400, "exp": 1_735_689_600, "vc": bare});
    let given = read(&jwt(&claims, "EdDSA", &ed25519(1))).expect("a badge");
    assert_eq!((given.id.as_str(), given.issuer.id.as_str()), ("urn:uuid:1", ISSUER));
    assert_eq!(given.issued, at("2024-05-01T08:00:00Z"));
    assert_eq!(given.expires, Some(at("2025-01-01T00:00:00Z")));
}

#[test]
fn an_assertion_that_only_names_its_badge_class_is_of_the_site_of_that() {
    let bare = with(assertion(), "/badge", json!("https://other.example/badges/7?v=1"));
    let given = read(&with(bare, "/issuedOn", json!("2024-05-01")).to_string()).expect("a badge");
    assert_eq!((given.issuer.id.as_str(), given.issuer.name), ("https://other.example", None));
    assert_eq!(given.issued, at("2024-05-01T00:00:00Z"));
}

#[test]
fn whose_it_is_is_told_by_hashed_and_by_plain_addresses() {
    let identity = |members: Value| with(credential(), "/credentialSubject/identifier", json!([members]));
    let hash = Identity::of_email(HERS, "").hash().to_uppercase().replace("SHA256", "sha256");
    let recipient = |members: Value| with(assertion(), "/recipient", members);
    for (badge, wanted) in [
        (
            identity(
                json!({"hashed": false, "identityHash": "Ana@School.example.com", "identityType": "emailAddress"}),
            ),
            Holder::Hers,
        ),
        (
            identity(json!({"hashed": true, "identityHash": hash, "identityType": "emailAddress"})),
            Holder::Hers,
        ),
        (
            identity(json!({"hashed": true, "identityHash": "sha256$00", "identityType": "emailAddress"})),
            Holder::Another,
        ),
        (identity(json!({"hashed": false, "identityHash": HERS, "identityType": "name"})), Holder::Unsaid),
        (with(credential(), "/credentialSubject/identifier", Value::Null), Holder::Unsaid),
        (with(identity(json!({})), "/credentialSubject/id", json!(format!("mailto:{HERS}"))), Holder::Hers),
        (recipient(json!({"type": "email", "hashed": false, "identity": HERS})), Holder::Hers),
        (recipient(json!({"type": "email", "identity": "md5$00", "salt": "x"})), Holder::Another),
        (recipient(json!({"type": "telephone", "identity": HERS})), Holder::Unsaid),
        (recipient(json!(7)), Holder::Unsaid),
    ] {
        assert_eq!(read(&badge.to_string()).expect("a badge").holder(HERS), wanted, "{badge}");
    }
}

#[test]
fn what_is_no_badge_of_another_issuer_is_told_what_it_is_instead() {
    let ours = with(credential(), "/issuer", json!("did:web:badges.example.org"));
    let below = with(credential(), "/issuer/id", json!("did:web:badges.example.org:issuers:org_1"));
    let ours_2 = with(assertion(), "/id", json!("https://badges.example.org/ob2/assertions/awd_1"));
    let beside = with(credential(), "/issuer/id", json!("did:web:badges.example.org.evil.example"));
    assert!(read(&beside.to_string()).is_ok(), "a name that begins like ours");
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let of = |class: &str| with(credential(), "/type", json!(["VerifiableCredential", class]));
    let two_issuers = with(credential(), "/iss", json!("did:web:third.example"));
    for (text, wanted) in [
        (String::new(), NotABadge::Nothing),
        ("a badge".into(), NotABadge::Nothing),
        ("a.b.c".into(), NotABadge::Nothing),
        ("..".into(), NotABadge::Nothing),
        ("https://other.example/assertions/1".into(), NotABadge::OnlyAnAddress),
        ("http://169.254.169.254/".into(), NotABadge::OnlyAnAddress),
        ("{".into(), NotABadge::NotJson),
        ("[]".into(), NotABadge::Nothing),
        ("{}".into(), NotABadge::Nothing),
        (deep(60_000), NotABadge::NotJson),
        (format!("{{\"a\":{}", "{\"a\":".repeat(20_000)), NotABadge::NotJson),
        ("x".repeat(LONGEST + 1), NotABadge::TooLong),
        ("{".repeat(5_000_000), NotABadge::TooLong),
        (ours.to_string(), NotABadge::Ours),
        (below.to_string(), NotABadge::Ours),
        (ours_2.to_string(), NotABadge::Ours),
        (jwt(&ours, "EdDSA", &ed25519(1)), NotABadge::Ours),
        (of("ClrCredential").to_string(), NotABadge::Bundle),
        (of("EndorsementCredential").to_string(), NotABadge::Endorsement),
        (of("DriverLicence").to_string(), NotABadge::Nothing),
        (jwt(&two_issuers, "EdDSA", &ed25519(1)), NotABadge::TwoIssuers),
        (with(credential(), "/id", Value::Null).to_string(), NotABadge::Lacks("id")),
        (with(credential(), "/id", json!("a\u{202e}b")).to_string(), NotABadge::Lacks("id")),
        (with(credential(), "/issuer", json!([])).to_string(), NotABadge::Lacks("issuer")),
        (with(credential(), "/validFrom", Value::Null).to_string(), NotABadge::Lacks("validFrom")),
        (with(credential(), "/validFrom", json!("soon")).to_string(), NotABadge::NoTime("validFrom")),
        (with(credential(), "/validUntil", json!(7)).to_string(), NotABadge::NoTime("validUntil")),
        (
            with(credential(), "/credentialSubject/achievement", json!({"name": "Rigor"})).to_string(),
            NotABadge::Lacks("credentialSubject/achievement/id"),
        ),
        (with(assertion(), "/badge", Value::Null).to_string(), NotABadge::Lacks("badge")),
        (with(assertion(), "/badge", json!("urn:uuid:1")).to_string(), NotABadge::Lacks("badge/issuer")),
        (with(assertion(), "/issuedOn", Value::Null).to_string(), NotABadge::Lacks("issuedOn")),
    ] {
        let start: String = text.chars().take(300).collect();
        assert_eq!(read(&text).map(|_| ()), Err(wanted), "{start}");
    }
}

#[test]
fn names_are_put_on_one_short_line_and_the_same_badge_is_always_counted_as_the_same() {
    let name = format!("Rigor\n\u{202e}{}", "x".repeat(1_000));
    let named = with(credential(), "/credentialSubject/achievement/name", json!(name));
    let given = read(&named.to_string()).expect("a badge");
    let name = given.achievement.name.clone().expect("a name");
    assert!(name.starts_with("Rigor x") && name.chars().count() == 200, "{name}");

    let signed = read(&jwt(&credential(), "EdDSA", &ed25519(1))).expect("a badge");
    assert_eq!(given.counted_as(), signed.counted_as());
    let other = with(credential(), "/id", json!("https://other.example/credentials/2"));
    assert_ne!(given.counted_as(), read(&other.to_string()).expect("a badge").counted_as());
}
