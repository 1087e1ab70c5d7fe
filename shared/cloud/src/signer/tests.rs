//! Badges of other issuers, signed with real keys of each kind.

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::{KeyPair as RsaKeyPair, KeySize},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::{
    OrganisationId, PersonId,
    credential::{Addresses, P256Key, PublicKey},
    reciprocity::{Change, Checked, ForeignKey, Given, Holder, Proven, Reciprocity, Unproven},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::foreign_holds;

/// What signs: the name of its algorithm, its public half as somebody pins it, and how it signs.
type Key = (&'static str, String, Box<dyn Fn(&[u8]) -> Vec<u8>>);

fn ed25519() -> Key {
    let key = Ed25519KeyPair::generate().expect("a key");
    let public = PublicKey(key.public_key().as_ref().try_into().expect("32 bytes"));
    ("EdDSA", format!("did:key:{public}"), Box::new(move |data| key.sign(data).as_ref().to_vec()))
}

fn p256() -> Key {
    let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let public = P256Key::of_point(key.public_key().as_ref()).expect("a point");
    let jwk = public.jwk(&"did:web:other.example".parse().expect("an IRI")).to_string();
    let sign = move |data: &[u8]| key.sign(&SystemRandom::new(), data).expect("signed").as_ref().to_vec();
    ("ES256", jwk, Box::new(sign))
}

fn rsa() -> Key {
    let key = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
    let der = AsDer::<aws_lc_rs::encoding::PublicKeyX509Der<'_>>::as_der(key.public_key()).expect("DER");
    let pem =
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", STANDARD.encode(der.as_ref()));
    let sign = move |data: &[u8]| {
        let mut signature = vec![0; key.public_modulus_len()];
        key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), data, &mut signature).expect("signed");
        signature
    };
    ("RS256", pem, Box::new(sign))
}

fn credential(name: &str) -> Value {
    json!({
        "id": "https://other.example/credentials/1", "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": "did:web:other.example", "validFrom": "2024-05-01T08:00:00Z",
        "credentialSubject": {"achievement": {"id": "https://other.example/rigor", "name": name}},
    })
}

fn input(algorithm: &str, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(&json!({"alg": algorithm})), part(claims))
}

/// What a desk says of a JWT at which that key is pinned.
fn proven(jwt: &str, pinned: &str) -> Proven {
    let ours = Addresses::new("https://badges.example.org", "badges.example.org").expect("an origin");
    let pin = Change::Pin {
        issuer: "did:web:other.example".into(),
        name: "Other".into(),
        key: pinned.into(),
        note: "By letter.".into(),
    };
    let by = (PersonId::from_parts(Timestamp::UNIX_EPOCH, 1), Timestamp::UNIX_EPOCH);
    let desk = Reciprocity::empty(OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1));
    let desk = desk.change(0, pin, by).expect("it can be pinned");
    let given = Given::read(jwt, &ours).expect("a badge");
    Checked::of(given, (Holder::Unsaid, Timestamp::UNIX_EPOCH), &desk, foreign_holds).proven
}

#[test]
fn each_kind_of_key_proves_what_it_signed_and_nothing_else() {
    let made_again = [ed25519(), p256(), rsa()];
    for ((algorithm, pinned, sign), (_, other, _)) in [ed25519(), p256(), rsa()].into_iter().zip(made_again) {
        let input_of = |name: &str| input(algorithm, &credential(name));
        let signature = URL_SAFE_NO_PAD.encode(sign(input_of("Rigor").as_bytes()));
        let good = format!("{}.{signature}", input_of("Rigor"));
        let tampered = format!("{}.{signature}", input_of("Everything"));
        let cut = good[..good.len() - 6].to_owned();

        let thumbprint = ForeignKey::read(&pinned).expect("a key").thumbprint();
        assert_eq!(proven(&good, &pinned), Proven::By(thumbprint), "{algorithm}");
        for (jwt, key) in [(&tampered, &pinned), (&cut, &pinned), (&good, &other)] {
            assert_eq!(proven(jwt, key), Proven::Not(Unproven::NotByThese), "{algorithm}");
        }
    }
}
