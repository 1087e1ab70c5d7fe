//! `POST /api/microcredentials/{slug}/pauses/{person}/lift`: an assessor who was paused is asked again.
//!
//! The issuer says why. What she scored before doesn't speak against her a second time: she is looked at anew. Of who was
//! erased meanwhile no word is kept, and nobody is written to.

use cloud::{
    App, Error, Reply, Request, assigning, reply, request,
    table::{Commit, keys::Key},
    wire::PauseView,
};
use domain::{
    PersonId, Refusal, Slug,
    audit::{Actor, Deed},
    letter::Content,
    person::{Person, Role},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    reason: String,
}

/// Answers `POST /api/microcredentials/{slug}/pauses/{person}/lift`.
///
/// # Errors
/// [`Refusal::NotFound`] for who isn't the issuer's staff, and when she never was paused; [`Refusal::Forbidden`] for
/// herself; [`Refusal::WrongState`] unless the pause lasts; [`Refusal::Invalid`] without a reason; [`Refusal::Stale`]
/// for who saw another version.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let assessor: PersonId = request::path(&request, "person")?;
    let asked: Asked = request::json(app, &request, "lift-pause")?;

    let edition = app.table.newest(&slug).await?;
    let colleague = app.table.person(caller).await?;
    colleague.must_be(&[Role::Issuer], edition.issuer)?;
    let pause = app.table.pause(&slug, assessor).await?;
    let person: Option<Person> = app.table.find(Key::Person(assessor)).await?;

    must_be_a_colleague(caller, assessor)?;
    let lifted = pause.lift(asked.version, caller, &asked.reason, app.now())?;
    let lifted = if person.is_some() { lifted } else { lifted.unexplained() };
    // Why stands in the pause alone: what is on record here is there for good.
    let deed = Deed::new("pause-lifted", json!({"microcredential": slug}), Actor::Person(caller), app.now());

    let mut commit = Commit::new().replace(&lifted)?.deed(assessor, deed);
    if let Some(person) = &person {
        let content = Content::PauseLifted { title: edition.definition.title.clone() };
        commit = commit.create(&app.letter(person, Some(edition.issuer), content))?;
    }
    let place = (assessor, edition.issuer);
    assigning::change_entry(app, place, |entry| entry.go_on(&slug), commit).await?.map_err(Refusal::from)?;

    let known: Vec<Person> = person.into_iter().chain([colleague]).collect();
    reply::ok(&PauseView::of(&lifted, &known))
}

/// Nobody lifts her own pause.
fn must_be_a_colleague(caller: PersonId, assessor: PersonId) -> Result<(), Error> {
    if caller == assessor {
        let sentence = "Nobody lifts their own pause. Ask a colleague to look at your scores with you.";
        return Err(Refusal::Forbidden(sentence.into()).into());
    }
    Ok(())
}
