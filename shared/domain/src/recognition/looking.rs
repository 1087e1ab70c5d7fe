//! What claims come to when awards came, were revoked, or other facts are on record.
//!
//! Whatever was counted stays where it is. A claim whose award was revoked takes another one in its place if there is
//! one; otherwise it lapses. One that was accepted waits for the recognizer again in either case. A claim that nobody has
//! decided lapses, too, when what made it possible on its day is on record no more. What is free then makes new claims.
//! Looking twice changes nothing, so it may be done late, and as often as one likes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{CountedAward, News, Recognition, Recognitions, State, settled};
use crate::{
    PersonId,
    policy::{Answer, Earner, Facts, Held, Kept, PolicyEdition, UseId, Year},
};

/// What a look changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The claims as they are now.
    pub recognitions: Recognitions,
    /// What the earner is told of it.
    pub news: BTreeSet<News>,
    /// Whether something waits for the recognizer now that didn't before.
    pub is_for_the_recognizer: bool,
}

/// Awards that may be counted and are not: by use and need, the oldest first.
type Free = BTreeMap<(UseId, usize), VecDeque<(CountedAward, Option<Year>)>>;

struct Look<'a> {
    edition: &'a PolicyEdition,
    earner: Earner<'a>,
    claims: Vec<Recognition>,
    news: BTreeSet<News>,
    now: Timestamp,
}

impl Recognitions {
    /// The claims of `earner` by the newest version of a policy, from those there were; `None` when nothing changes.
    #[must_use]
    pub fn look(
        before: Option<&Self>,
        earner: PersonId,
        edition: &PolicyEdition,
        (facts, held): (&Facts, &[Held]),
        now: Timestamp,
    ) -> Option<Looked> {
        let claims = before.map(|before| before.claims.clone()).unwrap_or_default();
        let on = day(now);
        let mut look =
            Look { edition, earner: Earner { facts, held, on }, claims, news: BTreeSet::new(), now };
        look.end_what_is_on_record_no_more();
        look.drop_what_was_revoked();
        while look.mend() {}
        look.claim();

        let known = before.map_or(&[][..], |before| before.claims.as_slice());
        if look.claims == known {
            return None;
        }
        let waits =
            |claims: &[Recognition]| claims.iter().filter(|claim| claim.waits_for_recognizer()).count();
        let recognitions = Self {
            earner,
            recognizer: edition.recognizer,
            policy: edition.policy.id.clone(),
            version: before.map_or(0, |before| before.version) + 1,
            claims: look.claims,
        };
        let is_for_the_recognizer = waits(&recognitions.claims) > waits(known);
        Some(Looked { recognitions, news: look.news, is_for_the_recognizer })
    }
}

