//! `POST /api/reciprocity/{organisation}/badges/{person}/{award}`: a recognizer believes a badge or doesn't, and its earner takes it back.
//!
//! The version that was seen decides, with what is decided about its achievement when it is stored. Claims that it was counted for are looked at when it counts no more.

use cloud::{
    App, Error, Failure, Reply, Request,
    page::language,
    reply, request,
    table::{Commit, Lost, beside_others, keys::Key, record::Record},
};
use domain::{
    AwardId, OrganisationId, PersonId,
    audit::{Actor, Deed},
    letter::Language,
    person::Role,
    reciprocity::{Bringers, Imported, Reciprocity, Step},
};
use serde::Deserialize;
use serde_json::json;

/// What may change while it is decided, and is looked at anew then.
const BESIDE: &[&str] = &[Reciprocity::KIND, Bringers::KIND];

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
    let asked: Asked = request::json(app, &request, "decide-badge")?;

    if caller != earner {
        app.table.person(caller).await?.must_be(&[Role::Recognizer], recognizer)?;
    }
    let key = Key::Imported(earner, recognizer, id);
    let after = beside_others(BESIDE, || decide(app, caller, key.clone(), &asked)).await?;

    match after {
        Some(badge) => {
            reply::ok(&app.view_of_imported(badge, caller, language(&request, Language::En)).await?)
        }
        None => reply::no_content(),
    }
}

/// The badge after the step, by what is decided now; lost when that changed meanwhile.
async fn decide(
    app: &App,
    caller: PersonId,
    key: Key,
    asked: &Asked,
) -> Result<Result<Option<Imported>, Lost>, Error> {
    let before: Imported = app.table.load(key).await?;
    let desk = app.table.reciprocity(before.recognizer).await?;
    let checked = app.checked(&before, &desk)?;
    let (earner, now) = (before.earner, app.now());

    let after = before.clone().decide(asked.version, asked.step.clone(), (caller, now), &checked, &desk)?;

    let detail = json!({"badge": before.id, "recognizer": before.recognizer, "step": asked.step.name()});
    let deed = Deed::new("badge-decided", detail, Actor::Person(caller), now);
    let commit = match &after {
        Some(after) => Commit::new().replace(after)?.unchanged(&desk)?,
        None => taken_back(app, &before).await?,
    };
    let mut commit = commit.deed(earner, deed);
    if after.as_ref().and_then(Imported::held) != before.held() {
        commit = commit.create(&app.look_at_claims_of(earner))?;
    }
    Ok(app.table.try_commit(commit).await?.map(|()| after))
}

/// The badge goes; that it was there, and that it was declined if it was, stays.
async fn taken_back(app: &App, badge: &Imported) -> Result<Commit, Failure> {
    let commit = Commit::new().remove(badge)?.create(&badge.taken_back(app.now()))?;
    match app.table.bringers(badge.recognizer, badge.id).await?.without(badge.earner) {
        Some(others) => commit.replace(&others),
        None => Ok(commit),
    }
}
