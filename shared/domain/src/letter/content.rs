//! What letters are about: one variant for each kind, holding the facts of it and nothing else.
//!
//! Links and codes are not facts: they are sealed when the letter is sent, so that the table never
//! holds a secret. Titles and file names are other people's text; they stay out of subjects and links.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::CoachingNews;
use crate::{
    ArtifactId, AssignmentId, AwardId, ErasureId, OrganisationId, ShareId, Slug, SubmissionId,
    erasure::Needed, inspection::Unfit, link::Link, recognition::News,
};

/// What a letter is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Content {
    /// To whoever asked to sign in: a link that opens a session, once.
    SignIn {
        /// What its button does.
        link: Link,
    },
    /// To somebody who was added to an organisation: where she belongs now, and how she signs in.
    Invitation {
        /// The organisation's name.
        organisation: String,
    },
    /// To an assessor who opens her link in a second browser: six digits.
    Code {
        /// For which assignment.
        assignment: AssignmentId,
        /// Tells this code from others; the digits are made of it.
        nonce: String,
        /// When the code is over.
        until: Timestamp,
    },
    /// To whoever asked to sign in where no link can be pressed: six digits.
    SignInCode {
        /// Tells this code from others; the digits are made of it.
        nonce: String,
        /// When the code is over.
        until: Timestamp,
    },
    /// To the earner: her work has arrived.
    SubmissionReceived {
        /// Which.
        submission: SubmissionId,
        /// The title of its micro-credential.
        title: String,
    },
    /// To the earner: a file of hers can't be used.
    ArtifactRefused {
        /// Of which submission.
        submission: SubmissionId,
        /// Which.
        artifact: ArtifactId,
        /// The title of the micro-credential.
        title: String,
        /// What she called the file.
        file: String,
        /// What is wrong with it.
        reason: FileProblem,
    },
    /// To an assessor: she is asked to score an attempt.
    Assignment {
        /// What its button does.
        link: Link,
        /// The title of the micro-credential.
        title: String,
        /// When her scores are due.
        due: Timestamp,
    },
    /// To an assessor: an assignment of hers is due soon, or now.
    Reminder {
        /// What its button does.
        link: Link,
        /// The title of the micro-credential.
        title: String,
        /// When her scores are due.
        due: Timestamp,
        /// Whether that is today.
        stage: Stage,
    },
    /// To an assessor: an assignment of hers is over without her scores.
    Withdrawn {
        /// Which.
        assignment: AssignmentId,
        /// The title of the micro-credential.
        title: String,
        /// Why.
        cause: Cause,
    },
    /// To an assessor: what her calibration came to.
    Calibrated {
        /// On which definition.
        microcredential: Slug,
        /// Its title.
        title: String,
        /// Whether she passed.
        passed: bool,
    },
    /// To the earner: not every part is met yet, and there is feedback.
    NotYet {
        /// Which.
        submission: SubmissionId,
        /// The title of the micro-credential.
        title: String,
    },
    /// To the issuer's staff: an earner appeals against a decision.
    Appeal {
        /// Which.
        submission: SubmissionId,
        /// The title of its micro-credential.
        title: String,
    },
    /// To the earner: her appeal has arrived.
    AppealReceived {
        /// Which.
        submission: SubmissionId,
        /// The title of the micro-credential.
        title: String,
    },
    /// To the earner: what her appeal came to.
    AppealAnswered {
        /// Which.
        submission: SubmissionId,
        /// The title of the micro-credential.
        title: String,
        /// What.
        answer: AppealAnswer,
    },
    /// To the earner: she holds the award.
    Awarded {
        /// Which.
        award: AwardId,
        /// The title of the micro-credential.
        title: String,
    },
    /// To the earner: her award was revoked.
    Revoked {
        /// Which.
        award: AwardId,
        /// The title of the micro-credential.
        title: String,
        /// Why, as the issuer says it.
        reason: String,
    },
    /// To whoever asked for her data: it is packed.
    ExportReady {
        /// Until when it can be downloaded.
        until: Timestamp,
    },
    /// To whoever asked to be erased: when that begins, and that it can be taken back.
    ErasurePlanned {
        /// When.
        begins: Timestamp,
    },
    /// To whoever asked to be erased: that it can't begin yet.
    ErasurePutOff {
        /// Why.
        because: Needed,
    },
    /// To whoever was erased: nothing is left.
    Erased {
        /// The number of her receipt.
        receipt: ErasureId,
    },
    /// Between an earner and whom she asked to coach her: to the one of what the other did.
    Coaching {
        /// Of which submission.
        submission: SubmissionId,
        /// The title of its micro-credential.
        title: String,
        /// What.
        news: CoachingNews,
    },
    /// To an adviser: somebody shares her shortlist with her.
    ShortlistShared {
        /// As which share.
        share: ShareId,
        /// Whose list it is.
        owner: String,
    },
    /// To one side of a share: the other one remarked on the shortlist.
    ShortlistRemark {
        /// Of which share.
        share: ShareId,
        /// To the adviser: whose list it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
    },
    /// To the earner: what became of a claim of hers.
    Recognition {
        /// By which policy.
        policy: Slug,
        /// Its title.
        title: String,
        /// The name of its recognizer.
        recognizer: String,
        /// What.
        news: News,
    },
    /// To a recognizer's staff: claims wait, and none waited before.
    RecognitionsWaiting {
        /// Whose staff.
        recognizer: OrganisationId,
    },
    /// To the issuer's staff: nobody can score an attempt at present.
    WaitingForAssessor {
        /// Which.
        submission: SubmissionId,
        /// The title of the micro-credential.
        title: String,
    },
    /// To an assessor: her scores are too far from the others', so nothing more is asked of her for now.
    Paused {
        /// The title of the micro-credential.
        title: String,
    },
    /// To an assessor: she is asked again.
    PauseLifted {
        /// The title of the micro-credential.
        title: String,
    },
    /// To the issuer's staff: an assessor was paused, and her last scores are to be read again.
    AssessorPaused {
        /// For which micro-credential.
        microcredential: Slug,
        /// Its title.
        title: String,
    },
    /// To the issuer's staff: letters could not be delivered.
    DeadLetters {
        /// Whose letters.
        issuer: OrganisationId,
    },
}

/// Which reminder it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Some days before the scores are due.
    Ahead,
    /// The scores are due now.
    Due,
}

/// Why an assignment was taken from an assessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Her scores didn't arrive in time.
    Overdue,
    /// The issuer gave it to somebody else.
    Reassigned,
    /// The earner took the submission back.
    SubmissionWithdrawn,
    /// Letters don't reach her.
    Unreachable,
    /// The assessor is paused.
    Paused,
}

/// What an appeal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppealAnswer {
    /// Every disputed criterion was found unmet again.
    Stands,
    /// A criterion is met after all, but no part that was unmet is.
    CriteriaMet,
    /// A part is met after all, and the issuer decides again.
    DecidedAgain,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "what")]
pub enum FileProblem {
    /// It is not what it should be.
    Unfit(Unfit),
    /// Malware was found in it.
    Malware,
}
