//! The least work that reaches a goal.

use std::collections::BTreeMap;

use cloud::table::definitions::Newest;
use domain::{
    Refusal, Slug,
    policy::{Earner, Goal, Policy, Settled},
};
use serde::Serialize;

/// What a micro-credential without an estimate of its hours counts as: it is taken when nothing else will do.
const UNKNOWN_HOURS: u32 = 10_000;

/// What to earn for a goal.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Cheapest {
    /// Whether what was offered reaches it at all, once the earner is eligible.
    reachable: bool,
    /// Whether it is known that nothing reaches it with fewer hours. Otherwise there was too much to look at all of it.
    proven: bool,
    /// What to earn, nothing when it is reached.
    microcredentials: Vec<Offer>,
    /// The hours that their definitions estimate, together.
    hours: u32,
    /// How many of them have no estimate: what they take isn't in the hours.
    without_estimate: usize,
}

/// A micro-credential to earn.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Offer {
    id: Slug,
    title: String,
    estimated_hours: Option<u16>,
}

impl Cheapest {
    /// What reaches the goal with the fewest hours: of what is `asked` about, or of everything that the policy lists.
    /// It supposes that the earner is eligible, which no micro-credential changes.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a use that the policy hasn't.
    pub(crate) fn of(
        goal: &Goal,
        policy: &Policy,
        (earner, settled): (&Earner<'_>, &Settled),
        asked: &[Slug],
        newest: &BTreeMap<Slug, Newest>,
    ) -> Result<Self, Refusal> {
        let wanted = goal.asked();
        if !policy.uses.iter().any(|known| known.id == *wanted) {
            return Err(Refusal::invalid("/use", format!("There is no use “{wanted}”.")));
        }
        let offered = newest.values().filter(|one| asked.is_empty() || asked.contains(&one.microcredential));
        let cost = |one: &Newest| one.estimated_hours.map_or(UNKNOWN_HOURS, u32::from);
        let offers: BTreeMap<Slug, u32> =
            offered.map(|one| (one.microcredential.clone(), cost(one))).collect();

        let goals = std::slice::from_ref(goal);
        let found = policy.supposing_eligible().cheapest(earner, settled, goals, &offers);

        let (reachable, proven) = (found.is_some(), found.as_ref().is_none_or(|way| way.is_cheapest));
        let chosen = found.into_iter().flat_map(|way| way.microcredentials);
        let chosen = chosen.filter_map(|slug| newest.get(&slug));
        let microcredentials: Vec<Offer> = chosen.map(Offer::from).collect();
        let hours = microcredentials.iter().filter_map(|one| one.estimated_hours).map(u32::from).sum();
        let without_estimate = microcredentials.iter().filter(|one| one.estimated_hours.is_none()).count();
        Ok(Self { reachable, proven, microcredentials, hours, without_estimate })
    }
}

impl From<&Newest> for Offer {
    fn from(newest: &Newest) -> Self {
        Self {
            id: newest.microcredential.clone(),
            title: newest.title.clone(),
            estimated_hours: newest.estimated_hours,
        }
    }
}
