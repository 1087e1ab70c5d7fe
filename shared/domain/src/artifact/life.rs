//! The steps of an artifact's life. Each consumes the artifact and answers with the next one.

use jiff::Timestamp;

use super::{Artifact, Attempts, Found, Proposal, Scan, State, Stored, Upload};
use crate::{
    ArtifactId, Refusal,
    audit::{Actor, Deed},
    inspection::Verdict,
    plain_text,
    submission::Submission,
};

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
    ) -> Self {
        let Proposal { part, student, caption, name, media_type, size, fingerprint } = proposal;
        let caption = caption.map(|typed| plain_text::line(&typed)).filter(|line| !line.is_empty());
        Self {
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
        }
    }

    /// All its bytes are in the store as one object, which nobody could look at yet.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it was being uploaded.
    pub fn arrive(self, stored: Stored, now: Timestamp) -> Result<Self, Refusal> {
        let State::Uploading(_) = self.state else {
            return Err(self.state.cannot("Completing the upload"));
        };
        Ok(self.moved(State::Uploaded { at: now, stored }))
    }

    /// All its bytes are in the store and `actor` looked at them. When they are refused they are to be
    /// deleted and given back, and there is a deed.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] when it was looked at before or came to nothing.
    pub fn judge(
        self,
        stored: Stored,
        verdict: Verdict,
        actor: Actor,
        now: Timestamp,
    ) -> Result<(Self, Option<Deed>), Refusal> {
        if !self.awaits_judgement() {
            return Err(self.state.cannot("Inspecting the file"));
        }
        match verdict {
            Verdict::Fit(facts) => Ok((self.moved(State::Verified { at: now, stored, facts }), None)),
            Verdict::Unfit(reason) => {
                let refused = self.moved(State::Refused { at: now, reason });
                let deed = refused.deed("artifact-refused", actor, now);
                Ok((refused, Some(deed)))
            }
        }
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
            State::Refused { .. } | State::Abandoned { .. } | State::Expired { .. } => Bytes::Gone,
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

    /// Its organisation keeps it no longer: its bytes are to be deleted, and what it reserved is free. `None` for
    /// what has no bytes that were ever handed in.
    pub fn expire(self, actor: Actor, now: Timestamp) -> Option<(Self, Deed)> {
        let (State::Uploaded { stored, .. } | State::Verified { stored, .. }) = &self.state else {
            return None;
        };
        let stored = stored.clone();
        let expired = self.moved(State::Expired { at: now, stored });
        let deed = expired.deed("artifact-expired", actor, now);
        Some((expired, deed))
    }

    /// The malware scanner spoke. `None` when that changes nothing: what tells most counts. Anything but
    /// "clean" is a deed.
    pub fn note_scan(self, scan: Scan, actor: Actor) -> Option<(Self, Option<Deed>)> {
        if !scan.tells_more_than(self.scan.as_ref()) {
            return None;
        }
        let (at, is_clean) = (scan.at, scan.found == Found::Clean);
        let noted = Self { version: self.version + 1, scan: Some(scan), ..self };
        let deed = (!is_clean).then(|| noted.deed("artifact-scanned", actor, at));
        Some((noted, deed))
    }

    fn moved(self, state: State) -> Self {
        Self { version: self.version + 1, state, ..self }
    }
}
