//! The scores and feedback of one assignment, and what they come to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    ArtifactId, AssignmentId, Fault, Refusal,
    microcredential::{
        Definition, Part,
        local_id::{CriterionId, LevelId, PartId},
    },
    pass_rule::PartOutcome,
    rubric::Criterion,
};

/// What an assessor says of one criterion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The level; `None` while she hasn't chosen one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelId>,
    /// What she tells the earner.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
}

/// A remark pinned to a second of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// In which artifact.
    pub artifact: ArtifactId,
    /// At which second.
    pub second: u32,
    /// What she tells the earner.
    pub text: String,
}

/// The scores of every part, by criterion.
pub type Scores = BTreeMap<PartId, BTreeMap<CriterionId, Score>>;

/// Leaves the levels alone: every word goes.
pub fn take_words_out_of(scores: &mut Scores) {
    scores.values_mut().flat_map(BTreeMap::values_mut).for_each(|score| score.feedback.clear());
}

/// What parts come to.
pub type Outcomes = BTreeMap<PartId, PartOutcome>;

/// The scores and feedback of one assignment, saved as they are typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Of which assignment.
    pub assignment: AssignmentId,
    /// Which attempt it scores.
    pub attempt: u32,
    /// Counts the saves; 0 before the first.
    pub version: u64,
    /// The scores.
    pub scores: Scores,
    /// Remarks on recordings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// What they came to when they were handed in; `None` while she works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_in: Option<Verdict>,
}

/// What complete scores come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// When they were handed in.
    pub at: Timestamp,
    /// The outcome of each part scored in this attempt.
    pub outcomes: Outcomes,
    /// Whether the pass rule is met, with the parts that are not scored.
    pub recommended: bool,
}

impl Verdict {
    /// The parts that passed.
    pub fn passed(&self) -> BTreeSet<PartId> {
        let passed = self.outcomes.iter().filter(|(_, outcome)| **outcome == PartOutcome::Passed);
        passed.map(|(part, _)| part.clone()).collect()
    }
}

impl Assessment {
    /// An assessment in which nothing is scored yet.
    pub fn blank(assignment: AssignmentId, attempt: u32) -> Self {
        Self { assignment, attempt, version: 0, scores: Scores::new(), comments: Vec::new(), handed_in: None }
    }

    /// The assessment with these scores, complete or not.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another tab saved meanwhile; [`Refusal::Invalid`] with every score
    /// that names no criterion or level of a part that is scored in this attempt.
    pub fn save(
        self,
        seen: u64,
        (scores, comments): (Scores, Vec<Comment>),
        scored: &[&Part],
    ) -> Result<Self, Refusal> {
        if self.version != seen {
            return Err(Refusal::Stale { current: self.version });
        }
        Refusal::unless_empty(unknown_scores(&scores, scored))?;
        Ok(Self { version: self.version + 1, scores, comments, ..self })
    }

    /// The assessment handed in, and what it comes to: every criterion of the scored parts has a level, every unmet
    /// one feedback; the pass rule tells what is recommended. `beside` are the outcomes of parts that are not scored.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with all that is missing.
    pub fn hand_in(
        self,
        definition: &Definition,
        beside: &Outcomes,
        now: Timestamp,
    ) -> Result<(Self, Verdict), Refusal> {
        let (outcomes, recommended) = self.outcome(definition, beside)?;
        let verdict = Verdict { at: now, outcomes, recommended };
        let handed_in = Some(verdict.clone());
        Ok((Self { version: self.version + 1, handed_in, ..self }, verdict))
    }

    /// The scores alone: what was written about somebody's work is gone with it. `None` when nothing was written.
    pub fn wordless(&self) -> Option<Self> {
        let mut bare = self.clone();
        bare.comments.clear();
        take_words_out_of(&mut bare.scores);
        (bare != *self).then(|| Self { version: self.version + 1, ..bare })
    }

    /// SHA-256 in hex over all of it: by what sealed scores are known again when they are opened.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(serde_json::to_vec(self).expect("an assessment has only string keys")))
    }

    /// Whether handing these scores in would recommend an award; `None` while something is missing.
    pub fn would_recommend(&self, definition: &Definition, beside: &Outcomes) -> Option<bool> {
        self.outcome(definition, beside).ok().map(|(_, recommended)| recommended)
    }

    /// The outcome of each scored part, and whether the pass rule is met with those beside.
    fn outcome(&self, definition: &Definition, beside: &Outcomes) -> Result<(Outcomes, bool), Refusal> {
        Refusal::unless_empty(missing(&self.scores, &scored_parts(definition, beside), missing_of))?;
        Ok(came_to(&self.scores, definition, beside))
    }

    /// The level given for each criterion of a part.
    pub fn levels_of(&self, part: &PartId) -> BTreeMap<CriterionId, LevelId> {
        levels_in(&self.scores, part)
    }
}

