//! Artifacts: the files of a submission, from the first announced byte to what an assessor reads.
//!
//! `uploading → uploaded → verified | refused`, and `cancelled` or `abandoned` when it came to nothing.
//! A transition consumes the artifact and answers with the next one, or with a [`Refusal`]. The bytes
//! never pass through here: this is what is known of them.
//!
//! While a submission is a draft its files come as its texts do, and the record itself says who began
//! which when; handing in pins their checksums in the audit chain. A [`Deed`] of its own has what takes
//! something away or shows it: a refusal, a removal, an abandoned upload, a scan, a reading.

mod budget;
mod checksum;
mod file_name;
mod fingerprint;
mod key;
mod life;
mod media_type;
mod plan;
mod proposal;
mod scan;
mod state;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    ArtifactId, OrganisationId, PersonId, Refusal, SubmissionId,
    attempt::PinnedArtifact,
    audit::{Actor, Deed},
    microcredential::{PartId, Student},
};

pub use budget::{
    ByteBudget, DEFAULT_LIMIT, MOST_OPEN, MOST_UNSCANNED, PATIENCE, ROUND, Reservation, Standing,
};
pub use checksum::{NotASum, Sha256Sum};
pub use file_name::FileName;
pub use fingerprint::{EDGE, Fingerprint};
pub use key::{EVIDENCE, NotAnObjectKey, ObjectKey, folder_of};
pub use life::Bytes;
pub use media_type::{LARGEST, LARGEST_TEXT, MediaType, NotAMediaType, Presentation};
pub use plan::{ArrivedPart, PART_SIZE, PartToSend, UploadPlan, WINDOW, Wanted};
pub use proposal::Proposal;
pub use scan::{Found, SCAN_PATIENCE, Scan, Scanning};
pub use state::{State, Stored, UPLOAD_LIFE, Upload, UploadToken};

/// One file of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Artifact {
    /// Never changes.
    pub id: ArtifactId,
    /// Counts the changes.
    pub version: u64,
    /// Evidence of which submission.
    pub submission: SubmissionId,
    /// Whose evidence store keeps it.
    pub issuer: OrganisationId,
    /// Whose file it is.
    pub earner: PersonId,
    /// The attempts that it belongs to.
    pub attempts: Attempts,
    /// For which part.
    pub part: PartId,
    /// Which student it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student: Option<Student>,
    /// A line of the earner's about it, without anything hidden in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// What the file is called.
    pub name: FileName,
    /// What it was announced as.
    pub media_type: MediaType,
    /// Bytes, as announced; once uploaded, exactly as stored.
    pub size: u64,
    /// To know the file again.
    pub fingerprint: Fingerprint,
    /// When its upload began.
    pub begun: Timestamp,
    /// What the malware scanner said last, if it spoke.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<Scan>,
    /// Where it stands.
    pub state: State,
}

/// From which attempt to which an artifact is evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempts {
    /// The attempt in which it was uploaded.
    pub first: u32,
    /// The last attempt that it belongs to, once the earner took it out of a later one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<u32>,
}

impl Artifact {
    /// Where its bytes are kept.
    pub fn key(&self) -> ObjectKey {
        ObjectKey { issuer: self.issuer, submission: self.submission, artifact: self.id }
    }

    /// What it means for the bytes that were reserved for it.
    pub fn standing(&self, scanning: Scanning) -> Standing {
        match (self.state.standing(), scanning) {
            (Standing::Kept, Scanning::Required) if !self.scan.as_ref().is_some_and(Scan::is_final) => {
                Standing::Unscanned
            }
            (standing, _) => standing,
        }
    }

    /// Whether it came so long ago that the scanner should have looked at it, and could not or did not.
    pub fn lacks_its_scan(&self, scanning: Scanning, now: Timestamp) -> bool {
        let came = match &self.state {
            State::Uploaded { at, .. } | State::Verified { at, .. } => *at,
            State::Uploading(_)
            | State::Refused { .. }
            | State::Cancelled { .. }
            | State::Abandoned { .. }
            | State::Expired { .. } => return false,
        };
        self.standing(scanning) == Standing::Unscanned && came + SCAN_PATIENCE <= now
    }

    /// How its file is cut into parts.
    pub fn plan(&self) -> UploadPlan {
        UploadPlan::of(self.size).expect("the size was checked when the upload began")
    }

