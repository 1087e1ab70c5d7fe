//! [`Proof`]: the Data Integrity proof of a badge (`eddsa-rdfc-2022`).

use sha2::{Digest, Sha256};

use super::{
    Iri, Moment,
    node::{Node, Types},
    reader::Reader,
    term::{self, ASSERTION_METHOD, PROOF_CLASS},
};
use crate::Fault;

const SUITE: &str = "eddsa-rdfc-2022";

/// What a proof states beside its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofConfig {
    /// When it was signed.
    pub created: Moment,
    /// The key: the issuer's DID, `#`, and the key's name in the DID's document.
    pub verification_method: Iri,
}

/// A configuration and the Ed25519 signature over the hash data that it and the badge make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What it states.
    pub config: ProofConfig,
    /// The signature.
    pub signature: [u8; 64],
}

impl ProofConfig {
    /// The canonical N-Quads of the configuration under the badge's contexts.
    ///
    /// It has a single node and always the same five members, so the canonical form is a text with
    /// two holes.
    #[must_use]
    pub fn canonical_nquads(&self) -> String {
        let Self { created, verification_method } = self;
        format!(
            "_:c14n0 <http://purl.org/dc/terms/created> \"{created}\"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n\
             _:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/security#DataIntegrityProof> .\n\
             _:c14n0 <https://w3id.org/security#cryptosuite> \"{SUITE}\"^^<https://w3id.org/security#cryptosuiteString> .\n\
             _:c14n0 <https://w3id.org/security#proofPurpose> <https://w3id.org/security#assertionMethod> .\n\
             _:c14n0 <https://w3id.org/security#verificationMethod> <{verification_method}> .\n"
        )
    }

    /// Hash of the configuration, then hash of the document.
    pub(super) fn hash_data(&self, document: &str) -> [u8; 64] {
        let mut data = [0; 64];
        data[..32].copy_from_slice(&Sha256::digest(self.canonical_nquads()));
        data[32..].copy_from_slice(&Sha256::digest(document));
        data
    }
}

impl Proof {
    pub(super) fn node(&self) -> Node<'_> {
        let ProofConfig { created, verification_method } = &self.config;
        Node::blank(Types::Single(&PROOF_CLASS))
            .text(&term::CRYPTOSUITE, SUITE)
            .text(&term::CREATED, created.to_string())
            .reference(&term::VERIFICATION_METHOD, verification_method)
            .word(&term::PROOF_PURPOSE, &ASSERTION_METHOD)
            .text(&term::PROOF_VALUE, format!("z{}", bs58::encode(self.signature).into_string()))
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        let value = from.member("proofValue")?;
        let signature = signature_of(&value.as_text()?)
            .ok_or_else(|| value.fault("must be z and the base58 text of 64 bytes"))?;
        let config = ProofConfig {
            created: from.moment("created")?,
            verification_method: from.member("verificationMethod")?.as_iri()?,
        };
        Ok(Self { config, signature })
    }
}

/// The 64 bytes of a multibase text, which is looked at only if it isn't too long for them:
/// decoding base58 takes time that grows with the square of the length.
fn signature_of(text: &str) -> Option<[u8; 64]> {
    let digits = text.strip_prefix('z').filter(|digits| digits.len() <= 88)?;
    bs58::decode(digits).into_vec().ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_is_the_one_of_the_standards_own_example() {
        // "Data Integrity EdDSA Cryptosuites v1.0", B.1.
        const KEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let config = ProofConfig {
            created: Moment::parse("2023-02-24T23:36:38Z").expect("a moment"),
            verification_method: format!("did:key:{KEY}#{KEY}").parse().expect("an IRI"),
        };
        let hash = hex::encode(Sha256::digest(config.canonical_nquads()));
        assert_eq!(hash, "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0");
    }

    #[test]
    fn a_signature_is_64_bytes_and_a_longer_text_is_not_even_decoded() {
        let text = format!("z{}", bs58::encode([7; 64]).into_string());
        assert_eq!(signature_of(&text), Some([7; 64]));
        assert_eq!(signature_of(&text[1..]), None);
        assert_eq!(signature_of(&text[..80]), None);
        assert_eq!(signature_of(&format!("z{}", "1".repeat(1_000_000))), None);
    }
}
