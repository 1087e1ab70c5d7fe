//! `GET /credentials/{award}/receipt`: how the work behind a badge was assessed, as data and as a page.
//!
//! Of a badge that its holder keeps private nothing is told.

use cloud::{
    App, Reply, Request,
    page::Page,
    public::{self, Keep, PAGE},
    request,
};
use domain::{
    AwardId, Refusal,
    credential::{Agreement, FileDigest, Receipt},
    letter::Language,
};
use maud::{Markup, html};
use serde_json::json;

const FORMS: [&str; 2] = ["application/json", PAGE];

/// Answers `GET /credentials/{award}/receipt`.
///
/// # Errors
/// [`Refusal::NotFound`] for a badge that isn't public.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AwardId = request::path(&request, "award")?;
    let form = public::preferred(&request, &FORMS)?;

    let issued = app.issued(id).await?;
    if !issued.award.public {
        return Err(Refusal::NotFound.into());
    }

    let receipt = Receipt::of(&issued.award, &app.addresses()?);
    if form == PAGE {
        return page(&issued.signed.badge.name, &receipt).reply(&request, Keep::Minutes);
    }
    public::document(&request, form, json!(receipt).to_string(), Keep::Minutes)
}

fn page<'a>(name: &'a str, receipt: &Receipt) -> Page<'a> {
    Page {
        title: name,
        language: Language::En,
        listed: false,
        has_form: false,
        head: html! { link rel="alternate" type="application/json" href="?format=json"; },
        content: html! { main.frame.narrow { (content(name, receipt)) } },
    }
}

fn content(name: &str, receipt: &Receipt) -> Markup {
    let readers = receipt.readers.number;
    html! {
        p.soft { "How it was assessed" }
        h1 { a href=(receipt.badge) { (name) } }
        p {
            "Scored against " a href=(receipt.achievement) { "version " (receipt.rubric_version) " of the published rubric" }
            " by " (readers) @if readers == 1 { " reader" } @else { " readers, each on her own," }
            " who did not know whose work it was. Decided on " time datetime=(receipt.decided) { (day(receipt)) } "."
        }
        h2 { "How far readers agree" }
        p { (agreement(&receipt.agreement)) }
        h2 { "The files" }
        @if receipt.evidence.is_empty() { p { "No files were handed in." } } @else {
            p {
                "They are kept by the issuer and are not public. Whoever has one can compare its size and its "
                "SHA-256 (base64; of a file sent in parts: over the SHA-256 of the parts)."
            }
            ul { @for file in &receipt.evidence { li { (described(file)) } } }
        }
        p.soft { a href="?format=json" { "The same as data" } }
    }
}

fn agreement(agreement: &Agreement) -> Markup {
    match agreement {
        Agreement::NotMeasured { n } => html! {
            "Not measured yet for this micro-credential's readers. Work of this award that two readers scored "
            "independently: n = " (n) "."
        },
    }
}

fn described(file: &FileDigest) -> Markup {
    html! {
        (file.size) " bytes, " code { (file.sha256) }
        @if let Some(parts) = file.parts { ", " (parts) @if parts == 1 { " part" } @else { " parts" } }
    }
}

fn day(receipt: &Receipt) -> String {
    receipt.decided.to_string().split('T').next().unwrap_or_default().to_owned()
}
