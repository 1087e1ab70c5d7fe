//! `POST /api/me/erasure`: the caller asks that everything of hers be erased.
//!
//! In a week, until which she may take it back, or at once. Whoever asks for it at once is gone when this answers; what
//! she had is erased in the background, and the receipt tells how far that is.

use cloud::{
    App, Reply, Request, erasing, reply, request,
    session::{PERSON_COOKIE, cookie},
    table::{Commit, keys::Key},
    wire::PlanView,
};
use domain::{
    audit::{Actor, Deed},
    erasure::Plan,
    letter::Content,
    person::Person,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    email: String,
    #[serde(default)]
    at_once: bool,
}

/// Answers `POST /api/me/erasure`.
///
/// # Errors
/// [`domain::Refusal::Invalid`] for another address than the caller's; [`domain::Refusal::Forbidden`] for the only
/// administrator of an organisation who stays, and for the first one of the deployment.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "erase-me")?;

    let person: Person = app.table.load(Key::Person(caller)).await?;
    let known: Option<Plan> = app.table.find(Key::ErasurePlan(caller)).await?;
    if let Some(needed) = erasing::needed(app, &person).await? {
        return Err(needed.refusal().into());
    }

    let plan = Plan::ask(&person, &asked.email, asked.at_once, app.id(), app.now())?;

    if asked.at_once {
        erasing::begin(app, &plan, known.as_ref(), person, Actor::Person(caller)).await?;
        let response = reply::accepted(&PlanView::from(&plan))?;
        return reply::with_header(response, reply::SET_COOKIE, &cookie(PERSON_COOKIE, "", 0));
    }
    if let Some(known) = known {
        return reply::accepted(&PlanView::from(&known));
    }
    let letter = app.letter(&person, None, Content::ErasurePlanned { begins: plan.begins });
    let deed = Deed::new("erasure-asked", json!({"begins": plan.begins}), Actor::Person(caller), app.now());
    app.table.commit(Commit::new().create(&plan)?.create(&letter)?.deed(caller, deed)).await?;
    reply::accepted(&PlanView::from(&plan))
}
