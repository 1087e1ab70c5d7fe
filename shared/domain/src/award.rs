//! The issuer's decision and what the earner holds after it.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AwardId, OrganisationId, PersonId, Refusal, Slug, SubmissionId,
    assessment::Assessment,
    attempt::PinnedArtifact,
    credential::StatusPlace,
    microcredential::local_id::{CriterionId, LevelId, PartId},
    stack::Stacked,
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
        /// Where its status stands.
        place: StatusPlace,
        /// Whether it holds.
        standing: Standing,
    },
}

/// Whether a signed award holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Standing {
    /// It does.
    Holds,
    /// It does, and somebody proposed to revoke it.
    RevocationProposed(Proposal),
    /// It was revoked; its status list doesn't say so yet.
    Revoked(Revocation),
    /// It was revoked, and its status list says so.
    Listed(Revocation),
}

/// That an award be revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// Who proposed it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why, in words that the public reads.
    pub reason: String,
}

/// That an award was revoked. For good: a badge that holds again is another award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Revocation {
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// Who confirmed it.
    pub by: PersonId,
    /// When it was confirmed.
    pub at: Timestamp,
    /// Why, in words that the public reads.
    pub reason: String,
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
    /// How many assessors scored the work, none of whom knew whose it was.
    pub readers: u32,
    /// The files that were scored.
    pub evidence: Vec<PinnedArtifact>,
    /// The awards that it was given for, where it is a stack's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stacked: Vec<Stacked>,
    /// Chance that salts the hash of the earner's address; hex.
    pub salt: String,
    /// Whether the earner lets the public see the badge; a private one says only valid or not.
    pub public: bool,
    /// Whether a public badge shows the earner's name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named: bool,
    /// When its holder had everything of hers erased. Its badge is gone; whether it holds still counts for copies of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<Timestamp>,
    /// How far the badge is.
    pub signature: Signature,
}

impl Standing {
    /// What revoked the award, if anything did.
    #[must_use]
    pub const fn revocation(&self) -> Option<&Revocation> {
        match self {
            Self::Revoked(revocation) | Self::Listed(revocation) => Some(revocation),
            Self::Holds | Self::RevocationProposed(_) => None,
        }
    }
}

impl Award {
    /// An award that nobody has signed yet, for nothing that was scored: its holder's and its issuer's, for a version of a
    /// micro-credential. Its badge is public and names nobody until she says otherwise.
    #[must_use]
    pub fn unsigned(
        (id, submission): (AwardId, SubmissionId),
        (earner, issuer): (PersonId, OrganisationId),
        (microcredential, edition): (Slug, u32),
        (salt, decided): (String, Timestamp),
    ) -> Self {
        Self {
            id,
            version: 1,
            submission,
            earner,
            issuer,
            microcredential,
            edition,
            decided,
            results: Results::new(),
            readers: 0,
            evidence: Vec::new(),
            stacked: Vec::new(),
            salt,
            public: true,
            named: false,
            erased: None,
            signature: Signature::Awaited,
        }
    }

