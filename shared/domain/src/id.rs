//! Names of things: [`Id`], one ULID type of many kinds, and [`Slug`], the name of a micro-credential.
//!
//! An id is 128 bits of which 80 are random, so it cannot be guessed; it sorts by the time of its
//! making. Its text carries the kind (`sub_01J…`), so that an id of the wrong kind never parses.

use std::{fmt, marker::PhantomData, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ulid::Ulid;

/// A kind of thing that has ids; gives the prefix of their text.
pub trait Kind {
    /// The letters before the underscore.
    const PREFIX: &'static str;
}

/// The kinds. They are empty types: they exist only in signatures.
pub mod kind {
    use super::Kind;

    macro_rules! kinds {
        ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}
            impl Kind for $name { const PREFIX: &'static str = $prefix; }
        )*};
    }
    kinds! {
        /// Somebody who signs in.
        Person = "per";
        /// An issuer, a district or a state agency.
        Organisation = "org";
        /// One earner's work on one version of a micro-credential.
        Submission = "sub";
        /// One uploaded file of a submission.
        Artifact = "art";
        /// One assessor asked to score one attempt.
        Assignment = "asg";
        /// What an earner holds.
        Award = "awd";
        /// Awards that are signed together.
        Bundle = "clr";
        /// Work that the issuer scored, by which assessors are measured.
        Benchmark = "bmk";
        /// That somebody shares her shortlist with an adviser.
        Share = "shr";
        /// One e-mail we send.
        Letter = "let";
        /// That an earner's claims are to be looked at.
        Look = "lok";
        /// A table of facts that a recognizer imported.
        Import = "imp";
        /// Everything that is kept about a person, handed out to her.
        Export = "exp";
        /// That everything of a person is erased; the number of her receipt.
        Erasure = "era";
    }
}

/// A unique id of a thing of kind `K`.
pub struct Id<K> {
    ulid: Ulid,
    kind: PhantomData<fn() -> K>,
}

/// Names a [`kind::Person`].
pub type PersonId = Id<kind::Person>;
/// Names a [`kind::Organisation`].
pub type OrganisationId = Id<kind::Organisation>;
/// Names a [`kind::Submission`].
pub type SubmissionId = Id<kind::Submission>;
/// Names a [`kind::Artifact`].
pub type ArtifactId = Id<kind::Artifact>;
/// Names a [`kind::Assignment`].
pub type AssignmentId = Id<kind::Assignment>;
/// Names a [`kind::Award`].
pub type AwardId = Id<kind::Award>;
/// Names a [`kind::Bundle`].
pub type BundleId = Id<kind::Bundle>;
/// Names a [`kind::Benchmark`].
pub type BenchmarkId = Id<kind::Benchmark>;
/// Names a [`kind::Share`].
pub type ShareId = Id<kind::Share>;
/// Names a [`kind::Letter`].
pub type LetterId = Id<kind::Letter>;
/// Names a [`kind::Look`].
pub type LookId = Id<kind::Look>;
/// Names a [`kind::Import`].
pub type ImportId = Id<kind::Import>;
/// Names a [`kind::Export`].
pub type ExportId = Id<kind::Export>;
/// Names a [`kind::Erasure`].
pub type ErasureId = Id<kind::Erasure>;

impl<K> Id<K> {
    /// The id made at `at` with 80 bits of chance (the lower ones of `random`).
    ///
    /// Times before 1970 count as 1970: no id is ever made then.
    pub fn from_parts(at: Timestamp, random: u128) -> Self {
        let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or(0);
        Self::from_ulid(Ulid::from_parts(milliseconds, random))
    }

    /// The id of the one thing of kind `K` that belongs to `other`.
    pub fn one_for<L>(other: Id<L>) -> Self {
        Self::from_ulid(other.ulid)
    }

    /// When it was made.
    pub fn made(self) -> Timestamp {
        let milliseconds = i64::try_from(self.ulid.timestamp_ms()).unwrap_or(i64::MAX);
        Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::MAX)
    }

    /// The sixteen bytes, without the kind.
    pub fn to_bytes(self) -> [u8; 16] {
        self.ulid.to_bytes()
    }

    /// The id of these sixteen bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::from_ulid(Ulid::from_bytes(bytes))
    }

    const fn from_ulid(ulid: Ulid) -> Self {
        Self { ulid, kind: PhantomData }
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.ulid == other.ulid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.ulid.cmp(&other.ulid)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.ulid.hash(state);
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, self.ulid)
    }
}

impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is no id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id of the form {0}_ and 26 letters or digits")]
pub struct NotAnId(&'static str);

impl<K: Kind> FromStr for Id<K> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let parsed = text
            .strip_prefix(K::PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .and_then(|digits| Ulid::from_string(digits).ok())
            .map(Self::from_ulid)
            .ok_or(NotAnId(K::PREFIX))?;

        // One id has one text: lower case and look-alike letters are refused.
        if parsed.to_string() == text { Ok(parsed) } else { Err(NotAnId(K::PREFIX)) }
    }
}

impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// The name of a micro-credential: lower-case words of letters and digits with single hyphens
/// between them, at most 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is no slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("use lower-case letters, digits and single hyphens, at most 80 characters")]
pub struct NotASlug;

impl Slug {
    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Self, NotASlug> {
        let word = |word: &str| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if text.len() <= 80 && text.split('-').all(word) { Ok(Self(text.to_owned())) } else { Err(NotASlug) }
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Self, NotASlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_text_and_one_kind() {
        let id = SubmissionId::from_parts(Timestamp::UNIX_EPOCH, 7);
        let text = id.to_string();

        assert_eq!(text, "sub_00000000000000000000000007");
        assert_eq!(text.parse(), Ok(id));
        assert!(text.parse::<AwardId>().is_err());
        for wrong in [
            "",
            "sub_",
            "sub_0000000000000000000000000O",
            "SUB_00000000000000000000000007",
            "00000000000000000000000007",
        ] {
            assert!(wrong.parse::<SubmissionId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_slug_is_words_and_single_hyphens() {
        for right in ["generating-ideas", "a", "k2-math-1"] {
            assert!(right.parse::<Slug>().is_ok(), "{right}");
        }
        for wrong in ["", "-a", "a-", "a--b", "A", "a b", "ä", &"a".repeat(81)] {
            assert!(wrong.parse::<Slug>().is_err(), "{wrong}");
        }
    }
}
