//! `GET /api/issuer/submissions`: an issuer's queue, the longest waiting first.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Cursor, keys::Queue},
    wire::{PageView, SubmissionLine, Viewer},
};
use domain::{
    OrganisationId, Refusal,
    person::{Person, Role},
    submission::{State, Submission},
};

/// How many submissions a page has.
const PAGE: i32 = 25;

/// Answers `GET /api/issuer/submissions?state=&organisation=&cursor=`.
///
/// Without `organisation` it is the first issuer for which the caller decides.
///
/// # Errors
/// [`Refusal::Invalid`] for no such state or a cursor of another list; [`Refusal::NotFound`] for who
/// decides nowhere, or not there.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let state = state(&request)?;
    let wanted: Option<OrganisationId> = request::query(&request, "organisation")?;
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    let person = app.table.person(caller).await?;
    let issuer = issuer(&person, wanted)?;
    let page = app.table.waiting::<Submission>(&Queue::Submissions(issuer, state), PAGE, cursor).await?;

    let mut items = Vec::new();
    for submission in &page.items {
        let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
        items.push(SubmissionLine::of(submission, &edition, Viewer::Issuer));
    }
    reply::ok(&PageView { items, next: page.next.map(|cursor| cursor.render()) })
}

fn state(request: &Request) -> Result<&'static str, Refusal> {
    let asked = request::query::<String>(request, "state")?.unwrap_or_default();
    let handed_in = State::NAMES.into_iter().filter(|name| *name != "draft");
    handed_in.clone().find(|name| *name == asked).ok_or_else(|| {
        let names: Vec<&str> = handed_in.collect();
        Refusal::invalid("/state", format!("Use one of these states: {}.", names.join(", ")))
    })
}

fn issuer(person: &Person, wanted: Option<OrganisationId>) -> Result<OrganisationId, Refusal> {
    let issuer = wanted.or_else(|| person.organisations_as(Role::Issuer).next()).ok_or(Refusal::NotFound)?;
    person.must_be(&[Role::Issuer], issuer)?;
    Ok(issuer)
}
