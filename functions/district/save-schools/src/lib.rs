//! `PUT /api/districts/{organisation}/schools`: imports what a district knows about its schools.
//!
//! A table as text, taken whole or not at all: everything that is wrong is told by its line. It replaces what was
//! imported before; the version that the author saw decides.

use std::collections::BTreeSet;

use cloud::{App, Reply, Request, reply, request, table::Commit, wire::SchoolsView};
use csv::ReaderBuilder;
use domain::{
    OrganisationId, Refusal,
    audit::{Actor, Deed},
    person::{OrganisationKind, Role},
    report::Cells,
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
/// [`Refusal::NotFound`] for an organisation that is no district or not the caller's to manage;
/// [`Refusal::Invalid`] with everything that is wrong; [`Refusal::Stale`] when another import is stored.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;
    let asked: Asked = request::json(app, &request, "save-schools")?;

    app.table.person(caller).await?.must_be(&[Role::Administrator], id)?;
    let district = app.table.organisation(id).await?;
    if district.kind != OrganisationKind::District {
        return Err(Refusal::NotFound.into());
    }
    let stored = app.table.schools(id).await?;

    let known: BTreeSet<String> = district.schools.iter().map(ToString::to_string).collect();
    let imported = stored.import(asked.version, &lines(&asked.table)?, &known)?;

    let detail = json!({"version": imported.version, "schools": imported.schools.len()});
    let deed = Deed::new("schools-imported", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().save(&imported)?.deed(id, deed)).await?;

    reply::ok(&SchoolsView::of(&district, &imported))
}

/// The lines of a table, whose cells are separated as its first line has it: by commas, semicolons or tabs.
fn lines(text: &str) -> Result<Vec<Cells>, Refusal> {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|separator| (head.bytes().filter(|byte| byte == separator).count(), *separator == b','));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let line = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(|_| Refusal::invalid("/table", "This is no table."))?;
        let line = record.position().map_or(1, csv::Position::line);
        Ok(Cells { line, cells: record.iter().map(str::to_owned).collect() })
    };
    reader.records().map(line).collect()
}
