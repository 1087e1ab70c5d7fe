//! [`Proof`]: what is to prove a badge of another issuer, and what the keys that a recognizer pinned say to it.

use serde_json::Value;

use super::ForeignKey;
use crate::credential::SignedBadge;

/// What is to prove a badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proof {
    /// A signature over a text, and the name of the key that it says made it.
    Jws { algorithm: String, key: Option<String>, input: String, signature: Vec<u8> },
    /// An Ed25519 signature over the canonical form of a credential as this system writes them, by the key of that name.
    DataIntegrity { key: String, data: [u8; 64], signature: [u8; 64] },
    /// A proof over a canonical form that isn't made here: it takes documents that would have to be fetched.
    Unreadable,
    /// The address at which it lies.
    Hosted,
    /// Nothing.
    None,
}

/// What can be said of a proof without asking anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proven {
    /// The pinned key with this thumbprint signed exactly this.
    By(String),
    /// Nothing is known.
    Not(Unproven),
    /// It is known not to hold.
    Refuted(Refuted),
}

/// Why nothing is known of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unproven {
    /// No key of the issuer is pinned.
    NoKey,
    /// It is signed in another way than any pinned key signs.
    NoKeyFor(String),
    /// None of the pinned keys signed it as it is: an older or a newer one may have.
    NotByThese,
    /// It is signed in a way that isn't checked here.
    Algorithm(String),
    /// Its proof is over a form of it that can't be made here.
    Unreadable,
    /// Only its address could prove it.
    Hosted,
    /// It carries no proof.
    Unsigned,
}

/// Why a proof doesn't hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refuted {
    /// The pinned key that it names didn't sign it as it is.
    NotByNamed,
    /// It says itself that nobody signed it, or is signed with what anybody may know.
    ByNobody,
}

impl Proof {
    /// What is to prove a credential in JSON.
    pub(super) fn of_document(document: &Value) -> Self {
        if document.get("proof").is_none_or(Value::is_null) {
            return Self::None;
        }
        let Ok(signed) = SignedBadge::from_json(document) else { return Self::Unreadable };
        match signed.hash_data() {
            Ok(data) => {
                let key = signed.proof.config.verification_method.as_str().to_owned();
                Self::DataIntegrity { key, data, signature: signed.proof.signature }
            }
            Err(_) => Self::Unreadable,
        }
    }

    /// What the keys say that are pinned for its issuer. `holds` tells whether a key made a signature over a text.
    pub(super) fn check(
        &self,
        pinned: &[&ForeignKey],
        holds: impl Fn(&ForeignKey, &[u8], &[u8]) -> bool,
    ) -> Proven {
        match self {
            Self::None => Proven::Not(Unproven::Unsigned),
            Self::Hosted => Proven::Not(Unproven::Hosted),
            Self::Unreadable => Proven::Not(Unproven::Unreadable),
            Self::DataIntegrity { key, data, signature } => {
                let made = |key: &ForeignKey| holds(key, data, signature);
                by_one_of(pinned, ("Ed25519", "eddsa-rdfc-2022"), Some(key), made)
            }
            Self::Jws { algorithm, key, input, signature } => {
                let made = |key: &ForeignKey| holds(key, input.as_bytes(), signature);
                let of = |kind| by_one_of(pinned, (kind, algorithm), key.as_deref(), made);
                match algorithm.as_str() {
                    "EdDSA" | "Ed25519" => of("Ed25519"),
                    "ES256" => of("P-256"),
                    "RS256" => of("RSA"),
                    "HS256" | "HS384" | "HS512" => Proven::Refuted(Refuted::ByNobody),
                    none if none.eq_ignore_ascii_case("none") => Proven::Refuted(Refuted::ByNobody),
                    other => Proven::Not(Unproven::Algorithm(other.to_owned())),
                }
            }
        }
    }
}

/// What the keys of that kind say. That none of them made it is no proof of the contrary, because an issuer had other keys
/// and will have; that the one which it names didn't is.
fn by_one_of(
    pinned: &[&ForeignKey],
    (kind, algorithm): (&str, &str),
    named: Option<&str>,
    made: impl Fn(&ForeignKey) -> bool,
) -> Proven {
    let able: Vec<&ForeignKey> = pinned.iter().copied().filter(|key| key.kind() == kind).collect();
    if able.is_empty() {
        let none = if pinned.is_empty() { Unproven::NoKey } else { Unproven::NoKeyFor(algorithm.to_owned()) };
        return Proven::Not(none);
    }
    if let Some(key) = able.iter().find(|key| made(key)) {
        return Proven::By(key.thumbprint());
    }
    if named.is_some_and(|name| able.iter().any(|key| key.is_called(name))) {
        Proven::Refuted(Refuted::NotByNamed)
    } else {
        Proven::Not(Unproven::NotByThese)
    }
}
