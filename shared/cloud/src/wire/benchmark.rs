//! A benchmark as the issuer's staff sees it.

use domain::{
    BenchmarkId, PersonId, SubmissionId,
    attempt::Responses,
    person::Person,
    qualification::{Benchmark, Key, Work},
};
use jiff::Timestamp;
use serde::Serialize;

/// A benchmark.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BenchmarkView {
    id: BenchmarkId,
    /// On which version of the definition the work is.
    edition: u32,
    /// Whose first attempt it is, if it is one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    submission: Option<SubmissionId>,
    /// What the issuer wrote, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Responses>,
    key: Key,
    kept: Timestamp,
    kept_by: PersonId,
    /// Her name, while she is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept_by_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retired: Option<Timestamp>,
    /// Whether assessors are measured by it for the newest version.
    serves: bool,
}

impl BenchmarkView {
    /// The benchmark that `keeper` kept.
    pub fn of(benchmark: &Benchmark, keeper: Option<&Person>, serves: bool) -> Self {
        let parts = match &benchmark.work {
            Work::HandedIn { .. } => None,
            Work::Written { responses } => Some(responses.clone()),
        };
        Self {
            id: benchmark.id,
            edition: benchmark.edition,
            submission: benchmark.work.source(),
            parts,
            key: benchmark.key.clone(),
            kept: benchmark.kept,
            kept_by: benchmark.kept_by,
            kept_by_name: keeper.map(|person| person.name.to_string()),
            retired: benchmark.retired,
            serves,
        }
    }
}
