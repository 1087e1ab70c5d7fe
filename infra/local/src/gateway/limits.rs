//! What API Gateway turns away before a function sees it.

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::message;

/// The most bytes of the request line and all headers.
const HEAD_LIMIT: usize = 10_240;

/// The most bytes of a body: 10 MB.
const BODY_LIMIT: usize = 10 * 1024 * 1024;

/// The refusal of a request whose line and headers are too long.
pub(super) fn head(request: &Request) -> Option<Response> {
    let line = request.method().as_str().len() + request.uri().to_string().len() + " HTTP/1.1\r\n ".len();
    let headers: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len())
        .sum();
    (line + headers > HEAD_LIMIT)
        .then(|| message(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "Request Header Fields Too Large"))
}

/// The whole body, or the refusal of one that is too long or was cut off.
pub(super) async fn body(body: Body) -> Result<Bytes, Response> {
    axum::body::to_bytes(body, BODY_LIMIT).await.map_err(|error| {
        if is_too_long(&error) {
            message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large")
        } else {
            message(StatusCode::BAD_REQUEST, "Bad Request")
        }
    })
}

/// Whether a body that announces its length is too long, so that none of it need be read.
pub(super) fn announces_too_much(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > BODY_LIMIT)
}

fn is_too_long(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        next = error.source();
    }
    false
}
