//! The definitions that ship, published by the seed's issuer under the same design check as any other.
//!
//! One thing is otherwise: no attempt is drawn for a second reader, so that what is tried here goes the same way each
//! time. A definition of one's own has its share. And one of them asks its assessors for a calibration.

use anyhow::ensure;
use cloud::{
    App,
    table::{Commit, definitions::Newest},
};
use domain::{
    OrganisationId, catalogue, design_check,
    microcredential::{Content, Definition, Edition},
};

use super::benchmarks::{CALIBRATED, RULE};

pub(super) async fn publish(app: &App, issuer: OrganisationId) -> anyhow::Result<()> {
    for shipped in catalogue::shipped() {
        let calibration = (shipped.id.as_str() == CALIBRATED).then_some(RULE);
        let content = Content { double_scored_share: 0.0, calibration, ..shipped.into_content() };
        let definition = Definition::try_from(content)?;
        let report = design_check::check(&definition, &[]);
        ensure!(report.is_met(), "{} does not pass its design check", definition.id);
        let edition = Edition { definition, version: 1, published: app.now(), report, issuer };

        let commit = Commit::new().create(&edition)?.create(&Newest::of(&edition))?;
        // Lost: a seed that stopped halfway planted it before.
        let _ = app.table.try_commit(commit).await?;
    }
    Ok(())
}
