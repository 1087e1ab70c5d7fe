//! Why a claim is one: the policy's answer about its use, as of the day of the claim.

use std::collections::BTreeMap;

use super::{Recognition, Recognitions, settled};
use crate::{
    Slug,
    letter::Language,
    policy::{Earner, Facts, Held, Policy, Told},
};

impl Recognitions {
    /// What `policy`, in the version of the claim, says of its use. A claim that is decided is told by what was on record
    /// then, any other by the `facts` that are now.
    #[must_use]
    pub fn trace(
        &self,
        claim: &Recognition,
        policy: &Policy,
        (facts, held): (&Facts, &[Held]),
        language: Language,
        titles: &BTreeMap<Slug, String>,
    ) -> Option<Told> {
        let facts = claim.state.decided().map_or(facts, |decided| &decided.facts);
        let others = self.claims.iter().filter(|other| other.number != claim.number);
        let mut settled = settled(others);
        settled.declined.clear();
        settled.kept.extend(claim.kept());
        let answer = policy.check_beside(&Earner { facts, held, on: claim.on }, &settled);
        answer.told(language, titles).into_iter().find(|told| told.id == claim.asked)
    }
}
