//! Pages of other sites (CORS), as API Gateway treats them: it answers their preflights itself and marks
//! every answer that it carries to them.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};

use crate::template::Cors;

/// The answer to a preflight, if `request` is one.
pub(super) fn preflight(cors: &Cors, request: &Request) -> Option<Response> {
    let headers = request.headers();
    let asks = headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if *request.method() != Method::OPTIONS || !asks {
        return None;
    }
    let origin = headers.get(header::ORIGIN)?.clone();
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let marks = response.headers_mut();
    if allow(cors, &origin, marks) {
        put(marks, header::ACCESS_CONTROL_ALLOW_METHODS, &cors.methods.join(","));
        put(marks, header::ACCESS_CONTROL_ALLOW_HEADERS, &cors.headers.join(","));
        put(marks, header::ACCESS_CONTROL_MAX_AGE, &cors.max_age.to_string());
    }
    Some(response)
}

/// Marks the answer to a page of `origin`; what its function said about that doesn't count.
pub(super) fn mark(cors: &Cors, origin: Option<&HeaderValue>, response: &mut Response) {
    let Some(origin) = origin else { return };
    let marks = response.headers_mut();
    marks.remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    marks.remove(header::ACCESS_CONTROL_EXPOSE_HEADERS);
    allow(cors, origin, marks);
}

/// Whether pages of `origin` may read, which is then said.
fn allow(cors: &Cors, origin: &HeaderValue, marks: &mut HeaderMap) -> bool {
    let everybody = cors.origins.iter().any(|allowed| allowed == "*");
    if !everybody && !cors.origins.iter().any(|allowed| origin == allowed.as_str()) {
        return false;
    }
    let named = if everybody { HeaderValue::from_static("*") } else { origin.clone() };
    marks.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, named);
    put(marks, header::ACCESS_CONTROL_EXPOSE_HEADERS, &cors.exposed.join(","));
    true
}

fn put(marks: &mut HeaderMap, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        marks.insert(name, value);
    }
}
