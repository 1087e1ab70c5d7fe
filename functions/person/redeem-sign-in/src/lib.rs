//! `POST /api/sign-in/redeem`: opens a session with a mailed link, once, or with mailed digits.
//!
//! A browser gets the session in a cookie. Who asks for a `bearer` gets it in the answer: a program, or
//! the form in a district's page, where there are no cookies.

use cloud::{
    App, Error, Reply, Request, reply, request,
    session::{PERSON_COOKIE, SESSION_DAYS, Session, UsedLink, cookie},
    table::{Commit, email_hash, keys::Key},
    wire::PersonView,
};
use domain::{
    PersonId, Refusal,
    audit::{Actor, Deed},
    email::EmailAddress,
    link::{Ending, Link},
    person::Person,
    sign_in::Allowance,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    #[serde(flatten)]
    proof: Proof,
    #[serde(default)]
    bearer: bool,
}

/// What shows that the caller reads the letters to an address.
#[derive(Deserialize)]
#[serde(untagged)]
enum Proof {
    Link { token: String },
    Code { email: EmailAddress, code: String },
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
/// [`Refusal::LinkOver`] for a link that was used or has ended; [`Refusal::WrongCode`] for digits that
/// are wrong or were used; [`Refusal::TooMany`] after too many wrong ones; [`Refusal::NotFound`] for any
/// other text.
pub async fn handle(app: &App, request: Request) -> Reply {
    let asked: Asked = request::json(app, &request, "redeem-sign-in")?;

    let (person, token) = match &asked.proof {
        Proof::Link { token } => by_link(app, token).await?,
        Proof::Code { email, code } => by_code(app, email, code).await?,
    };

    let answer = Answer { person: PersonView::from(&person), bearer: asked.bearer.then_some(&token) };
    let response = reply::ok(&answer)?;
    if asked.bearer {
        return Ok(reply::secret(response));
    }
    reply::with_header(response, reply::SET_COOKIE, &cookie(PERSON_COOKIE, &token, SESSION_DAYS * 86_400))
}

/// Who holds the link, and the token of her new session.
async fn by_link(app: &App, token: &str) -> Result<(Person, String), Error> {
    let Link::SignIn { person, nonce, ends } = app.seal.open(token)?.at(app.now())? else {
        return Err(Refusal::NotFound.into());
    };
    let person = app.table.person(person).await?;

    let (session, token) = Session::of_person(app, person.id);
    let used = UsedLink { nonce, session: session.hash.clone(), expires: ends };
    let commit = signed_in(app, person.id, &session)?.create(&used)?;

    let used = |_| Refusal::LinkOver(Ending::Used);
    app.table.try_commit(commit).await?.map_err(used)?;
    Ok((person, token))
}

/// Who reads the letters to `email`, and the token of her new session. The try is stored before the
/// digits are compared; of two right ones at once, one opens a session.
async fn by_code(app: &App, email: &EmailAddress, digits: &str) -> Result<(Person, String), Error> {
    let known: Option<Allowance> = app.table.find(Key::Allowance(email_hash(email))).await?;
    let (tried, nonce) = known.ok_or(Refusal::WrongCode)?.try_code(app.now())?;

    app.table.commit(Commit::new().replace(&tried)?).await?;

    if !app.seal.is_code(&nonce, digits)? {
        return Err(Refusal::WrongCode.into());
    }
    let person = app.table.person_by_email(email).await?.ok_or(Refusal::WrongCode)?;
    let (session, token) = Session::of_person(app, person.id);
    app.table.commit(signed_in(app, person.id, &session)?.replace(&tried.entered())?).await?;
    Ok((person, token))
}

fn signed_in(app: &App, person: PersonId, session: &Session) -> Result<Commit, Error> {
    let deed = Deed::new("signed-in", json!({}), Actor::Person(person), app.now());
    Ok(Commit::new().create(session)?.deed(person, deed))
}
