//! The keys that sign credentials: Ed25519 for Data Integrity proofs, P-256 for JWTs.
//!
//! A closed choice: [`Signer::Kms`] asks AWS KMS, where the keys never leave; [`Signer::Local`] holds them
//! itself, on a machine without AWS. Only `sign-awards` may have anything signed, and it signs nothing but
//! what it made itself from the table's records.

mod kms;
mod local;
#[cfg(test)]
mod tests;

use aws_config::SdkConfig;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use domain::{
    credential::{P256Key, PublicKey},
    reciprocity::{ForeignKey, RsaKey},
};

pub use self::{kms::KmsKeys, local::LocalKeys};
use crate::{Failure, Settings};

/// What signs credentials.
#[derive(Debug)]
pub enum Signer {
    /// Keys in AWS KMS.
    Kms(KmsKeys),
    /// Keys in this process.
    Local(LocalKeys),
    /// None: this function was given no keys, so it neither signs nor checks.
    Absent,
}

/// The public halves of the keys that sign at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PresentKeys {
    /// For Data Integrity proofs.
    pub ed25519: PublicKey,
    /// For JWTs.
    pub p256: P256Key,
}

impl Signer {
    /// The keys that `SIGNING_KEY` and `JWT_KEY` name: both are ARNs of KMS, or both are secrets in hex.
    ///
    /// # Errors
    /// As [`LocalKeys::new`], or one of each.
    pub fn new(config: &SdkConfig, settings: &Settings) -> Result<Self, Failure> {
        let (Some(signing), Some(jwt)) = (&settings.signing_key, &settings.jwt_key) else {
            return Ok(Self::Absent);
        };
        let (signing, jwt) = (signing.expose(), jwt.expose());
        match (is_arn(signing), is_arn(jwt)) {
            (true, true) => Ok(Self::Kms(KmsKeys::new(config, settings.endpoints.kms.clone(), signing, jwt))),
            (false, false) => Ok(Self::Local(LocalKeys::new(signing, jwt)?)),
            (true, false) | (false, true) => {
                Err(Failure::because("SIGNING_KEY and JWT_KEY must both be in KMS, or neither"))
            }
        }
    }

    /// Signs the hash data of a credential (`eddsa-rdfc-2022`: pure Ed25519 over its 64 bytes).
    ///
    /// # Errors
    /// If the key can't be reached. The same data may then be signed again: the signature is the same.
    pub async fn sign(&self, data: &[u8; 64]) -> Result<[u8; 64], Failure> {
        match self {
            Self::Kms(keys) => keys.sign(data).await,
            Self::Local(keys) => Ok(keys.sign(data)),
            Self::Absent => Err(absent()),
        }
    }

    /// Signs the input of a JWT (ES256: ECDSA over P-256 and SHA-256), as r and s.
    ///
    /// # Errors
    /// If the key can't be reached.
    pub async fn sign_jwt(&self, input: &str) -> Result<[u8; 64], Failure> {
        match self {
            Self::Kms(keys) => keys.sign_jwt(input).await,
            Self::Local(keys) => keys.sign_jwt(input),
            Self::Absent => Err(absent()),
        }
    }

    /// The public halves; KMS is asked for them once.
    ///
    /// # Errors
    /// If the keys can't be reached, or are of another kind.
    pub async fn present_keys(&self) -> Result<PresentKeys, Failure> {
        match self {
            Self::Kms(keys) => keys.present_keys().await,
            Self::Local(keys) => Ok(keys.present_keys()),
            Self::Absent => Err(absent()),
        }
    }
}

fn is_arn(text: &str) -> bool {
    text.starts_with("arn:")
}

fn absent() -> Failure {
    Failure::because("the settings SIGNING_KEY and JWT_KEY are missing")
}

/// Whether `signature` over `data` is of this key.
#[must_use]
pub fn holds(key: PublicKey, data: &[u8; 64], signature: &[u8; 64]) -> bool {
    UnparsedPublicKey::new(&ED25519, key.0).verify(data, signature).is_ok()
}

/// Whether `signature` over the input of a JWT is of this key.
#[must_use]
pub fn jwt_holds(key: P256Key, input: &str, signature: &[u8; 64]) -> bool {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.point()).verify(input.as_bytes(), signature).is_ok()
}

/// Whether `signature` over `data` is of a key of another issuer, in the one way in which keys of its kind sign.
#[must_use]
pub fn foreign_holds(key: &ForeignKey, data: &[u8], signature: &[u8]) -> bool {
    let holds = match key {
        ForeignKey::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key.0).verify(data, signature),
        ForeignKey::P256(key) => {
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.point()).verify(data, signature)
        }
        ForeignKey::Rsa(RsaKey { modulus, exponent }) => RsaPublicKeyComponents { n: modulus, e: exponent }
            .verify(&RSA_PKCS1_2048_8192_SHA256, data, signature),
    };
    holds.is_ok()
}
