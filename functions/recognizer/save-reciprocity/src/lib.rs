//! `POST /api/reciprocity/{organisation}`: a recognizer pins a key of another issuer, or decides what an achievement counts as.
//!
//! The badges that were brought before are put where they belong by `keep-time`, after the one commit of what was decided.

use cloud::{
    App, Error, Reply, Request,
    reciprocity::unique,
    reply, request,
    table::{Commit, keys::Key, reciprocity::ReciprocityLook},
    wire::ReciprocityView,
};
use domain::{
    OrganisationId, Refusal,
    audit::{Actor, Deed},
    person::Role,
    reciprocity::Change,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    #[serde(flatten)]
    change: Change,
}

/// Answers `POST /api/reciprocity/{organisation}`.
///
/// # Errors
/// [`Refusal::NotFound`] for who doesn't count awards for the organisation, for one that has published no policy, and for
/// taking back what isn't there; [`Refusal::Invalid`] for what is no key, for what is ours, and for a micro-credential that
/// isn't published; [`Refusal::Stale`] when something changed since.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let recognizer: OrganisationId = request::path(&request, "organisation")?;
    let Asked { version, change } = request::json(app, &request, "save-reciprocity")?;

    app.table.person(caller).await?.must_be(&[Role::Recognizer], recognizer)?;
    let organisation = app.recognizer_with_policies(recognizer).await?;
    let desk = app.table.reciprocity(recognizer).await?;
    let look: Option<ReciprocityLook> = app.table.find(Key::ReciprocityLook(recognizer)).await?;
    must_be_possible(app, &change).await?;

    let detail = json!({"change": change.name(), "issuer": change.issuer(), "version": desk.version + 1});
    let desk = desk.change(version, change, (caller, app.now()))?;
    let look = ReciprocityLook::begun(look.as_ref(), recognizer, app.now());

    let deed = Deed::new("reciprocity", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().save(&desk)?.save(&look)?.deed(recognizer, deed)).await?;

    let people = app.table.people(unique(desk.people_named())).await?;
    reply::ok(&ReciprocityView::of(&desk, &organisation, people))
}

/// What is ours needs no key and no equivalence, and what isn't published can't be counted as.
async fn must_be_possible(app: &App, change: &Change) -> Result<(), Error> {
    let is_new = matches!(change, Change::Pin { .. } | Change::Decide { .. });
    if is_new && app.addresses()?.names(change.issuer()) {
        return Err(Refusal::invalid("/issuer", "These badges are ours: they count by themselves.").into());
    }
    if let Change::Decide { counts_as: Some(slug), .. } = change
        && app.table.newest_of([slug].into()).await?.is_empty()
    {
        let message = format!("There is no published micro-credential “{slug}”.");
        return Err(Refusal::invalid("/countsAs", message).into());
    }
    Ok(())
}
