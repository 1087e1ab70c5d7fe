//! Which award is counted for which use.
//!
//! Uses are filled in the order in which they are written, each from the oldest awards that may count for it, also
//! while it isn't complete: an award held for a use is not given to a later one. Uses that share awards are filled
//! together, at the place of the first of them. For each need that is the greedy choice under limits that nest, so one
//! award more displaces at most one other, and that one is free for the uses after it: nothing that was
//! granted is lost (docs/adr/0030).
//!
//! What is counted already stays where it is ([`Settled`]), whatever order awards came in: it takes its place before
//! any use is filled.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Answer, Aside, Counted, Earner, Held, Need, Needed, Policy, Settled, Use, UseAnswer, UseId, WhyNot, Year,
};
use crate::{AwardId, Slug};

/// What an earner's awards count for, beside what is settled.
pub(super) fn check<'a>(policy: &'a Policy, earner: &Earner<'a>, settled: &Settled) -> Answer<'a> {
    let awards = in_order(earner.held, earner.on);
    let (elsewhere, kept_elsewhere) = (BTreeMap::new(), BTreeMap::new());
    let mut counting = Counting { policy, earner: *earner, awards, elsewhere, kept_elsewhere, settled };
    let mut answers: Vec<(usize, UseAnswer<'a>)> = Vec::new();
    for group in policy.groups() {
        counting.kept_elsewhere = counting.kept_outside(&group);
        let answered: Vec<(usize, UseAnswer<'a>)> =
            group.into_iter().map(|place| (place, counting.answer(&policy.uses[place]))).collect();
        for (_, answer) in &answered {
            let places = answer.counted().map(|counted| (counted.place, answer.asked));
            counting.elsewhere.extend(places);
        }
        answers.extend(answered);
    }
    answers.sort_by_key(|(place, _)| *place);
    Answer { policy, on: earner.on, uses: answers.into_iter().map(|(_, answer)| answer).collect() }
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

impl Policy {
    /// The places of uses that share awards, in the order of their first, which is that in which they take awards.
    pub(super) fn groups(&self) -> Vec<Vec<usize>> {
        let shared = |asked: &Use| self.double_counting.iter().position(|group| group.contains(&asked.id));
        let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
        for (place, group) in self.uses.iter().map(shared).enumerate() {
            match groups.iter_mut().find(|(known, _)| group.is_some() && *known == group) {
                Some((_, places)) => places.push(place),
                None => groups.push((group, vec![place])),
            }
        }
        groups.into_iter().map(|(_, places)| places).collect()
    }
}

struct Counting<'a, 's> {
    policy: &'a Policy,
    earner: Earner<'a>,
    awards: Vec<&'a Held>,
    /// What the uses before this group took.
    elsewhere: BTreeMap<usize, &'a Use>,
    /// What is settled for uses outside this group: for which one, unless it is in the policy no more.
    kept_elsewhere: BTreeMap<usize, Option<&'a Use>>,
    settled: &'s Settled,
}

impl<'a> Counting<'a, '_> {
    fn kept_outside(&self, group: &[usize]) -> BTreeMap<usize, Option<&'a Use>> {
        let outside = self.settled.kept.iter().filter_map(|kept| {
            let asked = self.policy.uses.iter().position(|asked| asked.id == kept.asked);
            let is_outside = asked.is_none_or(|place| !group.contains(&place));
            let place = self.awards.iter().position(|award| award.award == Some(kept.award))?;
            is_outside.then(|| (place, asked.map(|place| &self.policy.uses[place])))
        });
        outside.collect()
    }

    fn answer(&self, asked: &'a Use) -> UseAnswer<'a> {
        let Earner { facts, on, .. } = self.earner;
        let eligible = asked.eligible.as_ref().map(|condition| condition.check(facts, on));
        let needs = (0..asked.awards.len()).map(|number| self.needed(asked, number));
        let needs: Vec<Needed<'a>> = needs.collect();
        let complete = needs.iter().map(|needed| needed.counted.len() / usize::from(needed.asked.n)).min();
        let may = eligible.as_ref().is_none_or(|eligible| eligible.met);
        let times = if may { complete.unwrap_or_default().min(asked.most()) } else { 0 };
        UseAnswer { asked, eligible, needs, times }
    }

    fn needed(&self, asked: &'a Use, number: usize) -> Needed<'a> {
        let need = &asked.awards[number];
        let list = self.policy.list(&need.from);
        let mut needed =
            Needed { asked: need, list, counted: Vec::new(), asides: Vec::new(), open: Vec::new() };
        for (place, award) in self.kept_for(asked, number) {
            needed.counted.push(Counted { award, year: self.year(asked, need, award.awarded), place });
        }
        let kept = needed.counted.len();
        let awards = self.awards.iter().copied().enumerate();
        let named = awards.filter(|(_, award)| list.names(&award.microcredential));
        for (place, award) in named {
            if needed.counted[..kept].iter().any(|counted| counted.place == place) {
                continue;
            }
            match self.why_not(asked, &needed, place, award) {
                Some(why) => needed.asides.push(Aside { award, why }),
                None => {
                    let year = self.year(asked, need, award.awarded);
                    needed.counted.push(Counted { award, year, place });
                }
            }
        }
        needed.counted.sort_by_key(|counted| counted.place);
        needed.open = self.open(asked, &needed);
        needed
    }

    /// What is settled for the need of that number, and holds.
    fn kept_for(&self, asked: &Use, number: usize) -> Vec<(usize, &'a Held)> {
        let is_kept = |award: &Held| {
            let mut kept = self.settled.kept.iter();
            kept.any(|kept| (&kept.asked, kept.need, Some(kept.award)) == (&asked.id, number, award.award))
                && !award.is_revoked(self.earner.on)
        };
        self.awards.iter().copied().enumerate().filter(|(_, award)| is_kept(award)).collect()
    }

    /// Why the award can't be counted beside those that are.
    fn why_not(
        &self,
        asked: &'a Use,
        needed: &Needed<'a>,
        place: usize,
        award: &'a Held,
    ) -> Option<WhyNot<'a>> {
        if let Some(revoked) = award.revoked.filter(|_| award.is_revoked(self.earner.on)) {
            return Some(WhyNot::Revoked(revoked));
        }
        if let Some(other) = self.elsewhere.get(&place) {
            return Some(WhyNot::CountedFor(other));
        }
        if let Some(other) = self.kept_elsewhere.get(&place) {
            return Some(other.map_or(WhyNot::CountedBefore, WhyNot::CountedFor));
        }
        let is_of = |id: &UseId, of: AwardId| *id == asked.id && award.award == Some(of);
        if self.settled.kept.iter().any(|kept| is_of(&kept.asked, kept.award)) {
            return Some(WhyNot::CountedFor(asked));
        }
        if self.settled.declined.iter().any(|(id, declined)| is_of(id, *declined)) {
            return Some(WhyNot::Declined);
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
        open.retain(|one| !self.awards.iter().any(|award| award.holds(one, self.earner.on)));
        open.retain(|one| self.why_no_more(asked, needed, one, self.earner.on).is_none());
        let mut known = BTreeSet::new();
        open.retain(|one| known.insert(*one));
        open
    }
}
