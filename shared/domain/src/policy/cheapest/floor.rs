//! What reaching the goals costs at least, told without asking the policy.
//!
//! Whatever set reaches a goal has so many offers of each list that the goal's use takes from. And since the uses before
//! it take first, it also has what fills those that take the whole of such a list. From these numbers follows the least
//! cost of a set that is still being chosen. That it has them doesn't yet say that it reaches the goal: an earlier use
//! may take a part of a list only. The policy alone says that.

use super::{Goal, Search};
use crate::policy::{Answer, List, UseAnswer};

/// That a set has at least so many of some offers.
#[derive(Clone)]
struct Ask {
    /// Which ones, by their places.
    of: Vec<bool>,
    /// How many.
    n: usize,
}

/// What a set costs at least, and how many it has then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Least {
    pub(super) cost: u64,
    pub(super) count: usize,
}

/// What every set that reaches the goals has at least.
pub(super) struct Floor {
    costs: Vec<u64>,
    asks: Vec<Ask>,
}

impl Floor {
    pub(super) fn of(search: &Search<'_>) -> Self {
        let answer = search.policy.check_beside(&search.earner, search.settled);
        let asks = search.goals.iter().flat_map(|goal| Asking { search, answer: &answer, goal }.asks());
        let asks = asks.filter(|ask| ask.n > 0).collect();
        Self { costs: search.offers.iter().map(|(cost, _)| u64::from(*cost)).collect(), asks }
    }

    pub(super) fn cost(&self, set: &[usize]) -> u64 {
        set.iter().map(|offer| self.costs[*offer]).sum()
    }

    /// Whether the set has all that is asked for here, so that it may reach the goals.
    pub(super) fn is_over(&self, set: &[usize]) -> bool {
        self.asks.iter().all(|ask| ask.missing(set) == 0)
    }

    /// What the set costs at least once it reaches the goals by offers from `next` on; `None` when it can't. Offers stand
    /// in order of their cost, so the cheapest of some are the first.
    pub(super) fn least(&self, set: &[usize], next: usize) -> Option<Least> {
        let mut missing: Vec<(Least, &Ask)> = Vec::new();
        for ask in &self.asks {
            let count = ask.missing(set);
            if count == 0 {
                continue;
            }
            let open = (next..self.costs.len()).filter(|offer| ask.of[*offer]);
            let cheapest: Vec<u64> = open.take(count).map(|offer| self.costs[offer]).collect();
            if cheapest.len() < count {
                return None;
            }
            missing.push((Least { cost: cheapest.iter().sum(), count }, ask));
        }
        missing.sort_by_key(|(least, _)| std::cmp::Reverse(*least));
        let mut apart: Vec<&Ask> = Vec::new();
        let mut least = Least { cost: self.cost(set), count: set.len() };
        for (more, ask) in missing {
            if apart.iter().all(|other| !ask.shares(other)) {
                apart.push(ask);
                least = Least { cost: least.cost + more.cost, count: least.count + more.count };
            }
        }
        Some(least)
    }
}

impl Ask {
    fn missing(&self, set: &[usize]) -> usize {
        self.n.saturating_sub(set.iter().filter(|offer| self.of[**offer]).count())
    }

    fn shares(&self, other: &Self) -> bool {
        self.of.iter().zip(&other.of).any(|(here, there)| *here && *there)
    }

    fn has_all_of(&self, other: &Self) -> bool {
        other.of.iter().zip(&self.of).all(|(other, here)| *here || !*other)
    }

    fn and(mut self, other: &Self) -> Self {
        self.of.iter_mut().zip(&other.of).for_each(|(here, there)| *here |= *there);
        Self { of: self.of, n: self.n.saturating_add(other.n) }
    }
}

/// What one goal asks for beside what is held.
struct Asking<'a> {
    search: &'a Search<'a>,
    answer: &'a Answer<'a>,
    goal: &'a Goal,
}

