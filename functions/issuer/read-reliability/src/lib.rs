//! `GET /api/microcredentials/{slug}/reliability`: how far the readers of a definition agree.
//!
//! Of the pool, of each criterion, of each assessor against the others, and of each month, and how appeals came out, as it was
//! counted last; and who is paused, as it stands. As data or as a table.

use std::collections::BTreeSet;

use cloud::{App, Error, Reply, Request, agreement, reply, request, wire::PauseView};
use domain::{Refusal, Slug, person::Role, reliability::MONTHS};

mod table;
mod view;

use view::{Known, View};

/// Who sees it.
const STAFF: [Role; 3] = [Role::Issuer, Role::Developer, Role::Administrator];
/// Over how many months it may be asked for.
const LONGEST: i32 = 60;

/// Answers `GET /api/microcredentials/{slug}/reliability?months=&format=`.
///
/// # Errors
/// [`Refusal::NotFound`] for who isn't the issuer's staff; [`Refusal::Invalid`] for another number of months than 1
/// to 60, or another format than `json` and `csv`.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let (months, as_table) = (months(&request)?, as_table(&request)?);

    let edition = app.table.newest(&slug).await?;
    app.table.person(caller).await?.must_be(&STAFF, edition.issuer)?;
    let summary = agreement::last(app, &slug, months).await?;
    let thresholds = app.table.thresholds(&slug).await?;
    let pauses = app.table.pauses(&slug).await?;

    let people = summary.people().chain(pauses.iter().flat_map(PauseView::people)).collect::<BTreeSet<_>>();
    let people = app.table.people(people.into_iter()).await?;

    let view = View::of(&Known { summary, thresholds, pauses }, &edition.definition, &people);

    if !as_table {
        return reply::ok(&view);
    }
    let named = format!("attachment; filename=\"reliability-{slug}.csv\"");
    let response = reply::text("text/csv", table::of(&view)?)?;
    reply::with_header(response, reply::CONTENT_DISPOSITION, &named)
}

fn months(request: &Request) -> Result<i32, Error> {
    let months = request::query::<i32>(request, "months")?.unwrap_or(MONTHS);
    let refused = || Refusal::invalid("/months", format!("Ask for 1 to {LONGEST} months."));
    Ok((1..=LONGEST).contains(&months).then_some(months).ok_or_else(refused)?)
}

fn as_table(request: &Request) -> Result<bool, Error> {
    match request::query::<String>(request, "format")?.as_deref() {
        None | Some("json") => Ok(false),
        Some("csv") => Ok(true),
        Some(_) => Err(Refusal::invalid("/format", "The formats are json and csv.").into()),
    }
}
