//! `GET /api/erasures/{erasure}`: how far an erasure is, for whoever holds the receipt.
//!
//! Its number can't be guessed, and nothing here tells who it was.

use cloud::{App, Reply, Request, reply, request, table::keys::Key, wire::ErasureView};
use domain::{ErasureId, erasure::Erasure};

/// Answers `GET /api/erasures/{erasure}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for a number under which nothing was begun.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: ErasureId = request::path(&request, "erasure")?;

    let erasure: Erasure = app.table.load(Key::Erasure(id)).await?;

    reply::ok(&ErasureView::from(&erasure))
}
