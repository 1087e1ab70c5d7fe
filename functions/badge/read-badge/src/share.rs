//! How a badge gets elsewhere: LinkedIn, a mail's signature, a portfolio, files.

use domain::credential::{Iri, OpenBadge};
use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::texts::Texts;

/// The pixels that a signature's picture is shown at; it has twice as many.
const SHOWN: u32 = 80;

pub(crate) fn section(badge: &OpenBadge, alternative: &str, texts: &Texts) -> Markup {
    let name = &badge.name;
    let plain = format!("{name} – {}", badge.id);
    html! {
        section.unprinted aria-labelledby="share" {
            h2 #share { (texts.share) }
            ul.actions {
                li { a.button.first href=(profile(badge)) rel="noopener" { (texts.linkedin_profile) } }
                li { a.button href=(post(&badge.id)) rel="noopener" { (texts.linkedin_post) } }
            }
            (snippet(texts.signature, texts.signature_says, &signature(badge, alternative)))
            (snippet(texts.plain, texts.plain_says, &plain))
            (snippet(texts.embed, texts.embed_says, &embed(badge, alternative, texts)))
        }
    }
}

fn snippet(title: &str, says: &str, code: &str) -> Markup {
    html! {
        details {
            summary { (title) }
            div {
                p { (says) }
                pre.code tabindex="0" role="group" aria-label=(title) { (code) }
            }
        }
    }
}

pub(crate) fn downloads(award: &str, texts: &Texts) -> Markup {
    let files = [("badge.png", texts.as_png, "badge.png"), ("badge.svg", texts.as_svg, "badge.svg")];
    html! {
        section.unprinted aria-labelledby="download" {
            h2 #download { (texts.download) }
            p { (texts.download_says) }
            ul.actions {
                @for (path, text, name) in files {
                    li { a.button href={ "/credentials/" (award) "/" (path) } download=(name) { (text) } }
                }
                li { a.button href={ "/credentials/" (award) ".json" } download="badge.json" { (texts.as_json) } }
                li { a.button href={ "/credentials/" (award) ".jwt" } download="badge.jwt" { (texts.as_jwt) } }
                li { a.button href={ "/ob2/assertions/" (award) } download="badge-2.json" { (texts.as_hosted) } }
            }
        }
    }
}

/// Adds the badge to a profile; months count from 1 without a zero before.
fn profile(badge: &OpenBadge) -> String {
    let from = badge.awarded.timestamp().to_zoned(TimeZone::UTC);
    let mut query = vec![
        ("startTask", "CERTIFICATION_NAME".to_owned()),
        ("name", badge.name.clone()),
        ("organizationName", badge.issuer.name.clone()),
        ("issueYear", from.year().to_string()),
        ("issueMonth", from.month().to_string()),
    ];
    if let Some(until) = badge.valid_until {
        let until = until.timestamp().to_zoned(TimeZone::UTC);
        query.push(("expirationYear", until.year().to_string()));
        query.push(("expirationMonth", until.month().to_string()));
    }
    query.push(("certUrl", badge.id.to_string()));
    query.push(("certId", badge.id.as_str().rsplit('/').next().unwrap_or_default().to_owned()));
    address("https://www.linkedin.com/profile/add", &query)
}

/// Posts the page; LinkedIn makes its card from the page's own preview.
fn post(page: &Iri) -> String {
    address("https://www.linkedin.com/sharing/share-offsite/", &[("url", page.to_string())])
}

fn address(base: &str, query: &[(&str, String)]) -> String {
    let pairs: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("{base}?{}", pairs.join("&"))
}

/// Percent-encodes all but unreserved characters (RFC 3986, 2.3).
fn encoded(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            safe.push(char::from(byte));
        } else {
            safe.push_str(&format!("%{byte:02X}"));
        }
    }
    safe
}

/// A linked picture that mail programs keep: a table, styles inline, sizes stated, PNG.
fn signature(badge: &OpenBadge, alternative: &str) -> String {
    let id = &badge.id;
    let code = html! {
        table cellpadding="0" cellspacing="0" role="presentation" {
            tr {
                td style="padding:4px 0" {
                    a href={ (id) "?utm_source=sig" } target="_blank" rel="noopener" {
                        img src={ (id) "/badge-160.png" } width=(SHOWN) height=(SHOWN) alt=(alternative)
                            style="display:block;border:0";
                    }
                }
            }
        }
    };
    code.into_string()
}

fn embed(badge: &OpenBadge, alternative: &str, texts: &Texts) -> String {
    let id = &badge.id;
    let code = html! {
        a href=(id) title=(texts.see_it) {
            img src={ (id) "/badge.png" } width="300" height="300" alt=(alternative) loading="lazy";
        }
    };
    code.into_string()
}
