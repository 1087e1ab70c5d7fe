//! An appeal: criteria that were found unmet are read again, by people who know nothing of the first reading.
//!
//! Within [`DAYS_TO_APPEAL`] days of a decision of not yet an earner disputes criteria, once for each attempt. A fresh
//! reader scores the parts that they stand in. Where she finds them all unmet as well, the decision stands. Where she
//! differs, a second one reads, and where these two differ, a third makes them a panel. Of each disputed criterion the
//! level in the middle counts, and nothing else of the attempt's scores changes.

mod anew;
mod answer;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Fault, Refusal, SubmissionId,
    assessment::Assessment,
    assignment::days,
    microcredential::{
        Definition,
        local_id::{CriterionId, PartId},
    },
    submission::Submission,
};

pub use anew::Anew;
pub use answer::Answer;

/// Days from a decision of not yet in which it may be appealed against.
pub const DAYS_TO_APPEAL: i64 = 30;

/// Criteria, by part.
pub type Criteria = BTreeMap<PartId, BTreeSet<CriterionId>>;

/// What an appeal has read again, and the decision that it is against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    /// When that was decided.
    pub decided: Timestamp,
    /// What the issuer had added to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The criteria in question.
    pub disputed: Criteria,
}

/// Why the earner thinks that a criterion is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The part.
    pub part: PartId,
    /// The criterion in it.
    pub criterion: CriterionId,
    /// In her words. The issuer reads them; who reads the work anew doesn't.
    pub reason: String,
}

/// An appeal against the decision on one attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// On whose attempt.
    pub submission: SubmissionId,
    /// Which attempt.
    pub attempt: u32,
    /// Counts the changes.
    pub version: u64,
    /// When it was made.
    pub made: Timestamp,
    /// When the decision was made that it is against.
    pub decided: Timestamp,
    /// The criteria in question, each with why.
    pub grounds: Vec<Ground>,
    /// Where it stands.
    pub state: State,
}

/// Where an appeal stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// The work is being read anew.
    Open,
    /// The earner took it back: the decision stands.
    TakenBack {
        /// When.
        at: Timestamp,
    },
    /// All who were to read the work have read it.
    Answered {
        /// When.
        at: Timestamp,
        /// How many read it.
        readers: u32,
        /// Whether any disputed criterion is met after all.
        changed: bool,
        /// The attempt's scores with those that the disputed criteria were given anew.
        assessment: Box<Assessment>,
    },
}

impl State {
    /// Its name in documents.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::TakenBack { .. } => "taken-back",
            Self::Answered { changed: true, .. } => "changed",
            Self::Answered { changed: false, .. } => "stands",
        }
    }
}

/// Until when a decision of not yet of that time may be appealed against.
pub fn ends(decided: Timestamp) -> Timestamp {
    decided + days(DAYS_TO_APPEAL)
}

impl Appeal {
    /// The appeal of a submission's earner against the scores of `record`.
    ///
    /// # Errors
    /// As [`Submission::may_be_appealed`]; [`Refusal::Exists`] when this attempt was appealed `before`;
    /// [`Refusal::Invalid`] with each ground that disputes no criterion found unmet in this attempt, says nothing, or
    /// stands there twice.
    pub fn make(
        submission: &Submission,
        record: &Assessment,
        before: Option<&Self>,
        grounds: Vec<Ground>,
        definition: &Definition,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let decided = submission.may_be_appealed(now)?;
        if before.is_some() {
            return Err(Refusal::Exists("you appealed against the decision on this attempt before.".into()));
        }
        Refusal::unless_empty(faults(&grounds, record, definition))?;
        let (submission, attempt) = (submission.id, submission.attempt);
        Ok(Self { submission, attempt, version: 1, made: now, decided, grounds, state: State::Open })
    }

    /// The criteria in question.
    pub fn disputed(&self) -> Criteria {
        let mut disputed = Criteria::new();
        for Ground { part, criterion, .. } in &self.grounds {
            disputed.entry(part.clone()).or_default().insert(criterion.clone());
        }
        disputed
    }

    /// The scores that count instead of those that were appealed against, if any criterion is met after all.
    pub fn corrected(&self) -> Option<&Assessment> {
        match &self.state {
            State::Answered { changed: true, assessment, .. } => Some(assessment),
            State::Answered { changed: false, .. } | State::Open | State::TakenBack { .. } => None,
        }
    }

    /// The earner takes it back.
    #[must_use]
    pub fn take_back(self, now: Timestamp) -> Self {
        Self { version: self.version + 1, state: State::TakenBack { at: now }, ..self }
    }

    /// What was in question and what it came to, without a word of anybody's. `None` when there is none.
    pub fn wordless(&self) -> Option<Self> {
        let mut bare = self.clone();
        bare.grounds.iter_mut().for_each(|ground| ground.reason.clear());
        if let State::Answered { assessment, .. } = &mut bare.state
            && let Some(scores) = assessment.wordless()
        {
            **assessment = scores;
        }
        (bare != *self).then(|| Self { version: self.version + 1, ..bare })
    }

    /// All who were to read it did, `readers` of them.
    #[must_use]
    pub fn answered(self, anew: &Anew, readers: u32, now: Timestamp) -> Self {
        let assessment = Box::new(anew.assessment.clone());
        let state = State::Answered { at: now, readers, changed: anew.changed > 0, assessment };
        Self { version: self.version + 1, state, ..self }
    }
}

fn faults(grounds: &[Ground], record: &Assessment, definition: &Definition) -> Vec<Fault> {
    let numbered = grounds.iter().enumerate();
    let faults = numbered.filter_map(|(number, ground)| {
        let at = |rest: &str| format!("/grounds/{number}{rest}");
        if !is_unmet(ground, record, definition) {
            return Some(Fault::at(
                at("/criterion"),
                "Only a criterion that was found not met can be appealed.",
            ));
        }
        if ground.reason.trim().is_empty() {
            return Some(Fault::at(at("/reason"), "Say what in your work shows that it is met."));
        }
        let is_again = |other: &&Ground| (&other.part, &other.criterion) == (&ground.part, &ground.criterion);
        let again = grounds[..number].iter().any(|other| is_again(&other));
        again.then(|| Fault::at(at("/criterion"), "This criterion is named twice: give one reason."))
    });
    faults.collect()
}

/// Whether a criterion was scored in this attempt and found unmet.
fn is_unmet(ground: &Ground, record: &Assessment, definition: &Definition) -> bool {
    let level =
        record.scores.get(&ground.part).and_then(|scores| scores.get(&ground.criterion)?.level.as_ref());
    let criterion = definition.part(&ground.part).and_then(|part| part.rubric().criterion(&ground.criterion));
    level.zip(criterion).is_some_and(|(level, criterion)| !criterion.is_met_by(level))
}

#[cfg(test)]
mod tests;
