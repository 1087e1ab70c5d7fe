//! A submission with all that belongs to it, from one query.

use domain::{
    ArtifactId, AssignmentId, Refusal, SubmissionId,
    appeal::Appeal,
    artifact::Artifact,
    assessment::{Assessment, Outcomes},
    assignment::{Assignment, Reader},
    attempt::Attempt,
    link::Ending,
    microcredential::PartId,
    qualification::Seeded,
    submission::Submission,
};
use jiff::Timestamp;

use super::{Row, Table, from_row, keys::Key, record::AssessmentOf, record::Record};
use crate::{Error, Failure};

/// A submission with all that belongs to it.
#[derive(Debug)]
pub struct Dossier {
    /// The submission.
    pub submission: Submission,
    /// Its attempts, the first one first.
    pub attempts: Vec<Attempt>,
    /// Its artifacts, the oldest first, whatever became of them.
    pub artifacts: Vec<Artifact>,
    /// Its assignments, the oldest first.
    pub assignments: Vec<Assignment>,
    /// What assessors saved or handed in.
    pub assessments: Vec<Assessment>,
    /// The appeals against its decisions, that on the first attempt first.
    pub appeals: Vec<Appeal>,
    /// Whether it is a benchmark among an assessor's ordinary work, and no submission of anybody's.
    pub seeded: Option<Seeded>,
}

impl Dossier {
    /// The dossier of a submission that nothing belongs to yet.
    pub fn of(submission: Submission) -> Self {
        Self {
            submission,
            attempts: Vec::new(),
            artifacts: Vec::new(),
            assignments: Vec::new(),
            assessments: Vec::new(),
            appeals: Vec::new(),
            seeded: None,
        }
    }

    /// The current attempt; `None` while nothing was saved in it.
    pub fn current_attempt(&self) -> Option<&Attempt> {
        self.attempt(self.submission.attempt)
    }

