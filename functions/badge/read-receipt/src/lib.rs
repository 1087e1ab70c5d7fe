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
    credential::{Agreement, FileDigest, Moment, Receipt},
    letter::Language,
    reliability::Estimate,
};
use maud::{Markup, html};
use serde_json::json;

const FORMS: [&str; 2] = ["application/json", PAGE];

/// Answers `GET /credentials/{award}/receipt`.
///
/// # Errors
/// [`Refusal::NotFound`] for a badge that isn't public, and for a stack's: nothing was scored for that.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AwardId = request::path(&request, "award")?;
    let form = public::preferred(&request, &FORMS)?;

    let issued = app.issued(id).await?;
    if !issued.award.public || !issued.award.stacked.is_empty() {
        return Err(Refusal::NotFound.into());
    }

    let pool = app.table.pool(&issued.award.microcredential).await?;

    let receipt = Receipt::of(&issued.award, pool.as_ref(), &app.addresses()?);
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
            " who did not know whose work it was. Decided on " time datetime=(receipt.decided) { (day(&receipt.decided)) } "."
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
            "Nothing can be said yet of this micro-credential's readers. Work that two of them scored "
            "independently: n = " (n) "."
        },
        Agreement::Measured { n, since, measured, exact, kappa, alpha } => html! {
            "Since " (day(since)) " two readers scored " (n) " pieces of work independently. They gave the same level for "
            (percent(exact)) " of the criteria. Corrected for chance (1 is always, 0 is as by chance): Cohen's kappa with "
            "quadratic weights " (number(kappa))
            @if let Some(alpha) = alpha { ", Krippendorff's alpha for levels in order " (number(alpha)) }
            ". In brackets: 95 % intervals. Measured on " (day(measured)) "."
        },
    }
}

/// `78 % (70 to 85)`.
fn percent(estimate: &Estimate) -> String {
    let whole = |value: f64| (value * 100.0).round();
    let interval = estimate.interval.map(|of| format!(" ({} to {})", whole(of.low), whole(of.high)));
    format!("{} %{}", whole(estimate.value), interval.unwrap_or_default())
}

/// `0.78 (0.70 to 0.85)`.
fn number(estimate: &Estimate) -> String {
    let interval = estimate.interval.map(|of| format!(" ({:.2} to {:.2})", of.low, of.high));
    format!("{:.2}{}", estimate.value, interval.unwrap_or_default())
}

fn described(file: &FileDigest) -> Markup {
    html! {
        (file.size) " bytes, " code { (file.sha256) }
        @if let Some(parts) = file.parts { ", " (parts) @if parts == 1 { " part" } @else { " parts" } }
    }
}

fn day(moment: &Moment) -> String {
    moment.to_string().split('T').next().unwrap_or_default().to_owned()
}
