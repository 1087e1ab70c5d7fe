//! The first page of an export: what it is, and what is in it.

use maud::{DOCTYPE, html};

use super::{Files, Tally};

/// The page.
pub(super) fn page(organisation: &str, files: &Files, tally: Tally) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Badges of " (organisation) }
            }
            body {
                h1 { "Badges of " (organisation) }
                p {
                    "Everything that this issuer of micro-credentials made public, as it was served. "
                    (tally.badges) " badges are here, with the issuer's keys and the lists of what was revoked: "
                    "they verify as long as these files are served under the host that they name."
                }
                p { (tally.private) " badges that their holders keep private are not here." }
                ul {
                    @for address in files.addresses() { li { a href=(address) { (address) } } }
                }
            }
        }
    };
    page.into_string()
}
