//! `POST /api/reciprocity/{organisation}`: a recognizer pins a key of another issuer, or decides what an achievement counts as.
//!
//! The badges that were brought before are put where they belong by `keep-time`, after the one commit of what was decided.

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{Commit, Lost, beside_others, keys::Key, reciprocity::ReciprocityLook, record::Record},
};
use domain::{
    OrganisationId, PersonId, Refusal,
    audit::{Actor, Deed},
    person::Role,
    reciprocity::{Change, Reciprocity},
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
    let asked: Asked = request::json(app, &request, "save-reciprocity")?;

    app.table.person(caller).await?.must_be(&[Role::Recognizer], recognizer)?;
    let organisation = app.recognizer_with_policies(recognizer).await?;
    must_be_possible(app, &asked.change).await?;

    // The round of the clock goes on with the look meanwhile; nobody decided anything by that.
    let desk = beside_others(&[ReciprocityLook::KIND], || save(app, caller, recognizer, &asked)).await?;

    reply::ok(&app.view_of_reciprocity(&desk, &organisation).await?)
}

/// What is decided, and that badges are to be looked at; lost when either changed meanwhile.
async fn save(
    app: &App,
    caller: PersonId,
    recognizer: OrganisationId,
    asked: &Asked,
) -> Result<Result<Reciprocity, Lost>, Error> {
    let before = app.table.reciprocity(recognizer).await?;
    let look: Option<ReciprocityLook> = app.table.find(Key::ReciprocityLook(recognizer)).await?;
    let (change, now) = (asked.change.clone(), app.now());
    let version = before.version + 1;
    let detail = json!({"change": change.name(), "issuer": change.issuer(), "version": version});

    let desk = before.change(asked.version, change, (caller, now))?;

    let look = ReciprocityLook::begun(look.as_ref(), recognizer, now);
    let deed = Deed::new("reciprocity", detail, Actor::Person(caller), now);
    let commit = Commit::new().save(&desk)?.save(&look)?.deed(recognizer, deed);
    Ok(app.table.try_commit(commit).await?.map(|()| desk))
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
