//! Documents that anybody may read, from a page of any site, in the form that the reader prefers.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::Refusal;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use lambda_http::Body;
use sha2::{Digest, Sha256};

use crate::{OrFailure, Reply, Request, reply, request};

/// The media type of a page for people.
pub const PAGE: &str = "text/html";

/// How long others may keep a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Nobody keeps it: it was made for this reader.
    Nowhere,
    /// Five minutes: it may change.
    Minutes,
    /// For good: it never changes.
    Forever,
}

impl Keep {
    const fn header(self) -> &'static str {
        match self {
            Self::Nowhere => "private, no-store",
            Self::Minutes => "public, max-age=300",
            Self::Forever => "public, max-age=31536000, immutable",
        }
    }
}

/// The form that the reader prefers: what `?format=json` or `?format=html` asks for, otherwise the
/// best of `offered` by the `Accept` header, and the first of them where it says nothing.
///
/// # Errors
/// [`Refusal::Invalid`] for another format.
pub fn preferred(request: &Request, offered: &[&'static str]) -> Result<&'static str, Refusal> {
    match request::query::<String>(request, "format")?.as_deref() {
        Some("json") => Ok("application/json"),
        Some("html") => Ok(PAGE),
        Some(_) => Err(Refusal::invalid("/format", "The formats are json and html.")),
        None => Ok(negotiated(request.headers(), offered)),
    }
}

/// `body` as a public document: readable across sites, with an entity tag, and 304 for who has it.
///
/// # Errors
/// None in practice: all its headers are plain ASCII.
pub fn document(request: &Request, media_type: &'static str, body: impl Into<Body>, keep: Keep) -> Reply {
    let body = body.into();
    let tag = entity_tag(media_type, body.as_ref());
    let mut response = if has_it(request.headers(), &tag) {
        reply::bare(StatusCode::NOT_MODIFIED, Body::Empty)
    } else {
        reply::bare(StatusCode::OK, body)
    };
    let headers = response.headers_mut();
    let content_type = if media_type == PAGE { "text/html; charset=utf-8" } else { media_type };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep.header()));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers
        .insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag,link,x-total-count"));
    headers.insert(header::ETAG, HeaderValue::from_str(&tag).or_failure("an entity tag is no header")?);
    Ok(response)
}

/// How a policy of a page names a style or script that stands in it (CSP 3, hash-source).
#[must_use]
pub fn source_of(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// 410 with what is left of a document.
///
/// # Errors
/// As [`document`].
pub fn gone(request: &Request, media_type: &'static str, body: String) -> Reply {
    let mut response = document(request, media_type, body, Keep::Minutes)?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::GONE;
    }
    Ok(response)
}

/// The offered type of the highest quality (RFC 9110, 12.5.1); of equals the first.
fn negotiated(headers: &HeaderMap, offered: &[&'static str]) -> &'static str {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("*/*");
    let ranges: Vec<(&str, f32)> = accept.split(',').map(range).collect();
    let mut best = (offered[0], 0.0);
    for media_type in offered {
        let quality = quality_of(media_type, &ranges);
        if quality > best.1 {
            best = (media_type, quality);
        }
    }
    best.0
}

/// A media range and its quality.
pub(crate) fn range(text: &str) -> (&str, f32) {
    let mut pieces = text.split(';').map(str::trim);
    let name = pieces.next().unwrap_or_default();
    let quality = pieces.find_map(|piece| piece.strip_prefix("q=")).and_then(|digits| digits.parse().ok());
    (name, quality.unwrap_or(1.0))
}

/// The quality that the most specific matching range gives.
fn quality_of(media_type: &str, ranges: &[(&str, f32)]) -> f32 {
    let group = media_type.split('/').next().unwrap_or_default();
    let matching = |wanted: &dyn Fn(&str) -> bool| {
        ranges.iter().find(|(name, _)| wanted(name)).map(|(_, quality)| *quality)
    };
    matching(&|name| name.eq_ignore_ascii_case(media_type))
        .or_else(|| {
            matching(&|name| name.strip_suffix("/*").is_some_and(|prefix| prefix.eq_ignore_ascii_case(group)))
        })
        .or_else(|| matching(&|name| name == "*/*"))
        .unwrap_or(0.0)
}

/// The tag of a document, weak: packed or not it is the same document (RFC 9110, 8.8.1).
fn entity_tag(media_type: &str, body: &[u8]) -> String {
    let hash = Sha256::new_with_prefix(media_type).chain_update(body).finalize();
    format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&hash[..16]))
}

fn has_it(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tag = tag.trim_start_matches("W/");
    known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: [&str; 4] = ["application/vc+ld+json", "application/ld+json", "application/json", PAGE];

    fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
        [(name, HeaderValue::from_str(value).expect("a header"))].into_iter().collect()
    }

    #[test]
    fn a_browser_gets_the_page_and_everybody_else_the_data() {
        for (accept, wanted) in [
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", PAGE),
            ("*/*", "application/vc+ld+json"),
            ("", "application/vc+ld+json"),
            ("application/json", "application/json"),
            ("application/ld+json;q=0.9, application/json;q=0.5", "application/ld+json"),
            ("application/*;q=0.2, text/html;q=0.1", "application/vc+ld+json"),
            ("Application/JSON; q=1.0, text/html; q=0.9", "application/json"),
            ("text/html;q=0, */*;q=0.1", "application/vc+ld+json"),
            ("image/png", "application/vc+ld+json"),
            (";;q=,,/", "application/vc+ld+json"),
        ] {
            assert_eq!(negotiated(&asking(header::ACCEPT, accept), &OFFERED), wanted, "{accept}");
        }
        assert_eq!(negotiated(&HeaderMap::new(), &OFFERED), OFFERED[0]);
    }

    #[test]
    fn who_has_the_document_isn_t_sent_it_again() {
        let tag = entity_tag(PAGE, b"body");
        for (known, wanted) in [
            (tag.clone(), true),
            (tag.replace("W/", ""), true),
            (format!("\"other\", {tag}"), true),
            ("*".to_owned(), true),
            ("\"other\"".to_owned(), false),
        ] {
            assert_eq!(has_it(&asking(header::IF_NONE_MATCH, &known), &tag), wanted, "{known}");
        }
        assert_ne!(tag, entity_tag("application/json", b"body"));
    }
}
