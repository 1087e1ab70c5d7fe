//! [`P256Key`]: a P-256 key as verifiers of JWTs read it.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Iri, NotAKey};

/// A P-256 public key: the coordinates of its point. Its text is both of them in base64url, 86 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct P256Key {
    /// The first coordinate.
    pub x: [u8; 32],
    /// The second coordinate.
    pub y: [u8; 32],
}

impl P256Key {
    /// The key's own name: its thumbprint (RFC 7638).
    #[must_use]
    pub fn thumbprint(self) -> String {
        let (x, y) = self.coordinates();
        let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        URL_SAFE_NO_PAD.encode(Sha256::digest(members))
    }

    /// The name of the key under the issuer's DID, by which JWTs refer to it.
    #[must_use]
    pub fn verification_method(self, did: &Iri) -> Iri {
        did.with_fragment(&self.thumbprint())
    }

    /// The key as a JWK (RFC 7517), called as JWTs call it.
    #[must_use]
    pub fn jwk(self, did: &Iri) -> Value {
        let (x, y) = self.coordinates();
        let name = self.verification_method(did);
        json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": name.as_str(), "alg": "ES256", "use": "sig"})
    }

    /// The point, uncompressed (SEC 1, 2.3.3).
    #[must_use]
    pub fn point(self) -> [u8; 65] {
        let mut point = [4; 65];
        point[1..33].copy_from_slice(&self.x);
        point[33..].copy_from_slice(&self.y);
        point
    }

    /// The key of an uncompressed point. Whether that lies on the curve shows when a signature is checked.
    #[must_use]
    pub fn of_point(point: &[u8]) -> Option<Self> {
        let coordinates = point.strip_prefix(&[4])?;
        let (x, y) = coordinates.split_at_checked(32)?;
        Some(Self { x: x.try_into().ok()?, y: y.try_into().ok()? })
    }

    fn coordinates(self) -> (String, String) {
        (URL_SAFE_NO_PAD.encode(self.x), URL_SAFE_NO_PAD.encode(self.y))
    }
}

impl FromStr for P256Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bytes: [u8; 64] =
            URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(NotAKey)?;
        let [x, y] = [&bytes[..32], &bytes[32..]].map(|half| half.try_into().expect("half of 64 bytes"));
        Ok(Self { x, y })
    }
}

impl fmt::Display for P256Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode([self.x, self.y].concat()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_as_a_jwk_and_named_by_its_thumbprint() {
        // The key of RFC 7517, A.1.
        let coordinate =
            |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64url").try_into().expect("32 bytes");
        let key = P256Key {
            x: coordinate("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"),
            y: coordinate("4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"),
        };
        let did: Iri = "did:web:badges.example.org".parse().expect("an IRI");
        let jwk = key.jwk(&did);

        assert_eq!(jwk["x"], "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4");
        assert_eq!(jwk["kid"], key.verification_method(&did).as_str());
        assert_eq!(key.thumbprint(), "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
        assert_eq!(P256Key::of_point(&key.point()), Some(key));
        assert_eq!(key.to_string().parse(), Ok(key));
        for wrong in ["", "z6Mk", "AAAA"] {
            assert_eq!(wrong.parse::<P256Key>(), Err(NotAKey), "{wrong}");
        }
        assert_eq!(P256Key::of_point(&[2; 65]), None);
        assert_eq!(P256Key::of_point(&[4; 64]), None);
    }
}
