//! Pages for people, made on the server: readable without JavaScript, on a phone, in the dark and on
//! paper, in English and Spanish, and allowed to load nothing but pictures of ours.

use std::sync::LazyLock;

use domain::letter::Language;
use http::{HeaderValue, StatusCode, header};
use lambda_http::{Body, RequestExt};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use crate::{Reply, Request, Response, public, public::Keep, reply};

const STYLE: &str = include_str!("page.css");

/// Our one style, known by its hash, and our own pictures.
static POLICY: LazyLock<String> = LazyLock::new(|| policy("'none'"));
/// The same, and a form that is sent to us.
static POLICY_WITH_FORM: LazyLock<String> = LazyLock::new(|| policy("'self'"));

fn policy(forms: &str) -> String {
    let style = public::source_of(STYLE);
    format!(
        "default-src 'none'; style-src {style}; img-src 'self'; base-uri 'none'; form-action {forms}; \
         frame-ancestors 'none'"
    )
}

/// A page.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its title.
    pub title: &'a str,
    /// The language of its own words.
    pub language: Language,
    /// Whether search engines may list it.
    pub listed: bool,
    /// Whether a form in it may be sent to us.
    pub has_form: bool,
    /// What else its head says: where the same is found as data, what a preview shows.
    pub head: Markup,
    /// What stands in it, as one `main`.
    pub content: Markup,
}

impl Page<'_> {
    /// The page as an answer.
    ///
    /// # Errors
    /// As [`public::document`].
    pub fn reply(&self, request: &Request, keep: Keep) -> Reply {
        let mut response = public::document(request, public::PAGE, self.render().into_string(), keep)?;
        response
            .headers_mut()
            .insert(header::VARY, HeaderValue::from_static("accept, accept-language, accept-encoding"));
        let policy = if self.has_form { &POLICY_WITH_FORM } else { &POLICY };
        reply::with_header(response, header::CONTENT_SECURITY_POLICY, policy)
    }

    fn render(&self) -> Markup {
        let words = words(self.language);
        html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if !self.listed { meta name="robots" content="noindex"; }
                    title { (self.title) " · Touchstone" }
                    (self.head)
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header.frame {
                        a.brand href="/" { "Touchstone" }
                        nav aria-label=(words.languages) {
                            ul.languages {
                                @for (language, name) in NAMES {
                                    li {
                                        a href={ "?lang=" (language.tag()) } lang=(language.tag())
                                            hreflang=(language.tag())
                                            aria-current=[(language == self.language).then_some("true")] { (name) }
                                    }
                                }
                            }
                        }
                    }
                    (self.content)
                    footer.frame {
                        p { (words.about) " " a href="/verify" { (words.verify) } }
                    }
                }
            }
        }
    }
}

/// Whether a person waits for the answer in a browser, and not a program: outside the API, where a page is preferred to data.
#[must_use]
pub fn is_wanted(request: &Request) -> bool {
    let form = public::preferred(request, &["application/json", public::PAGE]);
    !request.uri().path().starts_with("/api/") && form.is_ok_and(|form| form == public::PAGE)
}

/// A problem document as a page that says the same.
#[must_use]
pub fn of_problem(problem: Response, language: Language) -> Response {
    let (parts, body) = problem.into_parts();
    let document: Value = serde_json::from_slice(body.as_ref()).unwrap_or_default();
    let told = |name: &str| document[name].as_str().unwrap_or_default();
    let words = words(language);
    let (title, more) = match parts.status {
        StatusCode::NOT_FOUND => (words.missing, words.missing_more),
        _ => (told("title"), told("detail")),
    };
    let content = html! {
        main.frame {
            h1 { (title) }
            p { (more) }
            @if parts.status.is_server_error() { p.small.soft { (words.number) " " code { (told("requestId")) } } }
            p { a href="/" { (words.all) } }
        }
    };
    let page = Page { title, language, listed: false, has_form: false, head: html! {}, content };
    let mut response = Response::from_parts(parts, Body::Text(page.render().into_string()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-language, accept-encoding"));
    if let Ok(policy) = HeaderValue::from_str(&POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

const NAMES: [(Language, &str); 2] = [(Language::En, "English"), (Language::Es, "Español")];

struct Words {
    languages: &'static str,
    about: &'static str,
    verify: &'static str,
    missing: &'static str,
    missing_more: &'static str,
    all: &'static str,
    number: &'static str,
}

fn words(language: Language) -> Words {
    match language {
        Language::En => Words {
            languages: "Language",
            about: "Micro-credentials for educators, earned with evidence from their own classrooms.",
            verify: "Verify a badge",
            missing: "There is nothing at this address",
            missing_more: "It may have been mistyped, or what was here has moved, or is not for everybody to see.",
            all: "See all micro-credentials",
            number: "If it keeps happening, tell us this number:",
        },
        Language::Es => Words {
            languages: "Idioma",
            about: "Microcredenciales para docentes, obtenidas con evidencias de su propia aula.",
            verify: "Verificar una insignia",
            missing: "No hay nada en esta dirección",
            missing_more: "Quizá se escribió mal, o lo que había aquí cambió de lugar o no es para todas las personas.",
            all: "Ver todas las microcredenciales",
            number: "Si sigue ocurriendo, díganos este número:",
        },
    }
}

/// The language that the reader prefers: what `?lang=` asks for, otherwise the best of ours by the
/// `Accept-Language` header, otherwise `fallback`.
#[must_use]
pub fn language(request: &Request, fallback: Language) -> Language {
    let asked = request.query_string_parameters();
    if let Some(tag) = asked.first("lang") {
        return Language::of(tag);
    }
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    accepted.and_then(preferred).unwrap_or(fallback)
}

/// The language of ours with the highest quality (RFC 9110, 12.5.4); of equals the first.
fn preferred(accepted: &str) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for (tag, quality) in accepted.split(',').map(public::range) {
        let ours = Language::ALL.into_iter().find(|language| {
            tag.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case(language.tag()))
        });
        match (ours, best) {
            (Some(language), None) if quality > 0.0 => best = Some((language, quality)),
            (Some(language), Some((_, so_far))) if quality > so_far => best = Some((language, quality)),
            (Some(_) | None, _) => {}
        }
    }
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_runs_nothing_loads_nothing_and_escapes_what_people_wrote() {
        let page = Page {
            title: "<script>",
            language: Language::Es,
            listed: false,
            has_form: false,
            head: html! {},
            content: html! { main.frame { p { "<img src=x>" } } },
        };

        let text = page.render().into_string();

        assert!(!text.contains("<script") && !text.contains("<img"), "{text}");
        assert!(text.contains("noindex") && text.contains("<html lang=\"es\">"));
        assert!(POLICY.starts_with("default-src 'none'; style-src 'sha256-"));
        assert!(POLICY.contains("form-action 'none'") && POLICY_WITH_FORM.contains("form-action 'self'"));
        assert!(!STYLE.contains("url(") && !STYLE.contains("</"), "the style loads nothing and ends nothing");
    }

    #[test]
    fn the_language_is_the_one_that_the_reader_prefers_among_ours() {
        for (accepted, wanted) in [
            ("es-MX,es;q=0.9,en;q=0.8", Some(Language::Es)),
            ("en-US,en;q=0.9,es;q=0.8", Some(Language::En)),
            ("fr, es;q=0.4, en;q=0.3", Some(Language::Es)),
            ("de", None),
            ("es;q=0", None),
            ("", None),
            (";;q=,", None),
        ] {
            assert_eq!(preferred(accepted), wanted, "{accepted}");
        }
    }
}
