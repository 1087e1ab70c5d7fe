//! [`OpenBadge`]: the whole content of a badge.

use serde_json::Value;

use super::{
    Evidence, Indistinct, Iri, Moment, Profile, Proof, ProofConfig, SignedBadge, StatusEntry, Subject,
    canonical,
    document::Document,
    node::{Node, Types},
    reader::Reader,
    term::{self, CREDENTIAL_CLASSES},
};
use crate::Fault;

/// An `OpenBadgeCredential` before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenBadge {
    /// Its address.
    pub id: Iri,
    /// What it is called in a wallet.
    pub name: String,
    /// What it is for, in a sentence or two.
    pub description: String,
    /// Who issues it.
    pub issuer: Profile,
    /// From when on it holds; of two badges with one id the later is the true one.
    pub valid_from: Moment,
    /// Until when it holds, unless it holds for good.
    pub valid_until: Option<Moment>,
    /// When it was first awarded.
    pub awarded: Moment,
    /// Who holds it, and for what.
    pub subject: Subject,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Where it says whether it was revoked.
    pub status: StatusEntry,
}

impl OpenBadge {
    /// The document without a proof. Never to be made public.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.document().json()
    }

    /// The canonical N-Quads (RDFC-1.0) of the document.
    ///
    /// # Errors
    /// [`Indistinct`] if too many entries of its lists are the same.
    pub fn canonical_nquads(&self) -> Result<String, Indistinct> {
        canonical::nquads(&self.node())
    }

    /// What `eddsa-rdfc-2022` signs: the hash of the proof's configuration, then the hash of the
    /// document.
    ///
    /// # Errors
    /// [`Indistinct`] if too many entries of its lists are the same.
    pub fn hash_data(&self, config: &ProofConfig) -> Result<[u8; 64], Indistinct> {
        Ok(config.hash_data(&self.canonical_nquads()?))
    }

    /// The badge with the signature over its [`hash_data`](Self::hash_data).
    #[must_use]
    pub fn with_proof(self, config: ProofConfig, signature: [u8; 64]) -> SignedBadge {
        SignedBadge { badge: self, proof: Proof { config, signature } }
    }

    pub(super) fn document(&self) -> Document<'_> {
        Document::of(&term::BADGE_CONTEXTS, self.node())
    }

    fn node(&self) -> Node<'_> {
        Node::named(&self.id, Types::Listed(&CREDENTIAL_CLASSES))
            .text(&term::NAME, &self.name)
            .text(&term::DESCRIPTION, &self.description)
            .node(&term::ISSUER, self.issuer.node())
            .text(&term::VALID_FROM, self.valid_from.to_string())
            .moment(&term::VALID_UNTIL, self.valid_until)
            .text(&term::AWARDED_DATE, self.awarded.to_string())
            .node(&term::CREDENTIAL_SUBJECT, self.subject.node())
            .nodes(&term::EVIDENCE, self.evidence.iter().map(Evidence::node))
            .node(&term::CREDENTIAL_STATUS, self.status.node())
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: from.id()?,
            name: from.text(&term::NAME)?,
            description: from.text(&term::DESCRIPTION)?,
            issuer: Profile::read(&from.node(&term::ISSUER)?)?,
            valid_from: from.moment(term::VALID_FROM.name)?,
            valid_until: from.maybe_moment(&term::VALID_UNTIL)?,
            awarded: from.moment(term::AWARDED_DATE.name)?,
            subject: Subject::read(&from.node(&term::CREDENTIAL_SUBJECT)?)?,
            evidence: from.each(&term::EVIDENCE, Evidence::read)?,
            status: StatusEntry::read(&from.node(&term::CREDENTIAL_STATUS)?)?,
        })
    }
}
