//! Plain text: every byte of it is looked at.

use super::{
    MediaFacts,
    markup::starts_as_page,
    source::{Halt, Source},
    unfit::Unfit,
};
use crate::artifact::{LARGEST_TEXT, MediaType};

/// UTF-8 without controls that starts as no page does.
pub(super) fn plain(source: &Source) -> Result<MediaFacts, Halt> {
    if source.size() > LARGEST_TEXT {
        return Err(Unfit::TooInvolved.into());
    }
    let bytes = source.head(LARGEST_TEXT)?;
    let text = std::str::from_utf8(bytes).map_err(|_| not_text(bytes))?;
    if starts_as_page(bytes) {
        return Err(Unfit::lies(MediaType::Text, bytes).into());
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}')) {
        return Err(not_text(bytes));
    }
    Ok(MediaFacts::default())
}

/// Names the file when it is known as something else; otherwise it is a text in another encoding.
fn not_text(bytes: &[u8]) -> Halt {
    let named = Unfit::lies(MediaType::Text, bytes);
    let is_known = matches!(named, Unfit::Lies { seems: Some(_), .. });
    Halt::Unfit(if is_known { named } else { Unfit::NotText })
}
