//! What can be pinned, and what is said of everything else.

use super::*;

const ED25519: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAr+i1zYodDLc8EQ/cotV6HlOLYhLmRjtxYdAIxRDFGkA=
-----END PUBLIC KEY-----";
const P256: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkGBHFBtkcfyAKGSknJvu1fuIv+V/
iAD5bpJxXS9QlIqDh25/wulqs0XZYeWVHAIz7ST5yBpT4+AmcLibH4tUOQ==
-----END PUBLIC KEY-----";
const RSA: &str = "-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA45T8Odhvkg9TuJilJ2IQ
W5wYbRg8lTS7zvYUnBkSnL1bYLy/q8Y5rZHrWfpvvwZpqzPYVStm3uy6+Bvjf4gk
Qvyp+I/ss0dvaXT9syZ+4kyFWfbcMxqIpm446F7Luk8PK3GrtW4QQtyMMVuZK0x3
AFfEQ3FnhN3BjllVW8zDnU6KWOQXv5erGV9oZ3vedlgyZ6OpICBrweRyfeGrdoji
BvN9y2P6nJYIBxHP99+8DCbZWp/WwBPEPhJR1yptGSnkXf037DAjE60EXkWuwjIM
1TSjYso502+1IiyUPT0lMD2ZtNY0xPqRFPFGdE7ilRtx+s5ZOxrSlBOBzjMgxEO2
zwIDAQAB
-----END PUBLIC KEY-----";
const P384: &str = "-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEi/Ly/ECFGM7slC85J79GaRi+0bw54d3u
1rntohi8r0PwYWzSSyujH4J2SYqoJyinbMHCD+x/M9/j5FtFIDl5I48f/uW0r3sB
TEovRakVgDr8wukyIXRYsj1wS4zzc3AW
-----END PUBLIC KEY-----";

/// The key as a JWK, read from its parts.
fn jwk(key: &ForeignKey) -> String {
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let jwk = match key {
        ForeignKey::Ed25519(key) => json!({"kty": "OKP", "crv": "Ed25519", "x": text(&key.0)}),
        ForeignKey::P256(key) => json!({"kty": "EC", "crv": "P-256", "x": text(&key.x), "y": text(&key.y)}),
        ForeignKey::Rsa(key) => {
            json!({"kty": "RSA", "n": text(&key.modulus), "e": text(&key.exponent), "kid": "a"})
        }
    };
    jwk.to_string()
}

#[test]
fn a_key_is_the_same_as_pem_as_jwk_and_as_it_is_kept() {
    for (pem, kind) in [(ED25519, "Ed25519"), (P256, "P-256"), (RSA, "RSA")] {
        let key = ForeignKey::read(pem).expect("a key");
        assert_eq!(key.kind(), kind);
        assert_eq!(ForeignKey::read(&jwk(&key)), Ok(key.clone()));
        assert_eq!(key.to_string().parse(), Ok(key.clone()), "as it is kept");
        assert_eq!(key.thumbprint().len(), 43);
        let windows = format!("\r\n{}\r\n", pem.replace('\n', "\r\n"));
        assert_eq!(ForeignKey::read(&windows), Ok(key), "with the line ends of Windows");
    }
    let ForeignKey::Rsa(RsaKey { modulus, exponent }) = ForeignKey::read(RSA).expect("a key") else {
        panic!("it is RSA")
    };
    assert_eq!((modulus.len(), modulus[0], exponent), (256, 0xe3, vec![1, 0, 1]));
}

#[test]
fn a_thumbprint_is_the_standards_own_example() {
    // RFC 8037, A.3.
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let key = ForeignKey::read(jwk).expect("a key");
    assert_eq!(key.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

#[test]
fn a_did_key_is_its_multikey() {
    const KEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    let key = ForeignKey::read(KEY).expect("a key");
    for text in [format!("did:key:{KEY}"), format!("did:key:{KEY}#{KEY}"), format!(" {KEY}\n")] {
        assert_eq!(ForeignKey::read(&text), Ok(key.clone()), "{text}");
    }
}

#[test]
fn what_cant_be_pinned_is_told_why() {
    let short = json!({"kty": "RSA", "n": URL_SAFE_NO_PAD.encode([0xff; 128]), "e": "AQAB"});
    let private = json!({"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode([1; 32]), "d": "AA"});
    for (text, wanted) in [
        (String::new(), NotPinnable::NoKey),
        ("key".into(), NotPinnable::NoKey),
        ("{".into(), NotPinnable::NoKey),
        ("{}".into(), NotPinnable::NoKey),
        (r#"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#.into(), NotPinnable::NoKey),
        (json!({"keys": []}).to_string(), NotPinnable::Several),
        (format!("{ED25519}\n{ED25519}"), NotPinnable::Several),
        (private.to_string(), NotPinnable::Private),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----".into(), NotPinnable::Private),
        ("-----BEGIN EC PRIVATE KEY-----".into(), NotPinnable::Private),
        (json!({"kty": "oct", "k": "c2VjcmV0"}).to_string(), NotPinnable::Private),
        (json!({"kty": "EC", "crv": "P-384", "x": "AA", "y": "AA"}).to_string(), NotPinnable::OtherKind),
        (short.to_string(), NotPinnable::OtherKind),
        (P384.into(), NotPinnable::OtherKind),
        ("did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv".into(), NotPinnable::OtherKind),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----".into(), NotPinnable::NoKey),
        ("-----BEGIN PUBLIC KEY-----\n!!\n-----END PUBLIC KEY-----".into(), NotPinnable::NoKey),
    ] {
        assert_eq!(ForeignKey::read(&text), Err(wanted), "{text}");
    }
}
