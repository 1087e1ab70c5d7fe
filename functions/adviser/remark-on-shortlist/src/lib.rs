//! `POST /api/shortlists/{share}/remarks`: either side says something about a shared shortlist, or about one of its items.
//!
//! Only these two ever read it. The other side gets a letter, at most one a day.

use cloud::{
    App, Error, Reply, Request, reply, request, shortlists,
    table::{Commit, Lost, beside_others, record::Record},
};
use domain::{
    PersonId, ShareId, Slug,
    audit::{Actor, Deed},
    shortlist::{Remark, Share},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    microcredential: Option<Slug>,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    /// All remarks of the share.
    remarks: Vec<Remark>,
}

/// Answers `POST /api/shortlists/{share}/remarks`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whoever is neither of the two; otherwise as [`Share::remark`].
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: ShareId = request::path(&request, "share")?;
    let asked: Asked = request::json(app, &request, "remark-on-shortlist")?;

    let after = beside_others(&[Share::KIND], || remark(app, caller, id, &asked)).await?;

    reply::ok(&Answer { remarks: after.remarks })
}

/// The inner error: the other side was first.
async fn remark(
    app: &App,
    caller: PersonId,
    id: ShareId,
    asked: &Asked,
) -> Result<Result<Share, Lost>, Error> {
    let (before, side) = app.table.share_and_side(caller, id).await?;
    let list = app.table.shortlist(before.owner).await?;

    let said = (asked.microcredential.clone(), asked.text.as_str());
    let after = before.remark(side, &list, said, app.now())?;

    let (after, tells) = after.telling(side.other(), app.now());
    let mut commit = Commit::new();
    if tells {
        commit = commit.and(shortlists::letter(app, &after, side.other()).await?);
    }
    // What was said stays out of the audit trail, which is never erased.
    let deed = Deed::new("shortlist-remark", json!({"share": id}), Actor::Person(caller), app.now());
    let commit = commit.replace(&after)?.deed(after.owner, deed);
    Ok(app.table.try_commit(commit).await?.map(|()| after))
}
