//! `GET /api/people`: the people of an organisation, those who came first before the others.

use cloud::{
    App, Reply, Request, reply, request,
    table::Cursor,
    wire::{MemberView, PageView},
};
use domain::{
    OrganisationId, Refusal,
    person::{Person, Role},
};

/// How many people a page has.
const PAGE: i32 = 50;
/// Who sees an organisation's people; only administrators change them.
const STAFF: [Role; 2] = [Role::Administrator, Role::Issuer];

/// Answers `GET /api/people?organisation=&cursor=`.
///
/// Without `organisation` it is the first one whose staff the caller is.
///
/// # Errors
/// [`Refusal::Invalid`] for a cursor of another list; [`Refusal::NotFound`] for who is no staff, or not there.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let wanted: Option<OrganisationId> = request::query(&request, "organisation")?;
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    let person = app.table.person(caller).await?;
    let organisation = whose(&person, wanted)?;
    let page = app.table.people_in(organisation, PAGE, cursor).await?;
    let ids = page.items.iter().map(|person| person.id);
    let roster = app.table.roster_entries(organisation, ids).await?;

    let entry = |person: &Person| roster.iter().find(|entry| entry.person == person.id);
    let views = page.items.iter().map(|person| MemberView::within(person, organisation, entry(person)));
    reply::ok(&PageView { items: views.collect(), next: page.next.map(|cursor| cursor.render()) })
}

fn whose(person: &Person, wanted: Option<OrganisationId>) -> Result<OrganisationId, Refusal> {
    let first = || STAFF.into_iter().find_map(|role| person.organisations_as(role).next());
    let organisation = wanted.or_else(first).ok_or(Refusal::NotFound)?;
    person.must_be(&STAFF, organisation)?;
    Ok(organisation)
}
