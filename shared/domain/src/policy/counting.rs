//! Which award is counted for which use.
//!
//! Uses are filled in the order in which they are written, each from the oldest awards that may count for it, also
//! while it isn't complete: an award held for a use is not given to a later one. Uses that share awards are filled
//! together, at the place of the first of them. For each need that is the greedy choice under limits that nest, so one
//! award more displaces at most one other, and that one is free for the uses after it: nothing that was
//! granted is lost (docs/adr/0030).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Answer, Aside, Counted, Facts, Held, Need, Needed, Policy, Use, UseAnswer, WhyNot, Year};
use crate::Slug;

/// What `awards` count for on a day.
pub(super) fn check<'a>(policy: &'a Policy, facts: &'a Facts, awards: &'a [Held], on: Date) -> Answer<'a> {
    let mut counting =
        Counting { policy, facts, awards: in_order(awards, on), elsewhere: BTreeMap::new(), on };
    let mut answers: Vec<(usize, UseAnswer<'a>)> = Vec::new();
    for group in groups(policy) {
        let answered: Vec<(usize, UseAnswer<'a>)> =
            group.into_iter().map(|place| (place, counting.answer(&policy.uses[place]))).collect();
        for (_, answer) in &answered {
            let places = answer.counted().map(|counted| (counted.place, answer.asked));
            counting.elsewhere.extend(places);
        }
        answers.extend(answered);
    }
    answers.sort_by_key(|(place, _)| *place);
    Answer { policy, on, uses: answers.into_iter().map(|(_, answer)| answer).collect() }
}

/// The awards made by that day, the oldest first, each of them once.
fn in_order(awards: &[Held], on: Date) -> Vec<&Held> {
    let mut made: Vec<&Held> = awards.iter().filter(|held| held.awarded <= on).collect();
    made.sort_by_key(|held| {
        (held.awarded, held.award.is_none(), held.award, &held.microcredential, held.revoked)
    });
    let mut known = BTreeSet::new();
    made.retain(|held| held.award.is_none_or(|award| known.insert(award)));
    made.dedup();
    made
}

/// The places of uses that share awards, in the order of their first.
fn groups(policy: &Policy) -> Vec<Vec<usize>> {
    let shared = |asked: &Use| policy.double_counting.iter().position(|group| group.contains(&asked.id));
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (place, group) in policy.uses.iter().map(shared).enumerate() {
        match groups.iter_mut().find(|(known, _)| group.is_some() && *known == group) {
            Some((_, places)) => places.push(place),
            None => groups.push((group, vec![place])),
        }
    }
    groups.into_iter().map(|(_, places)| places).collect()
}

struct Counting<'a> {
    policy: &'a Policy,
    facts: &'a Facts,
    awards: Vec<&'a Held>,
    /// What the uses before this group took.
    elsewhere: BTreeMap<usize, &'a Use>,
    on: Date,
}

impl<'a> Counting<'a> {
    fn answer(&self, asked: &'a Use) -> UseAnswer<'a> {
        let eligible = asked.eligible.as_ref().map(|condition| condition.check(self.facts, self.on));
        let needs: Vec<Needed<'a>> = asked.awards.iter().map(|need| self.needed(asked, need)).collect();
        let complete = needs.iter().map(|needed| needed.counted.len() / usize::from(needed.asked.n)).min();
        let may = eligible.as_ref().is_none_or(|eligible| eligible.met);
        let times = if may { complete.unwrap_or_default().min(asked.most()) } else { 0 };
        UseAnswer { asked, eligible, needs, times }
    }

    fn needed(&self, asked: &'a Use, need: &'a Need) -> Needed<'a> {
        let list = self.policy.list(&need.from);
        let mut needed =
            Needed { asked: need, list, counted: Vec::new(), asides: Vec::new(), open: Vec::new() };
        let named =
            self.awards.iter().copied().enumerate().filter(|(_, award)| list.names(&award.microcredential));
        for (place, award) in named {
            match self.why_not(asked, &needed, place, award) {
                Some(why) => needed.asides.push(Aside { award, why }),
                None => {
                    let year = self.year(asked, need, award.awarded);
                    needed.counted.push(Counted { award, year, place });
                }
            }
        }
        needed.open = self.open(asked, &needed);
        needed
    }

    /// Why the award can't be counted beside those that are.
    fn why_not(
        &self,
        asked: &'a Use,
        needed: &Needed<'a>,
        place: usize,
        award: &'a Held,
    ) -> Option<WhyNot<'a>> {
        if let Some(revoked) = award.revoked.filter(|revoked| *revoked <= self.on) {
            return Some(WhyNot::Revoked(revoked));
        }
        if let Some(other) = self.elsewhere.get(&place) {
            return Some(WhyNot::CountedFor(other));
        }
        self.why_no_more(asked, needed, &award.microcredential, award.awarded)
    }

    /// Why an award of that day could not be counted beside those that are.
    fn why_no_more(
        &self,
        asked: &Use,
        needed: &Needed<'a>,
        microcredential: &Slug,
        awarded: Date,
    ) -> Option<WhyNot<'a>> {
        if !self.policy.is_valid_on(awarded) || !needed.list.approves(microcredential, awarded) {
            return Some(WhyNot::NotApproved);
        }
        let year = self.year(asked, needed.asked, awarded);
        let is_for_hours = asked.grants.hours().is_some();
        let mut alike =
            needed.counted.iter().filter(|counted| counted.award.microcredential == *microcredential);
        if alike.any(|counted| !is_for_hours || counted.year == year) {
            return Some(WhyNot::SameMicrocredential);
        }
        if needed.counted.len() >= asked.most().saturating_mul(usize::from(needed.asked.n)) {
            return Some(WhyNot::Enough);
        }
        let most = asked.most_of_a_year(needed.asked)?;
        let of_the_year = needed.counted.iter().filter(|counted| counted.year == year).count();
        if of_the_year < most { None } else { year.map(WhyNot::YearFull) }
    }

    /// The year in which an award of that day counts, where years matter.
    fn year(&self, asked: &Use, need: &Need, awarded: Date) -> Option<Year> {
        asked.years(need).map(|kind| kind.of(awarded, self.policy.valid_from))
    }

    fn open(&self, asked: &Use, needed: &Needed<'a>) -> Vec<&'a Slug> {
        let mut open: Vec<&'a Slug> = needed.list.microcredentials.iter().map(|listed| &listed.id).collect();
        open.retain(|one| !self.awards.iter().any(|award| award.holds(one, self.on)));
        open.retain(|one| self.why_no_more(asked, needed, one, self.on).is_none());
        let mut known = BTreeSet::new();
        open.retain(|one| known.insert(*one));
        open
    }
}
