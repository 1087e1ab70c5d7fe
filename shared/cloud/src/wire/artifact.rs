//! An artifact as its earner, its assessor and the issuer see it.

use domain::{
    ArtifactId,
    artifact::{Artifact, MediaType},
    microcredential::{PartId, Student},
};
use serde::Serialize;

/// An artifact, without anything about how it is kept.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactView {
    artifact: ArtifactId,
    part: PartId,
    #[serde(skip_serializing_if = "Option::is_none")]
    student: Option<Student>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
    name: String,
    media_type: MediaType,
    size: u64,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl ArtifactView {
    /// The artifact as its assessor sees it: the file's own name could tell whose it is.
    pub fn blind(artifact: &Artifact) -> Self {
        let name = artifact.blind_name().for_saving(artifact.media_type);
        Self { name, ..Self::from(artifact) }
    }
}

impl From<&Artifact> for ArtifactView {
    fn from(artifact: &Artifact) -> Self {
        Self {
            artifact: artifact.id,
            part: artifact.part.clone(),
            student: artifact.student,
            caption: artifact.caption.clone(),
            name: artifact.name.to_string(),
            media_type: artifact.media_type,
            size: artifact.size,
            state: artifact.state.name(),
            reason: artifact.state.because(),
        }
    }
}
