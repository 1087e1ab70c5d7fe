//! Benchmarks that stand among an assessor's ordinary work, so that nobody scores otherwise because she is measured.
//!
//! To her it is a submission like any other: it has an id of its own, made when others are, her assignment is one, and so
//! are its letters and its end. No earner has it, no issuer decides on it, and what she says of it goes into her figures
//! alone. Its texts stay with whoever wrote them; its files are copied, since an object tells when it was made. They are
//! copied some time before somebody gets it, as an earner uploads some time before she hands in.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Benchmark, Key};
use crate::{
    ArtifactId, AssignmentId, BenchmarkId, PersonId, Refusal, SubmissionId,
    artifact::{Artifact, Attempts, ObjectKey, State as ArtifactState, Stored},
    assessment::Assessment,
    assignment::{DAYS_OF_GRACE, DAYS_TO_SCORE, days},
    attempt::Attempt,
    microcredential::{Definition, Readers},
    reliability::{DoubleScored, OfAssessor, Report},
    submission::{State, Submission},
};

/// The most bytes that the files of a seeded work have together.
pub const MOST_COPIED: u64 = 2 << 30;
/// How long copying may take before it is given up.
const COPYING: SignedDuration = SignedDuration::from_hours(1);

/// Days for which one that is ready can pass for new.
const DAYS_FRESH: i64 = 30;

/// A benchmark among ordinary work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seeded {
    /// Which.
    pub benchmark: BenchmarkId,
    /// Counts the changes.
    pub version: u64,
    /// Whose first attempt it is.
    pub source: SubmissionId,
    /// Since when it is being made.
    pub made: Timestamp,
    /// The work as it is shown: a submission that nobody made.
    pub work: Submission,
    /// Its files.
    pub files: Vec<CopiedFile>,
    /// Who has it, or had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
    /// What she said of it beside what the issuer said, once her scores are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<DoubleScored>,
    /// Whether its files are deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cleared: bool,
}

/// A file of a seeded work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedFile {
    /// Of which file of the source.
    pub of: ArtifactId,
    /// Its own.
    pub id: ArtifactId,
    /// What the store holds, once it is copied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored: Option<Stored>,
}

/// Who got a seeded work, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Who.
    pub assessor: PersonId,
    /// When.
    pub at: Timestamp,
}

impl Seeded {
    /// Days from when it is made within which scores of it come in, if ever, and some more.
    pub const DAYS_AT_MOST: i64 = DAYS_FRESH + DAYS_TO_SCORE + 2 * DAYS_OF_GRACE;

    /// The benchmark of `source`'s work as the submission `id`, whose files are to be copied.
    pub fn prepare(
        id: SubmissionId,
        benchmark: &Benchmark,
        source: &Submission,
        files: Vec<CopiedFile>,
        now: Timestamp,
    ) -> Self {
        let work = Submission {
            id,
            version: 1,
            edition: benchmark.edition,
            opened: now,
            attempt: 1,
            carried: [].into(),
            which_goal: None,
            scored_by: [].into(),
            coached_by: [].into(),
            practice: None,
            given_back: None,
            erased: None,
            state: State::Draft,
            ..source.clone()
        };
        let (benchmark, source) = (benchmark.id, source.id);
        Self {
            benchmark,
            version: 1,
            source,
            made: now,
            work,
            files,
            given: None,
            compared: None,
            cleared: false,
        }
    }

    /// All its files are copied.
    #[must_use]
    pub fn copied(self, files: Vec<CopiedFile>) -> Self {
        Self { version: self.version + 1, files, ..self }
    }

    /// Whether somebody can get it.
    pub fn is_ready(&self) -> bool {
        self.given.is_none() && !self.cleared && self.files.iter().all(|file| file.stored.is_some())
    }

    /// An assessor gets it at `now`.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] when somebody has or had it.
    pub fn give(self, assignment: AssignmentId, assessor: PersonId, now: Timestamp) -> Result<Self, Refusal> {
        let work = self.work.submit(Readers::One, now)?.assign(assignment, assessor)?;
        Ok(Self { version: self.version + 1, work, given: Some(Given { assessor, at: now }), ..self })
    }

