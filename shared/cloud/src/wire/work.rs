//! The work as its assessor sees it: what she scores, and what stands beside it.

use std::collections::BTreeMap;

use domain::{
    SubmissionId,
    assessment::{Assessment, Comment, scored_parts},
    assignment::Assignment,
    attempt::{Attempt, PartResponses, Responses},
    masking::Mask,
    microcredential::{Definition, Part, PartId},
    pass_rule::PartOutcome,
    rubric::CriterionId,
};
use serde::Serialize;

use super::{ArtifactView, AssessmentView};
use crate::table::Dossier;

/// A dossier, and what is taken out of its texts.
type Seen<'a> = (&'a Dossier, &'a Mask);

/// What opens with the conflict statement; beforehand its earner sees it just so.
#[derive(Debug, Serialize)]
pub struct WorkView<'a> {
    /// For the addresses of its files.
    submission: SubmissionId,
    /// In which the parts are written.
    language: &'a str,
    /// What is scored.
    parts: Vec<&'a Part>,
    responses: Responses,
    artifacts: Vec<ArtifactView>,
    /// Parts that passed before: beside the others, and not scored again.
    carried: Vec<Carried<'a>>,
    /// Of each part that is handed in again, how it was.
    formerly: BTreeMap<&'a PartId, Formerly<'a>>,
    assessment: AssessmentView<'a>,
}

#[derive(Debug, Serialize)]
struct Carried<'a> {
    part: &'a Part,
    responses: PartResponses,
    artifacts: Vec<ArtifactView>,
}

/// How a part was when it was handed in before, and what the earner was told of it. The levels are left
/// out: the part is scored as it is now.
#[derive(Debug, Serialize)]
struct Formerly<'a> {
    responses: PartResponses,
    artifacts: Vec<ArtifactView>,
    feedback: BTreeMap<&'a CriterionId, &'a str>,
    comments: Vec<&'a Comment>,
}

impl<'a> WorkView<'a> {
    /// The work of `assignment` as the dossier holds it.
    pub fn of(
        dossier: &'a Dossier,
        assignment: &Assignment,
        assessment: &'a Assessment,
        (definition, mask): (&'a Definition, &Mask),
    ) -> Self {
        let beside = dossier.beside(assignment);
        let parts = scored_parts(definition, &beside);
        let handed_in = dossier.attempt(assignment.attempt);
        let before = |part: &'a Part| Some((part, dossier.scored_before(assignment.attempt, &part.id)?));
        let has_passed = |part: &&Part| beside.get(&part.id) == Some(&PartOutcome::Passed);
        let passed = definition.parts.iter().filter(has_passed);
        let again = parts.iter().copied().filter_map(before);
        Self {
            submission: assignment.submission,
            language: &definition.language,
            responses: handed_in.map(|attempt| attempt.responses.masked(mask)).unwrap_or_default(),
            artifacts: handed_in.map(|attempt| files((dossier, mask), attempt, None)).unwrap_or_default(),
            carried: passed.filter_map(|part| Carried::of((dossier, mask), part, assignment)).collect(),
            formerly: again
                .map(|(part, (attempt, told))| (&part.id, Formerly::of((dossier, mask), part, attempt, told)))
                .collect(),
            assessment: AssessmentView::of(assessment, definition, &beside),
            parts,
        }
    }
}

impl<'a> Carried<'a> {
    /// `None` when it was never handed in.
    fn of(seen: Seen<'_>, part: &'a Part, assignment: &Assignment) -> Option<Self> {
        let (dossier, mask) = seen;
        let attempt = dossier.passed_in(assignment, &part.id)?;
        let (responses, artifacts) =
            (said(attempt, &part.id).masked(mask), files(seen, attempt, Some(&part.id)));
        Some(Self { part, responses, artifacts })
    }
}

impl<'a> Formerly<'a> {
    fn of(seen: Seen<'_>, part: &Part, attempt: &Attempt, told: &'a Assessment) -> Self {
        let (dossier, mask) = seen;
        let scores = told.scores.get(&part.id).into_iter().flatten();
        let artifacts = dossier.artifacts.iter().filter(|artifact| artifact.part == part.id);
        let ids: Vec<_> = artifacts.map(|artifact| artifact.id).collect();
        Self {
            responses: said(attempt, &part.id).masked(mask),
            artifacts: files(seen, attempt, Some(&part.id)),
            feedback: scores.map(|(criterion, score)| (criterion, score.feedback.as_str())).collect(),
            comments: told.comments.iter().filter(|comment| ids.contains(&comment.artifact)).collect(),
        }
    }
}

fn said(attempt: &Attempt, part: &PartId) -> PartResponses {
    attempt.responses.0.get(part).cloned().unwrap_or_default()
}

/// The files that were handed in with an attempt, of all parts or of one.
fn files((dossier, mask): Seen<'_>, attempt: &Attempt, part: Option<&PartId>) -> Vec<ArtifactView> {
    let of_part = dossier.artifacts.iter().filter(|artifact| part.is_none_or(|part| artifact.part == *part));
    of_part
        .filter(|artifact| attempt.pins(artifact.id))
        .map(|artifact| ArtifactView::blind(artifact, mask))
        .collect()
}
