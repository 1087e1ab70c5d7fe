//! An endorsement as its endorser sees it.

use domain::{
    OrganisationId, Slug,
    endorsement::{Endorsement, State},
};
use jiff::Timestamp;
use serde::Serialize;

/// What an organisation says for a version, and whether it is public yet.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndorsementView {
    microcredential: Slug,
    edition: u32,
    organisation: OrganisationId,
    comment: String,
    at: Timestamp,
    state: &'static str,
}

impl EndorsementView {
    /// The view of `endorsement`.
    pub fn of(endorsement: &Endorsement) -> Self {
        Self {
            microcredential: endorsement.microcredential.clone(),
            edition: endorsement.edition,
            organisation: endorsement.endorser,
            comment: endorsement.comment.clone(),
            at: endorsement.at,
            state: match endorsement.state {
                State::Awaited => "awaited",
                State::Signed { .. } => "signed",
                State::Withdrawn { .. } => "withdrawn",
            },
        }
    }
}
