//! Calibrations: an assessor scores benchmarks, each once, and reads afterwards what the issuer said and why.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Benchmark, Rule, Tally};
use crate::{
    BenchmarkId, OrganisationId, PersonId, Refusal, Slug, SubmissionId,
    assessment::{Scores, came_to, scored_parts, unknown_scores, without_level},
    assignment::days,
    design_check::RubricPrint,
    microcredential::Definition,
};

/// Days from the beginning of a calibration to its end.
pub const DAYS_TO_CALIBRATE: i64 = 14;

/// What an assessor was measured by on one definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibration {
    /// Who.
    pub assessor: PersonId,
    /// As an assessor of which issuer.
    pub issuer: OrganisationId,
    /// On what.
    pub microcredential: Slug,
    /// Counts the changes.
    pub version: u64,
    /// Every benchmark that she was ever given; she gets none of them again.
    pub seen: BTreeSet<BenchmarkId>,
    /// The newest try.
    pub round: Round,
}

/// One try of a calibration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// For which version of the definition.
    pub edition: u32,
    /// By its rubric.
    pub rubric: RubricPrint,
    /// By what it asks for.
    pub rule: Rule,
    /// When it began.
    pub begun: Timestamp,
    /// Until when scores are taken.
    pub ends: Timestamp,
    /// What is scored, in order.
    pub works: Vec<Piece>,
    /// What it came to, once everything is scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// A benchmark in a calibration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which.
    pub benchmark: BenchmarkId,
    /// The submission whose work it is, if it is one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SubmissionId>,
    /// What she said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

impl From<&Benchmark> for Piece {
    fn from(benchmark: &Benchmark) -> Self {
        Self { benchmark: benchmark.id, source: benchmark.work.source(), answer: None }
    }
}

/// An assessor's scores of a benchmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When they came in.
    pub at: Timestamp,
    /// The levels.
    pub scores: Scores,
    /// How far they agree with the issuer's.
    pub tally: Tally,
}

/// What a calibration came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// When the last scores came in.
    pub at: Timestamp,
    /// How far all of them agree.
    #[serde(flatten)]
    pub tally: Tally,
    /// Whether that is enough.
    pub passed: bool,
}

impl Round {
    /// Whether scores are taken at `now`.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.outcome.is_none() && now < self.ends
    }

    /// Whether it was passed, by that rubric.
    pub fn is_passed_for(&self, rubric: RubricPrint) -> bool {
        self.rubric == rubric && self.outcome.is_some_and(|outcome| outcome.passed)
    }

    /// What the scores of all works come to; `None` while some are missing.
    fn settled(&self, now: Timestamp) -> Option<Outcome> {
        let mut tally = Tally::default();
        for piece in &self.works {
            tally = tally.and(piece.answer.as_ref()?.tally);
        }
        Some(Outcome { at: now, tally, passed: self.rule.is_met_by(tally) })
    }
}

impl Calibration {
    /// She begins a try on `chosen`, of which the first are taken; `former` is what she was measured by before.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] when she passed by this rubric, and when fewer are left than are needed.
    pub fn begin(
        former: Option<Self>,
        (assessor, issuer, microcredential): (PersonId, OrganisationId, Slug),
        (edition, rubric, rule): (u32, RubricPrint, Rule),
        chosen: &[Benchmark],
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let refused = |because: String| Err(Refusal::WrongState { what: "Beginning a calibration", because });
        if former.as_ref().is_some_and(|former| former.round.is_passed_for(rubric)) {
            return refused("you passed it for this rubric".into());
        }
        let wanted = usize::from(rule.works);
        let Some(taken) = chosen.get(..wanted) else {
            return refused(format!(
                "it takes {wanted} benchmarks that you haven't seen, and {} are left; ask the issuer to keep more",
                chosen.len()
            ));
        };
        let works: Vec<Piece> = taken.iter().map(Piece::from).collect();
        let mut seen = former.as_ref().map(|former| former.seen.clone()).unwrap_or_default();
        seen.extend(works.iter().map(|piece| piece.benchmark));
        let version = former.map_or(0, |former| former.version) + 1;
        let ends = now + days(DAYS_TO_CALIBRATE);
        let round = Round { edition, rubric, rule, begun: now, ends, works, outcome: None };
        Ok(Self { assessor, issuer, microcredential, version, seen, round })
    }

    /// The work of that number, counted from 1.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn piece(&self, number: usize) -> Result<&Piece, Refusal> {
        let place = number.checked_sub(1);
        place.and_then(|place| self.round.works.get(place)).ok_or(Refusal::NotFound)
    }

    /// Her scores of the work of that number are in: levels only, once.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for no such work; [`Refusal::WrongState`] when it was scored, or time is over;
    /// [`Refusal::Invalid`] with each criterion without a level, and each score of nothing that is scored.
    pub fn answer(
        self,
        number: usize,
        scores: Scores,
        (benchmark, definition): (&Benchmark, &Definition),
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        self.must_take(number, benchmark, now)?;
        let beside = benchmark.work.beside(definition);
        let parts = scored_parts(definition, &beside);
        let mut faults = unknown_scores(&scores, &parts);
        faults.extend(without_level(&scores, &parts));
        Refusal::unless_empty(faults)?;

        let (_, recommended) = came_to(&scores, definition, &beside);
        let tally = benchmark.key.tally(&scores, recommended);
        let mut round = self.round;
        if let Some(piece) = round.works.get_mut(number - 1) {
            piece.answer = Some(Answer { at: now, scores, tally });
        }
        round.outcome = round.settled(now);
        Ok(Self { version: self.version + 1, round, ..self })
    }

    fn must_take(&self, number: usize, benchmark: &Benchmark, now: Timestamp) -> Result<(), Refusal> {
        let refused = |because: &str| Err(Refusal::WrongState { what: "Scoring", because: because.into() });
        let piece = self.piece(number)?;
        if piece.benchmark != benchmark.id {
            return Err(Refusal::NotFound);
        }
        if piece.answer.is_some() {
            return refused("your scores of this work are in, and stay as they are");
        }
        if !self.round.is_open(now) {
            return refused("the time for this calibration is over; begin another one, with other works");
        }
        Ok(())
    }
}
