//! [`PublicKey`]: an Ed25519 key as verifiers read it, and the DID document that holds such keys.

use std::fmt;

use serde_json::{Value, json};

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

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [0; 34];
        bytes[..2].copy_from_slice(&ED25519);
        bytes[2..].copy_from_slice(&self.0);
        write!(f, "z{}", bs58::encode(bytes).into_string())
    }
}

/// The document that `did:web` finds for `did` at `/.well-known/did.json`.
///
/// A key once listed must stay listed, or the badges that it signed stop verifying.
#[must_use]
pub fn did_document(did: &Iri, keys: &[PublicKey]) -> Value {
    let methods: Vec<Value> = keys
        .iter()
        .map(|key| {
            json!({
                "id": key.verification_method(did).as_str(),
                "type": "Multikey",
                "controller": did.as_str(),
                "publicKeyMultibase": key.to_string(),
            })
        })
        .collect();
    let ids: Vec<Value> = methods.iter().map(|method| method["id"].clone()).collect();
    json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did.as_str(),
        "verificationMethod": methods,
        "assertionMethod": ids,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_as_a_multikey() {
        // The public key of the example in "Data Integrity EdDSA Cryptosuites", B.1.
        let bytes =
            bs58::decode("6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2").into_vec().expect("base58");
        let key = PublicKey(bytes[2..].try_into().expect("32 bytes"));
        assert_eq!(bytes[..2], ED25519);
        assert_eq!(key.to_string(), "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
    }
}
