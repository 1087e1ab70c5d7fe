//! What an appeal came to, for the figures of its definition.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Anew, Appeal};
use crate::{PersonId, Slug, SubmissionId, submission::Submission};

/// What an appeal came to: made when it is answered, and it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Work on what.
    pub microcredential: Slug,
    /// On which version of it.
    pub edition: u32,
    /// Whose work; the earner herself isn't named.
    pub submission: SubmissionId,
    /// Which attempt.
    pub attempt: u32,
    /// When the appeal was made.
    pub made: Timestamp,
    /// When it was answered.
    pub at: Timestamp,
    /// Whose scores were appealed against.
    pub assessor: PersonId,
    /// How many read the work anew; three are a panel.
    pub readers: u32,
    /// How many criteria were disputed.
    pub criteria: usize,
    /// How many of them are met after all.
    pub changed: usize,
}

impl Answer {
    /// What `appeal`, answered `at` that time by this many readers, came to.
    pub fn of(
        submission: &Submission,
        appeal: &Appeal,
        anew: &Anew,
        (assessor, readers): (PersonId, u32),
        at: Timestamp,
    ) -> Self {
        Self {
            microcredential: submission.microcredential.clone(),
            edition: submission.edition,
            submission: submission.id,
            attempt: appeal.attempt,
            made: appeal.made,
            at,
            assessor,
            readers,
            criteria: appeal.grounds.len(),
            changed: anew.changed,
        }
    }
}
