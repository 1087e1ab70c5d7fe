//! A calibration as its assessor sees it: what she is to score, then what the issuer said of it and why.

use domain::{
    Slug, SubmissionId,
    assessment::{Scores, scored_parts},
    attempt::Responses,
    masking::Mask,
    microcredential::{Definition, Part},
    qualification::{Benchmark, Calibration, Key, Outcome, Piece, Round, Rule, Tally},
};
use jiff::Timestamp;
use serde::Serialize;

use super::ArtifactView;
use crate::table::Dossier;

/// A calibration.
#[derive(Debug, Serialize)]
pub struct CalibrationView {
    microcredential: Slug,
    title: String,
    /// In which the title and the parts of the works are written.
    language: String,
    edition: u32,
    /// `open`, `passed`, `not-passed`, or `over` when time went by.
    state: &'static str,
    begun: Timestamp,
    ends: Timestamp,
    rule: Rule,
    works: Vec<ScoredView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
}

/// A work of a calibration, with what was said of it.
#[derive(Debug, Serialize)]
pub struct ScoredView {
    /// Whether her scores are in.
    scored: bool,
    /// Missing once its earner took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<PracticeView>,
    /// Hers.
    #[serde(skip_serializing_if = "Option::is_none")]
    scores: Option<Scores>,
    /// The issuer's, with reasons, once all of hers are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Key>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<Tally>,
}

/// Work to practise on.
#[derive(Debug, Serialize)]
pub struct PracticeView {
    /// For the addresses of its files.
    #[serde(skip_serializing_if = "Option::is_none")]
    submission: Option<SubmissionId>,
    /// What is scored.
    parts: Vec<Part>,
    responses: Responses,
    artifacts: Vec<ArtifactView>,
}

impl PracticeView {
    /// What the issuer wrote of a benchmark on `definition`.
    pub fn written(benchmark: &Benchmark, responses: &Responses, definition: &Definition) -> Self {
        let parts = scored_parts(definition, &benchmark.work.beside(definition));
        Self {
            submission: None,
            parts: parts.into_iter().cloned().collect(),
            responses: responses.clone(),
            artifacts: Vec::new(),
        }
    }

    /// The first attempt of a submission, without what tells whose it is.
    pub fn handed_in(dossier: &Dossier, definition: &Definition, mask: &Mask) -> Self {
        let first = dossier.attempt(1);
        let pinned =
            dossier.artifacts.iter().filter(|file| first.is_some_and(|attempt| attempt.pins(file.id)));
        Self {
            submission: Some(dossier.submission.id),
            parts: definition.parts.clone(),
            responses: first.map(|attempt| attempt.responses.masked(mask)).unwrap_or_default(),
            artifacts: pinned.map(|file| ArtifactView::blind(file, mask)).collect(),
        }
    }
}

impl ScoredView {
    /// A piece of a round, with its work and the issuer's key.
    pub fn of(piece: &Piece, work: Option<PracticeView>, key: Key, round: &Round) -> Self {
        let is_over = round.outcome.is_some();
        let answer = piece.answer.as_ref();
        Self {
            scored: answer.is_some(),
            work,
            scores: answer.map(|answer| answer.scores.clone()),
            key: is_over.then_some(key),
            tally: answer.map(|answer| answer.tally).filter(|_| is_over),
        }
    }
}

impl CalibrationView {
    /// A calibration on that definition, as it stands at `now`.
    pub fn of(
        calibration: &Calibration,
        definition: &Definition,
        works: Vec<ScoredView>,
        now: Timestamp,
    ) -> Self {
        let round = &calibration.round;
        let state = match round.outcome {
            Some(Outcome { passed: true, .. }) => "passed",
            Some(Outcome { passed: false, .. }) => "not-passed",
            None if round.is_open(now) => "open",
            None => "over",
        };
        Self {
            microcredential: calibration.microcredential.clone(),
            title: definition.title.clone(),
            language: definition.language.clone(),
            edition: round.edition,
            state,
            begun: round.begun,
            ends: round.ends,
            rule: round.rule,
            works,
            outcome: round.outcome,
        }
    }
}
