//! `POST /api/shortlist/shares`: shares the caller's shortlist with an adviser, who gets a letter.
//!
//! The answer is the same whether the address is known or not. Shared with her already, it stays as it is, and no second
//! letter goes out.

use cloud::{
    App, Error, Reply, Request, founding, reply, request,
    table::{
        Commit, Lost, beside_others,
        record::{EmailOwner, Record},
        shortlists::Advised,
    },
    wire::ShareView,
};
use domain::{
    PersonId,
    audit::{Actor, Deed},
    email::EmailAddress,
    letter::Content,
    person::Person,
    plain_text::DisplayName,
    shortlist::{Adviser, Share, Shared, Shortlist},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    name: DisplayName,
    email: EmailAddress,
}

/// Answers `POST /api/shortlist/shares`.
///
/// # Errors
/// As [`Person::must_belong`] and [`Shortlist::share`].
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "share-shortlist")?;

    // What she saves at the same time changes the list too; and another may ask the same stranger.
    let share = beside_others(&[Shortlist::KIND, EmailOwner::KIND], || share(app, caller, &asked)).await?;

    reply::created(&ShareView::from(share))
}

/// The inner error: somebody was first.
async fn share(app: &App, caller: PersonId, asked: &Asked) -> Result<Result<Share, Lost>, Error> {
    let owner = app.table.person(caller).await?;
    owner.must_belong()?;
    let list = app.table.shortlist(caller).await?;
    let hers = app.table.shares_of(caller).await?;
    let (person, comes) = founding::whoever_has(app, &asked.email, &asked.name, owner.language).await?;

    let adviser = Adviser { person: person.id, name: asked.name.clone(), email: asked.email.clone() };
    let (share, list) = match list.share(&hers, app.id(), adviser, app.now())? {
        Shared::Before(share) => return Ok(Ok(share)),
        Shared::Now { share, list } => (share, list),
    };

    let commit = commit(app, &owner, &person, &share)?.replace(&list)?.and(comes);
    Ok(app.table.try_commit(commit).await?.map(|()| share))
}

/// The share, the way to it, its letter and that it was shared.
fn commit(app: &App, owner: &Person, adviser: &Person, share: &Share) -> Result<Commit, Error> {
    let deed = Deed::new("shortlist-shared", json!({"share": share.id}), Actor::Person(owner.id), app.now());
    let content = Content::ShortlistShared { share: share.id, owner: owner.name.to_string() };
    let letter = app.letter(adviser, None, content);
    let commit = Commit::new().create(share)?.create(&letter)?.deed(owner.id, deed);
    match Advised::to(share) {
        Some(advised) => Ok(commit.create(&advised)?),
        None => Ok(commit),
    }
}
