//! `GET /api/issuer/submissions`: an issuer's queue, the longest waiting first.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Error, Failure, Reply, Request, reply, request,
    table::{Cursor, Page, keys::Queue},
    wire::{PageView, SubmissionLine, Viewer},
};
use domain::{
    OrganisationId, PersonId, Refusal, Slug,
    person::{Person, Role},
    submission::{State, Submission},
};
use serde::Serialize;

/// How many submissions a page has.
const PAGE: i32 = 25;
/// How many are looked through at most for a page of one micro-credential's.
const LOOKED_THROUGH: i32 = 200;
/// The states in which somebody has something to do.
const WAITING: [&str; 3] = ["submitted", "in-assessment", "assessed"];
/// How far those are counted.
const COUNTED: i32 = 100;

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    page: PageView<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<BTreeMap<&'static str, i32>>,
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    line: SubmissionLine,
    /// Who scores it, or did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assessors: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    id: PersonId,
    name: String,
}

/// Answers `GET /api/issuer/submissions?state=&organisation=&microcredential=&cursor=`.
///
/// Without `organisation` it is the first issuer for which the caller decides. Of one `microcredential` a page may have
/// fewer than others, or none, though more follow. The first page tells how many wait in each state, whatever they are of,
/// counted to 100. Of her own submission the caller sees what any earner sees.
///
/// # Errors
/// [`Refusal::Invalid`] for no such state or a cursor of another list; [`Refusal::NotFound`] for who
/// decides nowhere, or not there.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let state = state(&request)?;
    let wanted: Option<OrganisationId> = request::query(&request, "organisation")?;
    let only: Option<Slug> = request::query(&request, "microcredential")?;
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    let person = app.table.person(caller).await?;
    let issuer = issuer(&person, wanted)?;
    let counts = if cursor.is_none() { Some(counts(app, issuer).await?) } else { None };
    let page = page(app, &Queue::Submissions(issuer, state), only.as_ref(), cursor).await?;

    let items = lines(app, caller, &page.items).await?;
    let page = PageView { items, next: page.next.map(|cursor| cursor.render()) };
    reply::ok(&Answer { page, counts })
}

/// A page of those that wait, perhaps only of one micro-credential: then it looks further for them.
async fn page(
    app: &App,
    queue: &Queue,
    only: Option<&Slug>,
    mut after: Option<Cursor>,
) -> Result<Page<Submission>, Error> {
    let mut items = Vec::new();
    let mut missing = PAGE;
    for _ in 0..LOOKED_THROUGH / PAGE {
        let page = app.table.waiting::<Submission>(queue, missing, after).await?;
        items.extend(
            page.items.into_iter().filter(|one| only.is_none_or(|only| one.microcredential == *only)),
        );
        after = page.next;
        missing = PAGE - i32::try_from(items.len()).unwrap_or(PAGE);
        if after.is_none() || only.is_none() || missing <= 0 {
            break;
        }
    }
    Ok(Page { items, next: after })
}

async fn lines(app: &App, caller: PersonId, submissions: &[Submission]) -> Result<Vec<Line>, Error> {
    let asked: BTreeSet<PersonId> = submissions.iter().flat_map(Submission::assessors).collect();
    let people = app.table.people(asked.into_iter()).await?;
    let mut lines = Vec::new();
    for submission in submissions {
        let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
        let viewer = if submission.earner == caller { Viewer::Earner } else { Viewer::Issuer };
        let named = |id: PersonId| {
            let person = people.iter().find(|person| person.id == id)?;
            Some(Named { id, name: person.name.to_string() })
        };
        let assessors = if viewer == Viewer::Issuer { submission.assessors() } else { Vec::new() };
        lines.push(Line {
            line: SubmissionLine::of(submission, &edition, viewer),
            assessors: assessors.into_iter().filter_map(named).collect(),
        });
    }
    Ok(lines)
}

async fn counts(app: &App, issuer: OrganisationId) -> Result<BTreeMap<&'static str, i32>, Failure> {
    let mut counts = BTreeMap::new();
    for state in WAITING {
        let waiting = app.table.count_waiting(&Queue::Submissions(issuer, state), COUNTED).await?;
        counts.insert(state, waiting);
    }
    Ok(counts)
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
