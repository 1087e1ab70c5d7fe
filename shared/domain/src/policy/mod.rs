//! What awards count for: a recognizer's rules as data, and one answer for everybody who asks.
//!
//! A [`Content`] is what a recognizer wrote; a [`Policy`] is content that doesn't contradict itself, and the only
//! thing that is ever evaluated. [`Policy::check`] tells from recorded [`Facts`] and awards what is granted on a
//! day, and why: before an earner starts, when she is awarded, and at audit it is the same function.
//!
//! The language is closed: it can only name terms, lists and uses of its own document, and awards. It has no "not",
//! so that no fact and no award more takes away what was granted, as long as no cap says so.

mod answer;
mod cheapest;
mod condition;
mod counting;
mod decimal;
mod edition;
mod fact;
mod fact_table;
mod facts;
mod faults;
mod prospect;
mod register;
mod rule;
mod sentences;
mod settled;
mod shipped;
mod sources;
mod stated;
#[cfg(test)]
mod tests;
mod told;
mod vocabulary;
mod year;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    AwardId, OrganisationId, Slug,
    award::{self, Award},
    letter::Language,
    microcredential::local_id::LocalId,
    refusal::Faults,
};

pub use answer::{Answer, Aside, Counted, Needed, UseAnswer, WhyNot};
pub use cheapest::{Goal, Way};
pub use condition::{Condition, ExamAsked, Found, LicenceAsked, Met};
pub use decimal::{Decimal, NotADecimal};
pub use edition::PolicyEdition;
pub use fact::Fact;
pub use fact_table::{FactRow, FactTable, MOST_ROWS};
pub use facts::{CareerLevel, Employment, Exam, Facts, Fulfilled, Licence, Record};
pub use prospect::{Earner, Prospect};
pub use register::{Done, Import, Place, Recorded, Register, RegisterShard, Taken, shard_of};
pub use rule::{Cap, Grant, Hours, LicenceCase, Licensure, List, Listed, Money, Need, Use};
pub use settled::{Kept, Settled};
pub use shipped::shipped;
pub use sources::{Origin, Reader, Source, Sources};
pub use stated::StatedFacts;
pub use told::{Sentence, Telling, Told, YearHours};
pub use vocabulary::Vocabulary;
pub use year::{Year, YearKind};

/// What an id of a policy names.
pub mod kind {
    /// What an award is counted for.
    #[derive(Debug)]
    pub enum Use {}
    /// A list of micro-credentials.
    #[derive(Debug)]
    pub enum List {}
    /// A word for a fact.
    #[derive(Debug)]
    pub enum Term {}
}

/// Names a use within its policy.
pub type UseId = LocalId<kind::Use>;
/// Names a list within its policy.
pub type ListId = LocalId<kind::List>;
/// Names a kind of licence, an exam, an employer, a level or a requirement.
pub type TermId = LocalId<kind::Term>;

/// What a recognizer wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Content {
    /// The name of the policy in addresses.
    pub id: Slug,
    /// Its name for people.
    pub title: String,
    /// The language it is written in, as a BCP 47 tag such as `en`.
    pub language: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// The first day on which an award can be made that counts.
    pub valid_from: Date,
    /// The last such day, unless there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// What the words for facts mean. Every one that a condition names is here.
    #[serde(default)]
    pub terms: BTreeMap<TermId, String>,
    /// The micro-credentials that are approved, in lists.
    pub lists: Vec<List>,
    /// What awards count for, in the order in which they are filled.
    pub uses: Vec<Use>,
    /// Groups of uses among which one award may count for each; without a group it counts for one use only.
    #[serde(default)]
    pub double_counting: Vec<BTreeSet<UseId>>,
}

/// Rules that don't contradict themselves.
///
/// Reads like its [`Content`], which can't be changed in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Content", into = "Content")]
pub struct Policy(Content);

/// An award that its earner holds or held, or would hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Held {
    /// Which one; none for an award that is only imagined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award: Option<AwardId>,
    /// For which micro-credential.
    pub microcredential: Slug,
    /// The day of the decision, which decides what it counts for.
    pub awarded: Date,
    /// The day on which it was revoked, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Date>,
    /// Whose it is, for a badge of another issuer that a recognizer counts as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_ours: Option<NotOurs>,
}

/// That an award is a badge of another issuer, which one recognizer counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotOurs {
    /// Who counts it.
    pub recognizer: OrganisationId,
    /// Who issued it, in a name or an address.
    pub issuer: String,
}

