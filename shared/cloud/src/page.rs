//! Small pages for people, made on the server: readable without JavaScript, on a phone, in the dark,
//! and allowed to load nothing at all.

use std::sync::LazyLock;

use base64::{Engine, engine::general_purpose::STANDARD};
use http::header;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::{Reply, Request, public, public::Keep, reply};

const STYLE: &str = include_str!("page.css");

/// Nothing but our one style, known by its hash.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// A page.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its title.
    pub title: &'a str,
    /// Where the same is found as data; `None` if nowhere.
    pub data: Option<(&'static str, &'a str)>,
    /// Whether search engines may list it.
    pub listed: bool,
    /// What stands in it.
    pub content: Markup,
}

impl Page<'_> {
    /// The page as an answer.
    ///
    /// # Errors
    /// As [`public::document`].
    pub fn reply(&self, request: &Request, keep: Keep) -> Reply {
        let response = public::document(request, public::PAGE, self.render().into_string(), keep)?;
        reply::with_header(response, header::CONTENT_SECURITY_POLICY, &POLICY)
    }

    fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if !self.listed { meta name="robots" content="noindex"; }
                    title { (self.title) }
                    @if let Some((media_type, address)) = self.data {
                        link rel="alternate" type=(media_type) href=(address);
                    }
                    style { (PreEscaped(STYLE)) }
                }
                body { main { (self.content) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_runs_nothing_loads_nothing_and_escapes_what_people_wrote() {
        let page =
            Page { title: "<script>", data: None, listed: false, content: html! { p { "<img src=x>" } } };

        let text = page.render().into_string();

        assert!(!text.contains("<script") && !text.contains("<img"), "{text}");
        assert!(text.contains("noindex"));
        assert!(POLICY.starts_with("default-src 'none'; style-src 'sha256-"));
        assert!(!STYLE.contains("url(") && !STYLE.contains("</"), "the style loads nothing and ends nothing");
    }
}
