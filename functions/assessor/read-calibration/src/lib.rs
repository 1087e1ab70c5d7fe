//! `GET /api/microcredentials/{slug}/calibration`: the caller's newest calibration: what she is to score, or what it came to.
//!
//! The issuer's levels and reasons are in it once all her scores are in.

use cloud::{App, Reply, Request, calibrating, reply, request};
use domain::{Refusal, Slug};

/// Answers `GET /api/microcredentials/{slug}/calibration`.
///
/// # Errors
/// [`Refusal::NotFound`] for who began none, or doesn't score for the issuer.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;

    calibrating::trainee(app, caller, &slug).await?;
    let calibration = app.table.calibration(caller, &slug).await?.ok_or(Refusal::NotFound)?;

    reply::ok(&calibrating::view(app, &calibration).await?)
}