    /// The assignment of that id.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn assignment(&self, id: AssignmentId) -> Result<&Assignment, Refusal> {
        self.assignments.iter().find(|assignment| assignment.id == id).ok_or(Refusal::NotFound)
    }

    /// The assessment of that assignment, if anything was saved.
    pub fn assessment(&self, of: AssignmentId) -> Option<&Assessment> {
        self.assessments.iter().find(|assessment| assessment.assignment == of)
    }

    /// The attempt of that number, if anything was saved in it.
    pub fn attempt(&self, number: u32) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.number == number)
    }

    /// The appeal against the decision on the attempt of that number, if there was one.
    pub fn appeal(&self, attempt: u32) -> Option<&Appeal> {
        self.appeals.iter().find(|appeal| appeal.attempt == attempt)
    }

    /// The outcomes of the parts that aren't scored under `assignment`: those that passed before, and after an appeal
    /// all in which nothing is disputed.
    pub fn beside(&self, assignment: &Assignment) -> Outcomes {
        let mut beside = self.submission.passed_before();
        let appeal = self.appeal(assignment.attempt).filter(|_| assignment.reader.answers_an_appeal());
        if let Some(appeal) = appeal {
            let disputed = appeal.disputed();
            let verdict = self.first_of_record(assignment.attempt).and_then(|one| one.handed_in.as_ref());
            let outcomes = verdict.into_iter().flat_map(|verdict| verdict.outcomes.clone());
            beside.extend(outcomes.filter(|(part, _)| !disputed.contains_key(part)));
        }
        beside
    }

    /// The attempt in which a part passed that isn't scored under `assignment`, if it was ever handed in.
    pub fn passed_in(&self, assignment: &Assignment, part: &PartId) -> Option<&Attempt> {
        let number = assignment.attempt;
        let scored_now = self.first_of_record(number).and_then(|one| one.handed_in.as_ref());
        match scored_now.filter(|verdict| verdict.outcomes.contains_key(part)) {
            Some(_) => self.attempt(number),
            None => self.scored_before(number, part).map(|(attempt, _)| attempt),
        }
    }

    /// How `part` was handed in and scored the last time before attempt `number`, if it ever was.
    pub fn scored_before(&self, number: u32, part: &PartId) -> Option<(&Attempt, &Assessment)> {
        let scored = |assessment: &&Assessment| {
            let verdict = assessment.handed_in.as_ref();
            assessment.attempt < number && verdict.is_some_and(|verdict| verdict.outcomes.contains_key(part))
        };
        let last = self.of_record().filter(scored).max_by_key(|assessment| assessment.attempt)?;
        Some((self.attempt(last.attempt)?, last))
    }

    /// The assessments of that attempt that were handed in before any appeal, each with which reading it is, in the
    /// order of the assignments.
    pub fn readings(&self, attempt: u32) -> impl Iterator<Item = (&Assignment, &Assessment)> {
        self.scored(attempt).filter(|(assignment, _)| !assignment.reader.answers_an_appeal())
    }

    /// As [`Dossier::readings`], those that answer an appeal.
    pub fn read_anew(&self, attempt: u32) -> impl Iterator<Item = (&Assignment, &Assessment)> {
        self.scored(attempt).filter(|(assignment, _)| assignment.reader.answers_an_appeal())
    }

    fn scored(&self, attempt: u32) -> impl Iterator<Item = (&Assignment, &Assessment)> {
        let of_attempt = self.assignments.iter().filter(move |assignment| assignment.attempt == attempt);
        let scored = of_attempt.filter_map(|assignment| Some((assignment, self.assessment(assignment.id)?)));
        scored.filter(|(_, assessment)| assessment.handed_in.is_some())
    }

    /// How many assessors scored the current attempt.
    pub fn readers(&self) -> u32 {
        u32::try_from(self.scored(self.submission.attempt).count()).unwrap_or(u32::MAX)
    }

    /// Of each attempt that was scored, the assessment whose scores count, the first attempt first. Of an attempt
    /// for which scores are missing it may change.
    pub fn of_record(&self) -> impl Iterator<Item = &Assessment> {
        let attempts = 1..=self.submission.attempt;
        attempts.filter_map(|attempt| {
            let corrected = self.appeal(attempt).and_then(Appeal::corrected);
            corrected.or_else(|| self.first_of_record(attempt))
        })
    }

    /// The assessment of that attempt whose scores counted before any appeal.
    pub fn first_of_record(&self, attempt: u32) -> Option<&Assessment> {
        let readings = self.readings(attempt);
        Reader::of_record(readings.map(|(assignment, assessment)| (assignment.reader, assessment)))
    }

    /// The assignments of the current attempt that assessors have.
    pub fn open_assignments(&self) -> impl Iterator<Item = &Assignment> {
        self.assignments.iter().filter(|assignment| assignment.is_open())
    }

    /// Since when assessors have the current attempt, or had it who scored it; reading it anew after an appeal is none of
    /// that. `None` while nobody has it, also when it was handed back.
    pub fn assigned(&self) -> Option<Timestamp> {
        let of_attempt = self.assignments.iter().filter(|one| one.attempt == self.submission.attempt);
        let first = of_attempt.filter(|one| !one.reader.answers_an_appeal());
        first.filter(|one| one.is_open() || one.is_submitted()).map(|one| one.assigned).min()
    }

    /// Until when those who have the current attempt may score it: the last of them. `None` while nobody has it.
    pub fn due(&self) -> Option<Timestamp> {
        self.open_assignments().map(|one| one.due).max()
    }

    /// Whether the scores of that attempt are sealed: not all of them are in.
    pub fn is_sealed(&self, attempt: u32) -> bool {
        let open = self.submission.readings().is_some_and(|readings| readings.against.is_none());
        attempt == self.submission.attempt && open
    }

    /// Whether whoever has `assignment` may see `artifact`: it was handed in with her attempt, or with
    /// the one in which its part was scored last before.
    pub fn shows(&self, artifact: &Artifact, assignment: &Assignment) -> bool {
        let now = self.attempt(assignment.attempt);
        let before = self.scored_before(assignment.attempt, &artifact.part).map(|(attempt, _)| attempt);
        now.into_iter().chain(before).any(|attempt| attempt.pins(artifact.id))
    }

    /// The artifact of that id.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn artifact(&self, id: ArtifactId) -> Result<&Artifact, Refusal> {
        self.artifacts.iter().find(|artifact| artifact.id == id).ok_or(Refusal::NotFound)
    }
}

