//! `GET /api/letters`: letters of an issuer by where they stand, those given up first of all.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Cursor, letters::Standing},
    wire::{LetterView, PageView},
};
use domain::{
    OrganisationId, Refusal,
    person::{Person, Role},
};

/// How many letters a page has at most.
const PAGE: i32 = 50;

/// Answers `GET /api/letters?state=dead|suppressed|pending|delivered&organisation=&cursor=`.
///
/// Without `state` it lists the dead ones; `pending` are all that are on their way; of those `delivered` in
/// the last thirty days the newest come first. Without
/// `organisation` it is the first issuer whose staff the caller is. The first administrator may also
/// ask for `organisation=none`: the letters that are no issuer's, such as those to sign in.
///
/// # Errors
/// [`Refusal::Invalid`] for no such state or a cursor of another list; [`Refusal::NotFound`] for who
/// is no issuer's staff, or not that one's.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let standing = standing(&request)?;
    let wanted: Option<String> = request::query(&request, "organisation")?;
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    let person = app.table.person(caller).await?;
    let issuer = whose(app, &person, wanted.as_deref())?;

    let page = app.table.letters_in(issuer, standing, PAGE, cursor).await?;

    let items = page.items.into_iter().map(|letter| LetterView::of(letter, app.now())).collect();
    reply::ok(&PageView { items, next: page.next.map(|cursor| cursor.render()) })
}

fn standing(request: &Request) -> Result<Standing, Refusal> {
    match request::query::<String>(request, "state")?.as_deref() {
        None | Some("dead") => Ok(Standing::Dead),
        Some("suppressed") => Ok(Standing::Suppressed),
        Some("pending") => Ok(Standing::Out),
        Some("delivered") => Ok(Standing::Delivered),
        Some(_) => {
            Err(Refusal::invalid("/state", "Use one of these states: dead, suppressed, pending, delivered."))
        }
    }
}

fn whose(app: &App, person: &Person, wanted: Option<&str>) -> Result<Option<OrganisationId>, Refusal> {
    let issuer = match wanted {
        Some("none") if person.email == app.settings.first_administrator => return Ok(None),
        Some(text) => text.parse().map_err(|_| Refusal::NotFound)?,
        None => [Role::Issuer, Role::Administrator]
            .into_iter()
            .find_map(|role| person.organisations_as(role).next())
            .ok_or(Refusal::NotFound)?,
    };
    person.must_be(&[Role::Issuer, Role::Administrator], issuer)?;
    Ok(Some(issuer))
}
