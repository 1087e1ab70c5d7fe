//! What is asked: which micro-credentials, of which policy, and what is to be reached.

use std::str::FromStr;

use cloud::{Request, request};
use domain::{
    Refusal, Slug,
    policy::{Decimal, Goal, UseId},
};

/// The most micro-credentials that are asked about at once.
const MOST: usize = 40;
/// The most times that a use can be wanted.
const MOST_TIMES: usize = 1000;

/// What is asked.
pub(crate) struct Asked {
    /// What is imagined to be awarded.
    pub(crate) microcredentials: Vec<Slug>,
    /// Of which policy only.
    pub(crate) policy: Option<Slug>,
    /// Of which version of it; of the newest without one.
    pub(crate) version: Option<u32>,
    /// What is to be reached of it.
    pub(crate) goal: Option<Goal>,
}

impl Asked {
    /// What the query of a request asks.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for values that there can't be, and for a use of no policy.
    pub(crate) fn read(request: &Request) -> Result<Self, Refusal> {
        let policy: Option<Slug> = request::query(request, "policy")?;
        let goal = goal(request)?;
        if goal.is_some() && policy.is_none() {
            return Err(Refusal::invalid("/policy", "Name the policy that this use is of."));
        }
        let Slugs(microcredentials) = request::query(request, "microcredentials")?.unwrap_or_default();
        Ok(Self { microcredentials, policy, version: request::query(request, "version")?, goal })
    }
}

fn goal(request: &Request) -> Result<Option<Goal>, Refusal> {
    let wanted: Option<UseId> = request::query(request, "use")?;
    let times: Option<usize> = request::query(request, "times")?;
    let hours: Option<Decimal> = request::query(request, "hours")?;
    let Some(wanted) = wanted else { return Ok(None) };
    if times.is_some_and(|times| times == 0 || times > MOST_TIMES) {
        return Err(Refusal::invalid("/times", format!("Ask for 1 to {MOST_TIMES} times.")));
    }
    if hours.is_some_and(|hours| hours <= Decimal::ZERO) {
        return Err(Refusal::invalid("/hours", "Give a number above 0."));
    }
    Ok(Some(match hours {
        Some(hours) => Goal::Hours(wanted, hours),
        None => Goal::Granted(wanted, times.unwrap_or(1)),
    }))
}

/// Names of micro-credentials with commas between them, each of them once.
#[derive(Default)]
struct Slugs(Vec<Slug>);

/// The text holds something else, or too much.
struct NoSlugs;

impl FromStr for Slugs {
    type Err = NoSlugs;

    fn from_str(text: &str) -> Result<Self, NoSlugs> {
        let mut slugs = Vec::new();
        for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let slug = name.parse().map_err(|_| NoSlugs)?;
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        if slugs.len() > MOST { Err(NoSlugs) } else { Ok(Self(slugs)) }
    }
}
