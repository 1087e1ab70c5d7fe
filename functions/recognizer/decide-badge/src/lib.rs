//! `POST /api/reciprocity/{organisation}/badges/{person}/{award}`: a recognizer believes a badge or doesn't, and its earner takes it back.
//!
//! The version that was seen decides. Claims that it was counted for are looked at when it counts no more.

use cloud::{
    App, Reply, Request,
    page::language,
    reply, request,
    table::{Commit, keys::Key},
};
use domain::{
    AwardId, OrganisationId, PersonId,
    audit::{Actor, Deed},
    letter::Language,
    person::Role,
    reciprocity::{Imported, Step},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    #[serde(flatten)]
    step: Step,
}

/// Answers `POST /api/reciprocity/{organisation}/badges/{person}/{award}?lang=`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] without such a badge, and for who neither counts awards for the recognizer nor brought it;
/// [`domain::Refusal::Forbidden`] for deciding about one's own, and for taking back another's;
/// [`domain::Refusal::WrongState`] for accepting what can't be what it says; [`domain::Refusal::Stale`] when something
/// changed since.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let recognizer: OrganisationId = request::path(&request, "organisation")?;
    let earner: PersonId = request::path(&request, "person")?;
    let id: AwardId = request::path(&request, "award")?;
    let Asked { version, step } = request::json(app, &request, "decide-badge")?;

    if caller != earner {
        app.table.person(caller).await?.must_be(&[Role::Recognizer], recognizer)?;
    }
    let before: Imported = app.table.load(Key::Imported(earner, recognizer, id)).await?;
    let desk = app.table.reciprocity(recognizer).await?;
    let checked = app.checked(&before, &desk)?;
    let detail = json!({"badge": id, "recognizer": recognizer, "step": step.name()});

    let after = before.clone().decide(version, step, (caller, app.now()), &checked, &desk)?;

    let deed = Deed::new("badge-decided", detail, Actor::Person(caller), app.now());
    let commit = match &after {
        Some(after) => Commit::new().replace(after)?,
        None => Commit::new().remove(&before)?,
    };
    let mut commit = commit.deed(earner, deed);
    if after.as_ref().and_then(Imported::held) != before.held() {
        commit = commit.create(&app.look_at_claims_of(earner))?;
    }
    app.table.commit(commit).await?;

    match after {
        Some(badge) => {
            reply::ok(&app.view_of_imported(badge, caller, language(&request, Language::En)).await?)
        }
        None => reply::no_content(),
    }
}
