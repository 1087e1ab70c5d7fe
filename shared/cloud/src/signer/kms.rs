//! Keys in AWS KMS.

use std::fmt;

use aws_config::SdkConfig;
use aws_sdk_kms::{
    Client,
    primitives::Blob,
    types::{MessageType, SigningAlgorithmSpec},
};
use domain::credential::{P256Key, PublicKey};
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use super::PresentKeys;
use crate::{Failure, OrFailure};

/// An Ed25519 key (`ECC_NIST_EDWARDS25519`) and a P-256 key (`ECC_NIST_P256`), both for `SIGN_VERIFY`.
pub struct KmsKeys {
    client: Client,
    ed25519: String,
    p256: String,
    public: OnceCell<PresentKeys>,
}

impl KmsKeys {
    /// The keys with these ARNs. KMS isn't asked for anything yet.
    #[must_use]
    pub fn new(config: &SdkConfig, endpoint: Option<String>, ed25519: &str, p256: &str) -> Self {
        let mut builder = aws_sdk_kms::config::Builder::from(config);
        builder.set_endpoint_url(endpoint);
        let client = Client::from_conf(builder.build());
        Self { client, ed25519: ed25519.to_owned(), p256: p256.to_owned(), public: OnceCell::new() }
    }

    /// Pure Ed25519 over the data itself: `RAW`, and never `ED25519_PH_SHA_512`, which is another signature.
    pub(super) async fn sign(&self, data: &[u8; 64]) -> Result<[u8; 64], Failure> {
        let algorithm = SigningAlgorithmSpec::Ed25519Sha512;
        let signature = self.call(&self.ed25519, algorithm, MessageType::Raw, data).await?;
        signature.try_into().map_err(|_| Failure::because("KMS gave an Ed25519 signature of another length"))
    }

    pub(super) async fn sign_jwt(&self, input: &str) -> Result<[u8; 64], Failure> {
        let algorithm = SigningAlgorithmSpec::EcdsaSha256;
        let digest = Sha256::digest(input);
        let signature = self.call(&self.p256, algorithm, MessageType::Digest, &digest).await?;
        fixed(&signature).ok_or_else(|| Failure::because("KMS gave no DER of an ECDSA signature"))
    }

    pub(super) async fn present_keys(&self) -> Result<PresentKeys, Failure> {
        self.public.get_or_try_init(|| self.ask_for_keys()).await.copied()
    }

    async fn ask_for_keys(&self) -> Result<PresentKeys, Failure> {
        let ed25519 = self.public_key(&self.ed25519, &ED25519_INFO).await?;
        let p256 = self.public_key(&self.p256, &P256_INFO).await?;
        let other_kind = || Failure::because("a key in KMS is of another kind than it must be");
        Ok(PresentKeys {
            ed25519: PublicKey(ed25519.try_into().map_err(|_| other_kind())?),
            p256: P256Key::of_point(&p256).ok_or_else(other_kind)?,
        })
    }

    /// The key itself out of its `SubjectPublicKeyInfo` (RFC 5280), which begins with `info`.
    async fn public_key(&self, key: &str, info: &[u8]) -> Result<Vec<u8>, Failure> {
        let answer = self.client.get_public_key().key_id(key).send().await;
        let answer = answer.or_failure("KMS didn't tell a public key")?;
        let der: &[u8] = answer.public_key().map_or(&[], |blob| blob.as_ref());
        let key = der.strip_prefix(info);
        key.map(<[u8]>::to_vec)
            .ok_or_else(|| Failure::because("a key in KMS is of another kind than it must be"))
    }

    async fn call(
        &self,
        key: &str,
        algorithm: SigningAlgorithmSpec,
        kind: MessageType,
        message: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        let call = self.client.sign().key_id(key).signing_algorithm(algorithm).message_type(kind);
        let answer = call.message(Blob::new(message)).send().await.or_failure("KMS didn't sign")?;
        answer.signature.map(Blob::into_inner).ok_or_else(|| Failure::because("KMS gave no signature"))
    }
}

impl fmt::Debug for KmsKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KmsKeys")
            .field("ed25519", &self.ed25519)
            .field("p256", &self.p256)
            .finish_non_exhaustive()
    }
}

/// What stands before the 32 bytes of an Ed25519 key (RFC 8410).
const ED25519_INFO: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// What stands before the uncompressed point of a P-256 key (RFC 5480).
const P256_INFO: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// r and s, each of 32 bytes, of an `ECDSA-Sig-Value` (RFC 3279), as JWTs want them (RFC 7518, 3.4).
fn fixed(der: &[u8]) -> Option<[u8; 64]> {
    let (content, rest) = element(der, 0x30)?;
    let (r, after) = element(content, 0x02)?;
    let (s, end) = element(after, 0x02)?;
    if !rest.is_empty() || !end.is_empty() {
        return None;
    }
    let mut both = [0; 64];
    both[..32].copy_from_slice(&padded(r)?);
    both[32..].copy_from_slice(&padded(s)?);
    Some(both)
}

/// The content of the element with that tag, and what follows it. A signature is too short for long lengths.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let [first, length, rest @ ..] = der else { return None };
    if *first != tag || *length > 127 {
        return None;
    }
    rest.split_at_checked(usize::from(*length))
}

/// A positive integer with zeros before it.
fn padded(integer: &[u8]) -> Option<[u8; 32]> {
    let digits = integer.strip_prefix(&[0]).unwrap_or(integer);
    let mut padded = [0; 32];
    padded.get_mut(32usize.checked_sub(digits.len())?..)?.copy_from_slice(digits);
    Some(padded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_and_s_get_their_zeros() {
        let short = [0x30, 0x07, 0x02, 0x01, 0x05, 0x02, 0x02, 0x00, 0x81];
        let both = fixed(&short).expect("a signature");
        assert_eq!((both[31], both[63]), (5, 0x81));
        assert_eq!(both.iter().filter(|byte| **byte != 0).count(), 2);

        for wrong in [
            &[][..],
            &[0x30],
            &[0x30, 0x07, 0x02, 0x01, 0x05, 0x02, 0x02, 0x00],
            &[0x31, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x01],
            &[0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x01, 0x00],
            &[[0x30, 0x26, 0x02, 0x21].as_slice(), &[1; 33], &[0x02, 0x01, 0x01]].concat(),
        ] {
            assert_eq!(fixed(wrong), None, "{wrong:?}");
        }
    }
}
