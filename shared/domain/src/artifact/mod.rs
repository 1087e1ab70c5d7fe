//! Artifacts: the files of a submission, from the first announced byte to what an assessor reads.
//!
//! `uploading → uploaded → verified | refused`, and `cancelled` or `abandoned` when it came to nothing.
//! A transition consumes the artifact and answers with the next one and the [`Deed`] for the audit
//! record, or with a [`Refusal`]. The bytes never pass through here: this is what is known of them.

mod budget;
mod checksum;
mod file_name;
mod fingerprint;
mod key;
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
    inspection::Verdict,
    microcredential::{PartId, Student},
    plain_text,
    submission::Submission,
};

pub use budget::{ByteBudget, DEFAULT_LIMIT, MOST_OPEN, PATIENCE, Reservation, Standing};
pub use checksum::{NotASum, Sha256Sum};
pub use file_name::FileName;
pub use fingerprint::{EDGE, Fingerprint};
pub use key::{NotAnObjectKey, ObjectKey};
pub use media_type::{LARGEST, LARGEST_TEXT, MediaType, NotAMediaType, Presentation};
pub use plan::{ArrivedPart, PART_SIZE, PartToSend, UploadPlan, WINDOW, Wanted};
pub use proposal::Proposal;
pub use scan::{Found, Scan, Scanning};
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

/// What is to become of the bytes of an artifact that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// The upload is to be aborted, and what was reserved is free.
    Abort(Upload),
    /// The object is to be deleted, and what was reserved is free.
    Delete,
    /// They are gone already.
    Gone,
    /// They stay: a former attempt was judged by them.
    Stay,
}

impl Artifact {
    /// The artifact whose upload begins. That the proposal fits was checked by [`Proposal::must_fit`].
    pub fn begin(
        proposal: Proposal,
        submission: &Submission,
        id: ArtifactId,
        upload: Upload,
        now: Timestamp,
    ) -> (Self, Deed) {
        let Proposal { part, student, caption, name, media_type, size, fingerprint } = proposal;
        let caption = caption.map(|typed| plain_text::line(&typed)).filter(|line| !line.is_empty());
        let artifact = Self {
            id,
            version: 1,
            submission: submission.id,
            issuer: submission.issuer,
            earner: submission.earner,
            attempts: Attempts { first: submission.attempt, last: None },
            part,
            student,
            caption,
            name,
            media_type,
            size,
            fingerprint,
            begun: now,
            scan: None,
            state: State::Uploading(upload),
        };
        let deed = artifact.deed("upload-begun", Actor::Person(submission.earner), now);
        (artifact, deed)
    }

