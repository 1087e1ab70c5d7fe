//! Answering: JSON, nothing, or a problem document (RFC 9457).

use domain::{Refusal, letter::Language, spanish::told};
use http::{HeaderValue, Response as HttpResponse, StatusCode, header};
use lambda_http::Body;
use serde::Serialize;
use serde_json::json;

use crate::{Error, Failure, OrFailure, Reply, Response};

pub use http::header::{CONTENT_DISPOSITION, SET_COOKIE};

/// 200 with `value`.
///
/// # Errors
/// `value` has no JSON form.
pub fn ok(value: &impl Serialize) -> Reply {
    with_status(StatusCode::OK, value)
}

/// 201 with `value`.
///
/// # Errors
/// `value` has no JSON form.
pub fn created(value: &impl Serialize) -> Reply {
    with_status(StatusCode::CREATED, value)
}

/// 202 with `value`: taken, and not done yet.
///
/// # Errors
/// `value` has no JSON form.
pub fn accepted(value: &impl Serialize) -> Reply {
    with_status(StatusCode::ACCEPTED, value)
}

/// 204.
///
/// # Errors
/// None.
pub fn no_content() -> Reply {
    Ok(bare(StatusCode::NO_CONTENT, Body::Empty))
}

/// 200 with a text of that media type.
///
/// # Errors
/// None.
pub fn text(media_type: &'static str, body: String) -> Reply {
    let mut response = bare(StatusCode::OK, Body::Text(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    Ok(response)
}

/// `response` with one more header.
///
/// # Errors
/// `value` can't stand in a header.
pub fn with_header(mut response: Response, name: header::HeaderName, value: &str) -> Reply {
    let value = HeaderValue::from_str(value).or_failure("a header has a value that it can't have")?;
    response.headers_mut().append(name, value);
    Ok(response)
}

/// Marks an answer that is never kept.
#[derive(Debug, Clone, Copy)]
struct Secret;

/// `response`, marked as one that opens something to whoever holds it (a bearer, a signed address): it is
/// told once and never remembered.
#[must_use]
pub fn secret(mut response: Response) -> Response {
    response.extensions_mut().insert(Secret);
    response
}

/// Whether `response` was marked by [`secret`].
pub(crate) fn is_secret(response: &Response) -> bool {
    response.extensions().get::<Secret>().is_some()
}

fn with_status(status: StatusCode, value: &impl Serialize) -> Reply {
    let body = serde_json::to_string(value).or_failure("an answer has no JSON form")?;
    let mut response = bare(status, Body::Text(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// The problem document of a refusal or a failure. Of a failure it tells the request id only.
pub fn problem(error: &Error, request_id: &str, language: Language) -> Response {
    let (status, name, title) = match error {
        Error::Refusal(refusal) => {
            let (status, title) = kind_of(refusal);
            (status, refusal.name(), title)
        }
        Error::Failure(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "failure", "Something went wrong on our side")
        }
    };
    let detail = match error {
        Error::Refusal(refusal) => refusal.to_string(),
        Error::Failure(_) => {
            "Nothing was changed. Try again; if it stays, tell us the request id.".to_owned()
        }
    };
    let mut document = json!({
        "type": format!("/problems/{name}"),
        "title": told(title, language),
        "status": status.as_u16(),
        "detail": told(&detail, language),
        "requestId": request_id,
    });
    match error {
        Error::Refusal(Refusal::Invalid(faults)) => {
            document["errors"] = faults.iter().map(|fault| json!(fault.told(language))).collect();
        }
        Error::Refusal(Refusal::Stale { current }) => document["currentVersion"] = json!(current),
        Error::Refusal(Refusal::LinkOver(ending)) => document["ending"] = json!(ending),
        Error::Refusal(_) | Error::Failure(_) => {}
    }

    let mut response = bare(status, Body::Text(document.to_string()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    if let Error::Refusal(Refusal::TooMany { retry_after_seconds, .. }) = error {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
    }
    response
}

/// Status and title of each refusal: the one table of them.
fn kind_of(refusal: &Refusal) -> (StatusCode, &'static str) {
    match refusal {
        Refusal::NotFound => (StatusCode::NOT_FOUND, "Not found"),
        Refusal::SignedOut => (StatusCode::UNAUTHORIZED, "Signed out"),
        Refusal::ForeignOrigin => (StatusCode::FORBIDDEN, "Request from another site"),
        Refusal::NotJson(_) => (StatusCode::BAD_REQUEST, "Not JSON"),
        Refusal::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "Too large"),
        Refusal::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Something needs a change"),
        Refusal::Stale { .. } => (StatusCode::CONFLICT, "Changed meanwhile"),
        Refusal::WrongState { .. } => (StatusCode::CONFLICT, "Not possible now"),
        Refusal::Exists(_) => (StatusCode::CONFLICT, "Exists already"),
        Refusal::LinkOver(_) => (StatusCode::GONE, "This link no longer works"),
        Refusal::Gone(_) => (StatusCode::GONE, "Gone"),
        Refusal::WrongCode => (StatusCode::FORBIDDEN, "Wrong code"),
        Refusal::Forbidden(_) => (StatusCode::FORBIDDEN, "Not allowed"),
        Refusal::OverBudget { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "No space left"),
        Refusal::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "Too many"),
        Refusal::PartsMissing { .. } => (StatusCode::CONFLICT, "Parts are missing"),
        Refusal::OtherFile { .. } => (StatusCode::CONFLICT, "Another file"),
        Refusal::KeyReused => (StatusCode::UNPROCESSABLE_ENTITY, "Idempotency-Key used before"),
    }
}

/// A response of that status and body, without headers.
pub fn bare(status: StatusCode, body: Body) -> Response {
    let mut response = HttpResponse::new(body);
    *response.status_mut() = status;
    response
}

impl From<Refusal> for Failure {
    /// A refusal where nobody asked: a background function met a state that it should not meet.
    fn from(refusal: Refusal) -> Self {
        Self::because(refusal.to_string())
    }
}
