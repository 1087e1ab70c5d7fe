//! `POST /api/sign-in/redeem`: opens a session with a mailed link, once.
//!
//! A browser gets the session in a cookie. A program that asks for a `bearer` gets it in the answer.

use cloud::{
    App, Reply, Request, reply, request,
    session::{PERSON_COOKIE, SESSION_DAYS, Session, UsedLink, cookie},
    table::Commit,
    wire::PersonView,
};
use domain::{
    Refusal,
    audit::{Actor, Deed},
    link::Link,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    token: String,
    #[serde(default)]
    bearer: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    person: PersonView<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bearer: Option<&'a str>,
}

/// Answers `POST /api/sign-in/redeem`.
///
/// # Errors
/// [`Refusal::LinkOver`] for a link that was used or has ended; [`Refusal::NotFound`] for any other text.
pub async fn handle(app: &App, request: Request) -> Reply {
    let asked: Asked = request::json(app, &request, "redeem-sign-in")?;
    let now = app.now();
    let Link::SignIn { person, nonce, ends } = app.seal.open(&asked.token)?.at(now)? else {
        return Err(Refusal::NotFound.into());
    };

    let person = app.table.person(person).await?;

    let (session, token) = Session::of_person(app, person.id);
    let commit = Commit::new()
        .create(&UsedLink { nonce, session: session.hash.clone(), expires: ends })?
        .create(&session)?
        .deed(person.id, Deed::new("signed-in", json!({}), Actor::Person(person.id), now));

    let used = |_| Refusal::LinkOver("it was used before. Ask for a new one.");
    app.table.try_commit(commit).await?.map_err(used)?;

    let answer = Answer { person: PersonView::from(&person), bearer: asked.bearer.then_some(&token) };
    let response = reply::ok(&answer)?;
    if asked.bearer {
        return Ok(reply::secret(response));
    }
    reply::with_header(response, reply::SET_COOKIE, &cookie(PERSON_COOKIE, &token, SESSION_DAYS * 86_400))
}
