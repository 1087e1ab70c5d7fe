//! Coachings, each in its earner's partition, and whom they lead to.

use domain::{
    PersonId, Refusal, SubmissionId,
    coaching::{Coaching, Side},
    submission::Submission,
};
use serde::{Deserialize, Serialize};

use super::{Table, keys::Key, record::Record};
use crate::{Error, Failure};

/// That somebody was asked to coach a submission: how her coaching is found. It stays when that ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coached {
    /// Who was asked.
    pub coach: PersonId,
    /// Of which submission.
    pub submission: SubmissionId,
    /// Whose it is.
    pub earner: PersonId,
    /// Which of its coachings it is.
    pub number: u32,
}

impl Coached {
    /// The coaching that it leads to.
    pub fn coaching(&self) -> Key {
        Key::Coaching(self.earner, self.submission, self.number)
    }
}

impl Record for Coached {
    const KIND: &'static str = "coached";
    fn key(&self) -> Key {
        Key::Coached(self.coach, self.submission)
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Record for Coaching {
    const KIND: &'static str = "coaching";
    fn key(&self) -> Key {
        Key::Coaching(self.earner, self.submission, self.number)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// The coachings of an earner's submission, the first one first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn coachings(
        &self,
        earner: PersonId,
        submission: SubmissionId,
    ) -> Result<Vec<Coaching>, Failure> {
        let (partition, prefix) = Key::all_coachings(earner, submission);
        self.records(&partition, &prefix).await
    }

    /// All coachings of an earner, of whatever submissions.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn coachings_of(&self, earner: PersonId) -> Result<Vec<Coaching>, Failure> {
        let (partition, prefix) = Key::all_coachings_of(earner);
        self.records(&partition, prefix).await
    }

    /// The coaching through which `person` may look at that submission.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when she may not.
    pub async fn coaching_by(&self, person: PersonId, submission: &Submission) -> Result<Coaching, Error> {
        let coached: Coached = self.load(Key::Coached(person, submission.id)).await?;
        let coaching: Coaching = self.load(coached.coaching()).await?;
        coaching.must_be_open_to(person, submission)?;
        Ok(coaching)
    }

    /// The coaching of that number of a submission, and which side of it `person` is.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when she is neither, or her coaching is over.
    pub async fn coaching_and_side(
        &self,
        person: PersonId,
        submission: &Submission,
        number: u32,
    ) -> Result<(Coaching, Side), Error> {
        if submission.earner == person {
            return Ok((self.load(Key::Coaching(person, submission.id, number)).await?, Side::Earner));
        }
        let coaching = self.coaching_by(person, submission).await?;
        if coaching.number == number { Ok((coaching, Side::Coach)) } else { Err(Refusal::NotFound.into()) }
    }

    /// Everything that `person` was ever asked to coach, whatever became of it, each with its submission; the newest
    /// submission first. What is gone is left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn coached_by(&self, person: PersonId) -> Result<Vec<(Coaching, Submission)>, Error> {
        let (partition, prefix) = Key::all_coached(person);
        let mut all: Vec<Coached> = self.records(&partition, prefix).await?;
        all.sort_unstable_by_key(|one| std::cmp::Reverse(one.submission));
        let mut both = Vec::new();
        for coached in all {
            let coaching: Option<Coaching> = self.find(coached.coaching()).await?;
            match self.submission(coached.submission).await {
                Ok(submission) => both.extend(coaching.map(|coaching| (coaching, submission))),
                Err(Error::Refusal(Refusal::NotFound)) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(both)
    }
}
