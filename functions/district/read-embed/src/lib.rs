//! `GET /embed/{organisation}`: the page with the form that a district's own site shows in a frame.
//!
//! It may stand in a frame of the district's registered sites and of ours, and nowhere else. It sets no
//! cookie and reads none: the form signs in by itself and keeps its session in memory.

use cloud::{
    App, Reply, Request, page::language as preferred, public, public::Keep, reply, request, table::keys::Key,
};
use domain::{
    OrganisationId, Slug,
    district::{District, Tones},
    letter::Language,
    person::Organisation,
};
use http::header;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The form's program and its look, where the portal's files are.
const PROGRAM: &str = "/embed-form.js";
const LOOK: &str = "/embed-form.css";

/// Answers `GET /embed/{organisation}?microcredential=&language=`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an organisation that is no district; [`domain::Refusal::Invalid`] for a text that
/// names no micro-credential.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: OrganisationId = request::path(&request, "organisation")?;
    let microcredential: Option<Slug> = request::query(&request, "microcredential")?;
    let language: Option<String> = request::query(&request, "language")?;

    let organisation = app.table.district(id).await?;
    let district: District =
        app.table.find(Key::District(id)).await?.unwrap_or_else(|| District::unsaved(id));

    let style = style(&district);
    let microcredential = microcredential.filter(|slug| district.offers(slug));
    let language = known(language.as_deref()).unwrap_or_else(|| preferred(&request, Language::En));
    let page = page(&organisation, &district, microcredential.as_ref(), language, &style);
    let policy = policy(&app.vault.origin().await?, &district, &style);
    let response = public::document(&request, public::PAGE, page.into_string(), Keep::Nowhere)?;
    reply::with_header(response, header::CONTENT_SECURITY_POLICY, &policy)
}

/// What is read where the form's program doesn't run.
struct Words {
    needs: &'static str,
    portal: &'static str,
}

impl Words {
    const fn of(language: Language) -> Self {
        match language {
            Language::En => Self { needs: "The form needs JavaScript.", portal: "Open the portal" },
            Language::Es => Self { needs: "El formulario necesita JavaScript.", portal: "Abrir el portal" },
        }
    }
}

/// The language of that tag, if it is one of ours.
fn known(tag: Option<&str>) -> Option<Language> {
    Language::ALL.into_iter().find(|language| tag == Some(language.tag()))
}

/// The program, the look, the one style of this page, the API and the storage; frames as registered.
fn policy(storage: &str, district: &District, style: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' {}; \
         connect-src 'self' {storage}; img-src 'self' data: blob: {storage}; media-src 'self' blob: {storage}; \
         frame-src {storage}; base-uri 'none'; form-action 'none'; frame-ancestors {}",
        public::source_of(style),
        district.frame_ancestors()
    )
}

/// The district's colour in the look's names, as light and as dark pages need it; empty without a colour.
fn style(district: &District) -> String {
    let Some(colour) = district.colour else { return String::new() };
    let named = |tones: Tones| {
        format!(":root{{--mark:{};--on-mark:{};--mark-wash:{}}}", tones.mark, tones.on_mark, tones.wash)
    };
    format!("{}@media (prefers-color-scheme:dark){{{}}}", named(colour.on_light()), named(colour.on_dark()))
}

fn page(
    organisation: &Organisation,
    district: &District,
    microcredential: Option<&Slug>,
    language: Language,
    style: &str,
) -> Markup {
    let offered = district.offered.iter().map(Slug::as_str).collect::<Vec<_>>().join(" ");
    let words = Words::of(language);
    let outside = microcredential.map_or_else(|| "/".to_owned(), |slug| format!("/microcredentials/{slug}"));
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (organisation.name) }
                link rel="stylesheet" href=(LOOK);
                style { (PreEscaped(style)) }
                script type="module" src=(PROGRAM) {}
            }
            body
                data-district=(organisation.name)
                data-microcredential=[microcredential]
                data-offered=(offered)
                data-logo=[district.logo.as_ref().map(domain::district::Logo::as_str)]
            {
                div #form {}
                noscript { p { (words.needs) " " a href=(outside) target="_blank" rel="noopener" { (words.portal) } } }
            }
        }
    }
}
