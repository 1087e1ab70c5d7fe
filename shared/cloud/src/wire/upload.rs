//! An upload as its earner's browser follows it.

use domain::artifact::{ArrivedPart, Artifact, Fingerprint, PART_SIZE, State};
use jiff::Timestamp;
use serde::Serialize;

use super::ArtifactView;

/// An artifact with the plan of its upload and what has arrived of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadView {
    #[serde(flatten)]
    artifact: ArtifactView,
    /// To know the file again on another day.
    fingerprint: Fingerprint,
    /// Bytes of every part but the last.
    part_size: u64,
    /// How many parts there are.
    part_count: u32,
    /// The parts that the store holds, in order; none once they are one object.
    arrived: Vec<ArrivedPart>,
    /// Until when parts are taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Timestamp>,
}

impl UploadView {
    /// The upload of `artifact`, of which these parts have arrived.
    pub fn of(artifact: &Artifact, arrived: Vec<ArrivedPart>) -> Self {
        Self {
            artifact: ArtifactView::from(artifact),
            fingerprint: artifact.fingerprint.clone(),
            part_size: PART_SIZE,
            part_count: artifact.plan().parts(),
            arrived,
            expires: match &artifact.state {
                State::Uploading(upload) => Some(upload.expires),
                State::Uploaded { .. }
                | State::Verified { .. }
                | State::Refused { .. }
                | State::Cancelled { .. }
                | State::Abandoned { .. }
                | State::Expired { .. } => None,
            },
        }
    }
}