impl Look<'_> {
    /// Ends claims by this version of the policy that wait for a decision and that nobody could make today for their day.
    /// What other versions asked for isn't known here; what was decided keeps what was on record then.
    fn end_what_is_on_record_no_more(&mut self) {
        let (edition, facts) = (self.edition, self.earner.facts);
        let is_possible = |claim: &Recognition| {
            claim.asked_of(&edition.policy).is_none_or(|asked| asked.is_open_to(facts, claim.on))
        };
        for claim in self.claims.iter_mut().filter(|claim| claim.edition == edition.version) {
            match claim.state {
                State::Claimed { .. } | State::Questioned { .. } if !is_possible(claim) => {
                    claim.state = State::Lapsed { at: self.now };
                    self.news.insert(News::OnRecordNoMore);
                }
                State::Claimed { .. }
                | State::Questioned { .. }
                | State::Accepted(_)
                | State::Reopened { .. }
                | State::Declined { .. }
                | State::Lapsed { .. } => {}
            }
        }
    }

    fn drop_what_was_revoked(&mut self) {
        let Earner { held, on, .. } = self.earner;
        let holds = |one: &CountedAward| one.holds(held, on);
        for claim in self.claims.iter_mut().filter(|claim| claim.is_live()) {
            let (awards, revoked): (Vec<_>, Vec<_>) =
                std::mem::take(&mut claim.awards).into_iter().partition(holds);
            claim.awards = awards;
            claim.revoked.extend(revoked);
        }
    }

    /// Gives claims that lack an award another one, reopens those that were accepted, and ends those for which there is
    /// no other. Whether one ended: its awards are free then.
    fn mend(&mut self) -> bool {
        let mut free = self.free();
        let (now, on) = (self.now, self.earner.on);
        let mut has_ended = false;
        for claim in self.claims.iter_mut().filter(|claim| claim.is_live() && !claim.is_complete()) {
            claim.fill(&mut free);
            match &claim.state {
                State::Accepted(accepted) => {
                    claim.state = State::Reopened { since: now, accepted: accepted.clone() };
                    claim.on = on;
                    self.news.insert(News::Reopened);
                }
                State::Claimed { .. } | State::Questioned { .. } if !claim.is_complete() => {
                    claim.state = State::Lapsed { at: now };
                    self.news.insert(News::Lapsed);
                    has_ended = true;
                }
                State::Claimed { .. }
                | State::Questioned { .. }
                | State::Reopened { .. }
                | State::Declined { .. }
                | State::Lapsed { .. } => {}
            }
        }
        has_ended
    }

    /// Makes claims of what is free.
    fn claim(&mut self) {
        let policy = &self.edition.policy;
        let mut free = self.free();
        for asked in &policy.uses {
            let needs: Vec<u16> = asked.awards.iter().map(|need| need.n).collect();
            if asked.grants.hours().is_some() {
                let of_needs = (0..needs.len()).filter_map(|need| free.remove(&(asked.id.clone(), need)));
                for (counted, year) in of_needs.flatten().collect::<Vec<_>>() {
                    let wants = (0..needs.len()).map(|need| u16::from(need == counted.need)).collect();
                    self.add(asked.id.clone(), wants, vec![counted], year);
                }
                continue;
            }
            let live = self.claims.iter().filter(|claim| claim.is_live() && claim.asked == asked.id).count();
            for _ in live..asked.most() {
                let Some(awards) = take(&mut free, &asked.id, &needs) else { break };
                self.add(asked.id.clone(), needs.clone(), awards, None);
            }
        }
    }

    fn add(&mut self, asked: UseId, wants: Vec<u16>, awards: Vec<CountedAward>, year: Option<Year>) {
        let number = self.claims.last().map_or(0, |last| last.number) + 1;
        self.claims.push(Recognition {
            number,
            edition: self.edition.version,
            asked,
            year,
            wants,
            awards,
            revoked: Vec::new(),
            on: self.earner.on,
            claimed: self.now,
            state: State::Claimed { since: self.now },
            said: Vec::new(),
        });
        self.news.insert(News::Claimed);
    }

    /// What the policy would count beside the claims, of the uses that are granted.
    fn free(&self) -> Free {
        let settled = settled(&self.claims);
        let answer: Answer<'_> = self.edition.policy.check_beside(&self.earner, &settled);
        let mut free = Free::new();
        for one in answer.uses.iter().filter(|one| one.is_eligible()) {
            let is_hours = one.asked.grants.hours().is_some();
            for (need, needed) in one.needs.iter().enumerate().filter(|_| one.is_granted() || !is_hours) {
                for counted in &needed.counted {
                    let Some(award) = counted.award.award else { continue };
                    let is_kept = |kept: &Kept| kept.asked == one.asked.id && kept.award == award;
                    if settled.kept.iter().any(is_kept) {
                        continue;
                    }
                    let Held { microcredential, awarded, not_ours, .. } = counted.award;
                    let counted_award = CountedAward {
                        award,
                        microcredential: microcredential.clone(),
                        awarded: *awarded,
                        need,
                        not_ours: not_ours.clone(),
                    };
                    let of_need = free.entry((one.asked.id.clone(), need)).or_default();
                    of_need.push_back((counted_award, counted.year));
                }
            }
        }
        free
    }
}

impl Recognition {
    /// Takes free awards for what it lacks. Hours are those of an award, so nothing stands in for it.
    fn fill(&mut self, free: &mut Free) {
        if self.year.is_some() {
            return;
        }
        for (need, wanted) in self.wants.iter().enumerate() {
            let has = self.awards.iter().filter(|one| one.need == need).count();
            let Some(of_need) = free.get_mut(&(self.asked.clone(), need)) else { continue };
            let lacks = usize::from(*wanted).saturating_sub(has).min(of_need.len());
            self.awards.extend(of_need.drain(..lacks).map(|(counted, _)| counted));
        }
    }

    /// Whether somebody of the recognizer has to look at it.
    pub(super) const fn waits_for_recognizer(&self) -> bool {
        matches!(self.state, State::Claimed { .. } | State::Reopened { .. })
    }
}

/// The awards for one time of a use, if enough are free for each of its needs.
fn take(free: &mut Free, asked: &UseId, needs: &[u16]) -> Option<Vec<CountedAward>> {
    let wanted = || needs.iter().copied().map(usize::from).enumerate();
    let has = |need| free.get(&(asked.clone(), need)).map_or(0, VecDeque::len);
    if wanted().any(|(need, n)| has(need) < n) {
        return None;
    }
    let mut taken = Vec::new();
    for (need, n) in wanted() {
        let of_need = free.get_mut(&(asked.clone(), need))?;
        taken.extend(of_need.drain(..n).map(|(counted, _)| counted));
    }
    (!taken.is_empty()).then_some(taken)
}

/// The day of a time, in UTC.
pub(super) fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}
