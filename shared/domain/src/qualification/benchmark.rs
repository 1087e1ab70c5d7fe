//! Benchmarks: work with the issuer's scores, each with its reason.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Tally;
use crate::{
    BenchmarkId, OrganisationId, PersonId, Refusal, Slug, SubmissionId,
    assessment::{
        Outcomes, Scores, came_to, scored_parts, take_words_out_of, unknown_scores, without_level,
        without_words,
    },
    assignment::Assessor,
    attempt::Responses,
    design_check::RubricPrint,
    microcredential::{Definition, Edition},
    pass_rule::PartOutcome,
    rubric::Criterion,
    submission::Submission,
};

/// Work on a definition that the issuer scored, by which assessors are measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Benchmark {
    /// Never changes.
    pub id: BenchmarkId,
    /// Counts the changes.
    pub version: u64,
    /// Whose.
    pub issuer: OrganisationId,
    /// Work on what.
    pub microcredential: Slug,
    /// On which version of it.
    pub edition: u32,
    /// By which rubric it is scored: it serves every version that has the same.
    pub rubric: RubricPrint,
    /// What is scored.
    pub work: Work,
    /// The issuer's scores.
    pub key: Key,
    /// When it was kept.
    pub kept: Timestamp,
    /// By whom: she knows the scores, and is never measured by it.
    pub kept_by: PersonId,
    /// Since when nobody gets it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<Timestamp>,
}

/// Where the work of a benchmark comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Work {
    /// The first attempt of a submission, by permission of its earner. It stays where it is.
    HandedIn {
        /// Which.
        submission: SubmissionId,
    },
    /// What the issuer wrote for some parts; the others count as passed.
    Written {
        /// The texts.
        responses: Responses,
    },
}

impl Work {
    /// The submission whose work it is, if it is one's.
    pub const fn source(&self) -> Option<SubmissionId> {
        match self {
            Self::HandedIn { submission } => Some(*submission),
            Self::Written { .. } => None,
        }
    }

    /// The outcomes of the parts that aren't scored: those for which nothing was written.
    pub fn beside(&self, definition: &Definition) -> Outcomes {
        let Self::Written { responses } = self else { return Outcomes::new() };
        let left_out = definition.parts.iter().filter(|part| !responses.0.contains_key(&part.id));
        left_out.map(|part| (part.id.clone(), PartOutcome::Passed)).collect()
    }
}

/// The issuer's scores of a benchmark. What stands there as feedback is the reason for the level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The level of every criterion, and why.
    pub scores: Scores,
    /// What the scored parts come to.
    pub outcomes: Outcomes,
    /// Whether the pass rule is met.
    pub recommended: bool,
}

impl Key {
    /// The key of these scores, for work that is scored but for the parts `beside`.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with each criterion that lacks a level or a reason, and with each score of nothing that is
    /// scored or at a level that there isn't.
    pub fn of(scores: Scores, definition: &Definition, beside: &Outcomes) -> Result<Self, Refusal> {
        let parts = scored_parts(definition, beside);
        let mut faults = unknown_scores(&scores, &parts);
        faults.extend(without_level(&scores, &parts));
        faults.extend(without_words(&scores, &parts, give_the_reason));
        Refusal::unless_empty(faults)?;
        let (outcomes, recommended) = came_to(&scores, definition, beside);
        Ok(Self { scores, outcomes, recommended })
    }

    /// How far these scores agree, which recommend an award or don't.
    pub fn tally(&self, given: &Scores, recommended: bool) -> Tally {
        let mut tally = Tally { wrong: u32::from(recommended != self.recommended), ..Tally::default() };
        for (part, criteria) in &self.scores {
            for (criterion, right) in criteria {
                let level = given.get(part).and_then(|of_part| of_part.get(criterion)?.level.as_ref());
                tally.criteria += 1;
                tally.exact += u32::from(level == right.level.as_ref());
            }
        }
        tally
    }
}

/// What is asked for where a criterion has no reason.
fn give_the_reason(criterion: &Criterion) -> String {
    format!("Give the reason for the level of “{}”: assessors learn from it.", criterion.title)
}

impl Benchmark {
    /// A benchmark of work on `edition`, kept by `kept_by` at `now`.
    pub fn keep(
        id: BenchmarkId,
        edition: &Edition,
        (work, key): (Work, Key),
        kept_by: PersonId,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            version: 1,
            issuer: edition.issuer,
            microcredential: edition.definition.id.clone(),
            edition: edition.version,
            rubric: RubricPrint::of(&edition.definition),
            work,
            key,
            kept: now,
            kept_by,
            retired: None,
        }
    }

    /// Nobody gets it any more. What it measured stays.
    #[must_use]
    pub fn retire(self, now: Timestamp) -> Self {
        match self.retired {
            Some(_) => self,
            None => Self { version: self.version + 1, retired: Some(now), ..self },
        }
    }

    /// The benchmark when its earner had the work erased: retired, and its levels without a word. `None` when it is so.
    pub fn wordless(&self, now: Timestamp) -> Option<Self> {
        let mut bare = self.clone();
        take_words_out_of(&mut bare.key.scores);
        bare.retired.get_or_insert(now);
        (bare != *self).then(|| Self { version: self.version + 1, ..bare })
    }

    /// Whether it measures by that rubric, and is given out at all.
    pub fn serves(&self, rubric: RubricPrint) -> bool {
        self.retired.is_none() && self.rubric == rubric
    }

    /// Whether it may be given to this assessor, who saw `seen` before. Of work of an earner it is
    /// [`Benchmark::may_show`] that is asked as well.
    pub fn is_for(&self, assessor: &Assessor, rubric: RubricPrint, seen: &BTreeSet<BenchmarkId>) -> bool {
        self.serves(rubric) && self.kept_by != assessor.person && !seen.contains(&self.id)
    }

    /// Whether the work of `source` may be shown to this assessor: its earner permits it, and the rules of conflicts that
    /// hold for scoring don't stand against it. `had_it` tells whether she ever had it to score.
    pub fn may_show(source: &Submission, assessor: &Assessor, had_it: bool) -> bool {
        source.practice.is_some()
            && source.earner != assessor.person
            && assessor.organisations.is_disjoint(&source.organisations)
            && !source.barred.contains(&assessor.person)
            && !had_it
    }
}
