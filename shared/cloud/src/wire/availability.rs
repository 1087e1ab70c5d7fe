//! What an assessor takes on, as she sees it.

use domain::{
    OrganisationId,
    assignment::{Assessor, Availability},
    person::Organisation,
};
use serde::Serialize;

/// What an assessor takes on for an issuer, and when she is away.
#[derive(Debug, Serialize)]
pub struct AvailabilityView {
    organisation: OrganisationId,
    name: String,
    #[serde(flatten)]
    availability: Availability,
    /// How many assignments she has.
    open: u32,
}

impl AvailabilityView {
    /// Of her entry in the issuer's roster.
    pub fn of(entry: &Assessor, issuer: &Organisation) -> Self {
        Self {
            organisation: issuer.id,
            name: issuer.name.to_string(),
            availability: entry.availability(),
            open: entry.open,
        }
    }
}
