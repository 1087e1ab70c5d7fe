//! The mailbox as a page: readable on a phone and in the dark, with nothing from elsewhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Letter;

/// What the page may load: itself and the frames that show letters.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
     connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// What a letter may do: look like itself.
pub(super) const LETTER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
     sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

/// The whole page.
pub(super) fn index(letters: &[Letter], to: Option<&str>, elsewhere: Option<&str>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Mailbox · Touchstone" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "Mailbox" }
                    form method="get" action="/" role="search" {
                        label for="to" { "Letters to" }
                        input id="to" name="to" type="search" inputmode="email" autocomplete="off"
                            placeholder="everybody" value=[to];
                        button { "Show" }
                    }
                }
                main {
                    @if let Some(server) = elsewhere {
                        p.note { "Letters go to " (server) " and do not come here." }
                    }
                    div #letters aria-live="polite" { (list(letters)) }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// The letters alone, which the page fetches again now and then.
pub(super) fn list(letters: &[Letter]) -> Markup {
    html! {
        @if letters.is_empty() {
            p.note #none { "No letters yet. They show here as soon as one is sent." }
        }
        @for letter in letters { (article(letter)) }
    }
}

fn article(letter: &Letter) -> Markup {
    html! {
        details id=(letter.id) {
            summary {
                strong { (letter.subject) }
                span { (letter.to) }
                time datetime=(letter.date) { (letter.date) }
            }
            pre { (with_links(&letter.text)) }
            @if !letter.html.is_empty() {
                details.html {
                    summary { "As HTML" }
                    iframe loading="lazy" title={ "“" (letter.subject) "” as HTML" }
                        sandbox="allow-popups allow-popups-to-escape-sandbox"
                        src={ "/letters/" (letter.id) "/html" } {}
                }
            }
        }
    }
}

/// The text with its addresses of the web made to be followed.
fn with_links(text: &str) -> Markup {
    html! {
        @for piece in text.split_inclusive(char::is_whitespace) {
            @let word = piece.trim_end();
            @if word.starts_with("http://") || word.starts_with("https://") {
                a href=(word) target="_blank" rel="noreferrer" { (word) } (&piece[word.len()..])
            } @else {
                (piece)
            }
        }
    }
}

/// A letter's HTML with its links made to open beside the mailbox: none of our pages may be framed.
pub(super) fn framed(letter: &str) -> String {
    const BASE: &str = "<base target=\"_blank\">";
    match letter.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{BASE}{after}"),
        None => format!("{BASE}{letter}"),
    }
}

const STYLE: &str = "
:root { font: 1rem/1.5 system-ui, sans-serif; --line: #8884; --soft: #8881; --link: light-dark(#0b57b7, #8ab8ff); }
body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 3rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center; justify-content: space-between; }
h1 { font-size: 1.4rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
input, button { font: inherit; padding: .35rem .6rem; border: 1px solid var(--line); border-radius: .4rem; min-width: 0; }
main > div > details { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .6rem; overflow: clip; }
main > div > details > summary { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .6rem .9rem; cursor: pointer; }
main > div > details[open] > summary { background: var(--soft); border-bottom: 1px solid var(--line); }
summary strong { grid-column: 1 / -1; }
summary span, summary time { font-size: .9rem; opacity: .85; overflow-wrap: anywhere; }
pre { margin: 0; padding: .9rem; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: var(--link); }
.html { padding: 0 .9rem .9rem; }
.html summary { cursor: pointer; }
iframe { width: 100%; height: 32rem; margin-top: .5rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
.note { padding: 1rem; border: 1px dashed var(--line); border-radius: .5rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media (max-width: 30rem) { main > div > details > summary { grid-template-columns: 1fr; } }
";

/// New letters are put above the others; those that are there stay as they are, open or shut, and the
/// reader keeps her place.
const SCRIPT: &str = "
const box = document.getElementById('letters');
const shown = root => root.querySelectorAll('time').forEach(time => {
  const date = new Date(time.dateTime);
  if (!Number.isNaN(date.valueOf())) time.textContent = date.toLocaleString();
});
async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch('/letters' + location.search);
    if (!answer.ok) return;
    const fresh = document.createElement('template');
    fresh.innerHTML = await answer.text();
    const come = [...fresh.content.querySelectorAll(':scope > details')].filter(it => !document.getElementById(it.id));
    if (come.length === 0) return;
    document.getElementById('none')?.remove();
    come.forEach(shown);
    const before = document.documentElement.scrollHeight;
    box.prepend(...come);
    if (scrollY > 0) scrollBy(0, document.documentElement.scrollHeight - before);
  } catch { /* the stack is down; it is asked again */ }
}
shown(box);
setInterval(look, 2000);
document.addEventListener('visibilitychange', look);
";
