//! One attempt: the responses as they are typed, then what was handed in, which never changes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::{
    ArtifactId, Fault, Refusal, SubmissionId,
    artifact::Artifact,
    masking::Mask,
    microcredential::{Definition, Edition, Part, PartId, QuestionId, Work},
};

/// The label of a student, such as "Student A"; never a name.
pub type StudentLabel = String;

/// What the earner wrote, by part. Artifacts are not in it: they have records of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Responses(pub BTreeMap<PartId, PartResponses>);

impl Responses {
    /// The same without what tells whose work it is.
    #[must_use]
    pub fn masked(&self, mask: &Mask) -> Self {
        Self(self.0.iter().map(|(part, said)| (part.clone(), said.masked(mask))).collect())
    }

    /// What is handed in as one document, with these files: what the schema of the edition describes.
    pub fn document(&self, artifacts: &[&Artifact], edition: &Edition, carried: &BTreeSet<PartId>) -> Value {
        let asked = edition.definition.parts.iter().filter(|part| !carried.contains(&part.id));
        let nothing = PartResponses::default();
        let parts = asked.map(|part| {
            let said = self.0.get(&part.id).unwrap_or(&nothing);
            let value = match &part.work {
                Work::Artifacts(_) => json!({"items": items(artifacts, &part.id)}),
                Work::StudentReflections(_) => json!({"reflections": said.reflections}),
                Work::Overview(_) | Work::Reflection(_) | Work::Response(_) => {
                    json!({"answers": said.answers})
                }
            };
            (part.id.to_string(), value)
        });
        json!({"parts": parts.collect::<Map<String, Value>>()})
    }

    /// A fault for each text that `definition` doesn't ask for, or not in this attempt.
    pub fn not_asked_by(&self, definition: &Definition, carried: &BTreeSet<PartId>) -> Vec<Fault> {
        self.0
            .iter()
            .flat_map(|(id, said)| not_asked(definition.part(id), carried.contains(id), id, said))
            .collect()
    }
}

fn not_asked(part: Option<&Part>, carried: bool, id: &PartId, said: &PartResponses) -> Vec<Fault> {
    let at = |rest: &str| format!("/parts/{id}{rest}");
    let Some(part) = part else {
        return vec![Fault::at(at(""), "This micro-credential has no such part.")];
    };
    if carried {
        return vec![Fault::at(at(""), "This part passed already; it isn't handed in again.")];
    }
    let unknown = said.answers.keys().filter(|question| part.question(question).is_none());
    let mut faults: Vec<Fault> = unknown
        .map(|question| Fault::at(at(&format!("/answers/{question}")), "This part has no such question."))
        .collect();
    if !said.reflections.is_empty() && part.reflections().is_none() {
        faults.push(Fault::at(at("/reflections"), "This part doesn't ask for students' reflections."));
    }
    faults
}

/// What the earner wrote for one part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartResponses {
    /// Her answers to the part's questions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<QuestionId, String>,
    /// Her students' reflections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reflections: Vec<StudentReflection>,
}

impl PartResponses {
    /// The same without what tells whose work it is.
    #[must_use]
    pub fn masked(&self, mask: &Mask) -> Self {
        let answer = |(question, text): (&QuestionId, &String)| (question.clone(), mask.over(text));
        let reflection = |one: &StudentReflection| StudentReflection {
            student: one.student.clone(),
            text: mask.over(&one.text),
        };
        Self {
            answers: self.answers.iter().map(answer).collect(),
            reflections: self.reflections.iter().map(reflection).collect(),
        }
    }
}

/// What one student wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudentReflection {
    /// Which student.
    pub student: StudentLabel,
    /// The reflection.
    pub text: String,
}

/// What the earner states when she hands in. Stored with its time and, for the record, its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statements {
    /// This is her own work.
    pub own_work: bool,
    /// Every identifiable student in the media, or a parent, gave permission.
    pub student_permission: bool,
    /// No student is named.
    pub no_student_names: bool,
}

impl Statements {
    /// The sentences that are agreed to, in the order of the fields.
    pub const TEXTS: [(&'static str, &'static str); 3] = [
        ("ownWork", "What I hand in is my own work and shows my own practice."),
        ("studentPermission", "I hold permission for every student who can be recognised in these files."),
        ("noStudentNames", "No student is named: I used the labels Student A, Student B and so on."),
    ];

