//! `PUT /api/districts/{organisation}/schools`: imports what a district knows about its schools.
//!
//! A table as text, taken whole or not at all: everything that is wrong is told by its line. It replaces what was
//! imported before; the version that the author saw decides.

use std::collections::BTreeSet;

use cloud::{App, Reply, Request, reply, request, sheet, table::Commit, wire::SchoolsView};
use domain::{
    OrganisationId,
    audit::{Actor, Deed},
    person::Role,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    table: String,
}

/// Answers `PUT /api/districts/{organisation}/schools`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an organisation that is no district or not the caller's to manage;
/// [`domain::Refusal::Invalid`] with everything that is wrong; [`domain::Refusal::Stale`] when another import is stored.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;
    let asked: Asked = request::json_within(app, &request, "save-schools", sheet::LARGEST)?;

    app.table.person(caller).await?.must_be(&[Role::Administrator], id)?;
    let district = app.table.district(id).await?;
    let stored = app.table.schools(id).await?;

    let known: BTreeSet<String> = district.schools.iter().map(ToString::to_string).collect();
    let imported = stored.import(asked.version, &sheet::lines(&asked.table)?, &known)?;

    let detail = json!({"version": imported.version, "schools": imported.schools.len()});
    let deed = Deed::new("schools-imported", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().save(&imported)?.deed(id, deed)).await?;

    reply::ok(&SchoolsView::of(&district, &imported))
}
