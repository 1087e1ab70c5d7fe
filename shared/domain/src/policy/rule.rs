//! The rules of a policy: which awards count, how many of them, and for what.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Condition, Decimal, Facts, ListId, TermId, UseId, YearKind};
use crate::Slug;

/// Micro-credentials that are approved for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct List {
    /// Names it within the policy.
    pub id: ListId,
    /// Its name for people.
    pub title: String,
    /// What is on it.
    pub microcredentials: Vec<Listed>,
}

/// A micro-credential on a list, from one day to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Listed {
    /// Which one.
    pub id: Slug,
    /// The first day of an award that counts, unless any of the policy's does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day of an award that counts, unless any of the policy's does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// What awards are counted for, once or several times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Use {
    /// Names it within the policy.
    pub id: UseId,
    /// Its name for people.
    pub title: String,
    /// What must be on record about the earner; without it, nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible: Option<Condition>,
    /// The awards that are needed, all of them.
    pub awards: Vec<Need>,
    /// What the earner gets.
    pub grants: Grant,
    /// How often at most, over all years. Without it: hours as often as there are awards, everything else once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u16>,
}

/// A number of awards from one list, for different micro-credentials. Hours are for different ones of each year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Need {
    /// How many.
    pub n: u16,
    /// The list on which they were when they were awarded.
    pub from: ListId,
    /// How many count of one year's awards, unless any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Cap>,
}

/// The most awards of one year that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cap {
    /// How many.
    pub awards: u16,
    /// Of which kind of year.
    pub per: YearKind,
}

/// What the earner gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Grant {
    /// A step towards a licence.
    Licensure(Licensure),
    /// It stands for an exam that was passed.
    Exam(TermId),
    /// Hours in a yearly ledger, for each award.
    Hours(Hours),
    /// So many steps on a salary schedule.
    SalarySteps(u16),
    /// Money, once for each time.
    Stipend(Money),
    /// A title.
    Designation(TermId),
}

/// A licence and how one comes to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Licensure {
    /// Which licence.
    pub licence: TermId,
    /// What happens with it.
    pub by: LicenceCase,
}

/// What happens with a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LicenceCase {
    /// It is given for the first time.
    Initial,
    /// It is renewed.
    Renewal,
    /// It is given because another state's is recognised.
    Reciprocity,
}

/// Hours that are counted by the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hours {
    /// Of what.
    pub of: TermId,
    /// How many for each award.
    pub each: Decimal,
    /// In which kind of year.
    pub per: YearKind,
    /// The most of one year, unless any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Decimal>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Money {
    /// How much.
    pub amount: Decimal,
    /// Three letters (ISO 4217), such as `USD`.
    pub currency: String,
}

impl List {
    /// Whether an award of that day for `microcredential` is on the list.
    #[must_use]
    pub fn approves(&self, microcredential: &Slug, awarded: Date) -> bool {
        self.microcredentials.iter().any(|listed| listed.id == *microcredential && listed.covers(awarded))
    }

    /// Whether `microcredential` is on the list on any day.
    #[must_use]
    pub fn names(&self, microcredential: &Slug) -> bool {
        self.microcredentials.iter().any(|listed| listed.id == *microcredential)
    }
}

impl Listed {
    /// Whether it is on the list on that day.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        self.from.is_none_or(|first| first <= date) && self.until.is_none_or(|last| date <= last)
    }

    /// Whether there is a day on which both are on their lists.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let begins_by = |first: Option<Date>, last: Option<Date>| match (first, last) {
            (Some(first), Some(last)) => first <= last,
            (Some(_) | None, None) | (None, Some(_)) => true,
        };
        begins_by(self.from, other.until) && begins_by(other.from, self.until)
    }
}

impl Use {
    /// Whether it is for whoever has these facts on record, on that day.
    #[must_use]
    pub fn is_open_to(&self, facts: &Facts, on: Date) -> bool {
        self.eligible.as_ref().is_none_or(|eligible| eligible.check(facts, on).met)
    }

    /// How often it can be granted at most.
    pub(crate) fn most(&self) -> usize {
        let unless_said = if self.grants.hours().is_some() { usize::MAX } else { 1 };
        self.times.map_or(unless_said, usize::from)
    }

    /// The years by which awards are counted for `need`, where years matter.
    pub(super) fn years(&self, need: &Need) -> Option<YearKind> {
        self.grants.hours().map(|hours| hours.per).or(need.cap.map(|cap| cap.per))
    }

    /// How many of one year's awards count for `need` at most. Of hours, as many as fill the year.
    pub(super) fn most_of_a_year(&self, need: &Need) -> Option<usize> {
        match self.grants.hours() {
            Some(hours) => hours.most.map(|most| most.fewest(hours.each)),
            None => need.cap.map(|cap| usize::from(cap.awards)),
        }
    }
}

impl Grant {
    /// The hours that it is about, if it is.
    #[must_use]
    pub const fn hours(&self) -> Option<&Hours> {
        match self {
            Self::Hours(hours) => Some(hours),
            Self::Licensure(_)
            | Self::Exam(_)
            | Self::SalarySteps(_)
            | Self::Stipend(_)
            | Self::Designation(_) => None,
        }
    }
}

impl Hours {
    /// What so many awards of one year come to.
    #[must_use]
    pub fn for_awards(&self, count: usize) -> Decimal {
        let sum = self.each.times(count);
        self.most.map_or(sum, |most| sum.min(most))
    }
}
