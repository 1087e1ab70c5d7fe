//! "What will this count for?": what a policy would answer if certain micro-credentials were awarded today.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::{Facts, Held, Policy, Settled, Telling, Told, UseAnswer};
use crate::Slug;

/// What is known of an earner on a day.
#[derive(Debug, Clone, Copy)]
pub struct Earner<'a> {
    /// What is on record about her.
    pub facts: &'a Facts,
    /// Her awards.
    pub held: &'a [Held],
    /// Which day.
    pub on: Date,
}

/// One use of a policy, as if what is asked about had been awarded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Prospect {
    /// What the policy would answer.
    #[serde(flatten)]
    pub told: Told,
    /// How often it is granted without what is asked about.
    pub times_now: usize,
    /// Whether a list of it names what is asked about; with nothing asked about, something that she holds.
    pub concerned: bool,
    /// Whether what must be on record about the earner is.
    pub eligible: bool,
    /// How many awards it needs, for one time.
    pub needed: usize,
    /// What counts for it, or would if the earner were eligible; each award once.
    pub counted: Vec<Held>,
}

impl Policy {
    /// What each use would come to beside what is settled, with an award today of each that is `asked` about and that she
    /// doesn't hold yet.
    #[must_use]
    pub fn prospects(
        &self,
        earner: &Earner<'_>,
        settled: &Settled,
        asked: &[Slug],
        telling: &Telling<'_>,
    ) -> Vec<Prospect> {
        let Earner { facts, held, on } = *earner;
        let now = self.check_beside(earner, settled);
        let about: BTreeSet<&Slug> = match asked {
            [] => held.iter().map(|one| &one.microcredential).collect(),
            asked => asked.iter().collect(),
        };
        let new = asked.iter().filter(|slug| !held.iter().any(|one| one.holds(slug, on)));
        let imagined = new.map(|slug| Held::imagined(slug.clone(), on));
        let awards: Vec<Held> = held.iter().cloned().chain(imagined).collect();
        let then = self.check_beside(&Earner { facts, held: &awards, on }, settled);

        let told = then.told(telling).into_iter();
        let both = told.zip(&then.uses).zip(&now.uses);
        both.map(|((told, then), now)| prospect(told, then, now, &about)).collect()
    }
}

fn prospect(told: Told, then: &UseAnswer<'_>, now: &UseAnswer<'_>, about: &BTreeSet<&Slug>) -> Prospect {
    let mut known = BTreeSet::new();
    let is_named = |slug: &&Slug| then.needs.iter().any(|needed| needed.list.names(slug));
    let counted = then.needs.iter().flat_map(|needed| &needed.counted).map(|counted| counted.award);
    Prospect {
        told,
        times_now: now.times,
        concerned: about.iter().any(is_named),
        eligible: then.is_eligible(),
        needed: then.asked.awards.iter().map(|need| usize::from(need.n)).sum(),
        counted: counted.filter(|held| held.award.is_none_or(|id| known.insert(id))).cloned().collect(),
    }
}
