//! An appeal as its earner and the issuer see it.

use domain::{
    appeal::{Appeal, State, ends},
    microcredential::{CriterionId, Definition, PartId},
    submission::{State as Stands, Submission},
};
use jiff::Timestamp;
use serde::Serialize;

use super::assessment::{CriterionFeedback, Feedback};
use crate::table::Dossier;

/// The appeal against the decision on an attempt.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AppealView {
    attempt: u32,
    made: Timestamp,
    /// When the decision was made that it is against.
    decided: Timestamp,
    /// `open`, `taken-back`, `stands` or `changed`.
    state: &'static str,
    /// When it was answered or taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Timestamp>,
    /// How many read the work anew, once it is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    readers: Option<u32>,
    grounds: Vec<GroundView>,
    /// What was said anew of the disputed criteria.
    answer: Vec<CriterionFeedback>,
}

#[derive(Debug, Serialize)]
struct GroundView {
    part: PartId,
    criterion: CriterionId,
    title: String,
    reason: String,
}

impl AppealView {
    /// All appeals in a dossier, that on the newest attempt first.
    pub(super) fn all(dossier: &Dossier, definition: &Definition) -> Vec<Self> {
        dossier.appeals.iter().rev().map(|appeal| Self::of(appeal, definition)).collect()
    }

    fn of(appeal: &Appeal, definition: &Definition) -> Self {
        let (ended, readers, answer) = match &appeal.state {
            State::Open => (None, None, None),
            State::TakenBack { at } => (Some(*at), None, None),
            State::Answered { at, readers, assessment, .. } => {
                (Some(*at), Some(*readers), Feedback::of(assessment, definition))
            }
        };
        Self {
            attempt: appeal.attempt,
            made: appeal.made,
            decided: appeal.decided,
            state: appeal.state.name(),
            ended,
            readers,
            grounds: appeal.grounds.iter().map(|ground| GroundView::of(ground, definition)).collect(),
            answer: answer.map(|feedback| feedback.on(&appeal.disputed())).unwrap_or_default(),
        }
    }
}

impl GroundView {
    fn of(ground: &domain::appeal::Ground, definition: &Definition) -> Self {
        let part = definition.part(&ground.part);
        let criterion = part.and_then(|part| part.rubric().criterion(&ground.criterion));
        Self {
            part: ground.part.clone(),
            criterion: ground.criterion.clone(),
            title: criterion.map(|known| known.title.clone()).unwrap_or_default(),
            reason: ground.reason.clone(),
        }
    }
}

/// Until when the decision on the current attempt can be appealed against, if it can.
pub(super) fn until(dossier: &Dossier) -> Option<Timestamp> {
    let Submission { state, attempt, .. } = &dossier.submission;
    match state {
        Stands::NotYet { at, .. } if dossier.appeal(*attempt).is_none() => Some(ends(*at)),
        Stands::Draft
        | Stands::Submitted { .. }
        | Stands::InAssessment { .. }
        | Stands::Assessed { .. }
        | Stands::Awarded { .. }
        | Stands::NotYet { .. }
        | Stands::Withdrawn { .. } => None,
    }
}
