//! An award as the issuer's staff see it.

use domain::{
    AwardId, PersonId, Slug, SubmissionId,
    award::{Award, Signature, Standing},
};
use jiff::Timestamp;
use serde::Serialize;

/// An award and how it stands.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AwardView {
    id: AwardId,
    version: u64,
    submission: SubmissionId,
    microcredential: Slug,
    edition: u32,
    decided: Timestamp,
    public: bool,
    standing: StandingView,
}

/// How an award stands.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case", rename_all_fields = "camelCase")]
enum StandingView {
    /// Being signed.
    BeingSigned,
    /// It holds.
    Holds,
    /// It holds, and somebody proposed to revoke it.
    RevocationProposed { by: PersonId, at: Timestamp, reason: String },
    /// It was revoked.
    Revoked { proposed_by: PersonId, by: PersonId, at: Timestamp, reason: String },
}

impl AwardView {
    /// The view of `award`.
    pub fn of(award: Award) -> Self {
        Self {
            id: award.id,
            version: award.version,
            submission: award.submission,
            microcredential: award.microcredential,
            edition: award.edition,
            decided: award.decided,
            public: award.public,
            standing: match award.signature {
                Signature::Awaited => StandingView::BeingSigned,
                Signature::Made { standing, .. } => standing.into(),
            },
        }
    }
}

impl From<Standing> for StandingView {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Holds => Self::Holds,
            Standing::RevocationProposed(proposal) => {
                Self::RevocationProposed { by: proposal.by, at: proposal.at, reason: proposal.reason }
            }
            Standing::Revoked(revocation) | Standing::Listed(revocation) => Self::Revoked {
                proposed_by: revocation.proposed_by,
                by: revocation.by,
                at: revocation.at,
                reason: revocation.reason,
            },
        }
    }
}
