//! `POST /api/verify` and `GET /verify` and `POST /verify`: says of a badge, item by item, whether it is ours and stands.
//!
//! Takes the badge itself (JSON, a JWT, or a picture with it inside), a bundle of badges, an endorsement, or
//! the address or id of a badge of ours. What can't be verified is an answer, not an error.

mod answer;
mod form;
mod given;
mod page;
mod texts;

use cloud::{App, Error, Reply, Request, page::language, public::Keep, reply, request};
use domain::{Refusal, letter::Language};
use http::Method;
use serde::Deserialize;
use serde_json::Value;

use answer::{Answer, Asked};
use form::Form;
use given::{Given, Unreadable};
use texts::Texts;

#[derive(Deserialize)]
struct Body {
    credential: Option<Value>,
    id: Option<String>,
    email: Option<String>,
}

/// Answers `POST /api/verify`, `GET /verify` and `POST /verify`.
///
/// # Errors
/// In the API, [`Refusal::NotFound`] for an id under which nothing is public, and [`Refusal::Invalid`] for a
/// body of another shape. The page has an answer for everything.
pub async fn handle(app: &App, request: Request) -> Reply {
    if request.uri().path() == "/api/verify" {
        return api(app, &request).await;
    }
    let texts = Texts::of(language(&request, Language::En));
    let (given, text, email) =
        if request.method() == Method::POST { sent(&request).await } else { named(&request)? };

    let asked =
        Asked { email: Some(email.trim()).filter(|email| !email.is_empty()), language: texts.language };
    let answer = match given {
        Some(Ok(given)) => Some(Ok(Answer::to(app, &given, &asked).await?)),
        Some(Err(reason)) => Some(Err(reason)),
        None => None,
    };

    page::of(answer.as_ref(), &text, texts).reply(&request, Keep::Nowhere)
}

async fn api(app: &App, request: &Request) -> Reply {
    let body: Body = request::json(app, request, "verify-badge")?;
    let given = match (body.credential, body.id) {
        (Some(Value::String(jwt)), _) => Given::Jwt(jwt),
        (Some(document), _) => Given::Document(document),
        (None, Some(id)) => Given::Name(id.trim().to_owned()),
        (None, None) => return Err(Refusal::NotFound.into()),
    };
    let asked = Asked { email: body.email.as_deref(), language: Language::En };

    match Answer::to(app, &given, &asked).await? {
        Answer::Unknown => Err(Refusal::NotFound.into()),
        answer @ (Answer::Ours { .. }
        | Answer::Bundle { .. }
        | Answer::Endorsement { .. }
        | Answer::Changed(_)
        | Answer::Foreign(_)) => reply::ok(&answer.json()),
    }
}

/// What is to be verified, if anything, the text to show again, and whose the badge is said to be.
type Filled = (Option<Result<Given, Unreadable>>, String, String);

async fn sent(request: &Request) -> Filled {
    match Form::read(request).await {
        Ok(Form { text, file, email }) if file.is_empty() => (Some(Given::text(&text)), text, email),
        Ok(Form { text, file, email }) => (Some(Given::file(&file)), text, email),
        Err(reason) => (Some(Err(reason)), String::new(), String::new()),
    }
}

/// What the address of the page names.
fn named(request: &Request) -> Result<Filled, Error> {
    let id: Option<String> = request::query(request, "id")?;
    Ok((id.as_deref().map(Given::text), id.unwrap_or_default(), String::new()))
}
