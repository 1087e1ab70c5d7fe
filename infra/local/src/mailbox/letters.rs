//! Letters, read from the files that the mailer leaves.

use std::{path::Path, time::SystemTime};

use anyhow::{Context, Result};
use mail_parser::{Address, Message, MessageParser};
use serde::Serialize;

/// One letter as it arrived.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    /// The name of its file.
    pub id: String,
    /// Where it went.
    pub to: String,
    /// Where it came from.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// When it was written (RFC 3339).
    pub date: String,
    /// Its `Message-ID`, the same on every try.
    pub message_id: String,
    /// Its plain text.
    pub text: String,
    /// Its HTML.
    pub html: String,
    /// The addresses of the web in its plain text.
    pub links: Vec<String>,
}

/// Every letter in a folder, the newest first. A folder that doesn't exist has none.
pub(super) fn read(folder: &Path) -> Result<Vec<Letter>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("can't read {}", folder.display())),
    };

    let mut letters: Vec<(SystemTime, Letter)> = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_suffix(".eml").filter(|id| !id.starts_with('.')) else { continue };
        let arrived = entry.metadata()?.modified()?;
        let bytes = std::fs::read(entry.path())?;
        letters.push((arrived, letter(id, &bytes)));
    }
    letters.sort_by(|(one_time, one), (other_time, other)| {
        other_time.cmp(one_time).then_with(|| other.id.cmp(&one.id))
    });
    Ok(letters.into_iter().map(|(_, letter)| letter).collect())
}

/// What can be read of a file shows, whatever it holds.
fn letter(id: &str, bytes: &[u8]) -> Letter {
    let message = MessageParser::default().parse(bytes).unwrap_or_default();
    let text = body(&message, Message::body_text);
    Letter {
        id: id.to_owned(),
        to: address(message.to()),
        from: address(message.from()),
        subject: message.subject().unwrap_or_default().to_owned(),
        date: message.date().map(mail_parser::DateTime::to_rfc3339).unwrap_or_default(),
        message_id: message.message_id().unwrap_or_default().to_owned(),
        links: links(&text),
        text,
        html: body(&message, Message::body_html),
    }
}

fn body<'x>(
    message: &'x Message<'x>,
    part: impl Fn(&'x Message<'x>, usize) -> Option<std::borrow::Cow<'x, str>>,
) -> String {
    part(message, 0).unwrap_or_default().replace("\r\n", "\n")
}

fn address(addresses: Option<&Address<'_>>) -> String {
    addresses.and_then(Address::first).and_then(|address| address.address()).unwrap_or_default().to_owned()
}

fn links(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    words
        .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
        .map(str::to_owned)
        .collect()
}
