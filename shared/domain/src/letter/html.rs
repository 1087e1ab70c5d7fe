//! A letter as HTML, in the plain form that every mail program shows alike.
//!
//! One column of a table, styles inline, no image, no script, no remote font. Colours are set for
//! light and are legible when a program inverts them; programs that know `prefers-color-scheme` get
//! dark ones of our own. Everything is escaped by the template.

use maud::{DOCTYPE, Markup, html};

use super::{Language, wording::Wording};

const DARK: &str = "@media (prefers-color-scheme: dark) {\
    .page { background: #16181d !important } .card { background: #22252c !important }\
    .card, .card h1, .card p { color: #f1f2f4 !important } .small, .small p, .small a { color: #b9bec8 !important }\
    .button { background: #7fd6a4 !important } .button a { color: #0d1f15 !important } }";
const PAGE: &str = "margin:0;padding:0;background:#f3f4f6";
const CARD: &str = "max-width:560px;background:#ffffff;color:#1d2129;padding:32px;text-align:left;\
    font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5";
const HEADING: &str = "margin:0 0 16px;font-size:22px;line-height:1.3;color:#1d2129";
const PARAGRAPH: &str = "margin:0 0 16px;color:#1d2129";
const CODE: &str =
    "margin:0 0 16px;font-family:Consolas,Menlo,monospace;font-size:30px;letter-spacing:6px;color:#1d2129";
const BUTTON: &str = "background:#17603a;border-radius:6px";
const BUTTON_LINK: &str =
    "display:inline-block;padding:12px 24px;color:#ffffff;font-weight:bold;text-decoration:none";
const SMALL: &str = "padding-top:24px;font-size:14px;color:#4b5361";
const SMALL_PARAGRAPH: &str = "margin:0 0 12px;color:#4b5361";
const ADDRESS: &str = "color:#4b5361;word-break:break-all";

/// Lays out `wording` as one document.
pub(super) fn of(wording: &Wording, language: Language) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                title { (wording.subject) }
                style { (DARK) }
            }
            body class="page" style=(PAGE) {
                table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" {
                    tr { td align="center" style="padding:24px 12px" { (card(wording)) } }
                }
            }
        }
    };
    document.into_string()
}

fn card(wording: &Wording) -> Markup {
    html! {
        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px" {
            tr {
                td class="card" style=(CARD) {
                    h1 style=(HEADING) { (wording.subject) }
                    p style=(PARAGRAPH) { (wording.greeting) }
                    @for paragraph in &wording.paragraphs {
                        p style=(PARAGRAPH) { (paragraph) }
                    }
                    @if let Some(code) = &wording.code {
                        p style=(CODE) { strong { (code) } }
                    }
                    @if let Some((words, url)) = &wording.button {
                        (button(words, url))
                    }
                    (small_print(wording))
                }
            }
        }
    }
}

fn button(words: &str, url: &str) -> Markup {
    html! {
        table role="presentation" cellpadding="0" cellspacing="0" border="0" {
            tr { td class="button" bgcolor="#17603a" style=(BUTTON) { a href=(url) style=(BUTTON_LINK) { (words) } } }
        }
    }
}

fn small_print(wording: &Wording) -> Markup {
    html! {
        div class="small" style=(SMALL) {
            @for note in &wording.notes {
                p style=(SMALL_PARAGRAPH) { (note) }
            }
            @if let Some((_, url)) = &wording.button {
                p style=(SMALL_PARAGRAPH) {
                    (wording.address_hint) br; a href=(url) style=(ADDRESS) { (url) }
                }
            }
            p style=(SMALL_PARAGRAPH) { (wording.footer) }
        }
    }
}
