//! Why a claim is one: the policy's answer about its use, as of the day of the claim.

use super::{Recognition, Recognitions, settled};
use crate::policy::{Earner, Facts, Held, Origin, Policy, Telling, Told};

impl Recognitions {
    /// What `policy`, in the version of the claim, says of its use. A claim that is decided is told by what was on record
    /// then and from where, any other by the `facts` that are now and the sources in `telling`.
    #[must_use]
    pub fn trace(
        &self,
        claim: &Recognition,
        policy: &Policy,
        (facts, held): (&Facts, &[Held]),
        telling: &Telling<'_>,
    ) -> Option<Told> {
        let decided = claim.state.decided();
        let facts = decided.map_or(facts, |decided| &decided.facts);
        let origin = telling.origin.map(|origin| match decided {
            Some(decided) => Origin { sources: &decided.sources, ..origin },
            None => origin,
        });
        let telling = Telling { origin, ..*telling };
        let others = self.claims.iter().filter(|other| other.number != claim.number);
        let mut settled = settled(others);
        settled.declined.clear();
        settled.kept.extend(claim.kept());
        let answer = policy.check_beside(&Earner { facts, held, on: claim.on }, &settled);
        answer.told(&telling).into_iter().find(|told| told.id == claim.asked)
    }
}
