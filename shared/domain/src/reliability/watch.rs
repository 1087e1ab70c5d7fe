//! Who has drifted away from the others: looked at with every work that two scored, and true by chance in a year for
//! one assessor in twenty at most, were all of them at the very limit.
//!
//! Her works are compared with whoever else scored them. What is tolerated are the issuer's limits, or half as much
//! again as is usual among the others: where a rubric can be read in many ways, that is nobody's drift.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Check, Drift, Limits, Pause,
    capital::{Capital, WON},
    drift::{Chance, Loss},
    figures::rounded,
};
use crate::PersonId;

/// Of so many works that others scored, on both sides of a comparison, something must be known, or nobody is taken for
/// drifted: of two readers who differ nobody can tell which one is off.
const KNOWN: usize = 40;
/// How many times what is usual among the others is tolerated, where that is more than the limits.
const USUAL: f64 = 1.5;

/// That an assessor is too far from the others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Crossing {
    /// In which way most of all.
    pub drift: Drift,
    /// Since when, most likely: her scores from then on, by when she handed them in, are to be read again.
    pub since: Timestamp,
    /// How many works since then were compared.
    pub works: u32,
    /// What came out of them: by how many levels she scores lower, or higher, or her kappa with the others.
    pub measured: f64,
    /// What was tolerated.
    pub tolerated: f64,
}

/// A span of time: what an assessor handed in within it counts against nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) assessor: PersonId,
    pub(super) since: Timestamp,
    pub(super) until: Option<Timestamp>,
}

/// All that is known of a definition's assessors in a span of time.
#[derive(Debug, Clone)]
pub struct Watch {
    since: Timestamp,
    limits: Limits,
    works: BTreeMap<PersonId, Vec<Work>>,
}

#[derive(Debug, Clone, Copy)]
struct Work {
    at: Timestamp,
    beside: Option<PersonId>,
    /// When she handed her scores in, and when whoever stands beside did.
    handed_in: [Timestamp; 2],
    losses: [Loss; 3],
}

/// Losses of many works together.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    losses: [Loss; 3],
    works: usize,
}

impl Watch {
    /// Over these works, which are all since that time.
    #[must_use]
    pub fn over<'a>(checks: impl IntoIterator<Item = Check<'a>>, since: Timestamp, limits: &Limits) -> Self {
        let mut checks: Vec<Check<'a>> = checks.into_iter().collect();
        checks.sort_by_key(|check| check.at);
        let chance = Chance::over(&checks);
        let mut works: BTreeMap<PersonId, Vec<Work>> = BTreeMap::new();
        for check in checks {
            let Check { at, beside, handed_in, .. } = check;
            let work = Work { at, beside, handed_in, losses: Loss::of(check, &chance) };
            works.entry(check.assessor).or_default().push(work);
        }
        Self { since, limits: *limits, works }
    }

    /// Who is too far from the others now, whoever is furthest first. Who is paused is not looked at again; who was,
    /// is looked at from when that was lifted. What somebody scored since her drift began speaks against nobody else.
    #[must_use]
    pub fn crossings(&self, pauses: &[Pause]) -> Vec<(PersonId, Crossing)> {
        let mut spans: Vec<Span> = pauses.iter().flat_map(Pause::spans).collect();
        let mut found = Vec::new();
        while let Some((assessor, crossing)) = self.furthest(&spans) {
            spans.insert(0, Span { assessor, since: crossing.since, until: None });
            found.push((assessor, crossing));
        }
        found
    }

    fn furthest(&self, spans: &[Span]) -> Option<(PersonId, Crossing)> {
        let known = self.sums(spans);
        let everybody = known.values().fold(Sum::default(), |all, (hers, _)| all.plus(hers));
        let looked_at = known.iter().filter_map(|(assessor, (_, involved))| {
            let from = self.looked_at_from(*assessor, spans)?;
            let (won, crossing) = self.crossing((*assessor, from), spans, everybody.minus(involved))?;
            Some((won, *assessor, crossing))
        });
        let furthest = looked_at.max_by(|(one, ..), (other, ..)| one.total_cmp(other));
        furthest.map(|(_, assessor, crossing)| (assessor, crossing))
    }

    /// Her last pause stands first. `None` for who is paused.
    fn looked_at_from(&self, assessor: PersonId, spans: &[Span]) -> Option<Timestamp> {
        match spans.iter().find(|span| span.assessor == assessor) {
            None => Some(self.since),
            Some(Span { until, .. }) => until.map(|until| until.max(self.since)),
        }
    }

    /// Of each assessor the losses of her works, and of all works that she had a part in.
    fn sums(&self, spans: &[Span]) -> BTreeMap<PersonId, (Sum, Sum)> {
        let mut sums: BTreeMap<PersonId, (Sum, Sum)> = BTreeMap::new();
        for (assessor, works) in &self.works {
            let counted = works.iter().filter(|work| {
                !is_in(spans, Some(*assessor), work.handed_in[0]) && !work.is_beside_drift(spans)
            });
            for work in counted {
                let (hers, involved) = sums.entry(*assessor).or_default();
                hers.add(work);
                involved.add(work);
                if let Some(beside) = work.beside {
                    sums.entry(beside).or_default().1.add(work);
                }
            }
        }
        sums
    }

    /// How she crossed the limits, if she did, and what the bet on it has won.
    fn crossing(
        &self,
        (assessor, from): (PersonId, Timestamp),
        spans: &[Span],
        others: Sum,
    ) -> Option<(f64, Crossing)> {
        if others.works < KNOWN {
            return None;
        }
        let works = self.works.get(&assessor)?.iter();
        let works: Vec<&Work> =
            works.filter(|work| work.handed_in[0] > from && !work.is_beside_drift(spans)).collect();
        let tolerated = self.tolerated(&others);

        let bets = bets(&works, from, &tolerated);
        let won: f64 = bets.iter().map(Capital::money).sum();
        let place =
            (0..bets.len()).max_by(|one, other| bets[*one].money().total_cmp(&bets[*other].money()))?;
        (won >= WON).then(|| (won, crossed(place, bets[place].since, &works, tolerated[place])))
    }

    fn tolerated(&self, others: &Sum) -> [f64; 3] {
        std::array::from_fn(|place| {
            let usual = others.losses[place].rate().unwrap_or_default();
            Drift::ALL[place].limit(&self.limits).max(USUAL * usual)
        })
    }
}

