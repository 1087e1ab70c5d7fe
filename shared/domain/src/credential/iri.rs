//! [`Iri`]: an identifier that every RDF processor reads as the same absolute IRI.

use std::fmt;

use serde::{Serialize, Serializer};

/// An absolute IRI of the schemes `https`, `http`, `urn` or `did`, in ASCII, without any character
/// that N-Quads would have to escape.
///
/// That narrow, because verifiers treat the rest differently: relative and unescaped IRIs are an
/// error in some and silently dropped by others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iri(String);

/// The text is no [`Iri`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not an absolute https, http, urn or did address in plain ASCII")]
pub struct NotAnIri;

const SCHEMES: [&str; 4] = ["https://", "http://", "urn:", "did:"];

impl Iri {
    /// The text of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host of an address, with its port; empty for a name that is no address.
    #[must_use]
    pub fn authority(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or(rest)
    }

    /// The path of an address and what follows it, as links within one site write it.
    #[must_use]
    pub fn path(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        &rest[self.authority().len()..]
    }

    /// This IRI with `fragment` after a `#`. The fragment is made of our own ids, with dots between.
    pub(super) fn with_fragment(&self, fragment: &str) -> Self {
        debug_assert!(
            fragment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)),
            "{fragment}"
        );
        Self(format!("{}#{fragment}", self.0))
    }

    fn is_plain(byte: u8) -> bool {
        byte.is_ascii_graphic() && !br#"<>"{}|^`\"#.contains(&byte)
    }
}

impl std::str::FromStr for Iri {
    type Err = NotAnIri;

    fn from_str(text: &str) -> Result<Self, NotAnIri> {
        let rest = SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme)).ok_or(NotAnIri)?;
        let sound = !rest.is_empty() && text.bytes().all(Self::is_plain);
        if sound { Ok(Self(text.to_owned())) } else { Err(NotAnIri) }
    }
}

impl fmt::Display for Iri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Iri {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_absolute_addresses_are_iris() {
        for right in ["https://h/a?b#c", "http://127.0.0.1:8040/x", "urn:uuid:0", "did:web:h#z6Mk"] {
            assert!(right.parse::<Iri>().is_ok(), "{right}");
        }
        for wrong in [
            "",
            "/a",
            "https://",
            "urn:",
            "mailto:a@example.org",
            "https://h/a b",
            "https://h/<",
            "https://hö",
            "HTTPS://h",
            "https://h/\n",
        ] {
            assert!(wrong.parse::<Iri>().is_err(), "{wrong}");
        }
    }
}