impl From<&Award> for Held {
    /// The award by its days in UTC.
    fn from(award: &Award) -> Self {
        let day = |at: jiff::Timestamp| at.to_zoned(TimeZone::UTC).date();
        let revocation = award.standing().and_then(award::Standing::revocation);
        Self {
            award: Some(award.id),
            microcredential: award.microcredential.clone(),
            awarded: day(award.decided),
            revoked: revocation.map(|revocation| day(revocation.at)),
            not_ours: None,
        }
    }
}

impl Held {
    /// The award that an earner would hold if she earned `microcredential` on that day.
    #[must_use]
    pub const fn imagined(microcredential: Slug, awarded: Date) -> Self {
        Self { award: None, microcredential, awarded, revoked: None, not_ours: None }
    }

    /// Whether that recognizer counts it: it is ours, or it is the one that does.
    #[must_use]
    pub fn is_for(&self, recognizer: OrganisationId) -> bool {
        self.not_ours.as_ref().is_none_or(|not_ours| not_ours.recognizer == recognizer)
    }

    /// Whether it is revoked on that day.
    #[must_use]
    pub fn is_revoked(&self, on: Date) -> bool {
        self.revoked.is_some_and(|day| day <= on)
    }

    /// Whether it is an award for `microcredential` that isn't revoked on that day.
    fn holds(&self, microcredential: &Slug, on: Date) -> bool {
        self.microcredential == *microcredential && !self.is_revoked(on)
    }
}

impl Policy {
    /// The policy that was written, when every micro-credential that it lists is one that `is_known` knows, and what it
    /// asks for can come together.
    ///
    /// # Errors
    /// Every fault at once, with its place.
    pub fn read(content: Content, is_known: impl Fn(&Slug) -> bool) -> Result<Self, Faults> {
        let mut faults = faults::of(&content);
        faults.extend(faults::reach::of(&content));
        faults.extend(faults::unknown(&content, is_known));
        if faults.is_empty() { Ok(Self(content)) } else { Err(Faults(faults)) }
    }

    /// What `awards` count for on a day, and why. Their order makes no difference.
    #[must_use]
    pub fn check<'a>(&'a self, facts: &'a Facts, awards: &'a [Held], on: Date) -> Answer<'a> {
        self.check_beside(&Earner { facts, held: awards, on }, &Settled::default())
    }

    /// What an earner's awards count for beside what was counted already, and why.
    #[must_use]
    pub fn check_beside<'a>(&'a self, earner: &Earner<'a>, settled: &Settled) -> Answer<'a> {
        counting::check(self, earner, settled)
    }

    /// What a use of it grants, in words.
    #[must_use]
    pub fn says(&self, grant: &Grant, language: Language) -> String {
        let titles = BTreeMap::new();
        let telling = Telling { language, titles: &titles, origin: None };
        sentences::Words::of(self, &telling).grant(grant)
    }

    /// The policy as if whatever must be on record about the earner were.
    #[must_use]
    pub fn supposing_eligible(&self) -> Self {
        let mut content = self.0.clone();
        content.uses.iter_mut().for_each(|asked| asked.eligible = None);
        Self(content)
    }

    /// Whether an award of that day can count at all.
    fn is_valid_on(&self, date: Date) -> bool {
        self.valid_from <= date && self.valid_until.is_none_or(|last| date <= last)
    }

    fn list(&self, id: &ListId) -> &List {
        self.lists.iter().find(|list| list.id == *id).expect("the lists that a policy names are in it")
    }

    /// The name of a term, for people.
    #[must_use]
    pub fn term<'a>(&'a self, id: &'a TermId) -> &'a str {
        self.terms.get(id).map_or(id.as_str(), String::as_str)
    }
}

impl Content {
    /// Every micro-credential on any list.
    #[must_use]
    pub fn listed(&self) -> BTreeSet<&Slug> {
        self.lists.iter().flat_map(|list| &list.microcredentials).map(|listed| &listed.id).collect()
    }
}

impl TryFrom<Content> for Policy {
    type Error = Faults;

    /// A policy that was published. What is refused of new ones only ([`Self::read`]) may be in it, and grants nothing.
    fn try_from(content: Content) -> Result<Self, Faults> {
        let faults = faults::of(&content);
        if faults.is_empty() { Ok(Self(content)) } else { Err(Faults(faults)) }
    }
}

impl From<Policy> for Content {
    fn from(policy: Policy) -> Self {
        policy.0
    }
}

impl std::ops::Deref for Policy {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.0
    }
}
