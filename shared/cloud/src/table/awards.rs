//! Awards by id and by earner.

use domain::{AwardId, PersonId, award::Award, submission::State};

use super::{Table, keys::Key};
use crate::Failure;

impl Table {
    /// The awards of these ids, in their order; what is gone is left out. None may be named twice.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn awards(&self, ids: impl Iterator<Item = AwardId>) -> Result<Vec<Award>, Failure> {
        self.found(ids.map(Key::Award).collect()).await
    }

    /// The ids of all awards of an earner, the newest first. An award is found through the submission
    /// that it was given for.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn awards_of(&self, earner: PersonId) -> Result<Vec<AwardId>, Failure> {
        let submissions = self.submissions_of(earner).await?;
        let submissions = self.submissions(submissions.into_iter()).await?;
        let mut awards: Vec<AwardId> = submissions
            .into_iter()
            .filter_map(|submission| match submission.state {
                State::Awarded { award, .. } => Some(award),
                State::Draft
                | State::Submitted { .. }
                | State::InAssessment { .. }
                | State::Assessed { .. }
                | State::NotYet { .. }
                | State::Withdrawn { .. } => None,
            })
            .collect();
        awards.sort_unstable_by(|a, b| b.cmp(a));
        Ok(awards)
    }
}
