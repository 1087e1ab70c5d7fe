//! What is asked of a letter by its kind.

use jiff::Timestamp;

use super::Content;

impl Content {
    /// The name of the kind, as the API says it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SignIn { .. } => "sign-in",
            Self::Invitation { .. } => "invitation",
            Self::Code { .. } => "code",
            Self::SignInCode { .. } => "sign-in-code",
            Self::SubmissionReceived { .. } => "submission-received",
            Self::ArtifactRefused { .. } => "artifact-refused",
            Self::Assignment { .. } => "assignment",
            Self::Reminder { .. } => "reminder",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Calibrated { .. } => "calibrated",
            Self::NotYet { .. } => "not-yet",
            Self::Appeal { .. } => "appeal",
            Self::AppealReceived { .. } => "appeal-received",
            Self::AppealAnswered { .. } => "appeal-answered",
            Self::Awarded { .. } => "awarded",
            Self::Revoked { .. } => "revoked",
            Self::ExportReady { .. } => "export-ready",
            Self::ErasurePlanned { .. } => "erasure-planned",
            Self::ErasurePutOff { .. } => "erasure-put-off",
            Self::Erased { .. } => "erased",
            Self::Coaching { .. } => "coaching",
            Self::ShortlistShared { .. } => "shortlist-shared",
            Self::ShortlistRemark { .. } => "shortlist-remark",
            Self::Recognition { .. } => "recognition",
            Self::RecognitionsWaiting { .. } => "recognitions-waiting",
            Self::WaitingForAssessor { .. } => "waiting-for-assessor",
            Self::Paused { .. } => "paused",
            Self::PauseLifted { .. } => "pause-lifted",
            Self::AssessorPaused { .. } => "assessor-paused",
            Self::DeadLetters { .. } => "dead-letters",
        }
    }

    /// Whether it tells whose work a submission is: its reader is the earner, and its time is that of a step of hers.
    pub const fn names_the_earner(&self) -> bool {
        match self {
            Self::SubmissionReceived { .. }
            | Self::ArtifactRefused { .. }
            | Self::NotYet { .. }
            | Self::AppealReceived { .. }
            | Self::AppealAnswered { .. }
            | Self::Coaching { .. } => true,
            Self::SignIn { .. }
            | Self::Invitation { .. }
            | Self::Code { .. }
            | Self::SignInCode { .. }
            | Self::Assignment { .. }
            | Self::Reminder { .. }
            | Self::Withdrawn { .. }
            | Self::Calibrated { .. }
            | Self::Appeal { .. }
            | Self::Awarded { .. }
            | Self::Revoked { .. }
            | Self::ExportReady { .. }
            | Self::ErasurePlanned { .. }
            | Self::ErasurePutOff { .. }
            | Self::Erased { .. }
            | Self::ShortlistShared { .. }
            | Self::ShortlistRemark { .. }
            | Self::Recognition { .. }
            | Self::RecognitionsWaiting { .. }
            | Self::WaitingForAssessor { .. }
            | Self::Paused { .. }
            | Self::PauseLifted { .. }
            | Self::AssessorPaused { .. }
            | Self::DeadLetters { .. } => false,
        }
    }

    /// When the letter is worth nothing any more, because what it carries is over.
    pub fn useful_until(&self) -> Option<Timestamp> {
        match self {
            Self::SignIn { link } | Self::Assignment { link, .. } | Self::Reminder { link, .. } => {
                Some(link.ends())
            }
            Self::Code { until, .. } | Self::SignInCode { until, .. } | Self::ExportReady { until } => {
                Some(*until)
            }
            Self::ErasurePlanned { begins } => Some(*begins),
            Self::Invitation { .. }
            | Self::SubmissionReceived { .. }
            | Self::ArtifactRefused { .. }
            | Self::Withdrawn { .. }
            | Self::Calibrated { .. }
            | Self::NotYet { .. }
            | Self::Appeal { .. }
            | Self::AppealReceived { .. }
            | Self::AppealAnswered { .. }
            | Self::Awarded { .. }
            | Self::Revoked { .. }
            | Self::ErasurePutOff { .. }
            | Self::Erased { .. }
            | Self::Coaching { .. }
            | Self::ShortlistShared { .. }
            | Self::ShortlistRemark { .. }
            | Self::Recognition { .. }
            | Self::RecognitionsWaiting { .. }
            | Self::WaitingForAssessor { .. }
            | Self::Paused { .. }
            | Self::PauseLifted { .. }
            | Self::AssessorPaused { .. }
            | Self::DeadLetters { .. } => None,
        }
    }
}