    /// Where its bytes are kept.
    pub fn key(&self) -> ObjectKey {
        ObjectKey { issuer: self.issuer, submission: self.submission, artifact: self.id }
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

    /// The upload, while it is open at `now`; `what` is what was asked for.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it was cancelled; [`Refusal::WrongState`] when it is over.
    pub fn open_upload(&self, what: &'static str, now: Timestamp) -> Result<&Upload, Refusal> {
        match &self.state {
            State::Uploading(upload) if upload.is_over(now) => Err(State::Abandoned { at: upload.expires }.cannot(what)),
            State::Uploading(upload) => Ok(upload),
            State::Cancelled { .. } => Err(Refusal::NotFound),
            State::Uploaded { .. } | State::Verified { .. } | State::Refused { .. } | State::Abandoned { .. } => {
                Err(self.state.cannot(what))
            }
        }
    }

    /// All bytes are in the store as one object, which was not looked at yet.
    ///
    /// # Errors
    /// As [`Artifact::open_upload`].
    pub fn arrive(self, stored: Stored, now: Timestamp) -> Result<Self, Refusal> {
        self.open_upload("Completing the upload", now)?;
        Ok(self.moved(State::Uploaded { at: now, stored }))
    }

    /// The object was looked at by `actor`. When it is refused, its bytes are to be deleted and given back.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it was uploaded and not looked at yet.
    pub fn judge(self, verdict: Verdict, actor: Actor, now: Timestamp) -> Result<(Self, Deed), Refusal> {
        let State::Uploaded { stored, .. } = self.state.clone() else {
            return Err(self.state.cannot("Inspecting the file"));
        };
        let (what, state) = match verdict {
            Verdict::Fit(facts) => ("artifact-verified", State::Verified { at: now, stored, facts }),
            Verdict::Unfit(reason) => ("artifact-refused", State::Refused { at: now, reason }),
        };
        let judged = self.moved(state);
        let deed = judged.deed(what, actor, now);
        Ok((judged, deed))
    }

    /// The earner takes it out of the submission. What former attempts were judged by stays with them.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless the submission is a draft; [`Refusal::NotFound`] when it was
    /// taken out before.
    pub fn cancel(self, submission: &Submission, now: Timestamp) -> Result<(Self, Deed, Bytes), Refusal> {
        submission.must_be_draft("Removing a file")?;
        if !self.attempts.include(submission.attempt) {
            return Err(Refusal::NotFound);
        }
        let (bytes, taken_out) = self.taken_out(submission.attempt, now)?;
        let deed = taken_out.deed("artifact-cancelled", Actor::Person(submission.earner), now);
        Ok((taken_out, deed, bytes))
    }

    fn taken_out(self, attempt: u32, now: Timestamp) -> Result<(Bytes, Self), Refusal> {
        let bytes = match &self.state {
            State::Verified { .. } if self.attempts.first < attempt => {
                let attempts = Attempts { last: Some(attempt - 1), ..self.attempts };
                return Ok((Bytes::Stay, Self { attempts, version: self.version + 1, ..self }));
            }
            State::Uploading(upload) => Bytes::Abort(upload.clone()),
            State::Uploaded { .. } | State::Verified { .. } => Bytes::Delete,
            State::Refused { .. } | State::Abandoned { .. } => Bytes::Gone,
            State::Cancelled { .. } => return Err(Refusal::NotFound),
        };
        Ok((bytes, self.moved(State::Cancelled { at: now })))
    }

    /// The upload was never finished, or the store gave it up; what it reserved is free.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it was being uploaded.
    pub fn abandon(self, actor: Actor, now: Timestamp) -> Result<(Self, Deed), Refusal> {
        let State::Uploading(_) = self.state else {
            return Err(self.state.cannot("Giving up the upload"));
        };
        let abandoned = self.moved(State::Abandoned { at: now });
        let deed = abandoned.deed("upload-abandoned", actor, now);
        Ok((abandoned, deed))
    }

    /// The malware scanner spoke. `None` when that changes nothing: the worst word counts.
    pub fn note_scan(self, scan: Scan, actor: Actor) -> Option<(Self, Deed)> {
        if !scan.is_worse_than(self.scan.as_ref()) {
            return None;
        }
        let at = scan.at;
        let noted = Self { version: self.version + 1, scan: Some(scan), ..self };
        let deed = noted.deed("artifact-scanned", actor, at);
        Some((noted, deed))
    }

    /// `Ok` when its bytes may be shown to somebody who may see the submission.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is nothing to show; [`Refusal::WrongState`] when it is not
    /// verified yet or kept back by the malware scanner's word.
    pub fn must_be_readable(&self, scanning: Scanning) -> Result<(), Refusal> {
        match &self.state {
            State::Refused { .. } | State::Cancelled { .. } | State::Abandoned { .. } => Err(Refusal::NotFound),
            State::Uploading(_) | State::Uploaded { .. } => Err(self.state.cannot("Reading this file")),
            State::Verified { .. } => match scan::objection(self.scan.as_ref(), scanning) {
                None => Ok(()),
                Some(because) => Err(Refusal::WrongState { what: "Reading this file", because: because.to_owned() }),
            },
        }
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

    fn moved(self, state: State) -> Self {
        Self { version: self.version + 1, state, ..self }
    }

    fn deed(&self, what: &str, actor: Actor, at: Timestamp) -> Deed {
        let detail = json!({
            "artifact": self.id,
            "submission": self.submission,
            "part": self.part,
            "size": self.size,
            "mediaType": self.media_type,
            "state": self.state.name(),
            "because": self.state.because(),
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
