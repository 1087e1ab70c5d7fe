//! One submission, as it is counted.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Effort, Measure};
use crate::{
    PersonId, Slug,
    local_questions::QuestionId,
    submission::{State, Submission},
};

/// How far a submission got by the day of the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reached {
    /// It was never handed in.
    Opened,
    /// It was handed in, and wasn't decided.
    HandedIn,
    /// It was decided as not yet, and wasn't awarded since.
    NotYet,
    /// It was awarded.
    Awarded,
}

/// One submission, as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Whose.
    pub earner: PersonId,
    /// Her school; empty where none is stated. One that the district doesn't list counts as none.
    pub school: String,
    /// Work on what.
    pub microcredential: Slug,
    /// How far it got.
    pub reached: Reached,
    /// Days from handing in to the decision that stands, begun ones counted.
    pub days: Option<u32>,
    /// What all attempts took, as far as she told.
    pub effort: Effort,
    /// What she answered to questions of her district.
    pub answers: BTreeMap<QuestionId, String>,
}

impl Reached {
    /// How far `submission` got. Whoever is at a later attempt was told "not yet" before.
    #[must_use]
    pub fn by(submission: &Submission) -> Self {
        let was_given_back = submission.attempt > 1 || submission.against().is_some();
        match submission.state {
            State::Awarded { .. } => Self::Awarded,
            State::NotYet { .. } => Self::NotYet,
            State::Draft
            | State::Submitted { .. }
            | State::InAssessment { .. }
            | State::Assessed { .. }
            | State::Withdrawn { .. } => match (was_given_back, submission.was_handed_in()) {
                (true, _) => Self::NotYet,
                (false, true) => Self::HandedIn,
                (false, false) => Self::Opened,
            },
        }
    }

    /// The class that it falls into where `measure` is told: what is told of a class is told of the others with it.
    /// Classes of a later count divide those of the counts before.
    pub(super) const fn class(self, measure: Measure) -> Option<Self> {
        match (measure, self) {
            (Measure::Started, _) => Some(Self::Opened),
            (Measure::Submitted, Self::Opened) => Some(Self::Opened),
            (Measure::Submitted, Self::HandedIn | Self::NotYet | Self::Awarded) => Some(Self::HandedIn),
            (Measure::Awarded, Self::NotYet) => Some(Self::HandedIn),
            (Measure::Awarded | Measure::NotYet, other) => Some(other),
            (Measure::Days | Measure::Hours | Measure::Cost | Measure::Coaching, _) => None,
        }
    }

    /// Whether it is one of those that `count` counts.
    pub(super) fn counts_as(self, count: Measure) -> bool {
        match count {
            Measure::Started => true,
            Measure::Submitted => self != Self::Opened,
            Measure::Awarded => self == Self::Awarded,
            Measure::NotYet => self == Self::NotYet,
            Measure::Days | Measure::Hours | Measure::Cost | Measure::Coaching => false,
        }
    }
}

impl Work {
    /// What this work adds to a figure, if it has it.
    pub(super) const fn figure(&self, measure: Measure) -> Option<u32> {
        match measure {
            Measure::Started | Measure::Submitted | Measure::Awarded | Measure::NotYet => None,
            Measure::Days => self.days,
            Measure::Hours => self.effort.minutes,
            Measure::Cost => self.effort.cents,
            Measure::Coaching => self.effort.coaching_minutes,
        }
    }

    /// Days from `handed_in` to `decided`, begun ones counted.
    #[must_use]
    pub fn days_between(handed_in: Timestamp, decided: Timestamp) -> u32 {
        let hours = decided.duration_since(handed_in).as_hours();
        u32::try_from(hours / 24 + 1).unwrap_or(0)
    }
}
