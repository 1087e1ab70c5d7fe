//! A submission as its earner and the issuer see it: a line of a list, and the whole.

use std::collections::BTreeMap;

use domain::{
    AssignmentId, AwardId, PersonId, Slug, SubmissionId,
    appeal::Appeal,
    assignment::{Assignment, Reader},
    attempt::{Attempt, Responses},
    microcredential::{Definition, Edition, PartId},
    person::Person,
    submission::{Goal, State, Submission},
};
use jiff::Timestamp;
use serde::Serialize;

use super::{
    ArtifactView, Feedback,
    appeal::{self, AppealView},
};
use crate::table::Dossier;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// The earner: nothing of who scores, and scores only after a decision.
    Earner,
    /// The issuer: who was asked, and the scores once they are in.
    Issuer,
}

/// A submission in a list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionLine {
    id: SubmissionId,
    version: u64,
    microcredential: Slug,
    edition: u32,
    title: String,
    goal: Goal,
    /// Which goal that is. In lists it is the earner's alone: whoever scores may read those of the issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    which_goal: Option<String>,
    attempt: u32,
    state: &'static str,
    since: Timestamp,
    opened: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    waiting_since: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommended: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    award: Option<AwardId>,
    /// What the issuer added to the feedback.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Whether it is read anew after an appeal.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    appealed: bool,
    /// When its earner had everything of hers erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    erased: Option<Timestamp>,
}

impl SubmissionLine {
    /// The line of `submission`, which is on `edition`.
    pub fn of(submission: &Submission, edition: &Edition, viewer: Viewer) -> Self {
        let (since, waiting_since, recommended, award) = match &submission.state {
            State::Draft => (submission.opened, None, None, None),
            State::Submitted { at, waiting_since, .. } => (
                *at,
                waiting_since.filter(|_| viewer == Viewer::Issuer || submission.assessors().is_empty()),
                None,
                None,
            ),
            State::InAssessment { submitted, .. } => (*submitted, None, None, None),
            State::Assessed { at, recommended, .. } => (*at, None, Some(*recommended), None),
            State::Awarded { at, award } => (*at, None, None, Some(*award)),
            State::NotYet { at, .. } | State::Withdrawn { at, .. } => (*at, None, None, None),
        };
        Self {
            id: submission.id,
            version: submission.version,
            microcredential: submission.microcredential.clone(),
            edition: submission.edition,
            title: edition.definition.title.clone(),
            goal: submission.goal,
            which_goal: submission.which_goal.clone().filter(|_| viewer == Viewer::Earner),
            attempt: submission.attempt,
            state: match viewer {
                Viewer::Earner => submission.state.name_for_earner(),
                Viewer::Issuer => submission.state.name(),
            },
            since,
            opened: submission.opened,
            waiting_since,
            recommended: recommended.filter(|_| viewer == Viewer::Issuer),
            award,
            note: submission
                .state
                .note()
                .or(submission.against().and_then(|appeal| appeal.note.as_ref()))
                .cloned(),
            appealed: submission.against().is_some(),
            erased: submission.erased,
        }
    }
}

/// A submission with its current attempt and what was said of the former ones.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionView {
    #[serde(flatten)]
    line: SubmissionLine,
    /// The parts that the current attempt hands in.
    to_hand_in: Vec<PartId>,
    /// The version to name when responses are saved or handed in.
    responses_version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    saved: Option<Timestamp>,
    /// When the current attempt was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    handed_in: Option<Timestamp>,
    /// Since when an assessor has the current attempt, or had it who scored it.
    #[serde(skip_serializing_if = "Option::is_none")]
    assigned: Option<Timestamp>,
    /// Until when those who have it may score it.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Timestamp>,
    /// When its last scores came in, once nobody has it any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    scored: Option<Timestamp>,
    responses: Responses,
    artifacts: Vec<ArtifactView>,
    /// What the issuer told, the newest attempt first.
    feedback: Vec<Feedback>,
    /// What was handed in before, by attempt.
    former: BTreeMap<u32, Responses>,
    /// The files that were handed in before, by attempt, those that are kept no longer among them.
    former_artifacts: BTreeMap<u32, Vec<ArtifactView>>,
    /// The appeals, that on the newest attempt first.
    appeals: Vec<AppealView>,
    /// Until when the decision can be appealed against, if it can.
    #[serde(skip_serializing_if = "Option::is_none")]
    appeal_until: Option<Timestamp>,
    /// Whether its earner permits that assessors practise on its first attempt; missing before that was decided on.
    #[serde(skip_serializing_if = "Option::is_none")]
    practice: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earner: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assignments: Option<Vec<AssignmentLine>>,
    /// The names of those who were asked to score, for the issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<BTreeMap<PersonId, String>>,
}

/// An assignment as the issuer sees it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AssignmentLine {
    id: AssignmentId,
    attempt: u32,
    reader: Reader,
    assessor: PersonId,
    assigned: Timestamp,
    due: Timestamp,
    state: domain::assignment::AssignmentState,
}

impl From<&Assignment> for AssignmentLine {
    fn from(assignment: &Assignment) -> Self {
        Self {
            id: assignment.id,
            attempt: assignment.attempt,
            reader: assignment.reader,
            assessor: assignment.assessor,
            assigned: assignment.assigned,
            due: assignment.due,
            state: assignment.state.clone(),
        }
    }
}