/// What the bets on all drifts have become.
fn bets(works: &[&Work], from: Timestamp, tolerated: &[f64; 3]) -> [Capital; 3] {
    let mut bets = [Capital::none(from); 3];
    let share = 1.0 / bets.len() as f64;
    let mut last = from;
    for work in works {
        for ((bet, loss), tolerated) in bets.iter_mut().zip(work.losses).zip(tolerated) {
            // A work of which chance says nothing shows what is tolerated.
            let ratio = loss.rate().map_or(1.0, |rate| rate / tolerated);
            bet.bet((last, work.at), share, ratio);
        }
        last = work.at;
    }
    bets
}

/// How she crossed a limit, of which the bet tells that was put in when works came together at `staked`. Others may be
/// late: it began when she handed in the first of those that show more drift than is tolerated.
fn crossed(place: usize, staked: Timestamp, works: &[&Work], tolerated: f64) -> Crossing {
    let told = || works.iter().filter(move |work| work.at >= staked);
    let beyond = told().filter(|work| work.losses[place].rate().is_some_and(|rate| rate > tolerated));
    let since = beyond.map(|work| work.handed_in[0]).min().unwrap_or(staked);
    let mut sum = Sum::default();
    told().filter(|work| work.handed_in[0] >= since).for_each(|work| sum.add(work));
    let drift = Drift::ALL[place];
    Crossing {
        drift,
        since,
        works: u32::try_from(sum.works).unwrap_or(u32::MAX),
        measured: rounded(drift.told(sum.losses[place].rate().unwrap_or_default())),
        tolerated: rounded(drift.told(tolerated)),
    }
}

fn is_in(spans: &[Span], assessor: Option<PersonId>, at: Timestamp) -> bool {
    spans.iter().any(|span| {
        Some(span.assessor) == assessor && span.since <= at && span.until.is_none_or(|until| at < until)
    })
}

impl Work {
    /// Whether whoever stands beside had drifted when she handed hers in.
    fn is_beside_drift(&self, spans: &[Span]) -> bool {
        is_in(spans, self.beside, self.handed_in[1])
    }
}

impl Sum {
    fn add(&mut self, work: &Work) {
        self.works += 1;
        for (sum, loss) in self.losses.iter_mut().zip(work.losses) {
            *sum = sum.plus(loss);
        }
    }

    fn plus(self, other: &Self) -> Self {
        let losses = std::array::from_fn(|place| self.losses[place].plus(other.losses[place]));
        Self { losses, works: self.works + other.works }
    }

    fn minus(self, other: &Self) -> Self {
        let losses = std::array::from_fn(|place| self.losses[place].minus(other.losses[place]));
        Self { losses, works: self.works - other.works }
    }
}

#[cfg(test)]
mod tests;
