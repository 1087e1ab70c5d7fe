//! [`ForeignKey`]: a public key of another issuer, as a recognizer pins it.

use std::{fmt, str::FromStr};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::credential::{P256Key, PublicKey};

/// The bytes of an RSA modulus that a signature may be checked with: 2048 to 8192 bits.
const MODULUS: std::ops::RangeInclusive<usize> = 256..=1024;

/// What stands before the key in the DER of an Ed25519 public key (RFC 8410).
const ED25519_INFO: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// What stands before the point in the DER of a P-256 public key (RFC 5480).
const P256_INFO: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
/// The algorithm in the DER of an RSA public key (RFC 8017, A.1).
const RSA_ALGORITHM: [u8; 15] =
    [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
/// The exponent 65537 in DER.
const RSA_EXPONENT: [u8; 5] = [0x02, 0x03, 0x01, 0x00, 0x01];

/// An RSA public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsaKey {
    /// The modulus, big-endian, without leading zeros.
    pub modulus: Vec<u8>,
    /// The exponent, big-endian.
    pub exponent: Vec<u8>,
}

/// A public key that signs badges of another issuer. Its text is its Multikey (`z6Mk…`) for Ed25519, 86 characters of
/// base64url for P-256, and modulus and exponent in base64url with a dot between for RSA.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ForeignKey {
    /// Signs JWTs as `EdDSA`, and Data Integrity proofs.
    Ed25519(PublicKey),
    /// Signs JWTs as `ES256`.
    P256(P256Key),
    /// Signs JWTs as `RS256`.
    Rsa(RsaKey),
}

/// Why a text can't be pinned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPinnable {
    /// It holds a secret.
    #[error(
        "This is a private key. Pin the public one, and tell its owner that the private one was passed on."
    )]
    Private,
    /// It holds several keys.
    #[error("These are several keys. Pin them one by one.")]
    Several,
    /// It is a key of a kind that isn't checked.
    #[error("Only keys of these kinds can be pinned: Ed25519, P-256, and RSA with 2048 to 8192 bits.")]
    OtherKind,
    /// It is no key at all.
    #[error("Give the public key as a JWK, as PEM (BEGIN PUBLIC KEY), or as did:key of Ed25519.")]
    NoKey,
}

impl ForeignKey {
    /// The key that somebody pasted: a JWK (RFC 7517), PEM of a public key (RFC 7468), or a `did:key` of Ed25519.
    ///
    /// # Errors
    /// [`NotPinnable`] says what it is instead.
    pub fn read(text: &str) -> Result<Self, NotPinnable> {
        let text = text.trim();
        if text.starts_with('{') {
            return of_jwk(&serde_json::from_str(text).map_err(|_| NotPinnable::NoKey)?);
        }
        if text.starts_with("-----BEGIN") {
            return of_pem(text);
        }
        let multikey = text.strip_prefix("did:key:").unwrap_or(text);
        let multikey = multikey.split('#').next().unwrap_or_default();
        match multikey.parse() {
            Ok(key) => Ok(Self::Ed25519(key)),
            Err(_) if multikey.starts_with('z') && text.starts_with("did:key:") => {
                Err(NotPinnable::OtherKind)
            }
            Err(_) => Err(NotPinnable::NoKey),
        }
    }

    /// The name of its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "Ed25519",
            Self::P256(_) => "P-256",
            Self::Rsa(_) => "RSA",
        }
    }

    /// What it is told from others by: its thumbprint (RFC 7638).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let members = match self {
            Self::Ed25519(key) => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, text(&key.0)),
            Self::P256(key) => return key.thumbprint(),
            Self::Rsa(key) => {
                format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, text(&key.exponent), text(&key.modulus))
            }
        };
        text(&Sha256::digest(members))
    }

    /// Whether a proof that names its key so means this one: by what is made of the key itself, its thumbprint or its text,
    /// alone or behind the `#` of whose it is. A name that its issuer chose freely tells nothing here.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let own = name.rsplit('#').next().unwrap_or(name);
        let own = own.strip_prefix("did:key:").unwrap_or(own);
        own == self.thumbprint() || own == self.to_string()
    }
}

