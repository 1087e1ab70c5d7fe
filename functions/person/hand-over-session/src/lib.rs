//! `POST /api/session/hand-over`: lets the caller go on in a new tab, signed in there as well.
//!
//! The form in a district's page keeps its session in memory, where a tab of our own can't reach it. What
//! this answers with opens one session more, once and within two minutes, exactly as a mailed link does.

use cloud::{App, Reply, Request, reply};
use domain::link::{HAND_OVER_MINUTES, Link, minutes};
use jiff::Timestamp;
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    token: String,
    ends: Timestamp,
}

/// Answers `POST /api/session/hand-over`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let person = app.caller(&request).await?;

    let ends = app.now() + minutes(HAND_OVER_MINUTES);
    let link = Link::SignIn { person, nonce: format!("{:032x}", app.dice.bits()), ends };

    let response = reply::ok(&Answer { token: app.seal.close(&link)?, ends })?;
    Ok(reply::secret(response))
}
