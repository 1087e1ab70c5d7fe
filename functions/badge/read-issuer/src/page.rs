//! The page of an issuer.

use cloud::page::Page;
use domain::{credential::Profile, letter::Language, person::Organisation};
use maud::{Markup, html};

pub(crate) fn of<'a>(organisation: &'a Organisation, profile: &Profile, language: Language) -> Page<'a> {
    Page {
        title: organisation.name.as_str(),
        language,
        listed: true,
        has_form: false,
        head: html! {
            link rel="alternate" type="application/ld+json" href="?format=json";
            meta property="og:type" content="website";
            meta property="og:site_name" content="Touchstone";
            meta property="og:title" content=(organisation.name);
        },
        content: content(organisation, profile, language),
    }
}

/// The page's own words.
struct Texts {
    kind: &'static str,
    does: &'static str,
    web: &'static str,
    questions: &'static str,
    signs: &'static str,
    catalogue: &'static str,
    data: &'static str,
}

const ENGLISH: Texts = Texts {
    kind: "Issuer",
    does: "Issues micro-credentials for educators as Open Badges. Anybody can verify them.",
    web: "On the web",
    questions: "Questions about a badge",
    signs: "Its badges are signed as",
    catalogue: "See what can be earned",
    data: "The same as data (Open Badges 3.0)",
};

const SPANISH: Texts = Texts {
    kind: "Entidad emisora",
    does: "Emite microcredenciales para docentes como Open Badges. Cualquiera puede verificarlas.",
    web: "En la web",
    questions: "Preguntas sobre una insignia",
    signs: "Sus insignias se firman como",
    catalogue: "Ver qué se puede obtener",
    data: "Lo mismo como datos (Open Badges 3.0)",
};

fn content(organisation: &Organisation, profile: &Profile, language: Language) -> Markup {
    let texts = match language {
        Language::En => &ENGLISH,
        Language::Es => &SPANISH,
    };
    html! {
        main.frame.narrow {
            p.kind { (texts.kind) }
            h1 { (organisation.name) }
            p.lead { (texts.does) }
            dl.facts {
                dt { (texts.web) } dd { a href=(organisation.url) rel="noopener" { (organisation.url) } }
                dt { (texts.questions) }
                dd { a href={ "mailto:" (organisation.contact) } { (organisation.contact) } }
                dt { (texts.signs) } dd { code { (profile.id) } }
            }
            p { a.button.first href="/" { (texts.catalogue) } }
            p.small { a href="?format=json" { (texts.data) } }
        }
    }
}