impl SubmissionView {
    /// The whole of a submission on `edition`, for `viewer`.
    pub fn of(dossier: &Dossier, edition: &Edition, viewer: Viewer) -> Self {
        let submission = &dossier.submission;
        let current = match viewer {
            Viewer::Earner => dossier.current_attempt(),
            Viewer::Issuer => dossier.attempts.iter().rfind(|attempt| attempt.handed_in.is_some()),
        };
        let parts = edition.definition.parts.iter().map(|part| part.id.clone());
        let shown = current.map_or(submission.attempt, |attempt| attempt.number);
        let former: Vec<_> = dossier.attempts.iter().filter(|attempt| attempt.number < shown).collect();
        let artifacts = dossier.artifacts.iter().filter(|artifact| match viewer {
            Viewer::Earner => artifact.is_shown_in(submission.attempt),
            Viewer::Issuer => current.is_some_and(|attempt| attempt.pins(artifact.id)),
        });
        Self {
            line: SubmissionLine {
                which_goal: submission.which_goal.clone(),
                ..SubmissionLine::of(submission, edition, viewer)
            },
            to_hand_in: parts.filter(|part| !submission.carried.contains(part)).collect(),
            responses_version: current.map_or(0, |attempt| attempt.version),
            saved: current.map(|attempt| attempt.saved),
            handed_in: current.and_then(|attempt| Some(attempt.handed_in.as_ref()?.at)),
            assigned: dossier.assigned(),
            due: dossier.due(),
            scored: scored(dossier),
            responses: current.map(|attempt| attempt.responses.clone()).unwrap_or_default(),
            artifacts: artifacts.map(ArtifactView::from).collect(),
            feedback: feedback(dossier, edition, viewer),
            former: former.iter().map(|attempt| (attempt.number, attempt.responses.clone())).collect(),
            former_artifacts: former
                .iter()
                .map(|attempt| (attempt.number, handed_in_with(dossier, attempt)))
                .collect(),
            appeals: AppealView::all(dossier, &edition.definition),
            appeal_until: appeal::until(dossier),
            practice: submission
                .must_be_past_its_first("Practice")
                .is_ok()
                .then_some(submission.practice.is_some())
                .filter(|_| !edition.definition.is_stack()),
            earner: (viewer == Viewer::Issuer).then_some(submission.earner),
            assignments: (viewer == Viewer::Issuer)
                .then(|| dossier.assignments.iter().map(AssignmentLine::from).collect()),
            people: None,
        }
    }

    /// The view with the names of `people`.
    #[must_use]
    pub fn naming(self, people: &[Person]) -> Self {
        let names = people.iter().map(|person| (person.id, person.name.to_string())).collect();
        Self { people: Some(names), ..self }
    }
}

/// The files that were handed in with `attempt`, the oldest first.
fn handed_in_with(dossier: &Dossier, attempt: &Attempt) -> Vec<ArtifactView> {
    let pinned = dossier.artifacts.iter().filter(|artifact| attempt.pins(artifact.id));
    pinned.map(ArtifactView::from).collect()
}

/// When the last scores of the current attempt came in, once it is out of its assessors' hands.
fn scored(dossier: &Dossier) -> Option<Timestamp> {
    let submission = &dossier.submission;
    let is_scored = match submission.state {
        State::Assessed { .. } | State::Awarded { .. } | State::NotYet { .. } => true,
        State::Submitted { .. } | State::InAssessment { .. } => submission.against().is_some(),
        State::Draft | State::Withdrawn { .. } => false,
    };
    let of_attempt = dossier.readings(submission.attempt);
    let times = of_attempt.filter_map(|(_, one)| Some(one.handed_in.as_ref()?.at));
    times.max().filter(|_| is_scored)
}

/// The feedback that `viewer` may read, the newest attempt first, of each attempt the scores that count first. The
/// earner reads these once the attempt is decided, the issuer all of them once none is missing.
fn feedback(dossier: &Dossier, edition: &Edition, viewer: Viewer) -> Vec<Feedback> {
    let definition = &edition.definition;
    match viewer {
        Viewer::Earner => {
            let decided = decided(dossier);
            let of_record: Vec<_> = dossier.of_record().filter(|one| one.attempt <= decided).collect();
            of_record.into_iter().rev().filter_map(|one| Feedback::of(one, definition)).collect()
        }
        Viewer::Issuer => {
            let attempts =
                (1..=dossier.submission.attempt).rev().filter(|number| !dossier.is_sealed(*number));
            attempts.flat_map(|number| of_attempt(dossier, number, definition)).collect()
        }
    }
}

/// Everything that was said of an attempt: what an appeal came to, then each reading, the scores that counted before it
/// first. Those that answer an appeal are sealed while it is open.
fn of_attempt(dossier: &Dossier, number: u32, definition: &Definition) -> Vec<Feedback> {
    let appeal = dossier.appeal(number);
    let corrected = appeal.and_then(Appeal::corrected).and_then(|one| Feedback::of(one, definition));
    let is_open = appeal.is_some_and(|appeal| appeal.state == domain::appeal::State::Open);
    let anew = dossier.read_anew(number).filter(|_| !is_open);
    let mut readings: Vec<_> = dossier.readings(number).chain(anew).collect();
    readings.sort_by_key(|(assignment, _)| assignment.reader.rank());
    let said = readings.into_iter().filter_map(|(by, one)| Some(Feedback::of(one, definition)?.by(by)));
    corrected.map(Feedback::after_appeal).into_iter().chain(said).collect()
}

/// The number of the last attempt that was decided; 0 for none.
fn decided(dossier: &Dossier) -> u32 {
    let submission = &dossier.submission;
    if dossier.appeal(submission.attempt).is_some() {
        return submission.attempt;
    }
    match submission.state {
        State::Awarded { .. } | State::NotYet { .. } => submission.attempt,
        State::Draft
        | State::Submitted { .. }
        | State::InAssessment { .. }
        | State::Assessed { .. }
        | State::Withdrawn { .. } => submission.attempt - 1,
    }
}
