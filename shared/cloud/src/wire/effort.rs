//! What an attempt took its earner, as she alone sees it.

use domain::{
    currency::Currency,
    report::{Effort, EffortLog},
};
use jiff::Timestamp;
use serde::Serialize;

/// What she told of an attempt, if anything.
#[derive(Debug, Serialize)]
pub struct EffortView {
    attempt: u32,
    /// To be named when it is saved; 0 while nothing was told.
    version: u64,
    #[serde(flatten)]
    effort: Effort,
    /// What the cost is in.
    currency: Currency,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<Timestamp>,
}

impl EffortView {
    /// The view of what is stored of an attempt, where costs are told in that currency.
    #[must_use]
    pub fn of(attempt: u32, stored: Option<&EffortLog>, currency: &Currency) -> Self {
        Self {
            attempt,
            version: stored.map_or(0, |stored| stored.version),
            effort: stored.map(|stored| stored.effort).unwrap_or_default(),
            currency: EffortLog::currency_of(stored, currency).clone(),
            told: stored.map(|stored| stored.at),
        }
    }
}