/// What complete scores come to: the outcome of each scored part, and whether the pass rule is met with those beside.
pub fn came_to(scores: &Scores, definition: &Definition, beside: &Outcomes) -> (Outcomes, bool) {
    let scored = scored_parts(definition, beside).into_iter();
    let outcome = |part: &Part| (part.id.clone(), part.scoring.outcome(&levels_in(scores, &part.id)));
    let outcomes: Outcomes = scored.map(outcome).collect();
    let all = beside.iter().chain(&outcomes).map(|(part, outcome)| (part.clone(), *outcome)).collect();
    let recommended = definition.pass_rule.is_met_by(&all);
    (outcomes, recommended)
}

fn levels_in(scores: &Scores, part: &PartId) -> BTreeMap<CriterionId, LevelId> {
    let scores = scores.get(part).into_iter().flatten();
    scores.filter_map(|(criterion, score)| Some((criterion.clone(), score.level.clone()?))).collect()
}

/// What `missing_of` says of each criterion of these parts.
fn missing(
    scores: &Scores,
    scored: &[&Part],
    missing_of: impl Fn(&PartId, &Criterion, Option<&Score>) -> Option<Fault>,
) -> Vec<Fault> {
    let all =
        scored.iter().flat_map(|part| part.scoring.rubric().iter().map(move |criterion| (part, criterion)));
    all.filter_map(|(part, criterion)| {
        let score = scores.get(&part.id).and_then(|scores| scores.get(&criterion.id));
        missing_of(&part.id, criterion, score)
    })
    .collect()
}

/// A fault for each criterion of these parts that has no level.
pub(crate) fn without_level(scores: &Scores, scored: &[&Part]) -> Vec<Fault> {
    missing(scores, scored, |part, criterion, score| match score.and_then(|score| score.level.as_ref()) {
        Some(_) => None,
        None => Some(no_level(part, criterion)),
    })
}

/// A fault for each criterion of these parts that nothing is said of.
pub(crate) fn without_words(
    scores: &Scores,
    scored: &[&Part],
    message: impl Fn(&Criterion) -> String,
) -> Vec<Fault> {
    missing(scores, scored, |part, criterion, score| {
        let is_silent = score.is_none_or(|score| score.feedback.trim().is_empty());
        is_silent.then(|| Fault::at(format!("/scores/{part}/{}/feedback", criterion.id), message(criterion)))
    })
}

fn no_level(part: &PartId, criterion: &Criterion) -> Fault {
    let pointer = format!("/scores/{part}/{}/level", criterion.id);
    Fault::at(pointer, format!("Choose a level for “{}”.", criterion.title))
}

/// The parts of `definition` that are scored: all but those whose outcome stands `beside`.
pub fn scored_parts<'a>(definition: &'a Definition, beside: &Outcomes) -> Vec<&'a Part> {
    definition.parts.iter().filter(|part| !beside.contains_key(&part.id)).collect()
}

fn missing_of(part: &PartId, criterion: &Criterion, score: Option<&Score>) -> Option<Fault> {
    let Some((level, feedback)) = score.and_then(|score| Some((score.level.as_ref()?, &score.feedback)))
    else {
        return Some(no_level(part, criterion));
    };
    if !criterion.is_met_by(level) && feedback.trim().is_empty() {
        let message = format!(
            "“{}” is not met: tell the earner what is missing and what would show it.",
            criterion.title
        );
        return Some(Fault::at(format!("/scores/{part}/{}/feedback", criterion.id), message));
    }
    None
}

/// A fault for each score of nothing that is scored, or at a level that there isn't.
pub(crate) fn unknown_scores(scores: &Scores, scored: &[&Part]) -> Vec<Fault> {
    let all = scores
        .iter()
        .flat_map(|(part, by)| by.iter().map(move |(criterion, score)| (part, criterion, score)));
    all.filter_map(|(part_id, criterion_id, score)| {
        let pointer = format!("/scores/{part_id}/{criterion_id}");
        let Some(part) = scored.iter().find(|part| part.id == *part_id) else {
            return Some(Fault::at(pointer, "This part is not scored in this attempt."));
        };
        let Some(criterion) = part.scoring.rubric().criterion(criterion_id) else {
            return Some(Fault::at(pointer, "This part has no such criterion."));
        };
        let level = score.level.as_ref()?;
        let unknown = criterion.level(level).is_none();
        unknown.then(|| Fault::at(format!("{pointer}/level"), "This criterion has no such level."))
    })
    .collect()
}

#[cfg(test)]
mod tests;
