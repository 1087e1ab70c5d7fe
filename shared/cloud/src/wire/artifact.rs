//! An artifact as its earner, its assessor and the issuer see it.

use domain::{
    ArtifactId,
    artifact::{Artifact, MediaType, Presentation},
    inspection::Unfit,
    masking::Mask,
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
    presentation: Presentation,
    size: u64,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unfit: Option<UnfitView>,
}

/// What was found in a file that was refused, for pages that have words of their own for it.
#[derive(Debug, Default, Serialize)]
struct UnfitView {
    is: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    declared: Option<MediaType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seems: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    codec: Option<String>,
}

impl ArtifactView {
    /// The artifact as its assessor sees it: the file's own name could tell whose it is, and so could its caption.
    pub fn blind(artifact: &Artifact, mask: &Mask) -> Self {
        let name = artifact.blind_name().for_saving(artifact.media_type);
        let caption = artifact.caption.as_ref().map(|caption| mask.over(caption));
        Self { name, caption, ..Self::from(artifact) }
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
            presentation: artifact.media_type.presentation(),
            size: artifact.size,
            state: artifact.state.name(),
            reason: artifact.state.because().map(Unfit::to_string),
            unfit: artifact.state.because().map(UnfitView::from),
        }
    }
}

impl From<&Unfit> for UnfitView {
    fn from(unfit: &Unfit) -> Self {
        let found = Self { is: unfit.name(), ..Self::default() };
        match unfit.clone() {
            Unfit::Lies { declared, seems } => Self { declared: Some(declared), seems, ..found },
            Unfit::Damaged { declared } => Self { declared: Some(declared), ..found },
            Unfit::Codec { codec } => Self { codec: Some(codec), ..found },
            Unfit::WrongSize { .. }
            | Unfit::CutShort
            | Unfit::Hevc
            | Unfit::NoPicture
            | Unfit::NoSound
            | Unfit::Markup
            | Unfit::Appended
            | Unfit::Macros
            | Unfit::Locked
            | Unfit::Swells
            | Unfit::NotText
            | Unfit::TooInvolved => found,
        }
    }
}
