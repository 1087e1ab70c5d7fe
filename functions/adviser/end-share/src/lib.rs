//! `DELETE /api/shortlists/{share}`: either side ends the sharing of a shortlist.
//!
//! What was said stays with its owner. The adviser no longer sees the list.

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{Commit, Lost, beside_others, keys::Key, record::Record, shortlists::Advised},
};
use domain::{
    PersonId, ShareId,
    audit::{Actor, Deed},
    shortlist::Share,
};
use serde_json::json;

/// Answers `DELETE /api/shortlists/{share}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whoever is neither of the two.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: ShareId = request::path(&request, "share")?;

    beside_others(&[Share::KIND, Advised::KIND], || end(app, caller, id)).await?;

    reply::no_content()
}

/// The inner error: the other side was first.
async fn end(app: &App, caller: PersonId, id: ShareId) -> Result<Result<(), Lost>, Error> {
    let (before, side) = app.table.share_and_side(caller, id).await?;
    let seen = before.version;

    let after = before.end(side, app.now());
    if after.version == seen {
        return Ok(Ok(()));
    }

    let deed = Deed::new("shortlist-share-ended", json!({"share": id}), Actor::Person(caller), app.now());
    let mut commit = Commit::new().replace(&after)?.deed(after.owner, deed);
    if let Some(adviser) = &after.adviser
        && let Some(way) = app.table.find::<Advised>(Key::Advised(adviser.person, id)).await?
    {
        commit = commit.replace(&way.ended())?;
    }
    app.table.try_commit(commit).await.map_err(Error::from)
}