    /// Her scores are in.
    #[must_use]
    pub fn scored(self, assessment: &Assessment, key: &Key, definition: &Definition, now: Timestamp) -> Self {
        // The issuer is nobody: it has a place beside her, and no figures of its own.
        let issuer = PersonId::from_parts(Timestamp::UNIX_EPOCH, 0);
        let assessor = self.given.map_or(issuer, |given| given.assessor);
        let right = Assessment { scores: key.scores.clone(), ..assessment.clone() };
        let both = [assessment, &right];
        let compared = DoubleScored::of(&self.work, [assessor, issuer], both, definition, now);
        Self { version: self.version + 1, compared: Some(compared), ..self }
    }

    /// Whether its files are of no use any more: it was scored, its time is over, it is no longer
    /// new, or copying came to nothing.
    pub fn is_over(&self, now: Timestamp) -> bool {
        let end = match self.given {
            Some(given) => given.at + days(DAYS_TO_SCORE + DAYS_OF_GRACE),
            None if self.is_ready() => self.made + days(DAYS_FRESH),
            None => self.made + COPYING,
        };
        !self.cleared && (self.compared.is_some() || end <= now)
    }

    /// Its files are deleted.
    #[must_use]
    pub fn clear(self) -> Self {
        Self { version: self.version + 1, cleared: true, ..self }
    }

    /// The benchmark without its copies, when what they were copied from is kept no longer. `None` when it has none.
    pub fn expire(&self) -> Option<Self> {
        let is_bare = self.files.is_empty() && self.cleared;
        (!is_bare).then(|| Self { version: self.version + 1, ..self.bare() })
    }

    /// The benchmark without what tells of the earner whose work it was. `None` when nothing does.
    pub fn erase(&self, now: Timestamp) -> Option<Self> {
        let is_bare = self.files.is_empty() && self.cleared && self.work.erased.is_some();
        let work = || self.work.clone().erase(now);
        (!is_bare).then(|| Self { version: self.version + 1, work: work(), ..self.bare() })
    }

    fn bare(&self) -> Self {
        Self { files: Vec::new(), cleared: true, ..self.clone() }
    }

    /// Where a file of it is kept.
    pub fn key(&self, file: &CopiedFile) -> ObjectKey {
        ObjectKey { issuer: self.work.issuer, submission: self.work.id, artifact: file.id }
    }

    /// Its files, of those of its source.
    pub fn artifacts(&self, source: &[Artifact]) -> Vec<Artifact> {
        let of = |copy: &CopiedFile| copied_of(source.iter().find(|file| file.id == copy.of)?, copy, self);
        self.files.iter().filter_map(of).collect()
    }

    /// Its attempt, of the first of its source, with these files.
    pub fn attempt(&self, first: &Attempt, files: &[Artifact]) -> Attempt {
        let handed_in = first.handed_in.clone().map(|mut handed_in| {
            handed_in.evidence = files.iter().filter_map(|file| file.as_evidence().ok()).collect();
            handed_in
        });
        Attempt { submission: self.work.id, handed_in, ..first.clone() }
    }

    /// Of each assessor how far she agrees with the issuer over these; severity is by how many levels she scores below it.
    /// The intervals are drawn by `seed`.
    pub fn figures(all: &[Self], seed: u64) -> Vec<OfAssessor> {
        let compared: Vec<DoubleScored> = all.iter().filter_map(|one| one.compared.clone()).collect();
        let mut figures = Report::over(&compared, seed).assessors;
        let is_assessor =
            |person: PersonId| all.iter().any(|one| one.given.is_some_and(|given| given.assessor == person));
        figures.retain(|of| is_assessor(of.assessor));
        figures
    }
}

/// A file of the source as one of the seeded work; `None` for one that can't be read.
fn copied_of(file: &Artifact, copy: &CopiedFile, seeded: &Seeded) -> Option<Artifact> {
    let ArtifactState::Verified { facts, .. } = file.state.clone() else { return None };
    Some(Artifact {
        id: copy.id,
        submission: seeded.work.id,
        attempts: Attempts { first: 1, last: None },
        begun: seeded.made,
        state: ArtifactState::Verified { at: seeded.made, stored: copy.stored.clone()?, facts },
        ..file.clone()
    })
}
