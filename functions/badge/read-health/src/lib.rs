//! `GET /api/health`: says that functions run. It touches nothing else.

use cloud::{App, Reply, Request, reply};
use serde_json::json;

/// Answers `GET /api/health`.
///
/// # Errors
/// None.
pub async fn handle(_app: &App, _request: Request) -> Reply {
    reply::ok(&json!({"status": "ok"}))
}
