//! Submissions, by id and by earner.

use domain::{OrganisationId, PersonId, SubmissionId, assignment::Assignment, submission::Submission};
use jiff::Timestamp;

use super::{
    Table,
    keys::{Key, Queue, sortable},
    record::{AssessmentOf, SubmissionsOf},
};
use crate::{Error, Failure};

impl Table {
    /// The submission of that id.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn submission(&self, id: SubmissionId) -> Result<Submission, Error> {
        self.load(Key::Submission(id)).await
    }

    /// The submissions of these ids, in their order; what is gone is left out. None may be named twice.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn submissions(
        &self,
        ids: impl Iterator<Item = SubmissionId>,
    ) -> Result<Vec<Submission>, Failure> {
        self.found(ids.map(Key::Submission).collect()).await
    }

    /// The submission of that id, if it is `earner`'s.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`] otherwise.
    pub async fn submission_of(&self, earner: PersonId, id: SubmissionId) -> Result<Submission, Error> {
        let submission = self.submission(id).await?;
        submission.must_belong_to(earner)?;
        Ok(submission)
    }

    /// The ids of an issuer's submissions that wait for an assessor, the oldest first, as the index has them.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn submissions_waiting(&self, issuer: OrganisationId) -> Result<Vec<SubmissionId>, Failure> {
        let partitions = self.partitions_waiting(&Queue::Submissions(issuer, "submitted")).await?;
        Ok(partitions.iter().filter_map(|partition| Key::submission_in(partition)).collect())
    }

    /// A submission's assignments, the oldest first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn assignments(&self, submission: SubmissionId) -> Result<Vec<Assignment>, Failure> {
        let (partition, _) = Key::Submission(submission).render();
        self.records(&partition, "ASSIGNMENT#").await
    }

    /// Everything that an assessor scored and handed in, the oldest first, as the index has it.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn scored_by(&self, assessor: PersonId) -> Result<Vec<AssessmentOf>, Error> {
        let scored: Vec<Assignment> = self.all_waiting(&Queue::Scored(assessor)).await?;
        let key = |one: &Assignment| Key::Assessment(one.submission, one.id);
        Ok(self.found(scored.iter().map(key).collect()).await?)
    }

    /// An assessor's assignments whose scores she handed in since then, the oldest first, as the index has them.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn handed_in_since(
        &self,
        assessor: PersonId,
        since: Timestamp,
    ) -> Result<Vec<Assignment>, Error> {
        self.all_from(&Queue::Scored(assessor), &sortable(since)).await
    }

    /// The ids of all submissions of an earner, the newest first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn submissions_of(&self, earner: PersonId) -> Result<Vec<SubmissionId>, Failure> {
        let (partition, _) = Key::Person(earner).render();
        let entries: Vec<SubmissionsOf> = self.records(&partition, "SUBMISSIONS#").await?;
        let ids = entries.into_iter().flat_map(|entry| entry.former.into_iter().chain([entry.current]));
        let mut ids: Vec<SubmissionId> = ids.collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        Ok(ids)
    }
}
