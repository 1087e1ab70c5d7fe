//! `GET /api/organisations/{organisation}/capacity`: what an issuer's assessors can score in the weeks to come.
//!
//! Against what was handed in of late. It is computed from the submissions of the last weeks and the roster.

use std::collections::BTreeMap;

use cloud::{App, Error, Reply, Request, reply, request};
use domain::{
    OrganisationId, Slug,
    assignment::{Asked, Assignment, AssignmentState, Forecast, WEEKS, days},
    person::Role,
    submission::Submission,
};
use jiff::Timestamp;
use serde::Serialize;

/// Who sees it.
const STAFF: [Role; 2] = [Role::Issuer, Role::Administrator];

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

/// What was asked for of late, and what waits.
#[derive(Default)]
struct Late {
    asked: Vec<Asked>,
    waiting: BTreeMap<Slug, u32>,
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
    let late = late(app, issuer, app.now() - days(7 * WEEKS)).await?;

    let forecast = Forecast::of(&roster, &late.asked, &late.waiting, app.now());

    let slugs = forecast.definitions.iter().map(|of| &of.microcredential).collect();
    let newest = app.table.newest_of(slugs).await?;
    let titles = newest.into_iter().map(|(slug, newest)| (slug, newest.title)).collect();
    reply::ok(&Answer { falls_short: forecast.falls_short(), forecast, titles })
}

async fn late(app: &App, issuer: OrganisationId, since: Timestamp) -> Result<Late, Error> {
    let mut late = Late::default();
    for submission in app.table.read_since(issuer, since).await? {
        let assignments = app.table.assignments(submission.id).await?;
        late.asked.extend(assignments.iter().filter_map(|one| asked(&submission, one, since)));
        if submission.sought().is_ok() {
            *late.waiting.entry(submission.microcredential).or_default() += 1;
        }
    }
    Ok(late)
}

/// A reading that somebody has or has scored; what was passed on was asked for again.
fn asked(submission: &Submission, assignment: &Assignment, since: Timestamp) -> Option<Asked> {
    let scored = match assignment.state {
        AssignmentState::Offered | AssignmentState::Open { .. } => None,
        AssignmentState::Submitted { at } => Some(at),
        AssignmentState::Declined { .. } | AssignmentState::Withdrawn { .. } => return None,
    };
    let (microcredential, assigned) = (submission.microcredential.clone(), assignment.assigned);
    (assigned >= since).then_some(Asked { microcredential, assigned, scored })
}
