//! A letter as plain text.

use super::wording::Wording;

/// Lays out `wording`, paragraphs separated by empty lines; the button is its words and its address.
pub(super) fn of(wording: &Wording) -> String {
    let code = wording.code.iter().map(|code| format!("    {code}"));
    let button = wording.button.iter().map(|(words, url)| format!("{words}:\n{url}"));
    let notes = wording.notes.iter().map(|note| (*note).to_owned());

    let blocks: Vec<String> = std::iter::once(wording.greeting.clone())
        .chain(wording.paragraphs.iter().cloned())
        .chain(code)
        .chain(button)
        .chain(notes)
        .chain(std::iter::once(format!("-- \n{}", wording.footer)))
        .collect();
    blocks.join("\n\n") + "\n"
}
