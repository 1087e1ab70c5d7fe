//! `GET /api/microcredentials/{slug}/reliability`: how far the readers of a definition agree.
//!
//! Of the pool, of each criterion, of each assessor against the others, and of each month, how appeals came out, and who
//! is paused; as data or as a table.

use std::collections::BTreeSet;

use cloud::{App, Error, Reply, Request, reply, request, wire::PauseView};
use domain::{
    Refusal, Slug,
    person::Role,
    qualification::Seeded,
    reliability::{MONTHS, Pool, Report, SEED},
};

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
    let since = Pool::since_at(app.now(), months);
    let records = app.table.double_scored(&slug, since).await?;
    let answers = app.table.appeal_answers(&slug, since).await?;
    let thresholds = app.table.thresholds(&slug).await?;
    let pauses = app.table.pauses(&slug).await?;

    let mut seeded = app.table.seeded(&slug).await?;
    seeded.retain(|one| one.compared.as_ref().is_some_and(|compared| compared.at >= since));

    let (report, measured) = (Report::over(&records, SEED), Seeded::figures(&seeded, SEED));

    let people = report.assessors.iter().chain(&measured).map(|of| of.assessor);
    let people = people.chain(answers.iter().map(|one| one.assessor));
    let people = people.chain(pauses.iter().flat_map(PauseView::people)).collect::<BTreeSet<_>>();
    let people = app.table.people(people.into_iter()).await?;
    let known = Known { report, measured, answers, thresholds, pauses };
    let view = View::of(&known, &edition.definition, &people, (since, app.now()));
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
