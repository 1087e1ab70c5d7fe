//! Artifacts and the byte budgets that they are held against.
//!
//! Files come many times in a submission's life, so their records cost little: neither has a place in
//! the index but the budget while uploads are open, and the budget is written apart from the artifact
//! ([`domain::artifact::ByteBudget::settle`] closes the gap).

use domain::{
    ArtifactId, PersonId, Refusal, SubmissionId,
    artifact::{Artifact, ByteBudget},
};

use super::{
    Table,
    keys::{Key, Queue, sortable},
    record::Record,
};
use crate::{Error, Failure};

impl Record for Artifact {
    const KIND: &'static str = "artifact";
    fn key(&self) -> Key {
        Key::Artifact(self.submission, self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for ByteBudget {
    const KIND: &'static str = "budget";
    fn key(&self) -> Key {
        Key::Budget(self.earner)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        self.next_look.map(|due| (Queue::Uploads, sortable(due)))
    }
}

impl Table {
    /// The artifact of that id in that submission.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`].
    pub async fn artifact(&self, submission: SubmissionId, id: ArtifactId) -> Result<Artifact, Error> {
        self.load(Key::Artifact(submission, id)).await
    }

    /// The artifact of that id in that submission, as it was a moment ago, if it is `earner`'s.
    ///
    /// # Errors
    /// [`domain::Refusal::NotFound`] otherwise.
    pub async fn artifact_of(
        &self,
        earner: PersonId,
        submission: SubmissionId,
        id: ArtifactId,
    ) -> Result<Artifact, Error> {
        let artifact: Artifact =
            self.recent(Key::Artifact(submission, id)).await?.ok_or(Refusal::NotFound)?;
        artifact.must_belong_to(earner)?;
        Ok(artifact)
    }

    /// An earner's byte budget; a fresh one when she never uploaded anything.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn budget(&self, earner: PersonId) -> Result<ByteBudget, Failure> {
        Ok(self.find(Key::Budget(earner)).await?.unwrap_or_else(|| ByteBudget::of(earner)))
    }
}
