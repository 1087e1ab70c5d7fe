//! `GET /api/submissions/{submission}/assessors`: who can be asked to score it, and why others can't.
//!
//! The whole roster, in the order in which the automatic choice would ask: those first who can be asked.

use cloud::{App, Reply, Request, reply, request, wire::PageView};
use domain::{
    AssignmentId, PersonId, Refusal, SubmissionId,
    assignment::{Assessor, Ineligible, Sought},
    person::Role,
    submission::Submission,
};
use jiff::Timestamp;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    person: PersonId,
    name: String,
    open: u32,
    cap: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_assigned: Option<Timestamp>,
    /// Whether she has it now.
    current: bool,
    /// Under which assignment.
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment: Option<AssignmentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ineligible: Option<Ineligible>,
    /// That it is the caller: nobody asks herself.
    yourself: bool,
}

/// Answers `GET /api/submissions/{submission}/assessors`.
///
/// # Errors
/// [`Refusal::NotFound`] for who isn't the issuer's staff, is the earner, or has it to score;
/// [`Refusal::WrongState`] unless the attempt waits for or is with an assessor.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;

    let submission = app.table.submission(id).await?;
    app.table.person(caller).await?.must_be(&[Role::Issuer], submission.issuer)?;
    must_be_shown_to(&submission, caller)?;
    let readings = submission.readings().ok_or_else(|| submission.cannot("Assigning an assessor"))?;
    let roster = app.table.roster(submission.issuer).await?;
    let people = app.table.people(roster.iter().map(|entry| entry.person)).await?;

    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;

    let asked = submission.asked();
    let sought = Sought::of(&submission, &edition.definition, &asked);
    let line = |entry: &Assessor| {
        let reading = readings.open.iter().find(|reading| reading.assessor == entry.person);
        let name = people.iter().find(|person| person.id == entry.person)?.name.to_string();
        Some(Line {
            person: entry.person,
            name,
            open: entry.open,
            cap: entry.cap,
            last_assigned: entry.last_assigned,
            current: reading.is_some(),
            assignment: reading.map(|reading| reading.assignment),
            ineligible: entry.may_score(&sought, app.now()).err().filter(|_| reading.is_none()),
            yourself: entry.person == caller,
        })
    };
    let mut items: Vec<Line> = roster.iter().filter_map(line).collect();
    items.sort_by_key(|line| (line.ineligible.is_some(), line.open, line.last_assigned, line.person));

    reply::ok(&PageView { items, next: None })
}

/// Whose work it is, and who scores it, don't learn who else might.
fn must_be_shown_to(submission: &Submission, caller: PersonId) -> Result<(), Refusal> {
    if submission.earner == caller {
        return Err(Refusal::NotFound);
    }
    submission.must_not_be_scored_or_coached_by(caller)
}
