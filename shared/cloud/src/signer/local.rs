//! Keys in this process.

use std::fmt;

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use domain::credential::{P256Key, PublicKey};

use super::PresentKeys;
use crate::{Failure, OrFailure};

/// An Ed25519 and a P-256 key. They are never shown: their `Debug` shows the public halves.
pub struct LocalKeys {
    ed25519: Ed25519KeyPair,
    p256: EcdsaKeyPair,
    public: PresentKeys,
}

impl LocalKeys {
    /// The keys whose 32 secret bytes are written in hex; the first may be a secret Multikey (`z3u2…`).
    ///
    /// # Errors
    /// A [`Failure`] that doesn't repeat the text.
    pub fn new(signing: &str, jwt: &str) -> Result<Self, Failure> {
        let seed = seed_of(signing.trim()).ok_or_else(|| {
            Failure::because("the signing key must be 64 hexadecimal digits or a secret Ed25519 Multikey")
        })?;
        let ed25519 =
            Ed25519KeyPair::from_seed_unchecked(&seed).or_failure("the signing key can't be used")?;
        let scalar = hex::decode(jwt.trim()).ok().filter(|bytes| bytes.len() == 32);
        let scalar = scalar.ok_or_else(|| Failure::because("the JWT key must be 64 hexadecimal digits"))?;
        let p256 = EcdsaKeyPair::from_private_key_der(&ECDSA_P256_SHA256_FIXED_SIGNING, &der_of(&scalar))
            .or_failure("the JWT key can't be used")?;

        let public = PresentKeys {
            ed25519: PublicKey(
                ed25519.public_key().as_ref().try_into().expect("an Ed25519 key has 32 bytes"),
            ),
            p256: P256Key::of_point(p256.public_key().as_ref()).expect("its point is uncompressed"),
        };
        Ok(Self { ed25519, p256, public })
    }

    pub(super) fn sign(&self, data: &[u8; 64]) -> [u8; 64] {
        self.ed25519.sign(data).as_ref().try_into().expect("an Ed25519 signature has 64 bytes")
    }

    pub(super) fn sign_jwt(&self, input: &str) -> Result<[u8; 64], Failure> {
        let signature = self.p256.sign(&SystemRandom::new(), input.as_bytes());
        let signature = signature.or_failure("a JWT could not be signed")?;
        Ok(signature.as_ref().try_into().expect("a fixed P-256 signature has 64 bytes"))
    }

    pub(super) const fn present_keys(&self) -> PresentKeys {
        self.public
    }
}

impl fmt::Debug for LocalKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKeys").field("public", &self.public).finish_non_exhaustive()
    }
}

/// The multicodec prefix of an Ed25519 secret key.
const SECRET: [u8; 2] = [0x80, 0x26];

fn seed_of(text: &str) -> Option<[u8; 32]> {
    let bytes = match text.strip_prefix('z') {
        Some(digits) if digits.len() <= 48 => {
            bs58::decode(digits).into_vec().ok()?.strip_prefix(&SECRET)?.to_vec()
        }
        Some(_) => return None,
        None => hex::decode(text).ok()?,
    };
    bytes.try_into().ok()
}

/// An `ECPrivateKey` (RFC 5915) of a P-256 scalar, from which the public half is computed.
fn der_of(scalar: &[u8]) -> Vec<u8> {
    const BEFORE: [u8; 7] = [0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20];
    const CURVE: [u8; 12] = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
    [&BEFORE, scalar, &CURVE].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signer::{holds, jwt_holds};

    /// The key pair and hash data of "Data Integrity EdDSA Cryptosuites v1.0", B.1.
    const SECRET_KEY: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
    const PUBLIC_KEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    const HASH_DATA: &str = "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0\
                             517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017";
    const SIGNATURE: &str =
        "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme";

    /// The P-256 key of RFC 7515, A.3.
    const JWT_KEY: &str = "8e9b109e719098bf980487df1f5d77e9cb29606ebed2263b5f57c213df84f4b2";

    fn keys() -> LocalKeys {
        LocalKeys::new(SECRET_KEY, JWT_KEY).expect("keys")
    }

    #[test]
    fn a_signature_is_the_one_of_the_standards_own_example() {
        let data: [u8; 64] = hex::decode(HASH_DATA).expect("hex").try_into().expect("64 bytes");

        let signature = keys().sign(&data);

        let public = keys().present_keys().ed25519;
        assert_eq!(public.to_string(), PUBLIC_KEY);
        assert_eq!(format!("z{}", bs58::encode(signature).into_string()), SIGNATURE);
        assert!(holds(public, &data, &signature));
        assert!(!holds(public, &[0; 64], &signature));
    }

    #[test]
    fn the_jwt_key_is_that_of_the_standards_own_example() {
        let public = keys().present_keys().p256;
        let jwk = public.jwk(&"did:web:h".parse().expect("an IRI"));
        assert_eq!(jwk["x"], "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
        assert_eq!(jwk["y"], "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");

        let signature = keys().sign_jwt("header.payload").expect("signed");
        assert!(jwt_holds(public, "header.payload", &signature));
        assert!(!jwt_holds(public, "header.other", &signature));
        assert!(
            !jwt_holds(P256Key { x: [1; 32], y: [2; 32] }, "header.payload", &signature),
            "no point at all"
        );
    }

    #[test]
    fn a_key_is_never_shown_and_a_wrong_one_isn_t_repeated() {
        let shown = format!("{:?}", LocalKeys::new(&"ab".repeat(32), JWT_KEY).expect("keys"));
        assert!(!shown.contains("abab") && !shown.contains("171, 171"), "{shown}");

        for wrong in ["", "z3u2", "abcd", "0x", PUBLIC_KEY] {
            for (signing, jwt) in [(wrong, JWT_KEY), (SECRET_KEY, wrong)] {
                let refused = LocalKeys::new(signing, jwt).map(|_| ()).expect_err("no key");
                assert!(wrong.is_empty() || !format!("{refused:?}").contains(wrong), "{refused:?}");
            }
        }
        assert!(LocalKeys::new(SECRET_KEY, &"ff".repeat(32)).is_err(), "beyond the curve's order");
    }
}
