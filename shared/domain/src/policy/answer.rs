//! What a check answers: for each use what is granted, and by which awards.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Decimal, Held, List, Met, Need, Policy, Use, UseId, Year};
use crate::Slug;

/// What awards count for on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'a> {
    /// By which rules.
    pub policy: &'a Policy,
    /// On which day.
    pub on: Date,
    /// One for each use of the policy, in its order.
    pub uses: Vec<UseAnswer<'a>>,
}

/// What awards come to for one use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseAnswer<'a> {
    /// Which use.
    pub asked: &'a Use,
    /// Whether the earner is eligible, where the use asks for that.
    pub eligible: Option<Met<'a>>,
    /// What became of each need, in order.
    pub needs: Vec<Needed<'a>>,
    /// How often it is granted; 0 while something is missing.
    pub times: usize,
}

/// What became of one need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed<'a> {
    /// What was needed.
    pub asked: &'a Need,
    /// From which list.
    pub list: &'a List,
    /// What counts for it, or would if the earner were eligible; the oldest first.
    pub counted: Vec<Counted<'a>>,
    /// Awards from the list that don't count for it.
    pub asides: Vec<Aside<'a>>,
    /// The micro-credentials that the earner doesn't hold and that would count for it if they were awarded on the day
    /// of the check.
    pub open: Vec<&'a Slug>,
}

/// An award that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted<'a> {
    /// Which one.
    pub award: &'a Held,
    /// In which year, where that matters.
    pub year: Option<Year>,
    /// Its place among the awards, the oldest first.
    pub(super) place: usize,
}

/// An award that doesn't count, though its micro-credential is on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aside<'a> {
    /// Which one.
    pub award: &'a Held,
    /// Why not.
    pub why: WhyNot<'a>,
}

/// Why an award doesn't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot<'a> {
    /// It was revoked on that day.
    Revoked(Date),
    /// It wasn't approved on the day of the award.
    NotApproved,
    /// It counts for another use, with which this one shares no awards.
    CountedFor(&'a Use),
    /// It is counted for something that is in the policy no more.
    CountedBefore,
    /// The recognizer declined it for this use.
    Declined,
    /// Another award for the same micro-credential counts.
    SameMicrocredential,
    /// As many count as ever can.
    Enough,
    /// As many of that year count as can.
    YearFull(Year),
}

impl Answer<'_> {
    /// What became of the use of that name.
    #[must_use]
    pub fn of(&self, id: &UseId) -> Option<&UseAnswer<'_>> {
        self.uses.iter().find(|answer| answer.asked.id == *id)
    }
}

impl<'a> UseAnswer<'a> {
    /// Whether the earner is eligible.
    #[must_use]
    pub fn is_eligible(&self) -> bool {
        self.eligible.as_ref().is_none_or(|eligible| eligible.met)
    }

    /// Whether it is granted.
    #[must_use]
    pub const fn is_granted(&self) -> bool {
        self.times > 0
    }

    /// The awards that count, and for no other use without being shared. None while the earner isn't eligible.
    pub fn counted(&self) -> impl Iterator<Item = &Counted<'a>> {
        let needs = if self.is_eligible() { &self.needs[..] } else { &[] };
        needs.iter().flat_map(|needed| &needed.counted)
    }

    /// The hours of each year; none for a use that grants no hours.
    #[must_use]
    pub fn hours(&self) -> BTreeMap<Year, Decimal> {
        let Some(hours) = self.asked.grants.hours() else { return BTreeMap::new() };
        let mut awards: BTreeMap<Year, usize> = BTreeMap::new();
        for year in self.counted().filter_map(|counted| counted.year) {
            *awards.entry(year).or_default() += 1;
        }
        awards.into_iter().map(|(year, count)| (year, hours.for_awards(count))).collect()
    }
}

impl Needed<'_> {
    /// Whether enough awards count.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.missing() == 0
    }

    /// How many awards are missing.
    #[must_use]
    pub fn missing(&self) -> usize {
        usize::from(self.asked.n).saturating_sub(self.counted.len())
    }
}
