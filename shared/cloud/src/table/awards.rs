//! Awards by earner.

use domain::{AwardId, PersonId, submission::State};

use super::Table;
use crate::Error;

impl Table {
    /// The ids of all awards of an earner, the newest first. An award is found through the submission
    /// that it was given for.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn awards_of(&self, earner: PersonId) -> Result<Vec<AwardId>, Error> {
        let mut awards = Vec::new();
        for id in self.submissions_of(earner).await? {
            match self.submission(id).await?.state {
                State::Awarded { award, .. } => awards.push(award),
                State::Draft
                | State::Submitted { .. }
                | State::InAssessment { .. }
                | State::Assessed { .. }
                | State::NotYet { .. }
                | State::Withdrawn { .. } => {}
            }
        }
        awards.sort_unstable_by(|a, b| b.cmp(a));
        Ok(awards)
    }
}