impl Asking<'_> {
    fn asks(&self) -> Vec<Ask> {
        let Some(one) = self.answer.of(self.goal.asked()) else { return Vec::new() };
        let needs = (0..one.needs.len()).map(|number| self.needed(one, number));
        let needs: Vec<Ask> = needs.filter(|ask| ask.n > 0).collect();
        let before = self.before(one);
        let with_before = |need: Ask| {
            let full = before.iter().filter_map(|group| fills(group, std::slice::from_ref(&need)));
            full.fold(need.clone(), |all, taken| all.and(taken))
        };
        let together = needs.iter().cloned().reduce(|all, need| all.and(&need)).map(|all| {
            let full = before.iter().filter_map(|group| fills(group, &needs));
            full.fold(all, |all, taken| all.and(taken))
        });
        let each: Vec<Ask> = needs.iter().cloned().map(with_before).collect();
        needs.into_iter().chain(each).chain(together).collect()
    }

    /// How many of a need's list are missing.
    fn needed(&self, one: &UseAnswer<'_>, number: usize) -> Ask {
        let needed = &one.needs[number];
        let n = match self.goal {
            Goal::Granted(_, times) => {
                times.saturating_mul(usize::from(needed.asked.n)).saturating_sub(needed.counted.len())
            }
            Goal::Hours(_, wanted) => {
                let fewest = one.asked.grants.hours().map_or(0, |hours| wanted.fewest(hours.each));
                fewest.saturating_sub(self.of_this_year(one, number))
            }
        };
        self.ask(needed.list, n)
    }

    /// What each group of uses that takes before this one's has room for today, by the lists that it takes from.
    fn before(&self, one: &UseAnswer<'_>) -> Vec<Vec<Ask>> {
        let policy = self.search.policy;
        let groups = policy.groups();
        let is_of = |place: &usize| policy.uses[*place].id == one.asked.id;
        let earlier = groups.iter().take_while(|group| !group.iter().any(is_of));
        let rooms = |place: &usize| {
            let other = &self.answer.uses[*place];
            let numbers = if other.is_eligible() { 0..other.needs.len() } else { 0..0 };
            numbers.map(|number| self.ask(other.needs[number].list, self.room(other, number)))
        };
        earlier.map(|group| group.iter().flat_map(rooms).collect()).collect()
    }

    /// How many more awards of today a need can take.
    fn room(&self, one: &UseAnswer<'_>, number: usize) -> usize {
        let needed = &one.needs[number];
        let most = one.asked.most().saturating_mul(usize::from(needed.asked.n));
        let ever = most.saturating_sub(needed.counted.len());
        let of_a_year = one.asked.most_of_a_year(needed.asked);
        let now = of_a_year.map(|most| most.saturating_sub(self.of_this_year(one, number)));
        now.map_or(ever, |now| now.min(ever))
    }

    /// How many awards of today's year count for a need.
    fn of_this_year(&self, one: &UseAnswer<'_>, number: usize) -> usize {
        let (needed, on) = (&one.needs[number], self.search.earner.on);
        let is_now = |year: crate::policy::Year| year.first <= on && on <= year.last;
        needed.counted.iter().filter(|counted| counted.year.is_some_and(is_now)).count()
    }

    fn ask(&self, list: &List, n: usize) -> Ask {
        let on = self.search.earner.on;
        Ask { of: self.search.offers.iter().map(|(_, slug)| list.approves(slug, on)).collect(), n }
    }
}

/// What a group takes before anything of these needs reaches their use: what fills the largest of its needs that take all of
/// one of them.
fn fills<'a>(group: &'a [Ask], needs: &[Ask]) -> Option<&'a Ask> {
    let whole = |taken: &&Ask| taken.n > 0 && needs.iter().any(|need| taken.has_all_of(need));
    group.iter().filter(whole).max_by_key(|taken| taken.n)
}