impl Table {
    /// A submission with all that belongs to it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such submission.
    pub async fn dossier(&self, id: SubmissionId) -> Result<Dossier, Error> {
        let dossier = self.any_dossier(id).await?;
        if dossier.seeded.is_some() { Err(Refusal::NotFound.into()) } else { Ok(dossier) }
    }

    /// What an assessor has to score: a submission, or a benchmark among her ordinary work, with all that belongs to it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such work; [`Refusal::LinkOver`] when it was taken back.
    pub async fn work(&self, id: SubmissionId) -> Result<Dossier, Error> {
        let dossier = self.any_dossier(id).await?;
        match dossier.seeded.clone() {
            Some(seeded) => self.with_its_work(dossier, &seeded).await,
            None => Ok(dossier),
        }
    }

    /// The dossier of a benchmark among ordinary work, with the texts and files of its source.
    async fn with_its_work(&self, dossier: Dossier, seeded: &Seeded) -> Result<Dossier, Error> {
        let taken_back = || Error::from(Refusal::LinkOver(Ending::SubmissionWithdrawn));
        let source = match self.any_dossier(seeded.source).await {
            Ok(source) if source.submission.practice.is_some() => source,
            Ok(_) | Err(Error::Refusal(_)) => return Err(taken_back()),
            Err(failure) => return Err(failure),
        };
        let artifacts = seeded.artifacts(&source.artifacts);
        let first = source.attempt(1).ok_or_else(taken_back)?;
        let attempts = vec![seeded.attempt(first, &artifacts)];
        Ok(Dossier { attempts, artifacts, ..dossier })
    }

    /// As [`Table::work`], also of what was taken back; a benchmark comes without its texts and files.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such work.
    pub async fn any_dossier(&self, id: SubmissionId) -> Result<Dossier, Error> {
        let (partition, _) = Key::Submission(id).render();
        let (mut head, mut seeded) = (None, None);
        let (mut attempts, mut artifacts, mut assignments, mut assessments, mut appeals) =
            (vec![], vec![], vec![], vec![], vec![]);
        for row in self.partition(&partition, "").await? {
            match kind_of(&row) {
                Submission::KIND => head = Some(from_row(row)?),
                Seeded::KIND => seeded = Some(from_row::<Seeded>(row)?),
                Attempt::KIND => attempts.push(from_row(row)?),
                Artifact::KIND => artifacts.push(from_row(row)?),
                Assignment::KIND => assignments.push(from_row(row)?),
                Appeal::KIND => appeals.push(from_row(row)?),
                AssessmentOf::KIND => assessments.push(from_row::<AssessmentOf>(row)?.assessment),
                other => {
                    return Err(
                        Failure::because(format!("a submission holds a record of kind {other}")).into()
                    );
                }
            }
        }
        let head = head.or_else(|| seeded.as_ref().map(|seeded| seeded.work.clone()));
        let submission = head.ok_or(Refusal::NotFound)?;
        Ok(Dossier { submission, attempts, artifacts, assignments, assessments, appeals, seeded })
    }
}

fn kind_of(row: &Row) -> &str {
    row.get("kind").and_then(|kind| kind.as_s().ok()).map_or("", String::as_str)
}
