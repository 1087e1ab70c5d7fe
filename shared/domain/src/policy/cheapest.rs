//! Which further micro-credentials reach a goal at the least cost.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use jiff::civil::Date;

use super::{Answer, Decimal, Facts, Held, Policy, UseId};
use crate::Slug;

/// The most sets that are tried.
const MOST_WAYS: usize = 5_000;

/// What an earner wants to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// That a use is granted so many times.
    Granted(UseId, usize),
    /// So many hours of a use in the year of the check.
    Hours(UseId, Decimal),
}

/// There are more sets than can be tried; ask for fewer micro-credentials or goals at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("There are too many ways to reach this. Choose fewer micro-credentials, or fewer goals at once.")]
pub struct TooManyWays;

impl Policy {
    /// The cheapest of the offered micro-credentials that reach every goal, awarded on the day of the check, beside
    /// what the earner holds; of equally cheap sets the smallest. `None` when not even all of them do.
    ///
    /// `offers` has the cost of each, in any unit, such as hours. What she holds is not offered again.
    ///
    /// # Errors
    /// [`TooManyWays`].
    pub fn cheapest(
        &self,
        facts: &Facts,
        held: &[Held],
        goals: &[Goal],
        offers: &BTreeMap<Slug, u32>,
        on: Date,
    ) -> Result<Option<Vec<Slug>>, TooManyWays> {
        let search = Search { policy: self, facts, held, goals, offers: self.wanted(held, offers, on), on };
        search.cheapest()
    }

    /// What is offered and can count, in order of its cost.
    fn wanted(&self, held: &[Held], offers: &BTreeMap<Slug, u32>, on: Date) -> Vec<(u32, Slug)> {
        let is_held = |slug: &Slug| held.iter().any(|one| one.holds(slug, on));
        let is_listed = |slug: &Slug| self.lists.iter().any(|list| list.approves(slug, on));
        let wanted = offers.iter().filter(|(slug, _)| is_listed(slug) && !is_held(slug));
        let mut wanted: Vec<(u32, Slug)> = wanted.map(|(slug, cost)| (*cost, slug.clone())).collect();
        wanted.sort();
        wanted
    }
}

struct Search<'a> {
    policy: &'a Policy,
    facts: &'a Facts,
    held: &'a [Held],
    goals: &'a [Goal],
    offers: Vec<(u32, Slug)>,
    on: Date,
}

impl Search<'_> {
    /// Tries sets in order of their cost, so the first that reaches the goals is the cheapest. A set grows only by
    /// what comes after its last, so none is tried twice.
    fn cheapest(&self) -> Result<Option<Vec<Slug>>, TooManyWays> {
        let all: Vec<usize> = (0..self.offers.len()).collect();
        if !self.reaches(&all) {
            return Ok(None);
        }
        let mut tried = 0;
        let mut next = BinaryHeap::from([Reverse((0, 0, Vec::new()))]);
        while let Some(Reverse((cost, count, set))) = next.pop() {
            if self.reaches(&set) {
                return Ok(Some(self.slugs(&set).collect()));
            }
            tried += 1;
            if tried == MOST_WAYS {
                return Err(TooManyWays);
            }
            let after = set.last().map_or(0, |last| last + 1);
            for (more, (price, _)) in self.offers.iter().enumerate().skip(after) {
                let larger = set.iter().copied().chain([more]).collect();
                next.push(Reverse((cost + u64::from(*price), count + 1, larger)));
            }
        }
        Ok(None)
    }

    fn slugs(&self, set: &[usize]) -> impl Iterator<Item = Slug> {
        set.iter().map(|offer| self.offers[*offer].1.clone())
    }

    fn reaches(&self, set: &[usize]) -> bool {
        let imagined = self.slugs(set).map(|slug| Held::imagined(slug, self.on));
        let awards: Vec<Held> = self.held.iter().cloned().chain(imagined).collect();
        let answer = self.policy.check(self.facts, &awards, self.on);
        self.goals.iter().all(|goal| goal.is_reached(&answer))
    }
}

impl Goal {
    /// Whether an answer has what is wanted. A use that there isn't is never reached.
    #[must_use]
    pub fn is_reached(&self, answer: &Answer<'_>) -> bool {
        match self {
            Self::Granted(id, times) => answer.of(id).is_some_and(|answer| answer.times >= *times),
            Self::Hours(id, wanted) => answer.of(id).is_some_and(|one| {
                let years = one.hours();
                let now = years.iter().find(|(year, _)| year.first <= answer.on && answer.on <= year.last);
                now.is_some_and(|(_, hours)| hours >= wanted)
            }),
        }
    }
}
