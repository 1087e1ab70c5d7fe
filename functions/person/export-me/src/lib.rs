//! `POST /api/me/export`: has everything that is kept about the caller packed for her.
//!
//! It is made in the background; a letter tells when it is ready. Asked for while it is being made, it is made once.

use cloud::{
    App, Reply, Request, reply,
    table::{Commit, keys::Key},
    wire::ExportView,
};
use domain::{
    audit::{Actor, Deed},
    export::Export,
};
use serde_json::json;

/// Answers `POST /api/me/export`.
///
/// # Errors
/// [`domain::Refusal::TooMany`] for a second one within a day.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    app.table.person(caller).await?;
    let known: Option<Export> = app.table.find(Key::Export(caller)).await?;
    let seen = known.as_ref().map_or(0, |known| known.version);

    let export = Export::ask(known, caller, app.id(), app.now())?;

    if export.version != seen {
        let deed = Deed::new("export-asked", json!({"export": export.id}), Actor::Person(caller), app.now());
        app.table.commit(Commit::new().save(&export)?.deed(caller, deed)).await?;
    }
    reply::accepted(&ExportView::of(&export, app.now()))
}
