//! Where an artifact stands; each state carries what is true only then.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::budget::Standing;
use crate::{
    Refusal,
    inspection::{MediaFacts, Unfit},
};

/// How long an upload may be left and taken up again: today, tomorrow, the day after. The bucket's
/// lifecycle rule aborts it after that.
pub const UPLOAD_LIFE: SignedDuration = SignedDuration::from_hours(48);

/// Where an artifact stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// Its parts are being sent.
    Uploading(Upload),
    /// All its bytes are stored; nobody looked at them yet.
    Uploaded {
        /// When it was completed.
        at: Timestamp,
        /// What the store holds.
        stored: Stored,
    },
    /// It is what it says it is, and can be played or opened.
    Verified {
        /// When it was looked at.
        at: Timestamp,
        /// What the store holds.
        stored: Stored,
        /// What was seen in it.
        facts: MediaFacts,
    },
    /// It can't be used; its bytes are deleted.
    Refused {
        /// When it was looked at.
        at: Timestamp,
        /// Why.
        reason: Unfit,
    },
    /// The earner took it out.
    Cancelled {
        /// When.
        at: Timestamp,
    },
    /// Nobody finished the upload in time.
    Abandoned {
        /// When it was given up.
        at: Timestamp,
    },
    /// Its organisation keeps media no longer; what was seen in it, and its checksum, stay.
    Expired {
        /// When it was deleted.
        at: Timestamp,
        /// What the store held.
        stored: Stored,
    },
}

/// An open multipart upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// The store's name for it. Not a secret, and never taken from a client.
    pub id: String,
    /// Written into the object's metadata, so that an object is known as the work of this upload.
    pub token: UploadToken,
    /// Until when parts are taken.
    pub expires: Timestamp,
}

/// Chance that marks one upload: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UploadToken(String);

/// What the store holds of a completed upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// The store's name for the content.
    pub etag: String,
    /// Composite SHA-256 over the parts: base64, a hyphen, the number of parts.
    pub checksum: String,
}

impl Upload {
    /// The upload that the store calls `id`, begun at `now`.
    pub fn new(id: String, token: UploadToken, now: Timestamp) -> Self {
        Self { id, token, expires: now + UPLOAD_LIFE }
    }

    /// Whether its time is over.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.expires <= now
    }
}

impl UploadToken {
    /// The token made of this chance.
    pub fn from_random(random: u128) -> Self {
        Self(format!("{random:032x}"))
    }

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UploadToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl State {
    /// Its name in documents.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Uploading(_) => "uploading",
            Self::Uploaded { .. } => "uploaded",
            Self::Verified { .. } => "verified",
            Self::Refused { .. } => "refused",
            Self::Cancelled { .. } => "cancelled",
            Self::Abandoned { .. } => "abandoned",
            Self::Expired { .. } => "expired",
        }
    }

    /// What it means for the bytes that were reserved.
    pub fn standing(&self) -> Standing {
        match self {
            Self::Uploading(_) => Standing::Open,
            Self::Uploaded { .. } | Self::Verified { .. } => Standing::Kept,
            Self::Refused { .. } | Self::Cancelled { .. } | Self::Abandoned { .. } | Self::Expired { .. } => {
                Standing::Gone
            }
        }
    }

    /// Why it was refused, if it was. Its text is a sentence or two for the earner.
    pub fn because(&self) -> Option<&Unfit> {
        match self {
            Self::Refused { reason, .. } => Some(reason),
            Self::Uploading(_)
            | Self::Uploaded { .. }
            | Self::Verified { .. }
            | Self::Cancelled { .. }
            | Self::Abandoned { .. }
            | Self::Expired { .. } => None,
        }
    }

    /// Half a sentence: what to know, and to do where there is something to do.
    pub(super) fn in_words(&self) -> &'static str {
        match self {
            Self::Uploading(_) => "it is still being uploaded; finish or remove it",
            Self::Uploaded { .. } => "it is being checked; try again in a minute",
            Self::Verified { .. } => "it is uploaded and checked",
            Self::Refused { .. } => "it was refused; remove it and upload another file",
            Self::Cancelled { .. } => "it was removed",
            Self::Abandoned { .. } => "its upload was not finished in time; upload it again",
            Self::Expired { .. } => "it was deleted, because files are kept for a time only",
        }
    }

    /// The refusal that `what` can't be done in this state.
    pub fn cannot(&self, what: &'static str) -> Refusal {
        Refusal::WrongState { what, because: self.in_words().to_owned() }
    }
}
