//! The ledger: the hours of each year, accepted and still to be decided.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Recognition, Recognitions, State};
use crate::policy::{Decimal, Hours, Policy, UseId, Year};

/// The hours of one use in one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerYear {
    /// Of which use.
    #[serde(rename = "use")]
    pub asked: UseId,
    /// Its name, as its recognizer wrote it.
    pub title: String,
    /// Of what, as its recognizer wrote it.
    pub of: String,
    /// In which year.
    pub year: Year,
    /// The hours that were accepted.
    pub accepted: Decimal,
    /// Those that it would be if everything open were accepted as well.
    pub with_open: Decimal,
    /// The most of one year, unless any number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Decimal>,
}

impl Recognitions {
    /// The ledger, year by year. `policy` knows the versions of the policy that the claims name.
    pub fn ledger<'p>(&self, policy: impl Fn(u32) -> Option<&'p Policy>) -> Vec<LedgerYear> {
        let mut years: BTreeMap<(Year, &UseId), Vec<&Recognition>> = BTreeMap::new();
        for claim in self.claims.iter().filter(|claim| claim.is_live()) {
            if let Some(year) = claim.year {
                years.entry((year, &claim.asked)).or_default().push(claim);
            }
        }
        let line = |((year, asked), claims): ((Year, &UseId), Vec<&Recognition>)| {
            let newest = policy(claims.iter().map(|claim| claim.edition).max()?)?;
            let asked_use = newest.uses.iter().find(|one| one.id == *asked)?;
            let hours: &Hours = asked_use.grants.hours()?;
            let sum = |of: &dyn Fn(&Recognition) -> bool| {
                hours.for_awards(claims.iter().filter(|claim| of(claim)).count())
            };
            Some(LedgerYear {
                asked: asked.clone(),
                title: asked_use.title.clone(),
                of: newest.term(&hours.of).to_owned(),
                year,
                accepted: sum(&|claim| matches!(claim.state, State::Accepted(_))),
                with_open: sum(&|claim| claim.is_complete()),
                most: hours.most,
            })
        };
        years.into_iter().filter_map(line).collect()
    }
}
