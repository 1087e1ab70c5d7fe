//! What a year came to.

use domain::{
    PersonId,
    reliability::{Crossing, DoubleScored, Estimate, Report, SEED},
};
use serde::Serialize;

use crate::{Truth, people::Reader};

/// What a year came to.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// Attempts that were handed in.
    pub attempts: usize,
    /// Those that were decided.
    pub decided: usize,
    /// Those that weren't, long after the year was over.
    pub undecided: usize,
    /// Awards.
    pub awarded: usize,
    /// Assignments.
    pub assigned: usize,
    /// Those that were handed back.
    pub declined: usize,
    /// Those that were let go by, and passed on by the clock.
    pub overdue: usize,
    /// Those whose letter came back.
    pub bounced: usize,
    /// Attempts for which nobody could be asked for a while.
    pub waited: usize,
    /// Assignments over somebody's cap.
    pub over_cap: usize,
    /// Assignments to somebody with a conflict.
    pub conflicts: usize,
    /// Assignments to somebody on holiday.
    pub on_holiday: usize,
    /// Who drifted.
    pub drifted: Vec<Drifted>,
    /// Who didn't drift, or hadn't yet, and was paused: her number, for each time.
    pub honest_paused: Vec<usize>,
    /// How many didn't drift.
    pub honest: usize,
    /// What is known of the readers of each definition.
    #[serde(skip)]
    pub pools: Vec<PoolTold>,
}

/// Somebody who drifted.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Drifted {
    #[serde(skip)]
    person: PersonId,
    /// On which day she began to.
    pub began: i64,
    /// On which day she was paused for it.
    pub paused: Option<i64>,
    /// How she was found to differ.
    pub crossing: Option<Crossing>,
}

/// How far the readers of a definition agreed.
#[derive(Debug, Clone)]
pub struct PoolTold {
    /// How many works were scored twice.
    pub works: u32,
    /// Kappa, as it is estimated.
    pub kappa: Option<Estimate>,
    /// What is true.
    pub truth: Truth,
}

impl Told {
    pub(super) fn new(readers: &[Reader]) -> Self {
        let drifted: Vec<Drifted> = readers
            .iter()
            .filter_map(|reader| {
                let (began, _) = reader.drift?;
                Some(Drifted { person: reader.person, began, paused: None, crossing: None })
            })
            .collect();
        Self {
            attempts: 0,
            decided: 0,
            undecided: 0,
            awarded: 0,
            assigned: 0,
            declined: 0,
            overdue: 0,
            bounced: 0,
            waited: 0,
            over_cap: 0,
            conflicts: 0,
            on_holiday: 0,
            honest: readers.len() - drifted.len(),
            drifted,
            honest_paused: Vec::new(),
            pools: Vec::new(),
        }
    }

    /// The assessor of that number was paused.
    pub(super) fn pause(&mut self, (number, assessor): (usize, PersonId), day: i64, crossing: Crossing) {
        let drifted = self.drifted.iter_mut().find(|one| one.person == assessor && one.began <= day);
        match drifted {
            Some(one) => {
                one.paused.get_or_insert(day);
                one.crossing.get_or_insert(crossing);
            }
            None => self.honest_paused.push(number),
        }
    }
}

impl PoolTold {
    pub(super) fn of(records: &[DoubleScored], truth: Truth) -> Self {
        let figures = Report::of_pool(records, SEED);
        Self { works: figures.n, kappa: figures.kappa, truth }
    }

    /// Whether the interval of the estimate holds that kappa; `None` without one.
    #[must_use]
    pub fn holds(&self, kappa: f64) -> Option<bool> {
        let interval = self.kappa?.interval?;
        Some((interval.low..=interval.high).contains(&kappa))
    }
}