    /// `Ok` when all were agreed to.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] naming each statement that is missing.
    pub fn must_all_hold(&self) -> Result<(), Refusal> {
        let agreed = [self.own_work, self.student_permission, self.no_student_names];
        let missing = |((field, text), agreed): ((&str, &str), bool)| {
            let message = format!("You hand in only under this statement: “{text}”");
            (!agreed).then(|| Fault::at(format!("/statements/{field}"), message))
        };
        Refusal::unless_empty(Self::TEXTS.into_iter().zip(agreed).filter_map(missing).collect())
    }
}

/// A file as it was when it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PinnedArtifact {
    /// Which artifact.
    pub artifact: ArtifactId,
    /// Bytes.
    pub size: u64,
    /// The store's ETag of the object.
    pub etag: String,
    /// The store's composite SHA-256 over the parts, base64 with the number of parts.
    pub checksum: String,
}

/// One attempt of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Of which submission.
    pub submission: SubmissionId,
    /// From 1.
    pub number: u32,
    /// Counts the saves.
    pub version: u64,
    /// What was written.
    pub responses: Responses,
    /// When it was saved last.
    pub saved: Timestamp,
    /// What was handed in with it; `None` while the earner works on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_in: Option<HandedIn>,
}

/// What makes an attempt immutable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HandedIn {
    /// When.
    pub at: Timestamp,
    /// The words that were agreed to.
    pub statements: Vec<String>,
    /// The files.
    pub evidence: Vec<PinnedArtifact>,
}

impl Attempt {
    /// An attempt in which nothing was saved yet (version 0).
    pub fn blank(submission: SubmissionId, number: u32, now: Timestamp) -> Self {
        Self { submission, number, version: 0, responses: Responses::default(), saved: now, handed_in: None }
    }

    /// The next attempt, which starts with what this one said in the parts that are handed in again.
    #[must_use]
    pub fn next(&self, carried: &BTreeSet<PartId>, now: Timestamp) -> Self {
        let again = self.responses.0.iter().filter(|(part, _)| !carried.contains(part));
        let responses = Responses(again.map(|(part, said)| (part.clone(), said.clone())).collect());
        Self {
            submission: self.submission,
            number: self.number + 1,
            version: 1,
            responses,
            saved: now,
            handed_in: None,
        }
    }

    /// Whether this artifact was handed in with it.
    pub fn pins(&self, artifact: ArtifactId) -> bool {
        let evidence = self.handed_in.iter().flat_map(|handed_in| &handed_in.evidence);
        evidence.into_iter().any(|pinned| pinned.artifact == artifact)
    }

    /// SHA-256 in hex over all of it: what the audit chain holds of an attempt that was handed in, its texts
    /// and the files' checksums.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(serde_json::to_vec(self).expect("an attempt has only string keys")))
    }

    /// The attempt with these responses, if the earner saw what is stored now.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another tab saved meanwhile; nothing is overwritten.
    /// [`Refusal::WrongState`] once it is handed in.
    pub fn save(self, seen: u64, responses: Responses, now: Timestamp) -> Result<Self, Refusal> {
        self.must_be_open("Saving")?;
        if self.version != seen {
            return Err(Refusal::Stale { current: self.version });
        }
        Ok(Self { version: self.version + 1, responses, saved: now, ..self })
    }

    /// What is handed in as one document: what the schema of the edition describes.
    pub fn document(&self, artifacts: &[&Artifact], edition: &Edition, carried: &BTreeSet<PartId>) -> Value {
        self.responses.document(artifacts, edition, carried)
    }

    /// The attempt handed in: from now on it never changes.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for statements that were not agreed to; [`Refusal::WrongState`] once handed in.
    pub fn hand_in(
        self,
        statements: &Statements,
        evidence: Vec<PinnedArtifact>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        self.must_be_open("Handing in")?;
        statements.must_all_hold()?;
        let statements = Statements::TEXTS.map(|(_, text)| text.to_owned()).to_vec();
        let handed_in = Some(HandedIn { at: now, statements, evidence });
        Ok(Self { version: self.version + 1, handed_in, ..self })
    }

    fn must_be_open(&self, what: &'static str) -> Result<(), Refusal> {
        match &self.handed_in {
            None => Ok(()),
            Some(_) => Err(Refusal::WrongState { what, because: "this attempt was handed in".into() }),
        }
    }
}

fn items(artifacts: &[&Artifact], part: &PartId) -> Vec<Value> {
    let of_part = artifacts.iter().filter(|artifact| artifact.part == *part);
    of_part
        .map(|artifact| {
            let mut item = json!({"artifact": artifact.id});
            if let Some(student) = artifact.student {
                item["student"] = json!(student);
            }
            if let Some(caption) = &artifact.caption {
                item["caption"] = json!(caption);
            }
            item
        })
        .collect()
}

#[cfg(test)]
mod tests;