fn of_jwk(jwk: &Value) -> Result<ForeignKey, NotPinnable> {
    if jwk["keys"].is_array() {
        return Err(NotPinnable::Several);
    }
    if ["d", "p", "k"].iter().any(|secret| jwk.get(*secret).is_some()) {
        return Err(NotPinnable::Private);
    }
    let bytes = |name: &str| {
        let text = jwk[name].as_str().ok_or(NotPinnable::NoKey)?;
        URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| NotPinnable::NoKey)
    };
    let half = |name: &str| <[u8; 32]>::try_from(bytes(name)?).map_err(|_| NotPinnable::NoKey);
    match (jwk["kty"].as_str(), jwk["crv"].as_str()) {
        (Some("OKP"), Some("Ed25519")) => Ok(ForeignKey::Ed25519(PublicKey(half("x")?))),
        (Some("EC"), Some("P-256")) => Ok(ForeignKey::P256(P256Key { x: half("x")?, y: half("y")? })),
        (Some("RSA"), _) => rsa(&bytes("n")?, &bytes("e")?),
        (Some(_), _) => Err(NotPinnable::OtherKind),
        (None, _) => Err(NotPinnable::NoKey),
    }
}

fn rsa(modulus: &[u8], exponent: &[u8]) -> Result<ForeignKey, NotPinnable> {
    let without_zeros =
        |bytes: &[u8]| bytes.iter().copied().skip_while(|byte| *byte == 0).collect::<Vec<_>>();
    let (modulus, exponent) = (without_zeros(modulus), without_zeros(exponent));
    if !MODULUS.contains(&modulus.len()) || !(1..=8).contains(&exponent.len()) {
        return Err(NotPinnable::OtherKind);
    }
    Ok(ForeignKey::Rsa(RsaKey { modulus, exponent }))
}

fn of_pem(text: &str) -> Result<ForeignKey, NotPinnable> {
    if text.contains("PRIVATE KEY") {
        return Err(NotPinnable::Private);
    }
    if text.matches("-----BEGIN").count() > 1 {
        return Err(NotPinnable::Several);
    }
    let body = text.strip_prefix("-----BEGIN PUBLIC KEY-----").ok_or(NotPinnable::NoKey)?;
    let body = body.trim_end().strip_suffix("-----END PUBLIC KEY-----").ok_or(NotPinnable::NoKey)?;
    let body: String = body.split_ascii_whitespace().collect();
    let der = STANDARD.decode(body).map_err(|_| NotPinnable::NoKey)?;
    if let Some(key) = der.strip_prefix(&ED25519_INFO) {
        return key.try_into().map(|key| ForeignKey::Ed25519(PublicKey(key))).map_err(|_| NotPinnable::NoKey);
    }
    if let Some(key) = der.strip_prefix(&P256_INFO).and_then(P256Key::of_point) {
        return Ok(ForeignKey::P256(key));
    }
    let modulus = modulus(&der).ok_or(NotPinnable::OtherKind)?;
    rsa(modulus, &RSA_EXPONENT[2..])
}

/// The modulus in the DER of an RSA public key with the exponent that all have. Its length says every other byte.
fn modulus(der: &[u8]) -> Option<&[u8]> {
    const AROUND: usize = 38;
    let length = der.len().checked_sub(AROUND).filter(|length| MODULUS.contains(length))?;
    let two_bytes = |add: usize| u16::try_from(length + add).ok().map(u16::to_be_bytes);
    let before = [
        &[0x30, 0x82][..],
        &two_bytes(34)?,
        &RSA_ALGORITHM,
        &[0x03, 0x82],
        &two_bytes(15)?,
        &[0x00, 0x30, 0x82],
        &two_bytes(10)?,
        &[0x02, 0x82],
        &two_bytes(1)?,
        &[0x00],
    ];
    der.strip_prefix(before.concat().as_slice())?.strip_suffix(&RSA_EXPONENT)
}

impl FromStr for ForeignKey {
    type Err = NotPinnable;

    fn from_str(text: &str) -> Result<Self, NotPinnable> {
        if let Some((modulus, exponent)) = text.split_once('.') {
            let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| NotPinnable::NoKey);
            return rsa(&bytes(modulus)?, &bytes(exponent)?);
        }
        let ed25519 = text.parse().map(Self::Ed25519);
        ed25519.or_else(|_| text.parse().map(Self::P256)).map_err(|_| NotPinnable::NoKey)
    }
}

impl fmt::Display for ForeignKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ed25519(key) => key.fmt(f),
            Self::P256(key) => key.fmt(f),
            Self::Rsa(RsaKey { modulus, exponent }) => {
                let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
                write!(f, "{}.{}", text(modulus), text(exponent))
            }
        }
    }
}

impl TryFrom<String> for ForeignKey {
    type Error = NotPinnable;

    fn try_from(text: String) -> Result<Self, NotPinnable> {
        text.parse()
    }
}

impl From<ForeignKey> for String {
    fn from(key: ForeignKey) -> Self {
        key.to_string()
    }
}
