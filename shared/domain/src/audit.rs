//! The audit record: what happened, to what, by whom, when; append-only, in a hash chain.
//!
//! Records of one subject form a chain: each holds the hash of the one before it, so that a record
//! changed or taken out later breaks every hash that follows. A record names people by id only and
//! never holds a link, a body or an address.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::PersonId;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by", content = "who")]
pub enum Actor {
    /// A person.
    Person(PersonId),
    /// One of our own functions, by its name.
    Function(String),
}

impl Actor {
    /// The function of that name.
    pub fn function(name: &str) -> Self {
        Self::Function(name.to_owned())
    }
}

/// What happened, before it has a place in its subject's chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// A verb phrase in kebab case, such as `submitted` or `assigned`.
    pub what: String,
    /// What is needed to understand it: ids, states, digests.
    pub detail: serde_json::Value,
    /// Who did it.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
}

impl Deed {
    /// A deed of `actor` at `at`.
    pub fn new(what: &str, detail: serde_json::Value, actor: Actor, at: Timestamp) -> Self {
        Self { what: what.to_owned(), detail, actor, at }
    }
}

/// A deed in its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRecord {
    /// 1 for the first record of a subject, then without gaps.
    pub number: u64,
    /// Hash of the record before it; empty for the first.
    pub previous: String,
    /// SHA-256 in hex over number, previous hash and deed.
    pub hash: String,
    /// What happened.
    pub deed: Deed,
}

impl AuditRecord {
    /// The record of `deed` that follows `last` (`None`: the first of its subject).
    pub fn following(last: Option<&Self>, deed: Deed) -> Self {
        let (number, previous) = last.map_or((1, String::new()), |last| (last.number + 1, last.hash.clone()));
        let hash = hash_of(number, &previous, &deed);
        Self { number, previous, hash, deed }
    }

    /// Whether `records`, in order, are one unbroken chain from its first record on.
    pub fn is_unbroken(records: &[Self]) -> bool {
        let mut last: Option<&Self> = None;
        records.iter().all(|record| {
            let fits = *record == Self::following(last, record.deed.clone());
            last = Some(record);
            fits
        })
    }
}

fn hash_of(number: u64, previous: &str, deed: &Deed) -> String {
    let text = serde_json::to_vec(&(number, previous, deed)).expect("a deed has only string keys");
    hex::encode(Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn chain() -> Vec<AuditRecord> {
        let mut records: Vec<AuditRecord> = Vec::new();
        for what in ["opened", "submitted", "assigned"] {
            let deed = Deed::new(what, json!({"attempt": 1}), Actor::function("test"), Timestamp::UNIX_EPOCH);
            let next = AuditRecord::following(records.last(), deed);
            records.push(next);
        }
        records
    }

    #[test]
    fn a_chain_is_unbroken_until_a_record_is_changed_or_taken_out() {
        assert!(AuditRecord::is_unbroken(&chain()));

        let mut changed = chain();
        changed[1].deed.what = "withdrawn".to_owned();
        assert!(!AuditRecord::is_unbroken(&changed));

        let mut shortened = chain();
        shortened.remove(1);
        assert!(!AuditRecord::is_unbroken(&shortened));
    }
}
