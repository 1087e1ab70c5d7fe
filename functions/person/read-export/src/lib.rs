//! `POST /api/me/export/reading`: an address under which the caller can download a volume of her export for some minutes.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    vault::READING_SECONDS,
};
use domain::{
    audit::{Actor, Deed},
    export::Export,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    volume: u32,
}

#[derive(Serialize)]
struct Answer {
    url: String,
    ends: Timestamp,
}

/// Answers `POST /api/me/export/reading`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] when there is no such volume (any more).
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let Asked { volume } = request::json(app, &request, "read-export")?;

    let export: Export = app.table.load(Key::Export(caller)).await?;

    let key = export.volume(volume, app.now())?;

    let detail = json!({"export": export.id, "volume": volume});
    let deed = Deed::new("export-read", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().deed(caller, deed)).await?;

    let url = app.vault.sign_volume(key, &format!("touchstone-{}-{volume}.zip", export.id)).await?;
    let ends = app.now() + SignedDuration::from_secs(READING_SECONDS);
    reply::ok(&Answer { url, ends }).map(reply::secret)
}
