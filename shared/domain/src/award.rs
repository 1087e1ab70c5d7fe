//! The issuer's decision and what the earner holds after it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AwardId, OrganisationId, PersonId, Slug, SubmissionId,
    assessment::Assessment,
    attempt::PinnedArtifact,
    microcredential::local_id::{CriterionId, LevelId, PartId},
};

/// What the issuer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The earner holds the award.
    Award,
    /// The earner gets feedback and may hand in the unmet parts again.
    NotYet,
}

/// The level reached for each criterion of each part.
pub type Results = BTreeMap<PartId, BTreeMap<CriterionId, LevelId>>;

/// The results of all attempts: of each part, those of the latest attempt that scored it.
///
/// `assessments` are those handed in, in any order.
pub fn merge_results<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Results {
    let mut handed_in: Vec<&Assessment> =
        assessments.into_iter().filter(|assessment| assessment.handed_in.is_some()).collect();
    handed_in.sort_by_key(|assessment| assessment.attempt);

    let parts = handed_in.iter().flat_map(|assessment| {
        assessment.scores.keys().map(move |part| (part.clone(), assessment.levels_of(part)))
    });
    parts.collect()
}

/// How far the badge of an award is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Signature {
    /// Decided, being signed; nothing of it is public.
    Awaited,
    /// Signed and public.
    Made {
        /// When.
        at: Timestamp,
        /// The credential with its proof, as JSON text, byte for byte as it is served.
        credential: String,
    },
}

/// What the earner holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// Never changes; names the badge in public.
    pub id: AwardId,
    /// Counts the changes.
    pub version: u64,
    /// For which submission.
    pub submission: SubmissionId,
    /// Who holds it.
    pub earner: PersonId,
    /// Who awarded it.
    pub issuer: OrganisationId,
    /// For which micro-credential.
    pub microcredential: Slug,
    /// In which version.
    pub edition: u32,
    /// When it was decided.
    pub decided: Timestamp,
    /// The level reached for each criterion.
    pub results: Results,
    /// The files that were scored.
    pub evidence: Vec<PinnedArtifact>,
    /// Chance that salts the hash of the earner's address; hex.
    pub salt: String,
    /// Whether the earner lets the public see the badge; a private one says only valid or not.
    pub public: bool,
    /// How far the badge is.
    pub signature: Signature,
}

impl Award {
    /// The award with its signed credential. Signing again changes nothing that matters.
    #[must_use]
    pub fn signed(self, credential: String, now: Timestamp) -> Self {
        Self { version: self.version + 1, signature: Signature::Made { at: now, credential }, ..self }
    }
}
