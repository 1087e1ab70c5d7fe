//! [`Checked`]: what can be said of a badge of another issuer, item by item, without asking anybody.

use jiff::{SignedDuration, Timestamp};

use super::{Given, Holder, Proven, Reciprocity, sentences};
use crate::{
    credential::{Check, Finding, finding},
    letter::Language,
};

/// How far ahead a clock may be before a badge counts as not valid yet.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// Whether a badge was in its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InTime {
    /// It was.
    Yes,
    /// Its time had not come.
    TooEarly,
    /// Its time was over.
    Over,
}

/// A badge as far as it is known to be what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What it says.
    pub given: Given,
    /// What its proof comes to.
    pub proven: Proven,
    /// Whether it is made out to whoever handed it in.
    pub holder: Holder,
    in_time: InTime,
    /// The name of its issuer, when its keys are pinned.
    pinned: Option<String>,
    at: Timestamp,
}

impl Checked {
    /// Checks a badge that was handed in at that time, with the keys of `desk`. `holds` tells whether a key made a
    /// signature over a text.
    #[must_use]
    pub fn of(
        given: Given,
        (holder, at): (Holder, Timestamp),
        desk: &Reciprocity,
        holds: impl Fn(&super::ForeignKey, &[u8], &[u8]) -> bool,
    ) -> Self {
        let issuer = desk.issuer(&given.issuer.id);
        let keys: Vec<_> = issuer.iter().flat_map(|issuer| &issuer.keys).map(|pinned| &pinned.key).collect();
        let in_time = match given.expires {
            _ if given.issued > at + CLOCK_SKEW => InTime::TooEarly,
            Some(until) if until < at => InTime::Over,
            Some(_) | None => InTime::Yes,
        };
        let pinned = issuer.map(|issuer| issuer.name.clone());
        Self { proven: given.proof.check(&keys, holds), holder, in_time, pinned, at, given }
    }

    /// Whether it is certain that it was her badge, and held, when it was handed in: nobody has to vouch for it.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        matches!(self.proven, Proven::By(_))
            && self.holder == Holder::Hers
            && self.in_time == InTime::Yes
            && !self.given.revoked
    }

    /// Whether it is certain that it can't be counted, whoever vouches for it: its proof doesn't hold, it says itself
    /// that it was revoked, or its time has not come.
    #[must_use]
    pub fn is_out(&self) -> bool {
        matches!(self.proven, Proven::Refuted(_)) || self.in_time == InTime::TooEarly || self.given.revoked
    }

    /// Every check with its outcome in a sentence, in the order in which a person asks.
    #[must_use]
    pub fn findings(&self, language: Language) -> Vec<Finding> {
        let Self { given, proven, holder, in_time, pinned, at } = self;
        let proof = match proven {
            Proven::By(_) => Some(true),
            Proven::Not(_) => None,
            Proven::Refuted(_) => Some(false),
        };
        let subject = match holder {
            Holder::Hers => Some(true),
            Holder::Another => Some(false),
            Holder::Unsaid => None,
        };
        let issuer = sentences::issuer(&given.issuer, pinned.as_deref(), language);
        let status = if given.revoked { Some(false) } else { None };
        vec![
            finding(Check::Form, Some(true), sentences::form(given.form, language)),
            finding(Check::Signature, proof, sentences::proof(proven, language)),
            finding(Check::Issuer, pinned.is_some().then_some(true), issuer),
            finding(Check::Status, status, sentences::status(given.revoked, language)),
            finding(
                Check::Dates,
                Some(*in_time == InTime::Yes),
                sentences::dates(given, *in_time, *at, language),
            ),
            finding(Check::Subject, subject, sentences::subject(*holder, language)),
        ]
    }
}
