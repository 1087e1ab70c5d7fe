//! `GET /api/submissions/{submission}/audit`: everything that happened to a submission, in order.
//!
//! Who works for the issuer is named; the earner is not: she stays blind to whoever reads this.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{App, Reply, Request, reply, request};
use domain::{
    PersonId, Refusal, SubmissionId,
    audit::{Actor, AuditRecord},
    person::Role,
};
use serde::Serialize;

#[derive(Serialize)]
struct Answer<'a> {
    /// Whether every record holds the hash of the one before it.
    unbroken: bool,
    earner: PersonId,
    /// The names of those who acted or were asked to.
    people: BTreeMap<PersonId, String>,
    records: &'a [AuditRecord],
}

/// Answers `GET /api/submissions/{submission}/audit`.
///
/// # Errors
/// [`Refusal::NotFound`] for who isn't the issuer's staff, is the earner, or has it to score.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;

    let submission = app.table.submission(id).await?;
    app.table.person(caller).await?.must_be(&[Role::Issuer, Role::Administrator], submission.issuer)?;
    submission.must_not_be_scored_or_coached_by(caller)?;
    if submission.earner == caller || !submission.was_handed_in() {
        return Err(Refusal::NotFound.into());
    }
    let records = app.table.chain(&id.to_string()).await?;
    let mut named: BTreeSet<PersonId> = records.iter().flat_map(named_in).collect();
    named.remove(&submission.earner);
    let people = app.table.people(named.into_iter()).await?;

    reply::ok(&Answer {
        unbroken: AuditRecord::is_unbroken(&records),
        earner: submission.earner,
        people: people.into_iter().map(|person| (person.id, person.name.to_string())).collect(),
        records: &records,
    })
}

/// Who acted, and the assessor whom it was about.
fn named_in(record: &AuditRecord) -> impl Iterator<Item = PersonId> {
    let actor = match &record.deed.actor {
        Actor::Person(person) => Some(*person),
        Actor::Function(_) => None,
    };
    let assessor = record.deed.detail["assessor"].as_str().and_then(|id| id.parse().ok());
    actor.into_iter().chain(assessor)
}
