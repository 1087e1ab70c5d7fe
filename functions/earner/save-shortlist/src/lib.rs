//! `PUT /api/shortlist`: keeps what the caller considers earning, in her order.
//!
//! The version that she saw decides, so a stale tab overwrites nothing. Her advisers see the list as it is kept now.

use std::collections::BTreeSet;

use cloud::{
    App, Error, Reply, Request, reply, request, shortlists,
    table::{Commit, Lost, beside_others, record::Record},
    wire::KeptShortlistView,
};
use domain::{
    PersonId, Slug,
    shortlist::{Content, Shortlist},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    #[serde(flatten)]
    content: Content,
}

/// Answers `PUT /api/shortlist`.
///
/// # Errors
/// As [`Shortlist::save`].
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "save-shortlist")?;

    // That she shares it at the same time changes the record too, and no version that a tab knows.
    let list = beside_others(&[Shortlist::KIND], || save(app, caller, &asked)).await?;

    // This answer is remembered under its key, so nothing is in it that an adviser said.
    let catalogue = shortlists::catalogue_of(app, [&list]).await?;
    reply::ok(&KeptShortlistView::of(list, &catalogue))
}

/// The inner error: another tab was first.
async fn save(app: &App, caller: PersonId, asked: &Asked) -> Result<Result<Shortlist, Lost>, Error> {
    let stored = app.table.shortlist(caller).await?;
    let wanted: BTreeSet<&Slug> = asked.content.items.iter().map(|item| &item.microcredential).collect();
    let published: BTreeSet<Slug> = app.table.newest_of(wanted).await?.into_keys().collect();

    let (list, deed) = stored.save(asked.version, asked.content.clone(), &published, app.now())?;

    let told = match deed {
        Some(deed) => Commit::new().deed(caller, deed),
        None => Commit::new(),
    };
    Ok(app.table.try_commit(told.save(&list)?).await?.map(|()| list))
}
