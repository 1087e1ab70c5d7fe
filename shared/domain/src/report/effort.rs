//! What an attempt took its earner: hours, cost, coaching. She need not say; it is never scored and no assessor sees it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{PersonId, Refusal, SubmissionId, currency::Currency, submission::Submission};

/// What an attempt took, as far as its earner told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Effort {
    /// Minutes of her own work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// What she paid, in cents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cents: Option<u32>,
    /// Minutes that somebody coached her.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coaching_minutes: Option<u32>,
}

impl Effort {
    /// What both took together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let both = |a: Option<u32>, b: Option<u32>| match (a, b) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (one, other) => one.or(other),
        };
        Self {
            minutes: both(self.minutes, other.minutes),
            cents: both(self.cents, other.cents),
            coaching_minutes: both(self.coaching_minutes, other.coaching_minutes),
        }
    }
}

/// What an earner told of one attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EffortLog {
    /// Who told it.
    pub earner: PersonId,
    /// Of which submission.
    pub submission: SubmissionId,
    /// Of which attempt.
    pub attempt: u32,
    /// Counts the changes.
    pub version: u64,
    /// What it took.
    #[serde(flatten)]
    pub effort: Effort,
    /// What the cost is in.
    #[serde(default, skip_serializing_if = "Currency::is_default")]
    pub currency: Currency,
    /// When she told it.
    pub at: Timestamp,
}

impl EffortLog {
    /// What the earner of `submission` tells of an attempt in place of `before`, of which she saw version `seen` (0
    /// while there is none). A cost is in `currency`, unless one is told already: that keeps its own until it is taken back.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for an attempt that there isn't; [`Refusal::Stale`] when another one is stored.
    pub fn tell(
        before: Option<&Self>,
        seen: u64,
        (submission, attempt): (&Submission, u32),
        (effort, currency): (Effort, &Currency),
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if !(1..=submission.attempt).contains(&attempt) {
            return Err(Refusal::NotFound);
        }
        let current = before.map_or(0, |before| before.version);
        if seen != current {
            return Err(Refusal::Stale { current });
        }
        let (earner, submission) = (submission.earner, submission.id);
        let currency = Self::currency_of(before, currency).clone();
        Ok(Self { earner, submission, attempt, version: current + 1, effort, currency, at: now })
    }

    /// What a cost is in that is told in place of what is stored, where `currency` is what costs are told in.
    #[must_use]
    pub fn currency_of<'a>(stored: Option<&'a Self>, currency: &'a Currency) -> &'a Currency {
        stored.filter(|stored| stored.effort.cents.is_some()).map_or(currency, |stored| &stored.currency)
    }

    /// What is counted where costs are counted in `currency`: all of it, and the cost if it is in that.
    #[must_use]
    pub fn counted_in(&self, currency: &Currency) -> Effort {
        let cents = self.effort.cents.filter(|_| self.currency == *currency);
        Effort { cents, ..self.effort }
    }
}
