//! The Open Badge of an award: its content, its RDF, its proof.
//!
//! An [`OpenBadge`] is an `OpenBadgeCredential` (Open Badges 3.0, Verifiable Credentials 2.0) that
//! uses exactly the contexts VC 2.0 and OB 3.0.3 and no term outside them. Every type here is closed:
//! it says itself, once, which members it has, and that one statement gives its JSON *and* its RDF,
//! so that nothing can be shown that isn't signed, or signed that isn't shown. There is no JSON-LD
//! processor and no context is ever loaded; the tests compare the canonical N-Quads with those of
//! an independent processor, byte for byte.
//!
//! The way of a badge: [`Issue::badge`] builds it from what was decided, [`OpenBadge::hash_data`]
//! gives the 64 bytes to sign (`eddsa-rdfc-2022`), [`OpenBadge::with_proof`] makes it a
//! [`SignedBadge`], and [`SignedBadge::from_json`] reads one back, strictly. The same document is also
//! signed as a JWT ([`jwt`]).
//!
//! This module has no key, no clock and no randomness.

mod achievement;
mod addresses;
mod badge;
mod canonical;
mod changes;
mod clr;
mod document;
mod endorsement;
mod evidence;
mod foreign;
mod general;
mod hosted;
mod iri;
mod issue;
pub mod jwt;
mod key;
mod keys;
mod moment;
mod node;
mod number;
mod p256;
mod profile;
mod proof;
mod quads;
mod reader;
mod receipt;
mod results;
mod signed;
mod status;
mod subject;
mod term;
mod verdict;
mod verification;
mod wording;

pub use achievement::{Achievement, Alignment, Criteria, Image, Tag};
pub use addresses::{Addresses, NotAnOrigin};
pub use badge::OpenBadge;
pub use canonical::Indistinct;
pub use changes::changes;
pub use clr::{Clr, SignedClr};
pub use endorsement::{Endorsement, SignedEndorsement};
pub use evidence::Evidence;
pub use foreign::{Foreign, Kind};
pub use hosted::revoked_assertion;
pub use iri::{Iri, NotAnIri};
pub use issue::Issue;
pub use jwt::BadgeJwt;
pub use key::{NotAKey, PublicKey};
pub use keys::BadgeKeys;
pub use moment::Moment;
pub use p256::P256Key;
pub use profile::Profile;
pub use proof::{Proof, ProofConfig};
pub use receipt::{Agreement, FileDigest, Readers, Receipt};
pub use results::{AchievedResult, ResultDescription, RubricLevel};
pub use signed::SignedBadge;
pub use status::{PLACES, Revoked, StatusEntry, StatusList, StatusPlace};
pub use subject::{Identity, Subject};
pub use verdict::Verdict;
pub(crate) use verification::finding;
pub use verification::{
    BundleFacts, Check, EndorsementFacts, Facts, Finding, NotSigned, Outcome, Verification,
};
