//! Scores and feedback: as the assessor works on them, and as the earner reads them after a decision.

use std::collections::BTreeMap;

use domain::{
    AssignmentId,
    appeal::Criteria,
    assessment::{Assessment, Comment, Outcomes, Scores},
    assignment::{Assignment, Reader},
    microcredential::{Definition, PartId},
    pass_rule::PartOutcome,
};
use serde::Serialize;

/// An assessment as its assessor sees it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentView<'a> {
    /// To be named when it is saved next.
    version: u64,
    scores: &'a Scores,
    comments: &'a [Comment],
    handed_in: bool,
    /// Whether handing it in recommends an award; missing while something is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    recommends: Option<bool>,
}

impl<'a> AssessmentView<'a> {
    /// The assessment of work on `definition`, beside the outcomes of parts that aren't scored.
    pub fn of(assessment: &'a Assessment, definition: &Definition, beside: &Outcomes) -> Self {
        Self {
            version: assessment.version,
            scores: &assessment.scores,
            comments: &assessment.comments,
            handed_in: assessment.handed_in.is_some(),
            recommends: assessment.would_recommend(definition, beside),
        }
    }
}

/// What an attempt's scores say to the earner, criterion by criterion. Who gave them isn't in it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Feedback {
    attempt: u32,
    outcomes: BTreeMap<PartId, PartOutcome>,
    criteria: Vec<CriterionFeedback>,
    comments: Vec<Comment>,
    recommended: bool,
    /// Whether an appeal changed them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    after_appeal: bool,
    /// Under which assignment, for the issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment: Option<AssignmentId>,
    /// Which reading it is, for the issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    reader: Option<Reader>,
}

/// What was said of one criterion.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CriterionFeedback {
    part: PartId,
    criterion: String,
    title: String,
    level: String,
    level_title: String,
    met: bool,
    feedback: String,
}

impl Feedback {
    /// The feedback of an assessment that was handed in; `None` while the assessor works.
    pub fn of(assessment: &Assessment, definition: &Definition) -> Option<Self> {
        let verdict = assessment.handed_in.as_ref()?;
        let parts = definition.parts.iter().filter(|part| verdict.outcomes.contains_key(&part.id));
        let criteria = parts.flat_map(|part| {
            let scores = assessment.scores.get(&part.id);
            part.rubric().iter().filter_map(move |criterion| {
                let score = scores?.get(&criterion.id)?;
                let level = criterion.level(score.level.as_ref()?)?;
                Some(CriterionFeedback {
                    part: part.id.clone(),
                    criterion: criterion.id.to_string(),
                    title: criterion.title.clone(),
                    level: level.id.to_string(),
                    level_title: level.title.clone(),
                    met: criterion.is_met_by(&level.id),
                    feedback: score.feedback.clone(),
                })
            })
        });
        Some(Self {
            attempt: assessment.attempt,
            outcomes: verdict.outcomes.clone(),
            criteria: criteria.collect(),
            comments: assessment.comments.clone(),
            recommended: verdict.recommended,
            after_appeal: false,
            assignment: None,
            reader: None,
        })
    }

    /// The feedback, said to be what an appeal came to.
    #[must_use]
    pub fn after_appeal(self) -> Self {
        Self { after_appeal: true, ..self }
    }

    /// What is said of these criteria alone.
    pub(super) fn on(self, criteria: &Criteria) -> Vec<CriterionFeedback> {
        let is_wanted = |one: &CriterionFeedback| {
            criteria.get(&one.part).is_some_and(|ids| ids.iter().any(|id| id.as_str() == one.criterion))
        };
        self.criteria.into_iter().filter(is_wanted).collect()
    }

    /// The feedback with whose it is, for the issuer.
    #[must_use]
    pub fn by(self, assignment: &Assignment) -> Self {
        Self { assignment: Some(assignment.id), reader: Some(assignment.reader), ..self }
    }
}
