//! `GET /api/organisations/{organisation}/capacity`: what an issuer's assessors can score in the weeks to come.
//!
//! Against what was handed in of late. It is computed from the submissions of the last weeks, the roster, and what those on
//! it were asked: what somebody scored who is there no more isn't counted.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{definitions::Newest, keys::Queue},
};
use domain::{
    AssignmentId, OrganisationId, Slug, SubmissionId,
    assignment::{Asked, Assessor, Assignment, AssignmentState, Forecast, Rubrics, WEEKS, Waiting, days},
    person::Role,
};
use jiff::Timestamp;
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

/// What was asked for of late, and what waits.
#[derive(Default)]
struct Late {
    asked: Vec<Asked>,
    waiting: BTreeMap<Slug, Waiting>,
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
    let late = late(app, issuer, &roster, app.now() - days(7 * WEEKS)).await?;
    let newest = app.table.newest_of(late.definitions(&roster)).await?;
    let rubrics = rubrics(app, issuer, &newest).await?;

    let forecast = Forecast::of((&roster, &rubrics), &late.asked, &late.waiting, app.now());

    let told: BTreeSet<&Slug> = forecast.definitions.iter().map(|of| &of.microcredential).collect();
    let titles = newest.into_iter().filter(|(slug, _)| told.contains(slug));
    let titles = titles.map(|(slug, newest)| (slug, newest.title)).collect();
    reply::ok(&Answer { falls_short: forecast.falls_short(), forecast, titles })
}

impl Late {
    /// All of which something was asked for or waits, and all that somebody is trained for.
    fn definitions<'a>(&'a self, roster: &'a [Assessor]) -> BTreeSet<&'a Slug> {
        let trained = roster.iter().flat_map(|entry| &entry.training).map(|record| &record.microcredential);
        let asked = self.asked.iter().map(|one| &one.microcredential);
        trained.chain(asked).chain(self.waiting.keys()).collect()
    }
}

async fn late(
    app: &App,
    issuer: OrganisationId,
    roster: &[Assessor],
    since: Timestamp,
) -> Result<Late, Error> {
    let submissions = app.table.read_since(issuer, since).await?;
    let mut late = Late::default();
    for submission in &submissions {
        if let readings @ 1.. = submission.readings_sought() {
            let waiting = late.waiting.entry(submission.microcredential.clone()).or_default();
            waiting.attempts += 1;
            waiting.readings += u32::try_from(readings).unwrap_or(u32::MAX);
        }
    }
    let of: BTreeMap<SubmissionId, Slug> =
        submissions.into_iter().map(|one| (one.id, one.microcredential)).collect();
    let given = given(app, roster, since).await?;
    late.asked = given.values().filter_map(|one| asked(of.get(&one.submission)?, one, since)).collect();
    Ok(late)
}

/// What these have open or have scored since then, of every issuer. By assessor, not by submission: a busy issuer has
/// thousands of the one, and some dozens of the other.
async fn given(
    app: &App,
    roster: &[Assessor],
    since: Timestamp,
) -> Result<BTreeMap<AssignmentId, Assignment>, Error> {
    let mut given: Vec<Assignment> = app.table.all_waiting(&Queue::Due).await?;
    for entry in roster {
        given.extend(app.table.handed_in_since(entry.person, since).await?);
    }
    Ok(given.into_iter().map(|one| (one.id, one)).collect())
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

/// A reading that somebody has or has scored; what was passed on was asked for again.
fn asked(microcredential: &Slug, assignment: &Assignment, since: Timestamp) -> Option<Asked> {
    let scored = match assignment.state {
        AssignmentState::Offered | AssignmentState::Open { .. } => None,
        AssignmentState::Submitted { at } => Some(at),
        AssignmentState::Declined { .. } | AssignmentState::Withdrawn { .. } => return None,
    };
    let (microcredential, assigned) = (microcredential.clone(), assignment.assigned);
    (assigned >= since).then_some(Asked { microcredential, assigned, scored })
}
