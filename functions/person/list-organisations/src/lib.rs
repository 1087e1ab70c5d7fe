//! `GET /api/organisations`: the organisations that the caller belongs to, by name; or, for who administers an issuer, all
//! of a kind.

use cloud::{
    App, Reply, Request, reply, request,
    table::Cursor,
    wire::{OrganisationView, PageView},
};
use domain::person::{OrganisationKind, Person};

/// How many organisations a page has.
const PAGE: i32 = 50;

/// Answers `GET /api/organisations?kind=issuer|district|state|association&cursor=`.
///
/// Nobody belongs to so many that there would be a second page. With `kind` those that came first come first.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session; [`domain::Refusal::NotFound`] for who asks for a kind and administers no
/// issuer; [`domain::Refusal::Invalid`] for no such kind, or a cursor of another list.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let kind: Option<OrganisationKind> = request::query(&request, "kind")?;
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    let person = app.table.person(caller).await?;
    match kind {
        Some(kind) => all_of(app, &person, kind, cursor).await,
        None => her_own(app, &person).await,
    }
}

async fn her_own(app: &App, person: &Person) -> Reply {
    let mut organisations = app.table.organisations(person.organisations().into_iter()).await?;

    organisations.sort_by(|one, other| one.name.as_str().cmp(other.name.as_str()));
    let items = organisations.into_iter().map(OrganisationView::from).collect();
    reply::ok(&PageView { items, next: None })
}

async fn all_of(app: &App, person: &Person, kind: OrganisationKind, cursor: Option<Cursor>) -> Reply {
    app.table.issuer_of(person).await?;
    let page = app.table.organisations_of(kind, PAGE, cursor).await?;

    let items = page.items.into_iter().map(OrganisationView::from).collect();
    reply::ok(&PageView { items, next: page.next.map(|cursor| cursor.render()) })
}
