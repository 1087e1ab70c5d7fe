//! A coaching as each of its two sides sees it. Nobody else ever does.

use domain::{
    Slug, SubmissionId,
    attempt::Responses,
    coaching::{Coaching, Comment, Ended},
    email::EmailAddress,
    microcredential::{Edition, PartId},
    person::Person,
    plain_text::DisplayName,
    submission::{Goal, State, Submission},
};
use jiff::Timestamp;
use serde::Serialize;

use super::ArtifactView;
use crate::table::Dossier;

/// A coaching as the earner sees it. Whether somebody was kept out is not told.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoachingView {
    number: u32,
    /// What the earner calls her; missing once she had everything of hers erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<DisplayName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<EmailAddress>,
    invited: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Ended>,
    comments: Vec<Comment>,
}

impl From<Coaching> for CoachingView {
    fn from(coaching: Coaching) -> Self {
        let (name, email) = coaching.coach.map(|coach| (coach.name, coach.email)).unzip();
        let Coaching { number, invited, ended, comments, .. } = Coaching { coach: None, ..coaching };
        Self { number, name, email, invited, ended, comments }
    }
}

/// What somebody coaches, in her list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoachedLine {
    submission: SubmissionId,
    number: u32,
    microcredential: Slug,
    edition: u32,
    title: String,
    /// Who asked her; missing when she is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    earner: Option<DisplayName>,
    attempt: u32,
    state: &'static str,
    invited: Timestamp,
    /// Whether she can comment now.
    can_comment: bool,
    /// How many of her comments the earner isn't done with.
    left: usize,
}

impl CoachedLine {
    /// The line of a coaching that is open to its coach, of work on `edition`.
    pub fn of(
        coaching: &Coaching,
        submission: &Submission,
        edition: &Edition,
        earner: Option<&Person>,
    ) -> Self {
        Self {
            submission: submission.id,
            number: coaching.number,
            microcredential: submission.microcredential.clone(),
            edition: submission.edition,
            title: edition.definition.title.clone(),
            earner: earner.map(|earner| earner.name.clone()),
            attempt: submission.attempt,
            state: submission.state.name_for_earner(),
            invited: coaching.invited,
            can_comment: submission.state == State::Draft,
            left: coaching.comments.iter().filter(|comment| comment.done.is_none()).count(),
        }
    }
}

/// A submission as its coach sees it: the attempt as it stands, and what was said. Neither scores nor who gives them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoachedView {
    #[serde(flatten)]
    line: CoachedLine,
    goal: Goal,
    #[serde(skip_serializing_if = "Option::is_none")]
    which_goal: Option<String>,
    /// The parts that the current attempt hands in.
    to_hand_in: Vec<PartId>,
    responses: Responses,
    artifacts: Vec<ArtifactView>,
    comments: Vec<Comment>,
}

impl CoachedView {
    /// The view of a coaching that is open to its coach, of work on `edition`.
    pub fn of(coaching: Coaching, dossier: &Dossier, edition: &Edition, earner: Option<&Person>) -> Self {
        let submission = &dossier.submission;
        let shown = dossier.artifacts.iter().filter(|artifact| artifact.is_shown_in(submission.attempt));
        let parts = edition.definition.parts.iter().map(|part| part.id.clone());
        Self {
            line: CoachedLine::of(&coaching, submission, edition, earner),
            goal: submission.goal,
            which_goal: submission.which_goal.clone(),
            to_hand_in: parts.filter(|part| !submission.carried.contains(part)).collect(),
            responses: dossier.current_attempt().map(|attempt| attempt.responses.clone()).unwrap_or_default(),
            artifacts: shown.map(ArtifactView::from).collect(),
            comments: coaching.comments,
        }
    }
}
