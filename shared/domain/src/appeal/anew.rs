//! What the readings of an appeal come to, each as it comes in.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Against, Criteria};
use crate::{
    assessment::{Assessment, Outcomes, Score, Verdict},
    microcredential::{
        Definition,
        local_id::{CriterionId, PartId},
    },
    pass_rule::PartOutcome,
};

/// What the readings so far come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anew {
    /// The disputed criteria that the last reading found met.
    pub found: Criteria,
    /// The scores of record, with those that the disputed criteria were given anew.
    pub assessment: Assessment,
    /// How many disputed criteria are met by these.
    pub changed: usize,
    /// Whether any part comes out otherwise: then the issuer decides again.
    pub reopens: bool,
    /// Whether the pass rule is met by them.
    pub recommended: bool,
}

impl Anew {
    /// What `readings`, the last one being new, come to beside the scores of `record`. `beside` are the outcomes of
    /// the parts that were not scored in this attempt.
    ///
    /// Of each disputed criterion the level in the middle counts, of two the lower one.
    pub fn of(
        against: &Against,
        record: &Assessment,
        readings: &[&Assessment],
        (definition, beside): (&Definition, &Outcomes),
        now: Timestamp,
    ) -> Self {
        let mut assessment = record.clone();
        for (part, criterion) in pairs(&against.disputed) {
            if let Some(score) = middle(readings, part, criterion, definition) {
                assessment.scores.entry(part.clone()).or_default().insert(criterion.clone(), score.clone());
            }
        }
        assessment.comments.extend(readings.iter().flat_map(|reading| reading.comments.iter().cloned()));

        let before = record.handed_in.as_ref().map(|verdict| verdict.outcomes.clone()).unwrap_or_default();
        let outcomes = outcomes(&assessment, &before, definition);
        let all = beside.iter().chain(&outcomes).map(|(part, outcome)| (part.clone(), *outcome)).collect();
        let recommended = definition.pass_rule.is_met_by(&all);
        let changed = met(&against.disputed, &assessment, definition).values().map(BTreeSet::len).sum();
        let found = readings.last().map(|last| met(&against.disputed, last, definition)).unwrap_or_default();
        let reopens = outcomes != before;
        assessment.handed_in = Some(Verdict { at: now, outcomes, recommended });
        Self { found, assessment, changed, reopens, recommended }
    }
}

/// What the parts that were scored come to by these scores.
fn outcomes(assessment: &Assessment, before: &Outcomes, definition: &Definition) -> Outcomes {
    let outcome = |part: &PartId| {
        let scored = definition.part(part).map(|known| known.scoring.outcome(&assessment.levels_of(part)));
        scored.unwrap_or(PartOutcome::NotPassed)
    };
    before.keys().map(|part| (part.clone(), outcome(part))).collect()
}

/// Those of `criteria` that are met by these scores.
fn met(criteria: &Criteria, scores: &Assessment, definition: &Definition) -> Criteria {
    let mut met = Criteria::new();
    for (part, id) in pairs(criteria) {
        let known = definition.part(part).and_then(|part| part.rubric().criterion(id));
        let level = score(scores, part, id).and_then(|score| score.level.as_ref());
        if known.zip(level).is_some_and(|(criterion, level)| criterion.is_met_by(level)) {
            met.entry(part.clone()).or_default().insert(id.clone());
        }
    }
    met
}

fn middle<'a>(
    readings: &[&'a Assessment],
    part: &PartId,
    id: &CriterionId,
    definition: &Definition,
) -> Option<&'a Score> {
    let criterion = definition.part(part)?.rubric().criterion(id)?;
    let mut scores: Vec<&Score> = readings.iter().filter_map(|reading| score(reading, part, id)).collect();
    scores.sort_by_key(|score| score.level.as_ref().and_then(|level| criterion.rank(level)));
    scores.get(scores.len().saturating_sub(1) / 2).copied()
}

fn score<'a>(of: &'a Assessment, part: &PartId, criterion: &CriterionId) -> Option<&'a Score> {
    of.scores.get(part)?.get(criterion)
}

fn pairs(criteria: &Criteria) -> impl Iterator<Item = (&PartId, &CriterionId)> {
    criteria.iter().flat_map(|(part, ids)| ids.iter().map(move |id| (part, id)))
}
