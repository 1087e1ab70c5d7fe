//! Recognitions: what a recognizer counts an earner's awards for, claimed by itself and then decided.
//!
//! [`Recognitions`] holds all claims of one earner by one policy, and is changed as a whole: two of its claims can never
//! take the same award behind each other's back. [`Recognitions::look`] brings it to what the policy says now; the
//! recognizer's staff takes a [`Step`]; the earner answers what she is asked.

mod deciding;
mod ledger;
mod looking;
mod sheet;
mod standing;
#[cfg(test)]
mod tests;
mod trace;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    AwardId, OrganisationId, PersonId, Slug,
    policy::{Facts, Held, Kept, NotOurs, Policy, Settled, Sources, Use, UseId, Year},
};

pub use deciding::Step;
pub use ledger::LedgerYear;
pub use looking::Looked;
pub use sheet::{Line, Sheet};
pub use standing::Standing;

/// All claims of one earner by one policy, in whichever versions of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recognitions {
    /// Whose awards.
    pub earner: PersonId,
    /// Who counts them.
    pub recognizer: OrganisationId,
    /// By which policy.
    pub policy: Slug,
    /// Counts the changes.
    pub version: u64,
    /// The claims, in the order in which they arose.
    pub claims: Vec<Recognition>,
}

/// One claim: that awards met a use of the policy once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recognition {
    /// Counts the claims from 1.
    pub number: u32,
    /// The version of the policy by which it arose, and by which it is judged for good.
    pub edition: u32,
    /// Which use.
    #[serde(rename = "use")]
    pub asked: UseId,
    /// In which year its hours count, for hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Year>,
    /// How many awards it takes for each need of the use.
    pub wants: Vec<u16>,
    /// The awards that it is counted for.
    pub awards: Vec<CountedAward>,
    /// Those that it was counted for until they were revoked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<CountedAward>,
    /// The day whose facts decide: that on which it arose, or was reopened.
    pub on: Date,
    /// When it arose.
    pub claimed: Timestamp,
    /// Where it is.
    pub state: State,
    /// What was asked and answered, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Said>,
}

/// An award that is counted for a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CountedAward {
    /// Which award.
    pub award: AwardId,
    /// For which micro-credential.
    pub microcredential: Slug,
    /// The day of its decision.
    pub awarded: Date,
    /// For which need of the use, by its place among them.
    pub need: usize,
    /// Whose it is, for a badge of another issuer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_ours: Option<NotOurs>,
}

/// Where a claim is.
#[expect(clippy::large_enum_variant, reason = "few are held at once, and each is read and written whole")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum State {
    /// It waits for the recognizer.
    Claimed {
        /// Since when.
        since: Timestamp,
    },
    /// It waits for the earner's answer to the last thing that was said.
    Questioned {
        /// Since when.
        since: Timestamp,
    },
    /// The recognizer grants what it claims.
    Accepted(Decided),
    /// The recognizer doesn't, or doesn't any more.
    Declined {
        /// Who said so, and when.
        #[serde(flatten)]
        decided: Decided,
        /// Why.
        reason: String,
        /// Who had accepted it before, if anybody had.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accepted: Option<Decided>,
    },
    /// It was accepted, and waits for the recognizer again.
    Reopened {
        /// Since when.
        since: Timestamp,
        /// Who had accepted it.
        accepted: Decided,
    },
    /// It is over without a decision that stands: an award was revoked, what made it possible is on record no more, or
    /// who had declined it took that back.
    Lapsed {
        /// When.
        at: Timestamp,
    },
}

/// A decision, with what was on record when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What was on record about the earner.
    pub facts: Facts,
    /// From where.
    #[serde(default, skip_serializing_if = "Sources::is_empty")]
    pub sources: Sources,
}

/// Something that was asked or answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// By whom: the earner answers, everybody else asks.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
}

/// What an earner is told of her claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum News {
    /// Her awards were claimed for something.
    Claimed,
    /// The recognizer asks something.
    Questioned {
        /// What.
        question: String,
    },
    /// The recognizer grants it.
    Accepted,
    /// The recognizer doesn't.
    Declined {
        /// Why.
        reason: String,
    },
    /// An award was revoked that something accepted had been counted for.
    Reopened,
    /// An award was revoked before anybody decided.
    Lapsed,
    /// What made a claim possible was taken from the record before anybody decided.
    OnRecordNoMore,
    /// The recognizer takes a decision back and looks again.
    LookedAtAgain,
}

impl CountedAward {
    /// Whether the award is held on that day as what it is counted as, and not revoked.
    fn holds(&self, held: &[Held], on: Date) -> bool {
        let is_it =
            |held: &&Held| held.award == Some(self.award) && held.microcredential == self.microcredential;
        held.iter().filter(is_it).any(|held| held.awarded == self.awarded && !held.is_revoked(on))
    }
}

impl Recognition {
    /// Whether it takes its awards: it is claimed or granted, and not over.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        match self.state {
            State::Claimed { .. }
            | State::Questioned { .. }
            | State::Accepted(_)
            | State::Reopened { .. } => true,
            State::Declined { .. } | State::Lapsed { .. } => false,
        }
    }

    /// Whether it has all the awards that it takes.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.awards.len() == self.wants.iter().copied().map(usize::from).sum::<usize>()
    }

    /// What it claims, in its version of the policy.
    #[must_use]
    pub fn asked_of<'a>(&self, policy: &'a Policy) -> Option<&'a Use> {
        policy.uses.iter().find(|asked| asked.id == self.asked)
    }

    fn kept(&self) -> impl Iterator<Item = Kept> {
        let kept = |one: &CountedAward| Kept { asked: self.asked.clone(), need: one.need, award: one.award };
        self.awards.iter().map(kept)
    }
}

impl Recognitions {
    /// The claim of that number.
    #[must_use]
    pub fn claim(&self, number: u32) -> Option<&Recognition> {
        self.claims.iter().find(|claim| claim.number == number)
    }

    /// Whether any claim names that award, whatever became of it.
    #[must_use]
    pub fn counts(&self, held: &Held) -> bool {
        self.claims.iter().flat_map(|claim| &claim.awards).any(|counted| Some(counted.award) == held.award)
    }
}

/// What is settled by these claims, before a policy counts what is left.
#[must_use]
pub fn settled<'a>(claims: impl IntoIterator<Item = &'a Recognition>) -> Settled {
    let mut settled = Settled::default();
    for claim in claims {
        match claim.state {
            State::Declined { .. } => {
                settled.declined.extend(claim.awards.iter().map(|one| (claim.asked.clone(), one.award)));
            }
            State::Claimed { .. }
            | State::Questioned { .. }
            | State::Accepted(_)
            | State::Reopened { .. } => {
                settled.kept.extend(claim.kept());
            }
            State::Lapsed { .. } => {}
        }
    }
    settled
}
