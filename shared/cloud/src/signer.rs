//! The key that signs badges. A closed choice: [`Signer::Local`] holds an Ed25519 key of its own.
//!
//! Only `sign-awards` is given the key, and it signs nothing but hash data that it made itself from
//! the table's records.

use std::fmt;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use domain::credential::{Iri, PublicKey};

use crate::{Failure, Settings};

/// What signs badges.
#[derive(Debug)]
pub enum Signer {
    /// An Ed25519 key in this process.
    Local(LocalKey),
}

/// An Ed25519 key. It is never shown: its `Debug` shows the public half.
pub struct LocalKey {
    pair: Ed25519KeyPair,
    public: PublicKey,
}

impl Signer {
    /// The key in the settings.
    ///
    /// # Errors
    /// As [`Signer::from_seed`].
    pub fn local(settings: &Settings) -> Result<Self, Failure> {
        Self::from_seed(settings.signing_key.expose())
    }

    /// The key whose 32-byte seed is written in `text`, in hex or as a secret Multikey (`z3u2…`).
    ///
    /// # Errors
    /// A [`Failure`] that doesn't repeat the text.
    pub fn from_seed(text: &str) -> Result<Self, Failure> {
        let seed = seed_of(text.trim()).ok_or_else(|| {
            Failure::because("the signing key must be 64 hexadecimal digits or a secret Ed25519 Multikey")
        })?;
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed)
            .map_err(|source| Failure::new("the signing key can't be used", source))?;
        let public = <[u8; 32]>::try_from(pair.public_key().as_ref()).expect("an Ed25519 key has 32 bytes");
        Ok(Self::Local(LocalKey { pair, public: PublicKey(public) }))
    }

    /// Signs the hash data of a badge (`eddsa-rdfc-2022`: pure Ed25519 over its 64 bytes).
    ///
    /// # Errors
    /// If the key can't be reached. The same data may then be signed again: the signature is the same.
    pub async fn sign(&self, data: &[u8; 64]) -> Result<[u8; 64], Failure> {
        match self {
            Self::Local(key) => Ok(key.sign(data)),
        }
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        match self {
            Self::Local(key) => key.public,
        }
    }

    /// The public half as verifiers write it: `z6Mk…`.
    #[must_use]
    pub fn public_key_multibase(&self) -> String {
        self.public_key().to_string()
    }

    /// The name of the key under an issuer's DID.
    #[must_use]
    pub fn verification_method(&self, did: &Iri) -> Iri {
        self.public_key().verification_method(did)
    }
}

impl LocalKey {
    fn sign(&self, data: &[u8; 64]) -> [u8; 64] {
        self.pair.sign(data).as_ref().try_into().expect("an Ed25519 signature has 64 bytes")
    }
}

impl fmt::Debug for LocalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").field("public", &self.public).finish_non_exhaustive()
    }
}

/// Whether `signature` over `data` is of this key.
#[must_use]
pub fn holds(key: PublicKey, data: &[u8; 64], signature: &[u8; 64]) -> bool {
    UnparsedPublicKey::new(&ED25519, key.0).verify(data, signature).is_ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The key pair and hash data of "Data Integrity EdDSA Cryptosuites v1.0", B.1.
    const SECRET_KEY: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
    const PUBLIC_KEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    const HASH_DATA: &str = "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0\
                             517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017";
    const SIGNATURE: &str =
        "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme";

    #[tokio::test]
    async fn a_signature_is_the_one_of_the_standards_own_example() {
        let signer = Signer::from_seed(SECRET_KEY).expect("a key");
        let data: [u8; 64] = hex::decode(HASH_DATA).expect("hex").try_into().expect("64 bytes");

        let signature = signer.sign(&data).await.expect("signed");

        assert_eq!(signer.public_key_multibase(), PUBLIC_KEY);
        assert_eq!(format!("z{}", bs58::encode(signature).into_string()), SIGNATURE);
        assert!(holds(signer.public_key(), &data, &signature));
        assert!(!holds(signer.public_key(), &[0; 64], &signature));
    }

    #[test]
    fn a_key_is_never_shown_and_a_wrong_one_isn_t_repeated() {
        let shown = format!("{:?}", Signer::from_seed(&"ab".repeat(32)).expect("a key"));
        assert!(!shown.contains("abab") && !shown.contains("171, 171"), "{shown}");

        for wrong in ["", "z3u2", "abcd", "0x", PUBLIC_KEY] {
            let refused = Signer::from_seed(wrong).map(|_| ()).expect_err("no key");
            assert!(wrong.is_empty() || !format!("{refused:?}").contains(wrong), "{refused:?}");
        }
    }
}
