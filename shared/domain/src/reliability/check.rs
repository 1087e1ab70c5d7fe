//! A work as it speaks for or against one assessor: her scores beside those of somebody else.

use jiff::Timestamp;

use super::{Comparison, DoubleScored};
use crate::PersonId;

/// One assessor's scores of a work, beside others.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// Whose scores are looked at.
    pub assessor: PersonId,
    /// Whose stand beside them; `None` where they are agreed on, as a benchmark's.
    pub beside: Option<PersonId>,
    /// Since when both are known.
    pub at: Timestamp,
    /// When each handed hers in: whose are looked at, and who stands beside.
    pub(super) handed_in: [Timestamp; 2],
    /// What was scored.
    pub(super) criteria: &'a [Comparison],
    /// Whether hers are the second ones.
    turned: bool,
}

impl<'a> Check<'a> {
    /// Both readers' of a double-scored attempt.
    #[must_use]
    pub fn both(of: &'a DoubleScored) -> [Self; 2] {
        let ([first, second], [one, other]) = (of.readers, of.handed_in.unwrap_or([of.at; 2]));
        let check = |assessor, beside, handed_in, turned| Self {
            assessor,
            beside: Some(beside),
            at: of.at,
            handed_in,
            criteria: &of.criteria,
            turned,
        };
        [check(first, second, [one, other], false), check(second, first, [other, one], true)]
    }

    /// An assessor's scores of a benchmark, known at `at`: hers stand first, those agreed on second.
    #[must_use]
    pub fn against_benchmark(assessor: PersonId, at: Timestamp, criteria: &'a [Comparison]) -> Self {
        Self { assessor, beside: None, at, handed_in: [at; 2], criteria, turned: false }
    }

    /// Her level and the other one, of each criterion.
    pub(super) fn levels(self) -> impl Iterator<Item = (&'a Comparison, usize, usize)> {
        self.criteria.iter().map(move |criterion| {
            let Comparison { first, second, .. } = *criterion;
            if self.turned { (criterion, second, first) } else { (criterion, first, second) }
        })
    }
}
