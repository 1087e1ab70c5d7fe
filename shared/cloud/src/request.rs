//! Reading a request: path, query and body, each parsed once into what the handler trusts.

use std::str::FromStr;

use domain::{Fault, Refusal};
use http::header::CONTENT_TYPE;
use lambda_http::{Body, RequestExt};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{App, Request};

/// The most bytes of a body: four times the largest definition, far below any service's limit.
pub const LARGEST_BODY: usize = 256 * 1024;

/// The value of a placeholder in the route.
///
/// # Errors
/// [`Refusal::NotFound`] when it is none of the wanted kind: such a thing can't exist.
pub fn path<T: FromStr>(request: &Request, name: &str) -> Result<T, Refusal> {
    let parameters = request.path_parameters();
    parameters.first(name).and_then(|text| text.parse().ok()).ok_or(Refusal::NotFound)
}

/// As [`path`], of a placeholder that not every route of the function has.
///
/// # Errors
/// As [`path`], where it is there.
pub fn maybe_path<T: FromStr>(request: &Request, name: &str) -> Result<Option<T>, Refusal> {
    let parameters = request.path_parameters();
    parameters.first(name).map(|text| text.parse().map_err(|_| Refusal::NotFound)).transpose()
}

/// The value of a query parameter, if it is given.
///
/// # Errors
/// [`Refusal::Invalid`] when it can't be read as the wanted kind.
pub fn query<T: FromStr>(request: &Request, name: &str) -> Result<Option<T>, Refusal> {
    let parameters = request.query_string_parameters();
    let parsed = parameters.first(name).map(|text| {
        text.parse().map_err(|_| Refusal::invalid(format!("/{name}"), format!("“{name}” has no such value.")))
    });
    parsed.transpose()
}

/// The body, checked against `schemas/<schema>.json` and read into `T`.
///
/// # Errors
/// [`Refusal::NotJson`], [`Refusal::TooLarge`], or [`Refusal::Invalid`] with all faults at once.
pub fn json<T: DeserializeOwned>(app: &App, request: &Request, schema: &str) -> Result<T, Refusal> {
    json_within(app, request, schema, LARGEST_BODY)
}

/// As [`json`], of a body that may have another number of bytes.
///
/// # Errors
/// As [`json`].
pub fn json_within<T: DeserializeOwned>(
    app: &App,
    request: &Request,
    schema: &str,
    limit: usize,
) -> Result<T, Refusal> {
    let value = value_within(request, limit)?;
    app.schemas.validate(schema, &value)?;
    parsed(value)
}

/// The body as JSON, not checked yet.
///
/// # Errors
/// [`Refusal::NotJson`] or [`Refusal::TooLarge`].
pub fn value(request: &Request) -> Result<Value, Refusal> {
    value_within(request, LARGEST_BODY)
}

fn value_within(request: &Request, limit: usize) -> Result<Value, Refusal> {
    let bytes: &[u8] = match request.body() {
        Body::Empty => b"",
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => return Err(Refusal::NotJson("the body has an unknown form".into())),
    };
    if bytes.len() > limit {
        return Err(Refusal::TooLarge { limit });
    }
    if !is_json(request) {
        return Err(Refusal::NotJson("the content type is another".into()));
    }
    serde_json::from_slice(bytes).map_err(|error| Refusal::NotJson(error.to_string()))
}

/// `value` read into `T`, after its schema accepted it.
///
/// # Errors
/// [`Refusal::Invalid`] where the type is stricter than the schema, with the place.
pub fn parsed<T: DeserializeOwned>(value: Value) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let pointer: String = error.path().iter().map(|segment| format!("/{segment}")).collect();
        Refusal::Invalid(vec![Fault::at(pointer, error.inner().to_string())])
    })
}

fn is_json(request: &Request) -> bool {
    let given = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    given.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
