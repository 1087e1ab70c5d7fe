//! `DELETE /api/me/erasure`: the caller stays after all.

use cloud::{
    App, Reply, Request, reply,
    table::{Commit, keys::Key},
};
use domain::{
    audit::{Actor, Deed},
    erasure::Plan,
};
use serde_json::json;

/// Answers `DELETE /api/me/erasure`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] when she isn't going to be erased.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let plan: Plan = app.table.load(Key::ErasurePlan(caller)).await?;

    let deed = Deed::new("erasure-taken-back", json!({}), Actor::Person(caller), app.now());
    app.table.commit(Commit::new().remove(&plan)?.deed(caller, deed)).await?;
    reply::no_content()
}
