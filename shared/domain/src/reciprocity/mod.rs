//! Badges of other issuers that a recognizer counts: its reciprocity desk.
//!
//! A badge that an earner brings from elsewhere is read as what it says ([`Given`]) and checked as far as that goes without
//! asking anybody: against the keys that the recognizer pinned ([`Reciprocity`]), never against an address in the badge.
//! What an achievement of another issuer is equivalent to is decided once and holds for every badge of it. An
//! [`Imported`] badge is counted when that is decided and the badge is proven to be hers, or somebody vouched for it.
//! It stays a badge of somebody else, and is told so wherever it appears.

mod brought;
mod check;
mod desk;
mod given;
mod imported;
mod jws;
mod key;
mod place;
mod proof;
mod sentences;
#[cfg(test)]
mod tests;

pub use brought::{Before, Bringers, TakenBack};
pub use check::Checked;
pub use desk::{Change, Equivalence, PinnedKey, Reciprocity, TrustedIssuer};
pub use given::{Form, Given, Holder, LONGEST, Named};
pub use imported::{Decided, Handed, Imported, Step};
pub use key::{ForeignKey, NotPinnable, RsaKey};
pub use place::{Place, WaitsFor};
pub use proof::{Proven, Refuted, Unproven};

/// Why a text is no badge that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotABadge {
    /// Beyond [`LONGEST`].
    #[error(
        "A badge has at most 128 KB of text. Leave out the pictures inside, or ask its issuer for it as a JWT."
    )]
    TooLong,
    /// JSON that isn't well formed, or nested too deeply.
    #[error("This is no well-formed JSON.")]
    NotJson,
    /// The address of something.
    #[error(
        "This is only an address, and nothing is fetched from there. Open it, save what it shows as a file, and give that."
    )]
    OnlyAnAddress,
    /// One of this system.
    #[error("This is a badge of ours: it counts by itself, and anybody can verify it on the page Verify.")]
    Ours,
    /// Several badges together.
    #[error("These are several badges together. Give each of them by itself.")]
    Bundle,
    /// What somebody says for something.
    #[error("This is an endorsement, which says something about a badge. Give the badge itself.")]
    Endorsement,
    /// It isn't clear who issued it.
    #[error("It names two issuers: one in its claims and another in the badge.")]
    TwoIssuers,
    /// A member is missing that every badge has.
    #[error("It has no “{0}”, or none that can be read; every Open Badge has one.")]
    Lacks(&'static str),
    /// A time that is none.
    #[error("Its “{0}” is no time like 2026-01-15T08:30:00Z.")]
    NoTime(&'static str),
    /// Nothing of the kind.
    #[error(
        "This is no Open Badge 2.0 or 3.0. Give its JSON, its JWT, or the picture that the issuer gave out."
    )]
    Nothing,
}
