//! What an earner states about herself, as she alone sees it.

use domain::{
    person::Organisation,
    policy::{Facts, StatedFacts, Vocabulary},
};
use jiff::Timestamp;
use serde::Serialize;

use super::RecognizerView;

/// What she states for one recognizer's policies, and which facts these ask for.
#[derive(Debug, Serialize)]
pub struct FactsView {
    recognizer: RecognizerView,
    version: u64,
    facts: Facts,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Timestamp>,
    asked: Vocabulary,
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
        }
    }
}
