//! `POST /api/me/erasure`: the caller asks that everything of hers be erased.
//!
//! In a week, until which she may take it back, or at once. Whoever asks for it at once is gone when this answers; what
//! she had is erased in the background, and the receipt tells how far that is.

use cloud::{
    App, Error, Reply, Request, erasing, reply, request,
    session::{PERSON_COOKIE, cookie},
    table::{Commit, keys::Key},
    wire::PlanView,
};
use domain::{
    Refusal,
    audit::{Actor, Deed},
    erasure::Plan,
    letter::Content,
    person::{Person, Role},
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
/// [`Refusal::Invalid`] for another address than the caller's; [`Refusal::Forbidden`] for the only administrator of an
/// organisation, and for the first one of the deployment.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "erase-me")?;

    let person: Person = app.table.load(Key::Person(caller)).await?;
    let known: Option<Plan> = app.table.find(Key::ErasurePlan(caller)).await?;
    must_be_replaceable(app, &person).await?;

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

/// Without her, everything of hers still has somebody who looks after it.
async fn must_be_replaceable(app: &App, person: &Person) -> Result<(), Error> {
    if person.email == app.settings.first_administrator {
        let sentence =
            "You are the first administrator, whom the deployment names. Have another address named first.";
        return Err(Refusal::Forbidden(sentence.into()).into());
    }
    for organisation in person.organisations_as(Role::Administrator) {
        if !erasing::has_other_administrator(app, organisation, person.id).await? {
            let name = app.table.organisation(organisation).await?.name;
            let sentence = format!(
                "You are the only administrator of {name}. Make somebody else its administrator first."
            );
            return Err(Refusal::Forbidden(sentence).into());
        }
    }
    Ok(())
}
