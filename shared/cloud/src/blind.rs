//! What is taken out of an earner's texts before an assessor reads them.

use domain::{
    OrganisationId,
    masking::{Known, Mask},
    submission::Submission,
};
use std::collections::BTreeSet;

use crate::{App, Error};

impl App {
    /// The mask over what the system knows of a submission's earner; `language` is that of the definition.
    ///
    /// # Errors
    /// The table can't be reached.
    pub async fn mask(&self, submission: &Submission, language: &str) -> Result<Mask, Error> {
        let earner = self.table.person(submission.earner).await?;
        let own = earner.organisations();
        let places: BTreeSet<OrganisationId> = submission.organisations.union(&own).copied().collect();
        let mut organisations = Vec::new();
        for place in places.into_iter().filter(|place| *place != submission.issuer) {
            organisations.push(self.table.organisation(place).await?);
        }
        Ok(Mask::of(&Known::of(&earner, &organisations), language))
    }
}
