//! SHA-256 sums of parts and files, in the spelling that the store uses: base64.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes. Its text is standard base64 with padding: 44 characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256Sum([u8; 32]);

/// The text is no SHA-256 in base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("give the SHA-256 as base64: 32 bytes, 44 characters")]
pub struct NotASum;

impl Sha256Sum {
    /// The sum of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The store's composite checksum of a file whose parts have these sums, in order: the sum of the
    /// sums, a hyphen, and how many there are.
    pub fn composite(parts: &[Self]) -> String {
        let mut whole = Sha256::new();
        for part in parts {
            whole.update(part.0);
        }
        format!("{}-{}", Self(whole.finalize().into()), parts.len())
    }
}

impl FromStr for Sha256Sum {
    type Err = NotASum;

    fn from_str(text: &str) -> Result<Self, NotASum> {
        let bytes = STANDARD.decode(text).map_err(|_| NotASum)?;
        bytes.try_into().map(Self).map_err(|_| NotASum)
    }
}

impl fmt::Display for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Sha256Sum {
    type Error = NotASum;

    fn try_from(text: String) -> Result<Self, NotASum> {
        text.parse()
    }
}

impl From<Sha256Sum> for String {
    fn from(sum: Sha256Sum) -> Self {
        sum.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_44_characters_of_base64() {
        let of_nothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

        assert_eq!(Sha256Sum::of(b"").to_string(), of_nothing);
        assert_eq!(of_nothing.parse(), Ok(Sha256Sum::of(b"")));
        for wrong in [
            "",
            "47DEQpj8",
            &of_nothing[..43],
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ] {
            assert_eq!(wrong.parse::<Sha256Sum>(), Err(NotASum), "{wrong}");
        }
    }

    #[test]
    fn a_composite_is_the_sum_of_the_sums_and_their_number() {
        let (a, b) = (Sha256Sum::of(b"a"), Sha256Sum::of(b"b"));
        let of_both = Sha256Sum::of(&[a.0, b.0].concat());

        assert_eq!(Sha256Sum::composite(&[a, b]), format!("{of_both}-2"));
    }
}
