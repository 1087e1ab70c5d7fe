//! [`Receipt`]: the rigor receipt of an award, which its badge names as evidence.
//!
//! It says how the work was assessed and by which digests the files would be known again. It names nobody and
//! leads to no file.

use serde::Serialize;

use super::{Addresses, Iri, Moment};
use crate::{attempt::PinnedArtifact, award::Award};

/// How the work behind an award was assessed, from the records and from nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The badge that it belongs to.
    pub badge: Iri,
    /// The achievement, with the rubric.
    pub achievement: Iri,
    /// The version of the rubric, which is that of the definition.
    pub rubric_version: u32,
    /// When it was decided.
    pub decided: Moment,
    /// Who scored the work.
    pub readers: Readers,
    /// How far the pool's readers agree.
    pub agreement: Agreement,
    /// The files that were scored.
    pub evidence: Vec<FileDigest>,
}

/// Who scored the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Readers {
    /// How many, each on her own.
    pub number: u32,
    /// Whether they didn't know whose work it was. Assessment here has no other way.
    pub blind: bool,
}

/// How far readers who score the same work agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Agreement {
    /// Not measured yet.
    NotMeasured {
        /// How many pieces of work of this award two readers scored independently.
        n: u32,
    },
}

/// What a file is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileDigest {
    /// Bytes.
    pub size: u64,
    /// SHA-256 in base64. Of a file sent in parts: over the SHA-256 of the parts.
    pub sha256: String,
    /// In how many parts it was sent, if in parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<u32>,
}

impl Receipt {
    /// The receipt of an award.
    #[must_use]
    pub fn of(award: &Award, addresses: &Addresses) -> Self {
        Self {
            badge: addresses.badge(award.id),
            achievement: addresses.achievement(&award.microcredential, award.edition),
            rubric_version: award.edition,
            decided: Moment::of(award.decided),
            readers: Readers { number: award.readers, blind: true },
            agreement: Agreement::NotMeasured { n: u32::from(award.readers > 1) },
            evidence: award.evidence.iter().map(FileDigest::of).collect(),
        }
    }
}

impl FileDigest {
    fn of(file: &PinnedArtifact) -> Self {
        let (sha256, parts) = match file.checksum.split_once('-') {
            Some((sha256, parts)) => (sha256, parts.parse().ok()),
            None => (file.checksum.as_str(), None),
        };
        Self { size: file.size, sha256: sha256.to_owned(), parts }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};

    use super::*;
    use crate::credential::issue::tests::Case;

    #[test]
    fn a_receipt_tells_how_and_by_what_and_never_who() {
        let case = Case::new();
        let receipt = to_value(Receipt::of(case.award(), &case.addresses)).expect("JSON");
        assert_eq!(receipt["rubricVersion"], 2);
        assert_eq!(receipt["decided"], "2026-01-15T08:30:00Z");
        assert_eq!(receipt["readers"], json!({"number": 1, "blind": true}));
        assert_eq!(receipt["agreement"], json!({"is": "not-measured", "n": 0}));
        assert_eq!(receipt["evidence"], json!([{"size": 4_200_000, "sha256": "c2hhMjU2", "parts": 3}]));
        let text = receipt.to_string();
        for private in ["per_", "sub_", "art_", "etag"] {
            assert!(!text.contains(private), "{private} in {text}");
        }
    }
}
