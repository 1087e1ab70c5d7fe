//! What a fresh local stack holds: the shipped catalogue, an issuer, two districts and their people.
//!
//! All of it is invented, with addresses in example domains. Planting it again changes nothing.

mod catalogue;
mod people;

use anyhow::Context;
use cloud::App;

pub use people::{ADMINISTRATOR, ASSESSORS, EARNERS};

/// Plants the seed into an empty table.
///
/// # Errors
/// The table can't be written, or what is planted breaks a rule.
pub async fn plant(app: &App) -> anyhow::Result<()> {
    let known = ADMINISTRATOR.parse().context("the administrator has an address")?;
    if app.table.person_by_email(&known).await?.is_some() {
        return Ok(());
    }
    // The administrator comes last: she is the mark that everything else is there.
    let issuer = people::organisations(app).await?;
    catalogue::publish(app, issuer.issuer).await?;
    people::everybody(app, &issuer).await
}
