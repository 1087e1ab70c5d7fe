//! What an earner asks to upload, and whether the definition wants it.

use serde::Deserialize;

use super::{Artifact, file_name::FileName, fingerprint::Fingerprint, media_type::MediaType};
use crate::{
    Fault, Refusal,
    microcredential::{ArtifactRule, Definition, PartId, Student},
    submission::Submission,
};

/// A file that an earner wants to upload.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Proposal {
    /// For which part.
    pub part: PartId,
    /// Which student it comes from, where the part asks for students.
    #[serde(default)]
    pub student: Option<Student>,
    /// A line of the earner's about it, at most [`Proposal::LONGEST_CAPTION`] characters.
    #[serde(default)]
    pub caption: Option<String>,
    /// What the file is called.
    pub name: FileName,
    /// What it says it is.
    pub media_type: MediaType,
    /// Bytes.
    pub size: u64,
    /// To know it again.
    pub fingerprint: Fingerprint,
}

impl Proposal {
    /// The most characters of a caption.
    pub const LONGEST_CAPTION: usize = 300;

    /// `Ok` when the part wants such a file, has room for it, and the submission is still open.
    /// `present` are the artifacts of the submission so far.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless the submission is a draft; [`Refusal::Invalid`] with every fault.
    pub fn must_fit(
        &self,
        submission: &Submission,
        definition: &Definition,
        present: &[Artifact],
    ) -> Result<(), Refusal> {
        submission.must_be_draft("Uploading")?;
        let rule = self.rule(submission, definition)?;
        let faults = [
            self.type_fault(rule),
            self.size_fault(rule),
            self.student_fault(rule),
            self.count_fault(rule, submission.attempt, present),
            self.caption_fault(),
        ];
        Refusal::unless_empty(faults.into_iter().flatten().collect())
    }

    fn rule<'a>(
        &self,
        submission: &Submission,
        definition: &'a Definition,
    ) -> Result<&'a ArtifactRule, Refusal> {
        if submission.carried.contains(&self.part) {
            return Err(Refusal::invalid(
                "/part",
                "This part passed already; nothing more is handed in for it.",
            ));
        }
        definition.part(&self.part).and_then(|part| part.artifacts()).ok_or_else(|| {
            Refusal::invalid("/part", "This micro-credential has no part of that name that takes files.")
        })
    }

    fn type_fault(&self, rule: &ArtifactRule) -> Option<Fault> {
        let taken = &rule.types;
        let words: Vec<&str> = taken.iter().map(|kind| kind.in_words()).collect();
        (!taken.contains(&self.media_type)).then(|| {
            let message = format!(
                "This part doesn't take {}. It takes: {}.",
                self.media_type.in_words(),
                words.join(", ")
            );
            Fault::at("/mediaType", message)
        })
    }

    fn size_fault(&self, rule: &ArtifactRule) -> Option<Fault> {
        let most = rule.max_bytes.min(self.media_type.largest());
        if self.size == 0 {
            return Some(Fault::at("/size", "This file is empty."));
        }
        (self.size > most).then(|| {
            Fault::at(
                "/size",
                format!(
                    "This file has {}. The most that is taken here is {}.",
                    bytes(self.size),
                    bytes(most)
                ),
            )
        })
    }

    fn student_fault(&self, rule: &ArtifactRule) -> Option<Fault> {
        match (self.student, rule.students) {
            (None, 0) => None,
            (Some(_), 0) => Some(Fault::at(
                "/student",
                "Files for this part belong to no student. Leave the student out.",
            )),
            (Some(student), _) if rule.labels().any(|label| label == student) => None,
            (Some(_) | None, _) => {
                let labels: Vec<String> = rule.labels().map(String::from).collect();
                Some(Fault::at(
                    "/student",
                    format!("Say which student it comes from: {}.", labels.join(" or ")),
                ))
            }
        }
    }

    fn count_fault(&self, rule: &ArtifactRule, attempt: u32, present: &[Artifact]) -> Option<Fault> {
        let beside = |artifact: &&Artifact| {
            artifact.part == self.part && artifact.student == self.student && artifact.counts_in(attempt)
        };
        let most = usize::from(rule.per_student.max);
        (present.iter().filter(beside).count() >= most).then(|| match self.student {
            Some(student) => Fault::at(
                "/student",
                format!("There are {most} files of {student} already. Remove one first."),
            ),
            None => {
                Fault::at("/part", format!("There are {most} files in this part already. Remove one first."))
            }
        })
    }

    fn caption_fault(&self) -> Option<Fault> {
        let length = self.caption.as_ref().map_or(0, |caption| caption.chars().count());
        (length > Self::LONGEST_CAPTION)
            .then(|| Fault::at("/caption", format!("Use at most {} characters.", Self::LONGEST_CAPTION)))
    }
}

/// A number of bytes for people, in binary units.
fn bytes(count: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    UNITS.iter().find(|(size, _)| count >= *size).map_or_else(
        || format!("{count} bytes"),
        |(size, unit)| format!("{}.{} {unit}", count / size, count % size * 10 / size),
    )
}
