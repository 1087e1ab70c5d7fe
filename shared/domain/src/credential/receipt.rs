//! [`Receipt`]: the rigor receipt of an award, which its badge names as evidence.
//!
//! It says how the work was assessed and by which digests the files would be known again. It names nobody and
//! leads to no file.

use serde::Serialize;

use super::{Addresses, Iri, Moment};
use crate::{
    attempt::PinnedArtifact,
    award::Award,
    reliability::{Estimate, Pool},
};

/// How the work behind an award was assessed, from the records and from nothing else.
#[derive(Debug, Clone, PartialEq, Serialize)]
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

/// How far readers who score the same work agree: the whole pool of the definition, as last measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Agreement {
    /// Nothing can be said yet.
    NotMeasured {
        /// How many pieces of work two readers scored independently.
        n: u32,
    },
    /// Measured over works that two readers scored independently.
    Measured {
        /// How many works.
        n: u32,
        /// Since when works count.
        since: Moment,
        /// When it was measured.
        measured: Moment,
        /// The share of scores that are the same.
        exact: Estimate,
        /// Cohen's kappa with quadratic weights.
        kappa: Estimate,
        /// Krippendorff's alpha for levels in order.
        #[serde(skip_serializing_if = "Option::is_none")]
        alpha: Option<Estimate>,
    },
}

impl Agreement {
    /// What is told of a pool: its figures where chance could disagree.
    #[must_use]
    pub fn of(pool: Option<&Pool>) -> Self {
        let figures = pool.map(|pool| pool.figures).unwrap_or_default();
        match (pool, figures.exact, figures.kappa) {
            (Some(pool), Some(exact), Some(kappa)) => Self::Measured {
                n: figures.n,
                since: Moment::of(pool.since),
                measured: Moment::of(pool.measured),
                exact,
                kappa,
                alpha: figures.alpha,
            },
            (_, _, _) => Self::NotMeasured { n: figures.n },
        }
    }
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
    /// The receipt of an award, with how far the readers of its definition agree.
    #[must_use]
    pub fn of(award: &Award, pool: Option<&Pool>, addresses: &Addresses) -> Self {
        Self {
            badge: addresses.badge(award.id),
            achievement: addresses.achievement(&award.microcredential, award.edition),
            rubric_version: award.edition,
            decided: Moment::of(award.decided),
            readers: Readers { number: award.readers, blind: true },
            agreement: Agreement::of(pool),
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

    use jiff::Timestamp;

    use super::*;
    use crate::{
        credential::issue::tests::Case,
        reliability::{Figures, Interval},
    };

    #[test]
    fn the_pools_agreement_is_told_with_its_interval_and_n() {
        let estimate = |value| Estimate { value, interval: Some(Interval { low: 0.5, high: 0.9 }) };
        let figures =
            Figures { n: 40, exact: Some(estimate(0.8)), kappa: Some(estimate(0.75)), ..Figures::default() };
        let (now, case) = (Timestamp::UNIX_EPOCH, Case::new());
        let microcredential = case.award().microcredential.clone();
        let pool = Pool { microcredential, version: 1, since: now, measured: now, figures };
        let told = |pool: &Pool| {
            let receipt = Receipt::of(case.award(), Some(pool), &case.addresses);
            to_value(receipt).expect("JSON")["agreement"].clone()
        };

        let interval = json!({"low": 0.5, "high": 0.9});
        assert_eq!(
            told(&pool),
            json!({"is": "measured", "n": 40, "since": "1970-01-01T00:00:00Z", "measured": "1970-01-01T00:00:00Z",
                "exact": {"value": 0.8, "interval": interval}, "kappa": {"value": 0.75, "interval": interval}})
        );
        let without = Pool { figures: Figures { kappa: None, ..figures }, ..pool };
        assert_eq!(told(&without), json!({"is": "not-measured", "n": 40}));
    }

    #[test]
    fn a_receipt_tells_how_and_by_what_and_never_who() {
        let case = Case::new();
        let receipt = to_value(Receipt::of(case.award(), None, &case.addresses)).expect("JSON");
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
