//! Where an artifact's bytes are kept: a name built from ids alone, never from what a client sends.

use std::{fmt, str::FromStr};

use crate::{ArtifactId, OrganisationId, SubmissionId};

/// The name of an object in the evidence bucket: `t/{issuer}/s/{submission}/{artifact}`.
///
/// The issuer comes first, so that one organisation's evidence can be granted, listed and erased by
/// a prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObjectKey {
    /// Whose evidence store it is.
    pub issuer: OrganisationId,
    /// The submission that it is evidence of.
    pub submission: SubmissionId,
    /// Which artifact.
    pub artifact: ArtifactId,
}

/// The beginning of the names of all evidence.
pub const EVIDENCE: &str = "t/";

/// The beginning of the names of all objects of a submission.
pub fn folder_of(issuer: OrganisationId, submission: SubmissionId) -> String {
    format!("t/{issuer}/s/{submission}/")
}

/// The text is no name of an object of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the key of an artifact")]
pub struct NotAnObjectKey;

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { issuer, submission, artifact } = self;
        write!(f, "{}{artifact}", folder_of(*issuer, *submission))
    }
}

impl FromStr for ObjectKey {
    type Err = NotAnObjectKey;

    fn from_str(text: &str) -> Result<Self, NotAnObjectKey> {
        let pieces: Vec<&str> = text.split('/').collect();
        let ["t", issuer, "s", submission, artifact] = pieces[..] else {
            return Err(NotAnObjectKey);
        };
        Ok(Self {
            issuer: issuer.parse().map_err(|_| NotAnObjectKey)?,
            submission: submission.parse().map_err(|_| NotAnObjectKey)?,
            artifact: artifact.parse().map_err(|_| NotAnObjectKey)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;

    #[test]
    fn a_key_is_read_back_from_its_text_and_from_nothing_else() {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let key = ObjectKey {
            issuer: Id::from_parts(at, 0xABC),
            submission: Id::from_parts(at, 2),
            artifact: Id::from_parts(at, 3),
        };
        let text = key.to_string();

        assert_eq!(text.parse(), Ok(key));
        assert!(text.starts_with("t/org_") && text.contains("/s/sub_") && text.contains("/art_"));
        for wrong in [
            "",
            "t/x/s/y/z",
            &text[1..],
            &format!("{text}/"),
            &text.to_lowercase(),
            &text.replace("/s/", "/../"),
        ] {
            assert_eq!(wrong.parse::<ObjectKey>(), Err(NotAnObjectKey), "{wrong}");
        }
    }
}
