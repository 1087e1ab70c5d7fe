//! The bucket's CORS rule: the code of one web origin may upload, and read what the answer says of the part.
//!
//! The rule is the template's; a browser that passes here passes there. Images and videos that a page
//! shows need no rule.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use s3s::{HttpResponse, S3Error, S3ErrorCode};

/// The methods a browser may use.
pub const ALLOWED_METHODS: [&str; 1] = ["PUT"];

/// The headers a browser may send, in lower case.
pub const ALLOWED_HEADERS: [&str; 2] = ["content-type", "x-amz-checksum-sha256"];

/// The headers a page may read.
pub const EXPOSED_HEADERS: [&str; 2] = ["ETag", "x-amz-checksum-sha256"];

/// Seconds for which a browser need not ask again.
pub const MAX_AGE: u32 = 3600;

/// The rule, for one origin.
#[derive(Debug)]
pub(super) struct Cors {
    origin: HeaderValue,
}

impl Cors {
    /// # Errors
    /// The origin can't be a header's value.
    pub(super) fn for_origin(origin: &str) -> Result<Self, http::header::InvalidHeaderValue> {
        Ok(Self { origin: HeaderValue::from_str(origin)? })
    }

    /// The answer to a preflight; `None` if the request isn't one.
    pub(super) fn preflight(&self, method: &Method, headers: &HeaderMap) -> Option<HttpResponse> {
        let asked = headers.get(ACCESS_CONTROL_REQUEST_METHOD).filter(|_| method == Method::OPTIONS)?;
        if !(self.is_allowed(headers) && is_allowed_method(asked) && are_allowed_headers(headers)) {
            return Some(refusal());
        }
        let mut response = HttpResponse::default();
        let answer = response.headers_mut();
        answer.insert(ACCESS_CONTROL_ALLOW_METHODS, listed(&ALLOWED_METHODS));
        answer.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE.into());
        if let Some(asked) = headers.get(ACCESS_CONTROL_REQUEST_HEADERS) {
            answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
        }
        self.mark(answer);
        Some(response)
    }

    /// Whether the request comes from the origin.
    pub(super) fn is_allowed(&self, headers: &HeaderMap) -> bool {
        headers.get(ORIGIN) == Some(&self.origin)
    }

    /// Lets the origin's page read this answer, be it good or bad.
    pub(super) fn mark(&self, answer: &mut HeaderMap) {
        answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, self.origin.clone());
        answer.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        answer.insert(ACCESS_CONTROL_EXPOSE_HEADERS, listed(&EXPOSED_HEADERS));
        let vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
        answer.insert(VARY, HeaderValue::from_static(vary));
    }
}

fn is_allowed_method(asked: &HeaderValue) -> bool {
    ALLOWED_METHODS.iter().any(|method| asked == method)
}

fn are_allowed_headers(headers: &HeaderMap) -> bool {
    let Some(asked) = headers.get(ACCESS_CONTROL_REQUEST_HEADERS) else { return true };
    let names = asked.to_str().unwrap_or("?").split(',').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .all(|name| ALLOWED_HEADERS.iter().any(|allowed| allowed.eq_ignore_ascii_case(name)))
}

fn refusal() -> HttpResponse {
    let code = S3ErrorCode::from_bytes(b"AccessForbidden").unwrap_or(S3ErrorCode::AccessDenied);
    let mut error = S3Error::with_message(code, "CORSResponse: This CORS request is not allowed.");
    error.set_status_code(StatusCode::FORBIDDEN);
    error.to_http_response().unwrap_or_else(|_| {
        let mut bare = HttpResponse::default();
        *bare.status_mut() = StatusCode::FORBIDDEN;
        bare
    })
}

fn listed(names: &[&'static str]) -> HeaderValue {
    HeaderValue::from_str(&names.join(", ")).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preflight(pairs: &[(&'static str, &'static str)]) -> StatusCode {
        let cors = Cors::for_origin("https://portal.example.org").expect("the origin is valid");
        let headers = pairs
            .iter()
            .map(|(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value)));
        let answer = cors.preflight(&Method::OPTIONS, &headers.collect()).expect("it is a preflight");
        let is_open = answer.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(is_open, answer.status() == StatusCode::OK);
        answer.status()
    }

    #[test]
    fn one_origin_may_upload() {
        let origin = ("origin", "https://portal.example.org");
        let put = ("access-control-request-method", "PUT");
        let headers = ("access-control-request-headers", "Content-Type, x-amz-checksum-sha256");
        assert_eq!(preflight(&[origin, put, headers]), StatusCode::OK);
        assert_eq!(preflight(&[origin, put]), StatusCode::OK);

        let other = ("origin", "https://portal.example.org.evil.example");
        let [get, head, delete] =
            ["GET", "HEAD", "DELETE"].map(|method| ("access-control-request-method", method));
        let [range, tagging] =
            ["range", "x-amz-tagging"].map(|header| ("access-control-request-headers", header));
        let of_others = [&[other, put][..], &[put]];
        let of_another_kind = [get, head, delete].map(|method| [origin, method]);
        let with_another_header = [range, tagging].map(|header| [origin, put, header]);
        let refused = of_others
            .into_iter()
            .chain(of_another_kind.iter().map(|pairs| &pairs[..]))
            .chain(with_another_header.iter().map(|pairs| &pairs[..]));
        for refused in refused {
            assert_eq!(preflight(refused), StatusCode::FORBIDDEN, "{refused:?}");
        }
    }
}
