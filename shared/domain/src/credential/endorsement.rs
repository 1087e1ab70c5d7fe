//! [`Endorsement`]: what a third party says for a version of a micro-credential.

use serde_json::Value;

use super::{
    Addresses, Iri, Moment, Profile, Proof, ProofConfig, canonical,
    document::Document,
    node::{Node, Types},
    reader::Reader,
    signed::written,
    term::{self, ENDORSEMENT_CLASSES, ENDORSEMENT_SUBJECT_CLASS},
};
use crate::{Fault, endorsement, microcredential::Definition, person::Organisation};

/// An `EndorsementCredential` (Open Badges 3.0, 6.2) before it is signed.
///
/// Its issuer is the endorser under a DID of its own, for which we hold the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endorsement {
    /// Its address.
    pub id: Iri,
    /// What it is called.
    pub name: String,
    /// Who endorses.
    pub issuer: Profile,
    /// Since when.
    pub valid_from: Moment,
    /// The address of the achievement that is endorsed.
    pub endorsed: Iri,
    /// What the endorser says (Markdown).
    pub comment: String,
}

/// An endorsement and its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedEndorsement {
    /// The content.
    pub endorsement: Endorsement,
    /// The proof, by the endorser's key.
    pub proof: Proof,
}

impl Endorsement {
    /// The credential of what `endorser` said of an edition of `definition`.
    #[must_use]
    pub fn of(
        said: &endorsement::Endorsement,
        definition: &Definition,
        endorser: &Organisation,
        addresses: &Addresses,
    ) -> Self {
        Self {
            id: addresses.endorsement(&said.microcredential, said.edition, said.endorser),
            name: format!("{} · {}", definition.title, endorser.name),
            issuer: Profile { id: addresses.did_of(said.endorser), ..Profile::of(endorser, addresses) },
            valid_from: Moment::of(said.at),
            endorsed: addresses.achievement(&said.microcredential, said.edition),
            comment: said.comment.clone(),
        }
    }

    /// The document without a proof. Never to be made public.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.document().json()
    }

    /// The canonical N-Quads (RDFC-1.0) of the document.
    #[must_use]
    pub fn canonical_nquads(&self) -> String {
        canonical::nquads(&self.node()).expect("no node of an endorsement is blank")
    }

    /// What `eddsa-rdfc-2022` signs.
    #[must_use]
    pub fn hash_data(&self, config: &ProofConfig) -> [u8; 64] {
        config.hash_data(&self.canonical_nquads())
    }

    fn document(&self) -> Document<'_> {
        Document::of(&term::BADGE_CONTEXTS, self.node())
    }

    fn node(&self) -> Node<'_> {
        let subject = Node::named(&self.endorsed, Types::Listed(&[ENDORSEMENT_SUBJECT_CLASS]))
            .text(&term::ENDORSEMENT_COMMENT, &self.comment);
        Node::named(&self.id, Types::Listed(&ENDORSEMENT_CLASSES))
            .text(&term::NAME, &self.name)
            .node(&term::ISSUER, self.issuer.node())
            .text(&term::VALID_FROM, self.valid_from.to_string())
            .node(&term::CREDENTIAL_SUBJECT, subject)
    }

    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        let subject = from.node(&term::CREDENTIAL_SUBJECT)?;
        Ok(Self {
            id: from.id()?,
            name: from.text(&term::NAME)?,
            issuer: Profile::read(&from.node(&term::ISSUER)?)?,
            valid_from: from.moment(term::VALID_FROM.name)?,
            endorsed: subject.id()?,
            comment: subject.text(&term::ENDORSEMENT_COMMENT)?,
        })
    }
}

written!(SignedEndorsement);

impl SignedEndorsement {
    /// What the proof's signature must be over.
    #[must_use]
    pub fn hash_data(&self) -> [u8; 64] {
        self.endorsement.hash_data(&self.proof.config)
    }

    pub(super) fn document(&self) -> Document<'_> {
        self.endorsement.document().proven(&self.proof)
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self { endorsement: Endorsement::read(from)?, proof: Proof::read(&from.member("proof")?)? })
    }
}