    /// `Ok` when it is `person`'s own; otherwise it is not hers to know about.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_belong_to(&self, person: PersonId) -> Result<(), Refusal> {
        if self.earner == person { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// `Ok` when the client still has the file that it began with.
    ///
    /// # Errors
    /// [`Refusal::OtherFile`]: parts of two files are never mixed.
    pub fn must_be_the_file(&self, fingerprint: &Fingerprint) -> Result<(), Refusal> {
        if self.fingerprint == *fingerprint {
            Ok(())
        } else {
            Err(Refusal::OtherFile { name: self.name.to_string() })
        }
    }

    /// Whether `proposal` asks for the very upload that is open here, so that it goes on instead of
    /// starting over.
    pub fn is_being_uploaded_as(&self, proposal: &Proposal, now: Timestamp) -> bool {
        self.open_upload("Uploading", now).is_ok()
            && self.part == proposal.part
            && self.student == proposal.student
            && self.media_type == proposal.media_type
            && self.size == proposal.size
            && self.fingerprint == proposal.fingerprint
    }

    /// Whether it takes one of the places that its part has in this attempt.
    pub fn counts_in(&self, attempt: u32) -> bool {
        self.attempts.include(attempt) && self.state.standing() != Standing::Gone
    }

    /// Whether the earner sees it among the files of this attempt: what counts, what was refused
    /// until she takes it out, and what was there until it was kept no longer.
    pub fn is_shown_in(&self, attempt: u32) -> bool {
        let is_told = matches!(self.state, State::Refused { .. } | State::Expired { .. });
        self.counts_in(attempt) || (is_told && self.attempts.include(attempt))
    }

    /// A name for readers who may not know whose file it is: a file's own name may tell.
    pub fn blind_name(&self) -> FileName {
        match self.student {
            Some(student) => FileName::tamed(&format!("{} {student}", self.part)),
            None => FileName::tamed(self.part.as_str()),
        }
    }

    /// The upload, while it is open at `now`; `what` is what was asked for.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it was cancelled; [`Refusal::WrongState`] when it is over.
    pub fn open_upload(&self, what: &'static str, now: Timestamp) -> Result<&Upload, Refusal> {
        match &self.state {
            State::Uploading(upload) if upload.is_over(now) => {
                Err(State::Abandoned { at: upload.expires }.cannot(what))
            }
            State::Uploading(upload) => Ok(upload),
            State::Cancelled { .. } => Err(Refusal::NotFound),
            State::Uploaded { .. }
            | State::Verified { .. }
            | State::Refused { .. }
            | State::Abandoned { .. }
            | State::Expired { .. } => Err(self.state.cannot(what)),
        }
    }

    /// Whether its object, if there is one, was not looked at yet.
    pub fn awaits_judgement(&self) -> bool {
        match self.state {
            State::Uploading(_) | State::Uploaded { .. } => true,
            State::Verified { .. }
            | State::Refused { .. }
            | State::Cancelled { .. }
            | State::Abandoned { .. }
            | State::Expired { .. } => false,
        }
    }

    /// `Ok` when its bytes may be shown to somebody who may see the submission.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is nothing to show; [`Refusal::WrongState`] when it is not
    /// verified yet or kept back by the malware scanner's word.
    pub fn must_be_readable(&self, scanning: Scanning) -> Result<(), Refusal> {
        match &self.state {
            State::Refused { .. } | State::Cancelled { .. } | State::Abandoned { .. } => {
                Err(Refusal::NotFound)
            }
            State::Expired { .. } => Err(self.state.cannot("Reading this file")),
            State::Uploading(_) | State::Uploaded { .. } => Err(self.state.cannot("Reading this file")),
            State::Verified { .. } => match scan::objection(self.scan.as_ref(), scanning) {
                None => Ok(()),
                Some(because) => {
                    Err(Refusal::WrongState { what: "Reading this file", because: because.to_owned() })
                }
            },
        }
    }

    /// The deed that `actor` got an address under which its bytes can be read for some minutes.
    pub fn reading(&self, actor: Actor, at: Timestamp) -> Deed {
        self.deed("artifact-read", actor, at)
    }

    /// What is pinned when the attempt is handed in; otherwise what the earner does about this file
    /// first, as a sentence. A scanner that has not spoken yet does not hold her up.
    ///
    /// # Errors
    /// The sentence.
    pub fn as_evidence(&self) -> Result<PinnedArtifact, String> {
        let State::Verified { stored, .. } = &self.state else {
            return Err(format!("“{}” can't be handed in: {}.", self.name, self.state.in_words()));
        };
        match scan::objection(self.scan.as_ref(), Scanning::Off) {
            Some(because) => Err(format!("“{}” can't be handed in: {because}.", self.name)),
            None => Ok(PinnedArtifact {
                artifact: self.id,
                size: self.size,
                etag: stored.etag.clone(),
                checksum: stored.checksum.clone(),
            }),
        }
    }

    fn deed(&self, what: &str, actor: Actor, at: Timestamp) -> Deed {
        let detail = json!({
            "artifact": self.id,
            "submission": self.submission,
            "part": self.part,
            "size": self.size,
            "mediaType": self.media_type,
            "state": self.state.name(),
            "because": self.state.because().map(ToString::to_string),
            "scan": self.scan.as_ref().map(|scan| &scan.found),
        });
        Deed::new(what, detail, actor, at)
    }
}

impl Attempts {
    /// Whether attempt `number` is one of them.
    pub fn include(self, number: u32) -> bool {
        self.first <= number && self.last.is_none_or(|last| number <= last)
    }
}
