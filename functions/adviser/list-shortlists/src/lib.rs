//! `GET /api/shortlists`: the shortlists that others share with the caller, as they stand now.
//!
//! She sees what its owner considers and why, and what the two said. Nothing of her work, of what she holds, or of whom else
//! she shares it with.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{App, Reply, Request, reply, request, shortlists, table::Cursor, wire::SharedShortlistView};
use domain::{
    PersonId,
    person::Person,
    shortlist::{Share, Shortlist},
};
use serde::Serialize;

/// How many shortlists a page has. Each may hold much text.
const PAGE: i32 = 10;

#[derive(Serialize)]
struct Answer {
    /// The newest share first.
    shortlists: Vec<SharedShortlistView>,
    /// What to give as `cursor` for the next page; missing at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Answers `GET /api/shortlists?cursor=`.
///
/// # Errors
/// [`domain::Refusal::Invalid`] for a cursor of another list.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    let page = app.table.shared_with(caller, PAGE, cursor).await?;
    let owners: BTreeSet<PersonId> = page.items.iter().map(|share| share.owner).collect();
    let lists = app.table.shortlists(owners.clone()).await?;
    let people = app.table.people(owners.into_iter()).await?;
    let catalogue = shortlists::catalogue_of(app, &lists).await?;

    let lists: BTreeMap<PersonId, Shortlist> = lists.into_iter().map(|list| (list.person, list)).collect();
    let people: BTreeMap<PersonId, Person> = people.into_iter().map(|person| (person.id, person)).collect();
    let view = |share: Share| {
        let list = lists.get(&share.owner)?;
        let owner = people.get(&share.owner);
        Some(SharedShortlistView::of(share, owner, list, &catalogue))
    };
    let shortlists = page.items.into_iter().filter_map(view).collect();
    reply::ok(&Answer { shortlists, next: page.next.map(|cursor| cursor.render()) })
}
