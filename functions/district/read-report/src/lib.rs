//! `GET /api/reports/{organisation}`: what is told of the work of a district's people, or of all districts' to a state.
//!
//! A district reads what was published of it. A state reads what its districts published, added up: nothing else of
//! anybody's people reaches it. As data or as a table.

mod district;
mod state;
mod view;

use cloud::{App, Error, Reply, Request, reply, request, sheet};
use domain::{
    OrganisationId, Refusal,
    currency::Currency,
    person::{OrganisationKind, Role},
    report::{HEAD, Measure, Quarter, Row, rows},
};

use view::Shown;

/// Who reads reports of an organisation.
const READERS: [Role; 2] = [Role::Administrator, Role::Recognizer];
/// How many quarters are told beside each other.
const QUARTERS: usize = 8;

/// Answers `GET /api/reports/{organisation}?quarter=&format=`, the last quarter that is counted unless one is named.
///
/// # Errors
/// [`Refusal::NotFound`] for who reads none of the organisation's, for an organisation that has none, and for a quarter
/// that isn't counted; [`Refusal::Invalid`] for what is no quarter, or another format than `json` and `csv`.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;
    let asked: Option<Quarter> = request::query(&request, "quarter")?;
    let as_table = as_table(&request)?;

    app.table.person(caller).await?.must_be(&READERS, id)?;
    let organisation = app.table.organisation(id).await?;
    let view = match organisation.kind {
        OrganisationKind::District => district::view(app, organisation, asked).await?,
        OrganisationKind::State => state::view(app, organisation, asked).await?,
        OrganisationKind::Issuer | OrganisationKind::Association => return Err(Refusal::NotFound.into()),
    };
    if asked.is_some() && view.report.is_none() {
        return Err(Refusal::NotFound.into());
    }

    if !as_table {
        return reply::ok(&view);
    }
    let shown = view.report.as_ref().ok_or(Refusal::NotFound)?;
    let Shown { quarter, currency, totals, by, equity, questions, .. } = shown;
    let named = |dimension, member: &str| view.named(dimension, member);
    let rows = rows(*quarter, (totals, by), equity, questions, named);
    let table = sheet::csv(&HEAD, rows.into_iter().map(|row| in_currency(row, currency)))?;
    let named = format!("attachment; filename=\"report-{quarter}.csv\"");
    reply::with_header(reply::text("text/csv", table)?, reply::CONTENT_DISPOSITION, &named)
}

/// A row of the table; where it is of costs it says in what.
fn in_currency(mut row: Row, currency: &Currency) -> Vec<String> {
    if row[3] == Measure::Cost.name() {
        row[3] = format!("{} ({currency})", row[3]);
    }
    Vec::from(row)
}

fn as_table(request: &Request) -> Result<bool, Error> {
    match request::query::<String>(request, "format")?.as_deref() {
        None | Some("json") => Ok(false),
        Some("csv") => Ok(true),
        Some(_) => Err(Refusal::invalid("/format", "The formats are json and csv.").into()),
    }
}
