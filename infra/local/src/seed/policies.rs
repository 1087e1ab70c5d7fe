//! The policies that ship, published by the seed's state agency.

use cloud::{
    App,
    table::{Commit, policies::NewestPolicy},
};
use domain::{
    OrganisationId,
    policy::{PolicyEdition, shipped},
};

pub(super) async fn publish(app: &App, recognizer: OrganisationId) -> anyhow::Result<()> {
    for policy in shipped() {
        let edition = PolicyEdition::first(policy, recognizer, app.now());
        let commit = Commit::new().create(&edition)?.create(&NewestPolicy(edition.clone()))?;
        // Lost: a seed that stopped halfway planted it before.
        let _ = app.table.try_commit(commit).await?;
    }
    Ok(())
}
