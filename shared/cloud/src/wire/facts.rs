//! What an earner states about herself, as she alone sees it, beside what the recognizer recorded.

use domain::{
    person::Organisation,
    policy::{Facts, Recorded, StatedFacts, Vocabulary},
};
use jiff::Timestamp;
use serde::Serialize;

use super::{RecognizerView, register::RecordedView};

/// What she states for one recognizer's policies, and which facts these ask for.
#[derive(Debug, Serialize)]
pub struct FactsView {
    recognizer: RecognizerView,
    version: u64,
    facts: Facts,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Timestamp>,
    asked: Vocabulary,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<RecordedFacts>,
}

/// What the recognizer recorded about her.
#[derive(Debug, Serialize)]
struct RecordedFacts {
    facts: Facts,
    #[serde(flatten)]
    from: RecordedView,
}

impl FactsView {
    /// The view of what is stored, which is nothing while she stated nothing.
    #[must_use]
    pub fn of(recognizer: &Organisation, stored: Option<&StatedFacts>, asked: Vocabulary) -> Self {
        Self {
            recognizer: recognizer.into(),
            version: stored.map_or(0, |stored| stored.version),
            facts: stored.map(|stored| stored.facts.clone()).unwrap_or_default(),
            stated: stored.map(|stored| stored.at),
            asked,
            recorded: None,
        }
    }

    /// The view with what the recognizer recorded.
    #[must_use]
    pub fn with(mut self, recorded: Option<&Recorded>) -> Self {
        self.recorded = recorded.map(|one| RecordedFacts { facts: one.facts.clone(), from: one.into() });
        self
    }
}
