//! What somebody brings: a text, or a file with a badge inside.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Refusal, email::EmailAddress};
use serde::Deserialize;

/// The body: one of `text` and `file`.
#[derive(Deserialize)]
pub(crate) struct Brought {
    text: Option<String>,
    /// In base64.
    file: Option<String>,
    /// Whose it is, when staff brings it.
    pub(crate) email: Option<EmailAddress>,
}

impl Brought {
    /// The text of the badge, and where it stood.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a file without a badge, with the reason.
    pub(crate) fn badge(self) -> Result<(&'static str, String), Refusal> {
        match (self.text, self.file) {
            (Some(text), _) => Ok(("/text", text)),
            (None, Some(file)) => Ok(("/file", inside(&file)?)),
            (None, None) => Err(Refusal::invalid("/text", "Give a badge as text or as a file.")),
        }
    }
}

/// The badge in a file: the one inside a picture, or the file itself if it is text.
fn inside(file: &str) -> Result<String, Refusal> {
    let bytes = STANDARD.decode(file).map_err(|_| Refusal::invalid("/file", "Send the file as base64."))?;
    match baking::read(&bytes) {
        Ok(baked) => Ok(baked.credential.or(baked.assertion).unwrap_or_default()),
        Err(reason @ baking::Unreadable::OtherFormat) => {
            String::from_utf8(bytes).map_err(|_| Refusal::invalid("/file", sentence(reason)))
        }
        Err(reason) => Err(Refusal::invalid("/file", sentence(reason))),
    }
}

fn sentence(reason: baking::Unreadable) -> String {
    format!("This file can’t be read: {reason}.")
}
