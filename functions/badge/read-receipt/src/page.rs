//! The page of a receipt, in the reader's language.

use cloud::page::Page;
use domain::{
    credential::{Agreement, FileDigest, Moment, Receipt},
    letter::Language,
    reliability::Estimate,
};
use maud::{Markup, html};

/// The page of the receipt of a badge that is called `name`, which is written in the language `written`.
pub(crate) fn of<'a>(name: &'a str, written: Language, receipt: &Receipt, language: Language) -> Page<'a> {
    Page {
        title: name,
        language,
        listed: false,
        has_form: false,
        head: html! { link rel="alternate" type="application/json" href="?format=json"; },
        content: content(name, written, receipt, language),
    }
}

/// The page's own words.
struct Texts {
    kind: &'static str,
    agreement: &'static str,
    files: &'static str,
    no_files: &'static str,
    kept: &'static str,
    data: &'static str,
}

const ENGLISH: Texts = Texts {
    kind: "How it was assessed",
    agreement: "How far readers agree",
    files: "The files",
    no_files: "No files were handed in.",
    kept: "They are kept by the issuer and are not public. Whoever has one can compare its size and its \
           SHA-256 (base64; of a file sent in parts: over the SHA-256 of the parts).",
    data: "The same as data",
};

const SPANISH: Texts = Texts {
    kind: "Cómo se evaluó",
    agreement: "Hasta qué punto coinciden quienes evalúan",
    files: "Los archivos",
    no_files: "No se entregó ningún archivo.",
    kept: "Los conserva la entidad emisora y no son públicos. Quien tenga uno puede comparar su tamaño y su \
           SHA-256 (base64; de un archivo enviado en partes: sobre los SHA-256 de las partes).",
    data: "Lo mismo como datos",
};

fn content(name: &str, written: Language, receipt: &Receipt, language: Language) -> Markup {
    let texts = match language {
        Language::En => &ENGLISH,
        Language::Es => &SPANISH,
    };
    html! {
        main.frame.narrow {
            p.kind { (texts.kind) }
            h1 { a href=(receipt.badge) lang=(written.tag()) { (name) } }
            p.lead { (scored(receipt, language)) }
            section {
                h2 { (texts.agreement) }
                p { (agreement(&receipt.agreement, language)) }
            }
            section {
                h2 { (texts.files) }
                @if receipt.evidence.is_empty() { p { (texts.no_files) } } @else {
                    p { (texts.kept) }
                    ul { @for file in &receipt.evidence { li { (described(file, language)) } } }
                }
            }
            p.soft { a href="?format=json" { (texts.data) } }
        }
    }
}

fn scored(receipt: &Receipt, language: Language) -> Markup {
    let readers = receipt.readers.number;
    let decided = html! { time datetime=(receipt.decided) { (day(&receipt.decided, language)) } };
    match language {
        Language::En => html! {
            "Scored against " a href=(receipt.achievement) { "version " (receipt.rubric_version) " of the published rubric" }
            " by " @if readers == 1 { "one reader" } @else { (readers) " readers, each on their own," }
            " who did not know whose work it was. Decided on " (decided) "."
        },
        Language::Es => html! {
            @if readers == 1 { "Una persona evaluó el trabajo" }
            @else { (readers) " personas, cada una por su cuenta, evaluaron el trabajo" }
            " según " a href=(receipt.achievement) { "la versión " (receipt.rubric_version) " de la rúbrica publicada" }
            " sin saber de quién era. Se decidió el " (decided) "."
        },
    }
}

fn agreement(agreement: &Agreement, language: Language) -> Markup {
    match (agreement, language) {
        (Agreement::NotMeasured { n }, Language::En) => html! {
            "Nothing can be said yet of this micro-credential's readers. Work that two of them scored "
            "independently: n = " (n) "."
        },
        (Agreement::NotMeasured { n }, Language::Es) => html! {
            "Todavía no puede decirse nada de quienes evalúan esta microcredencial. Trabajos que dos personas "
            "evaluaron por separado: n = " (n) "."
        },
        (Agreement::Measured { n, since, measured, exact, kappa, alpha }, Language::En) => html! {
            "Since " (day(since, language)) " two readers scored " (n) " pieces of work independently. They gave the same level for "
            (percent(exact, language)) " of the criteria. Corrected for chance (1 is always, 0 is as by chance): Cohen's kappa with "
            "quadratic weights " (number(kappa, language))
            @if let Some(alpha) = alpha { ", Krippendorff's alpha for levels in order " (number(alpha, language)) }
            ". In brackets: 95% intervals. Measured on " (day(measured, language)) "."
        },
        (Agreement::Measured { n, since, measured, exact, kappa, alpha }, Language::Es) => html! {
            "Desde el " (day(since, language)) " dos personas evaluaron por separado " (n) " trabajos. Dieron el mismo nivel en el "
            (percent(exact, language)) " de los criterios. Corregido el azar (1 es siempre, 0 es como por azar): kappa de Cohen con "
            "pesos cuadráticos " (number(kappa, language))
            @if let Some(alpha) = alpha { ", alfa de Krippendorff para niveles ordenados " (number(alpha, language)) }
            ". Entre paréntesis: intervalos del 95\u{a0}%. Se midió el " (day(measured, language)) "."
        },
    }
}

/// `78% (70 to 85)`; in Spanish `78 % (70 a 85)`, with a space that doesn't break.
fn percent(estimate: &Estimate, language: Language) -> String {
    let whole = |value: f64| (value * 100.0).round();
    let space = match language {
        Language::En => "",
        Language::Es => "\u{a0}",
    };
    let interval =
        estimate.interval.map(|of| format!(" ({} {} {})", whole(of.low), to(language), whole(of.high)));
    format!("{}{space}%{}", whole(estimate.value), interval.unwrap_or_default())
}

/// `0.78 (0.70 to 0.85)`.
fn number(estimate: &Estimate, language: Language) -> String {
    let interval = estimate.interval.map(|of| format!(" ({:.2} {} {:.2})", of.low, to(language), of.high));
    format!("{:.2}{}", estimate.value, interval.unwrap_or_default())
}

fn to(language: Language) -> &'static str {
    match language {
        Language::En => "to",
        Language::Es => "a",
    }
}

fn described(file: &FileDigest, language: Language) -> Markup {
    let parts = match (language, file.parts) {
        (_, None) => String::new(),
        (Language::En, Some(1)) => ", 1 part".to_owned(),
        (Language::En, Some(parts)) => format!(", {parts} parts"),
        (Language::Es, Some(1)) => ", 1 parte".to_owned(),
        (Language::Es, Some(parts)) => format!(", {parts} partes"),
    };
    html! { (file.size) " bytes, " code { (file.sha256) } (parts) }
}

fn day(moment: &Moment, language: Language) -> String {
    language.day(moment.timestamp())
}
