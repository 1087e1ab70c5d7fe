//! `GET /api/reciprocity/{organisation}` and `GET /api/me/badges`: badges of other issuers, for who decides and for who brought them.
//!
//! Each badge is checked anew with the keys that are pinned now.

use std::collections::BTreeMap;

use cloud::{
    App, Failure, Reply, Request,
    page::language,
    reply, request,
    table::{Cursor, keys::Queue},
    wire::{ImportedView, PageView, ReciprocityView},
};
use domain::{
    OrganisationId, PersonId, Refusal,
    letter::Language,
    person::Role,
    reciprocity::{Imported, Place},
};
use serde::Serialize;

/// How many badges a page has.
const PAGE: i32 = 20;
/// How far those in each place are counted.
const COUNTED: i32 = 100;

#[derive(Serialize)]
struct Desk {
    #[serde(flatten)]
    decided: ReciprocityView,
    counts: BTreeMap<&'static str, i32>,
    #[serde(flatten)]
    page: PageView<ImportedView>,
}

/// Answers `GET /api/reciprocity/{organisation}?state=&cursor=&lang=` with what a recognizer pinned and decided and the
/// badges in that state, the longest waiting first, and `GET /api/me/badges?lang=` with those that the caller brought to
/// anybody.
///
/// # Errors
/// [`Refusal::NotFound`] for who doesn't count awards for the organisation; [`Refusal::Invalid`] for no such state or a
/// cursor of another list.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let language = language(&request, Language::En);
    match request::maybe_path(&request, "organisation")? {
        Some(recognizer) => desk(app, &request, caller, recognizer).await,
        None => {
            let badges = app.table.imported_by(caller).await?;
            let items = app.views_of_imported(&badges, caller, language).await?;
            reply::ok(&PageView { items, next: None })
        }
    }
}

async fn desk(app: &App, request: &Request, caller: PersonId, id: OrganisationId) -> Reply {
    let state = state(request)?;
    let cursor = request::query::<String>(request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    app.table.person(caller).await?.must_be(&[Role::Recognizer], id)?;
    let recognizer = app.table.organisation(id).await?;
    let desk = app.table.reciprocity(id).await?;
    let page = app.table.waiting::<Imported>(&Queue::Imported(id, state), PAGE, cursor).await?;

    let items = app.views_of_imported(&page.items, caller, language(request, Language::En)).await?;
    let page = PageView { items, next: page.next.map(|cursor| cursor.render()) };
    let decided = app.view_of_reciprocity(&desk, &recognizer).await?;
    reply::ok(&Desk { decided, counts: counts(app, id).await?, page })
}

async fn counts(app: &App, recognizer: OrganisationId) -> Result<BTreeMap<&'static str, i32>, Failure> {
    let mut counts = BTreeMap::new();
    for place in Place::NAMES {
        counts.insert(place, app.table.count_waiting(&Queue::Imported(recognizer, place), COUNTED).await?);
    }
    Ok(counts)
}

fn state(request: &Request) -> Result<&'static str, Refusal> {
    let asked = request::query::<String>(request, "state")?.unwrap_or_else(|| Place::NAMES[0].to_owned());
    Place::NAMES.into_iter().find(|name| *name == asked).ok_or_else(|| {
        Refusal::invalid("/state", format!("Use one of these states: {}.", Place::NAMES.join(", ")))
    })
}
