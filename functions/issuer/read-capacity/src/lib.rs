//! `GET /api/organisations/{organisation}/capacity`: what an issuer's assessors can score in the weeks to come.
//!
//! Against what was handed in of late, as it was counted last: what was asked for and what waits is the last count's, which
//! tells when it was made. The roster, and what these can be asked for, is read as it stands.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{App, Error, Reply, Request, demand, reply, request, table::definitions::Newest};
use domain::{
    OrganisationId, Slug,
    assignment::{Assessor, Demand, Forecast, Rubrics},
    person::Role,
};
use serde::Serialize;

/// Who sees it: it names nobody.
const STAFF: [Role; 3] = [Role::Issuer, Role::Developer, Role::Administrator];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    #[serde(flatten)]
    forecast: Forecast,
    /// Whether more comes than can be scored.
    falls_short: bool,
    /// The titles of the definitions in it.
    titles: BTreeMap<Slug, String>,
}

/// Answers `GET /api/organisations/{organisation}/capacity`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who isn't the issuer's staff.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let issuer: OrganisationId = request::path(&request, "organisation")?;

    app.table.person(caller).await?.must_be(&STAFF, issuer)?;
    let roster = app.table.roster(issuer).await?;
    let demand = demand::last(app, issuer).await?;
    let newest = app.table.newest_of(definitions(&demand, &roster)).await?;
    let rubrics = rubrics(app, issuer, &newest).await?;

    let forecast = Forecast::of((&roster, &rubrics), &demand, app.now());

    let told: BTreeSet<&Slug> = forecast.definitions.iter().map(|of| &of.microcredential).collect();
    let titles = newest.into_iter().filter(|(slug, _)| told.contains(slug));
    let titles = titles.map(|(slug, newest)| (slug, newest.title)).collect();
    reply::ok(&Answer { falls_short: forecast.falls_short(), forecast, titles })
}

/// All of which something was asked for or waits, and all that somebody is trained for.
fn definitions<'a>(demand: &'a Demand, roster: &'a [Assessor]) -> BTreeSet<&'a Slug> {
    let trained = roster.iter().flat_map(|entry| &entry.training).map(|record| &record.microcredential);
    trained.chain(demand.definitions.keys()).collect()
}

/// The issuer's definitions that are published, with what they ask of an assessor.
async fn rubrics(
    app: &App,
    issuer: OrganisationId,
    newest: &BTreeMap<Slug, Newest>,
) -> Result<Rubrics, Error> {
    let mut rubrics = Rubrics::new();
    for (slug, newest) in newest.iter().filter(|(_, newest)| newest.issuer == issuer) {
        let edition = app.table.edition(slug, newest.edition).await?;
        rubrics.insert(slug.clone(), edition.definition.calibrated_by());
    }
    Ok(rubrics)
}
