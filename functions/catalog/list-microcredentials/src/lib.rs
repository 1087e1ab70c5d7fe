//! `GET /api/microcredentials`: the catalogue, or an issuer's drafts for those who write them.

use cloud::{
    App, OrFailure, Reply, Request,
    public::{self, Keep},
    reply, request,
    table::{Cursor, definitions::Newest, keys::Queue},
    wire::{CatalogueLine, DraftLine, PageView},
};
use domain::{
    OrganisationId, Refusal,
    microcredential::{AUTHORS, Draft},
};

/// How many definitions a page has.
const PAGE: i32 = 50;

/// Answers `GET /api/microcredentials?cursor=`, and `?state=draft&organisation=` for drafts.
///
/// Without `organisation` it is the first one for which the caller writes.
///
/// # Errors
/// [`Refusal::Invalid`] for no such state or a cursor of another list; of drafts [`Refusal::SignedOut`]
/// without a session and [`Refusal::NotFound`] for who writes nothing there.
pub async fn handle(app: &App, request: Request) -> Reply {
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    match request::query::<String>(&request, "state")?.as_deref() {
        None | Some("published") => catalogue(app, &request, cursor).await,
        Some("draft") => drafts(app, &request, cursor).await,
        Some(_) => Err(Refusal::invalid("/state", "The states are published and draft.").into()),
    }
}

async fn catalogue(app: &App, request: &Request, cursor: Option<Cursor>) -> Reply {
    let page = app.table.waiting::<Newest>(&Queue::Catalogue, PAGE, cursor).await?;

    let items: Vec<CatalogueLine> = page.items.into_iter().map(CatalogueLine::from).collect();
    let view = PageView { items, next: page.next.map(|cursor| cursor.render()) };
    let body = serde_json::to_string(&view).or_failure("the catalogue has no JSON form")?;
    public::document(request, "application/json", body, Keep::Minutes)
}

async fn drafts(app: &App, request: &Request, cursor: Option<Cursor>) -> Reply {
    let caller = app.caller(request).await?;
    let wanted: Option<OrganisationId> = request::query(request, "organisation")?;

    let person = app.table.person(caller).await?;
    let first = AUTHORS.into_iter().find_map(|role| person.organisations_as(role).next());
    let issuer = wanted.or(first).ok_or(Refusal::NotFound)?;
    person.must_be(&AUTHORS, issuer)?;
    let page = app.table.waiting::<Draft>(&Queue::Drafts(issuer), PAGE, cursor).await?;

    let items: Vec<DraftLine> = page.items.into_iter().map(DraftLine::from).collect();
    reply::ok(&PageView { items, next: page.next.map(|cursor| cursor.render()) })
}
