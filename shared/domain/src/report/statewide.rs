//! What a state is told: what its districts publish, added up, and nothing else.

use std::collections::BTreeMap;

use super::{Breakdown, Dimension, Line, Measure, Release, Totals};
use crate::currency::Currency;

/// What a state is told of a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statewide {
    /// The counts of all districts that tell them.
    pub totals: Totals,
    /// By district, and by micro-credential; what districts tell of several together stands in one line of those.
    pub by: BTreeMap<Dimension, Breakdown>,
    /// What costs are in: what the last of the districts was counted in. Costs in another currency aren't told.
    pub currency: Currency,
    /// How many districts have too few earners to tell anything.
    pub silent: usize,
}

impl Statewide {
    /// What the releases of a quarter come to; each with its district's name.
    #[must_use]
    pub fn of(releases: &[(&str, &Release)]) -> Self {
        let last = releases.iter().max_by_key(|(_, release)| release.counted);
        let currency = last.map(|(_, release)| release.currency.clone()).unwrap_or_default();
        let mut districts = Breakdown::new();
        for (name, release) in releases {
            let is_told = |measure: Measure| measure != Measure::Cost || release.currency == currency;
            for (measure, value) in release.totals.iter().filter(|(measure, _)| is_told(**measure)) {
                let line = Line { members: vec![(*name).to_owned()], value: *value };
                districts.entry(*measure).or_default().push(line);
            }
        }
        let sum =
            |(measure, lines): (&Measure, &Vec<Line>)| (*measure, lines.iter().map(|line| line.value).sum());
        let totals = districts.iter().filter(|(measure, _)| measure.is_count()).map(sum).collect();
        let silent = releases.iter().filter(|(_, release)| release.totals.is_empty()).count();
        let by = [(Dimension::Microcredential, microcredentials(releases)), (Dimension::District, districts)];
        Self { totals, by: by.into(), currency, silent }
    }
}

fn microcredentials(releases: &[(&str, &Release)]) -> Breakdown {
    let told = releases.iter().filter_map(|(_, release)| release.by.get(&Dimension::Microcredential));
    let mut alone: BTreeMap<Measure, BTreeMap<&str, u32>> = BTreeMap::new();
    let mut together: BTreeMap<Measure, Line> = BTreeMap::new();
    let counts = told.flatten().filter(|(measure, _)| measure.is_count());
    for (measure, line) in counts.flat_map(|(measure, lines)| lines.iter().map(move |line| (*measure, line)))
    {
        if let [one] = line.members.as_slice() {
            *alone.entry(measure).or_default().entry(one).or_default() += line.value;
        } else {
            let several = together.entry(measure).or_insert_with(|| Line { members: Vec::new(), value: 0 });
            several.members.extend(line.members.iter().cloned());
            several.members.sort_unstable();
            several.members.dedup();
            several.value += line.value;
        }
    }
    let mut by: Breakdown = BTreeMap::new();
    for (measure, of) in alone {
        let line = |(name, value): (&str, u32)| Line { members: vec![name.to_owned()], value };
        by.insert(measure, of.into_iter().map(line).collect());
    }
    for (measure, line) in together {
        by.entry(measure).or_default().push(line);
    }
    by
}
