//! Which further micro-credentials reach a goal at the least cost.
//!
//! What is imagined is awarded today, after all that is held: every use takes the first of it that it has room for, so
//! one micro-credential more never takes away what others reach. The search decides one offer after the other, the
//! cheapest first, and goes on where a set can still turn out cheapest: [`Floor`] tells what each costs at least.
//! A set that reaches the goals is grown no further, and one that doesn't with all that is undecided is given up.

mod floor;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use jiff::civil::Date;

use super::{Answer, Decimal, Earner, Held, Policy, Settled, UseId};
use crate::Slug;
use floor::{Floor, Least};

/// The most work of one search.
const MOST_WORK: usize = 50_000;
/// The work of asking the policy about a set; looking at a set's floor is 1.
const ASKING: usize = 10;

/// What an earner wants to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// That a use is granted so many times.
    Granted(UseId, usize),
    /// So many hours of a use in the year of the check.
    Hours(UseId, Decimal),
}

/// Micro-credentials that reach every goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Which ones, the cheapest first; none of them could be left out.
    pub microcredentials: Vec<Slug>,
    /// Whether it is known that no others are cheaper. Otherwise there were too many to look at all of them.
    pub is_cheapest: bool,
}

impl Policy {
    /// The cheapest of the offered micro-credentials that reach every goal, awarded on the day of the check, beside
    /// what the earner holds and what is settled; of equally cheap sets the smallest. `None` when not even all of them do.
    ///
    /// `offers` has the cost of each, in any unit, such as hours. What she holds is not offered again. After a bounded
    /// search it is the best that was found, and says so.
    #[must_use]
    pub fn cheapest(
        &self,
        earner: &Earner<'_>,
        settled: &Settled,
        goals: &[Goal],
        offers: &BTreeMap<Slug, u32>,
    ) -> Option<Way> {
        let offers = self.wanted(earner.held, offers, earner.on);
        Search { policy: self, earner: *earner, settled, goals, offers }.way()
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
    earner: Earner<'a>,
    settled: &'a Settled,
    goals: &'a [Goal],
    offers: Vec<(u32, Slug)>,
}

/// A set of offers by their places, and from which one on nothing is decided. The first in order costs least at least;
/// of equals the one of which most is decided.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Branch {
    least: Least,
    undecided: Reverse<usize>,
    set: Vec<usize>,
    /// Whether it is known that the set alone doesn't reach the goals.
    is_short: bool,
}

impl Branch {
    /// The one with nothing in it, and nothing decided.
    fn first(floor: &Floor) -> Option<Self> {
        let least = floor.least(&[], 0)?;
        Some(Self { least, undecided: Reverse(0), set: Vec::new(), is_short: false })
    }
}

impl Search<'_> {
    fn way(&self) -> Option<Way> {
        let all: Vec<usize> = (0..self.offers.len()).collect();
        if !self.reaches(&all) {
            return None;
        }
        let (set, is_cheapest) = self.search(self.thinned(all));
        Some(Way { microcredentials: self.slugs(&set).collect(), is_cheapest })
    }

    /// What is left of a set that reaches the goals without what it reaches them without, the dearest first.
    fn thinned(&self, mut set: Vec<usize>) -> Vec<usize> {
        for place in (0..set.len()).rev() {
            let offer = set.remove(place);
            if !self.reaches(&set) {
                set.insert(place, offer);
            }
        }
        set
    }

    /// The cheapest set and that it is, or the cheapest that was found, which `known` is when nothing better is.
    fn search(&self, known: Vec<usize>) -> (Vec<usize>, bool) {
        let floor = Floor::of(self);
        let bar = Least { cost: floor.cost(&known), count: known.len() };
        let mut open: BinaryHeap<Reverse<Branch>> = Branch::first(&floor).map(Reverse).into_iter().collect();
        let mut work = 0;
        while let Some(Reverse(mut branch)) = open.pop() {
            if branch.least >= bar {
                break;
            }
            if work >= MOST_WORK {
                return (known, false);
            }
            work += 1;
            let is_loose = floor.is_over(&branch.set);
            if is_loose && !branch.is_short {
                work += ASKING;
                if self.reaches(&branch.set) {
                    return (branch.set, true);
                }
                branch.is_short = true;
            }
            let (with, without) = self.decide(&floor, branch);
            open.extend(with.into_iter().map(Reverse));
            let Some(without) = without else { continue };
            if is_loose {
                work += ASKING;
                if !self.reaches(&self.with_undecided(&without)) {
                    continue;
                }
            }
            open.push(Reverse(without));
        }
        (known, true)
    }

    /// The branch with and without its first undecided offer, where either can reach the goals.
    fn decide(&self, floor: &Floor, branch: Branch) -> (Option<Branch>, Option<Branch>) {
        let Reverse(next) = branch.undecided;
        if next == self.offers.len() {
            return (None, None);
        }
        let of = |set: Vec<usize>, is_short| {
            let least = floor.least(&set, next + 1)?;
            Some(Branch { least, undecided: Reverse(next + 1), set, is_short })
        };
        let with = branch.set.iter().copied().chain([next]).collect();
        (of(with, false), of(branch.set, branch.is_short))
    }

    fn with_undecided(&self, branch: &Branch) -> Vec<usize> {
        let Reverse(next) = branch.undecided;
        branch.set.iter().copied().chain(next..self.offers.len()).collect()
    }

    fn slugs(&self, set: &[usize]) -> impl Iterator<Item = Slug> {
        set.iter().map(|offer| self.offers[*offer].1.clone())
    }

    fn reaches(&self, set: &[usize]) -> bool {
        let Earner { facts, held, on } = self.earner;
        let imagined = self.slugs(set).map(|slug| Held::imagined(slug, on));
        let awards: Vec<Held> = held.iter().cloned().chain(imagined).collect();
        let answer = self.policy.check_beside(&Earner { facts, held: &awards, on }, self.settled);
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

    /// What it wants of the policy.
    #[must_use]
    pub const fn asked(&self) -> &UseId {
        match self {
            Self::Granted(id, _) | Self::Hours(id, _) => id,
        }
    }
}
