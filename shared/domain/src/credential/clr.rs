//! [`Clr`]: an earner's chosen badges as one signed bundle (Comprehensive Learner Record 2.0).

use serde_json::Value;

use super::{
    Addresses, Indistinct, Iri, Moment, Profile, Proof, ProofConfig, SignedBadge, canonical,
    document::Document,
    issue::{pairwise, urn},
    node::{Node, Types},
    reader::Reader,
    signed::written,
    term::{self, CLR_CLASSES, CLR_SUBJECT_CLASS},
};
use crate::{
    Fault,
    bundle::{Bundle, MOST_AWARDS},
    person::Organisation,
};

/// A `ClrCredential` before it is signed: badges, each with its own proof, and who holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clr {
    /// A name for it, which leads nowhere: whoever is to see it is given the document.
    pub id: Iri,
    /// What it is called in a wallet.
    pub name: String,
    /// Who puts it together.
    pub issuer: Profile,
    /// When it was put together.
    pub valid_from: Moment,
    /// Whether the holder left some of her badges out.
    pub partial: bool,
    /// The holder, as her badges name her.
    pub holder: Iri,
    /// The badges.
    pub badges: Vec<SignedBadge>,
}

/// A bundle and its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedClr {
    /// The content.
    pub clr: Clr,
    /// The proof.
    pub proof: Proof,
}

impl Clr {
    /// The record of these badges, which `bundle` asks for.
    #[must_use]
    pub fn of(
        bundle: &Bundle,
        badges: Vec<SignedBadge>,
        issuer: &Organisation,
        addresses: &Addresses,
    ) -> Self {
        let titles: Vec<&str> = badges.iter().map(|signed| signed.badge.name.as_str()).collect();
        Self {
            id: urn(&[addresses.did().as_str().as_bytes(), &bundle.id.to_bytes()]),
            name: titles.join(" · "),
            issuer: Profile::of(issuer, addresses),
            valid_from: Moment::of(bundle.asked),
            partial: bundle.partial,
            holder: pairwise(bundle.earner, addresses.did()),
            badges,
        }
    }

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

    /// What `eddsa-rdfc-2022` signs.
    ///
    /// # Errors
    /// [`Indistinct`] if too many entries of its lists are the same.
    pub fn hash_data(&self, config: &ProofConfig) -> Result<[u8; 64], Indistinct> {
        Ok(config.hash_data(&self.canonical_nquads()?))
    }

    fn document(&self) -> Document<'_> {
        Document::of(&term::CLR_CONTEXTS, self.node())
    }

    fn node(&self) -> Node<'_> {
        let subject = Node::named(&self.holder, Types::Listed(&[CLR_SUBJECT_CLASS]))
            .documents(&term::BUNDLED_CREDENTIAL, self.badges.iter().map(SignedBadge::document));
        Node::named(&self.id, Types::Listed(&CLR_CLASSES))
            .text(&term::NAME, &self.name)
            .node(&term::ISSUER, self.issuer.node())
            .text(&term::VALID_FROM, self.valid_from.to_string())
            .flag(&term::PARTIAL, self.partial)
            .node(&term::CREDENTIAL_SUBJECT, subject)
    }

    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        let subject = from.node(&term::CREDENTIAL_SUBJECT)?;
        let badges = subject.each(&term::BUNDLED_CREDENTIAL, SignedBadge::read)?;
        if badges.len() > MOST_AWARDS {
            return Err(subject.fault("holds more badges than any bundle of ours"));
        }
        Ok(Self {
            id: from.id()?,
            name: from.text(&term::NAME)?,
            issuer: Profile::read(&from.node(&term::ISSUER)?)?,
            valid_from: from.moment(term::VALID_FROM.name)?,
            partial: from.flag(&term::PARTIAL)?,
            holder: subject.id()?,
            badges,
        })
    }
}

written!(SignedClr);

impl SignedClr {
    /// What the proof's signature must be over.
    ///
    /// # Errors
    /// [`Indistinct`] if too many entries of its lists are the same.
    pub fn hash_data(&self) -> Result<[u8; 64], Indistinct> {
        self.clr.hash_data(&self.proof.config)
    }

    fn document(&self) -> Document<'_> {
        self.clr.document().proven(&self.proof)
    }

    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self { clr: Clr::read(from)?, proof: Proof::read(&from.member("proof")?)? })
    }
}
