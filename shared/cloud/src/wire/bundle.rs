//! A bundle as its earner sees it.

use domain::{
    AwardId, BundleId,
    bundle::{Bundle, State},
};
use jiff::Timestamp;
use serde::Serialize;

/// What was asked to be signed together, and how far it is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BundleView {
    id: BundleId,
    awards: Vec<AwardId>,
    asked: Timestamp,
    state: &'static str,
}

impl BundleView {
    /// The view of `bundle`.
    pub fn of(bundle: &Bundle) -> Self {
        Self {
            id: bundle.id,
            awards: bundle.awards.clone(),
            asked: bundle.asked,
            state: match bundle.state {
                State::Awaited => "awaited",
                State::Signed { .. } => "signed",
                State::Void { .. } => "void",
            },
        }
    }
}