    /// `Ok` when `person` holds it; otherwise it is not hers to know about.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_belong_to(&self, person: PersonId) -> Result<(), Refusal> {
        if self.earner == person { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// `Ok` when `person` may have a say in whether it is revoked: not in that of her own.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`].
    pub fn may_be_revoked_by(&self, person: PersonId) -> Result<(), Refusal> {
        if self.earner != person {
            return Ok(());
        }
        Err(Refusal::Forbidden("This is your own award; somebody else decides whether it is revoked.".into()))
    }

    /// The award as the public may see it from now on: whether its badge, and whether its holder's name.
    #[must_use]
    pub fn shown(self, public: bool, named: bool) -> Self {
        Self { version: self.version + 1, public, named, ..self }
    }

    /// The award without what tells of its holder, who had it erased. Its place in the status list, and whether it
    /// was revoked, survive.
    #[must_use]
    pub fn erase(self, now: Timestamp) -> Self {
        Self {
            version: self.version + 1,
            results: Results::new(),
            evidence: Vec::new(),
            salt: String::new(),
            public: false,
            named: false,
            erased: Some(now),
            ..self
        }
    }

    /// `Ok` when `seen` is the stored version.
    ///
    /// # Errors
    /// [`Refusal::Stale`].
    pub const fn must_be_at(&self, seen: u64) -> Result<(), Refusal> {
        if self.version == seen { Ok(()) } else { Err(Refusal::Stale { current: self.version }) }
    }

    /// The award when its badge is signed and public. Signing again changes nothing that matters.
    #[must_use]
    pub fn signed(self, place: StatusPlace, now: Timestamp) -> Self {
        let signature = Signature::Made { at: now, place, standing: Standing::Holds };
        Self { version: self.version + 1, signature, ..self }
    }

    /// Whether the award holds; `None` while it isn't signed.
    #[must_use]
    pub const fn standing(&self) -> Option<&Standing> {
        match &self.signature {
            Signature::Awaited => None,
            Signature::Made { standing, .. } => Some(standing),
        }
    }

    /// The award with the proposal to revoke it. Proposing the same once more changes nothing.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] while it isn't signed, when another proposal stands, or when it was revoked.
    pub fn propose_revocation(self, proposal: Proposal) -> Result<Self, Refusal> {
        match self.standing() {
            Some(Standing::Holds) => self.stands(Standing::RevocationProposed(proposal)),
            Some(Standing::RevocationProposed(known))
                if (known.by, &known.reason) == (proposal.by, &proposal.reason) =>
            {
                Ok(self)
            }
            Some(Standing::RevocationProposed(_) | Standing::Revoked(_) | Standing::Listed(_)) | None => {
                Err(self.cannot("Proposing to revoke it"))
            }
        }
    }

    /// The award without the proposal that it be revoked.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] when there is none.
    pub fn take_proposal_back(self) -> Result<Self, Refusal> {
        match self.standing() {
            Some(Standing::RevocationProposed(_)) => self.stands(Standing::Holds),
            Some(Standing::Holds | Standing::Revoked(_) | Standing::Listed(_)) | None => {
                Err(self.cannot("Taking the proposal back"))
            }
        }
    }

    /// The award, revoked as proposed. `by` is somebody else than who proposed it, or says that there is
    /// nobody else (`alone`).
    ///
    /// # Errors
    /// [`Refusal::WrongState`] without a proposal; [`Refusal::Forbidden`] for who proposed it and doesn't say
    /// that she is alone.
    pub fn revoke(self, by: PersonId, alone: bool, now: Timestamp) -> Result<Self, Refusal> {
        let Some(Standing::RevocationProposed(proposal)) = self.standing() else {
            return Err(self.cannot("Revoking it"));
        };
        if proposal.by == by && !alone {
            return Err(Refusal::Forbidden(
                "You proposed this yourself. Let somebody else of your organisation confirm it, or state that \
                 nobody else can (alone)."
                    .to_owned(),
            ));
        }
        let reason = proposal.reason.clone();
        let revocation = Revocation { proposed_by: proposal.by, by, at: now, reason };
        self.stands(Standing::Revoked(revocation))
    }

    /// The revoked award when its status list says so; `None` when there is nothing to say.
    #[must_use]
    pub fn listed(self) -> Option<Self> {
        let Some(Standing::Revoked(revocation)) = self.standing() else { return None };
        let listed = Standing::Listed(revocation.clone());
        self.stands(listed).ok()
    }

    fn stands(self, standing: Standing) -> Result<Self, Refusal> {
        let Signature::Made { at, place, .. } = self.signature else { return Err(self.cannot("This")) };
        let signature = Signature::Made { at, place, standing };
        Ok(Self { version: self.version + 1, signature, ..self })
    }

    fn cannot(&self, what: &'static str) -> Refusal {
        let because = match self.standing() {
            None => "the award is being signed",
            Some(Standing::Holds) => "nobody proposed to revoke it",
            Some(Standing::RevocationProposed(_)) => "there is a proposal to revoke it already",
            Some(Standing::Revoked(_) | Standing::Listed(_)) => "the award was revoked",
        };
        Refusal::WrongState { what, because: because.to_owned() }
    }
}
