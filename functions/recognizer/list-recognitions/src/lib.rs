//! `GET /api/recognitions`: a recognizer's desk, the longest waiting first.
//!
//! Of one earner's claims by one policy there is one line: they are decided together or not, and always seen together.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Error, Failure, Reply, Request,
    recognizing::recognizer_of,
    reply, request,
    table::{Cursor, keys::Queue},
    wire::{PageView, RecognitionsLine},
};
use domain::{
    OrganisationId, PersonId, Refusal,
    recognition::{Recognitions, Standing},
};
use serde::Serialize;

/// How many lines a page has.
const PAGE: i32 = 25;
/// How far those in each place are counted.
const COUNTED: i32 = 100;

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    page: PageView<RecognitionsLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<BTreeMap<&'static str, i32>>,
}

/// Answers `GET /api/recognitions?state=&organisation=&cursor=`.
///
/// Without `organisation` it is the first recognizer for which the caller counts awards. The first page tells how many
/// lines each state has, counted to 100.
///
/// # Errors
/// [`Refusal::Invalid`] for no such state or a cursor of another list; [`Refusal::NotFound`] for who counts awards
/// nowhere, or not there.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let state = state(&request)?;
    let wanted: Option<OrganisationId> = request::query(&request, "organisation")?;
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    let recognizer = recognizer_of(&app.table.person(caller).await?, wanted)?;
    let counts = if cursor.is_none() { Some(counts(app, recognizer).await?) } else { None };
    let page = app.table.waiting(&Queue::Recognitions(recognizer, state), PAGE, cursor).await?;

    let items = lines(app, &page.items).await?;
    let page = PageView { items, next: page.next.map(|cursor| cursor.render()) };
    reply::ok(&Answer { page, counts })
}

async fn lines(app: &App, all: &[Recognitions]) -> Result<Vec<RecognitionsLine>, Error> {
    let earners: BTreeSet<PersonId> = all.iter().map(|one| one.earner).collect();
    let people = app.table.people(earners.into_iter()).await?;
    let slugs: BTreeSet<_> = all.iter().map(|one| one.policy.clone()).collect();
    let newest = app.table.newest_policies(slugs).await?;
    let line = |one: &Recognitions| {
        let earner = people.iter().find(|person| person.id == one.earner)?;
        Some(RecognitionsLine::of(one, earner, newest.get(&one.policy)?))
    };
    Ok(all.iter().filter_map(line).collect())
}

async fn counts(app: &App, recognizer: OrganisationId) -> Result<BTreeMap<&'static str, i32>, Failure> {
    let mut counts = BTreeMap::new();
    for state in Standing::NAMES {
        let waiting = app.table.count_waiting(&Queue::Recognitions(recognizer, state), COUNTED).await?;
        counts.insert(state, waiting);
    }
    Ok(counts)
}

fn state(request: &Request) -> Result<&'static str, Refusal> {
    let asked = request::query::<String>(request, "state")?.unwrap_or_else(|| Standing::NAMES[0].to_owned());
    Standing::NAMES.into_iter().find(|name| *name == asked).ok_or_else(|| {
        Refusal::invalid("/state", format!("Use one of these states: {}.", Standing::NAMES.join(", ")))
    })
}
