//! [`PublicKey`]: an Ed25519 key as verifiers read it.

use std::{fmt, str::FromStr};

use super::Iri;

/// The multicodec prefix of an Ed25519 public key.
const ED25519: [u8; 2] = [0xed, 0x01];

/// An Ed25519 public key. Its text is its Multikey: `z6Mk…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// The name of the key under the issuer's DID, by which proofs refer to it.
    ///
    /// It holds the key itself, so that a verifier which knows the issuer needs no further look-up.
    #[must_use]
    pub fn verification_method(self, did: &Iri) -> Iri {
        did.with_fragment(&self.to_string())
    }
}

/// The text is no public key of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a public key is written as a Multikey (z6Mk…) if it is Ed25519, and as 86 characters of base64url if it is P-256"
)]
pub struct NotAKey;

impl FromStr for PublicKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let digits = text.strip_prefix('z').filter(|digits| digits.len() <= 48).ok_or(NotAKey)?;
        let bytes = bs58::decode(digits).into_vec().map_err(|_| NotAKey)?;
        let key = bytes.strip_prefix(&ED25519).ok_or(NotAKey)?;
        key.try_into().map(Self).map_err(|_| NotAKey)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [0; 34];
        bytes[..2].copy_from_slice(&ED25519);
        bytes[2..].copy_from_slice(&self.0);
        write!(f, "z{}", bs58::encode(bytes).into_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_as_a_multikey() {
        // The public key of the example in "Data Integrity EdDSA Cryptosuites", B.1.
        let text = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let key: PublicKey = text.parse().expect("a key");
        assert_eq!(key.to_string(), text);

        let secret = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
        for wrong in ["", "z", &text[1..], &text[..40], secret, &"z1".repeat(1_000)] {
            assert_eq!(wrong.parse::<PublicKey>(), Err(NotAKey), "{wrong}");
        }
    }
}
