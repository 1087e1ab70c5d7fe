//! What is counted of districts' work, what is published of it, and what districts imported about their schools.

use domain::{
    OrganisationId, PersonId, SubmissionId,
    attempt::Attempt,
    district::District,
    local_questions::{LocalAnswers, LocalQuestions, Question},
    person::{Organisation, Person},
    report::{EffortLog, Quarter, Release, Schools},
    submission::Submission,
};

use super::{
    Table,
    keys::{self, Key, Queue},
    record::Record,
};
use crate::{Error, Failure};

impl Record for Release {
    const KIND: &'static str = "report";
    fn key(&self) -> Key {
        Key::Report(self.district, self.quarter)
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Record for EffortLog {
    const KIND: &'static str = "effort";
    fn key(&self) -> Key {
        Key::Effort(self.earner, self.submission, self.attempt)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for LocalAnswers {
    const KIND: &'static str = "local-answers";
    fn key(&self) -> Key {
        Key::LocalAnswers(self.earner, self.submission)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Schools {
    const KIND: &'static str = "schools";
    fn key(&self) -> Key {
        Key::Schools(self.district)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Table {
    /// All districts.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn districts(&self) -> Result<Vec<Organisation>, Error> {
        self.all_waiting(&Queue::Districts).await
    }

    /// What is published of a district, the first quarter first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn reports(&self, district: OrganisationId) -> Result<Vec<Release>, Failure> {
        self.records(&keys::reports(district), "").await
    }

    /// What is published of these districts' quarters; what isn't is left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn reports_of(
        &self,
        wanted: impl Iterator<Item = (OrganisationId, Quarter)>,
    ) -> Result<Vec<Release>, Failure> {
        self.found(wanted.map(|(district, quarter)| Key::Report(district, quarter)).collect()).await
    }

    /// What a district imported about its schools, which is nothing at first.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn schools(&self, district: OrganisationId) -> Result<Schools, Failure> {
        let stored = self.find(Key::Schools(district)).await?;
        Ok(stored.unwrap_or_else(|| Schools::unsaved(district)))
    }

    /// What these districts imported about their schools; those that imported nothing are left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn schools_of(
        &self,
        districts: impl Iterator<Item = OrganisationId>,
    ) -> Result<Vec<Schools>, Failure> {
        self.found(districts.map(Key::Schools).collect()).await
    }

    /// The current attempts of these submissions; those in which nothing was saved are left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn current_attempts(
        &self,
        submissions: impl Iterator<Item = &Submission>,
    ) -> Result<Vec<Attempt>, Failure> {
        self.found(submissions.map(|one| Key::Attempt(one.id, one.attempt)).collect()).await
    }

    /// What earners told of all attempts of these submissions.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn efforts(
        &self,
        submissions: impl Iterator<Item = &Submission>,
    ) -> Result<Vec<EffortLog>, Failure> {
        let keys = |one: &Submission| {
            let (earner, id): (PersonId, SubmissionId) = (one.earner, one.id);
            (1..=one.attempt).map(move |attempt| Key::Effort(earner, id, attempt)).collect::<Vec<_>>()
        };
        self.found(submissions.flat_map(keys).collect()).await
    }

    /// What a district asks, and what it asked.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn local_questions(&self, district: OrganisationId) -> Result<LocalQuestions, Failure> {
        let settings: Option<District> = self.find(Key::District(district)).await?;
        Ok(settings.map(|settings| settings.questions).unwrap_or_default())
    }

    /// What an earner is asked by her district; nothing when she has none.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn asked_of(&self, earner: &Person) -> Result<Vec<Question>, Failure> {
        match earner.district() {
            Ok(district) => Ok(self.local_questions(district).await?.asked),
            Err(_) => Ok(Vec::new()),
        }
    }

    /// What earners answered their districts with these submissions; those with which nothing was are left out.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn local_answers(
        &self,
        submissions: impl Iterator<Item = &Submission>,
    ) -> Result<Vec<LocalAnswers>, Failure> {
        self.found(submissions.map(|one| Key::LocalAnswers(one.earner, one.id)).collect()).await
    }
}
