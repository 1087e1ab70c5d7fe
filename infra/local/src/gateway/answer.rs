//! A function's answer as API Gateway reads it: the response format 2.0 of an HTTP API.

use anyhow::{Context, Result, bail};
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    status_code: u16,
    #[serde(default)]
    headers: Map<String, Value>,
    #[serde(default)]
    cookies: Vec<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
}

/// The HTTP response that an answer stands for.
///
/// # Errors
/// It has not the form that API Gateway knows.
pub(super) fn response(text: &str) -> Result<Response> {
    let answer: Answer = serde_json::from_str(text).context("it is not an answer")?;

    let has_body = answer.body.as_deref().is_some_and(|body| !body.is_empty());
    let mut response = Response::new(body(answer.body, answer.is_base64_encoded)?);
    *response.status_mut() = StatusCode::from_u16(answer.status_code).context("it has no status")?;
    let headers = response.headers_mut();
    for (name, value) in answer.headers {
        let value = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => bail!("the header {name} is not a text"),
        };
        let name: HeaderName = name.parse().with_context(|| format!("{name} is no header"))?;
        if name != header::CONTENT_LENGTH && name != header::TRANSFER_ENCODING {
            headers.insert(name, value.parse().context("a header has no such value")?);
        }
    }
    for cookie in answer.cookies {
        headers.append(header::SET_COOKIE, cookie.parse().context("a cookie has no such value")?);
    }
    if has_body && !headers.contains_key(header::CONTENT_TYPE) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain;charset=UTF-8"));
    }
    Ok(response)
}

fn body(text: Option<String>, encoded: bool) -> Result<Body> {
    let text = text.unwrap_or_default();
    if encoded {
        return Ok(Body::from(STANDARD.decode(text).context("its body is not Base64")?));
    }
    Ok(Body::from(text))
}
