//! What a fresh local stack holds: the shipped catalogue, an issuer, two districts, a state agency with its policies, and their people.
//!
//! All of it is invented, with addresses in example domains. Planting it again changes nothing.

mod benchmarks;
mod catalogue;
mod history;
mod people;
mod policies;

use anyhow::Context;
use cloud::App;
use domain::district::SiteOrigin;

pub use benchmarks::CALIBRATED;
pub use history::{DRIFTER, plant_history};
pub use people::{ADMINISTRATOR, ASSESSORS, EARNERS, RECOGNIZER, WEBMASTER, first_district, state};

/// Plants the seed into an empty table. `site` is where the first district shows the form.
///
/// # Errors
/// The table can't be written, or what is planted breaks a rule.
pub async fn plant(app: &App, site: &SiteOrigin) -> anyhow::Result<()> {
    let known = ADMINISTRATOR.parse().context("the administrator has an address")?;
    if app.table.person_by_email(&known).await?.is_some() {
        return Ok(());
    }
    // The administrator comes last: she is the mark that everything else is there.
    let issuer = people::organisations(app).await?;
    people::district(app, site).await?;
    catalogue::publish(app, issuer.issuer).await?;
    benchmarks::keep(app).await?;
    policies::publish(app, state()).await?;
    people::everybody(app, &issuer).await
}
