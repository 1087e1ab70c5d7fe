//! Pages and archives that hide in files of another type.
//!
//! Browsers that ignore a declared type decide by the first 1,445 bytes (WHATWG MIME Sniffing, 2023,
//! section 5), archive programs by the last ones. Ours are always served under a fixed type; a file
//! that is two things at once is refused all the same.

use super::source::{Halt, Source, u16_le};
use super::unfit::Unfit;
use crate::artifact::MediaType;

/// Bytes at either end in which a tag counts.
const ENDS: u64 = 4096;

/// Bytes at the end in which an archive's directory can end: its longest comment and 22 bytes.
const ARCHIVE_END: u64 = 65_535 + 22;

/// Tags that make a page or run something. They count when white space, `/` or `>` follows.
const TAGS: [&str; 9] =
    ["<html", "<head", "<body", "<script", "<iframe", "<svg", "<object", "<embed", "<!doctype html"];

/// What a page starts with, beyond [`TAGS`] (WHATWG MIME Sniffing, section 7.1).
const STARTS: [&str; 15] = [
    "<h1", "<div", "<font", "<table", "<a", "<style", "<title", "<b", "<br", "<p", "<!--", "<?xml", "<?php",
    "<link", "<meta",
];

/// `Ok` when no page stands at the ends of a binary file and no archive behind it.
pub(super) fn must_hide_nothing(source: &Source, kind: MediaType) -> Result<(), Halt> {
    if holds_tag(source.head(ENDS)?) || holds_tag(source.tail(ENDS)?) {
        return Err(Unfit::Markup.into());
    }
    let is_archive_itself = matches!(kind, MediaType::Docx | MediaType::Pptx | MediaType::Xlsx);
    if !is_archive_itself && ends_as_archive(source.tail(ARCHIVE_END)?) {
        return Err(Unfit::Appended.into());
    }
    Ok(())
}

/// Whether a text starts as a page does, after white space and a byte order mark.
pub(super) fn starts_as_page(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    TAGS.iter().any(|tag| starts_with_tag(text, tag)) || STARTS.iter().any(|tag| starts_with_tag(text, tag))
}

fn holds_tag(bytes: &[u8]) -> bool {
    let angles =
        bytes.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(index, _)| &bytes[index..]);
    angles.into_iter().any(|rest| TAGS.iter().any(|tag| starts_with_tag(rest, tag)))
}

fn starts_with_tag(text: &[u8], tag: &str) -> bool {
    let named = text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    let is_comment_or_instruction = tag.starts_with("<!--") || tag.starts_with("<?");
    let ended =
        text.get(tag.len()).is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'>' | b'/'));
    named && (ended || is_comment_or_instruction)
}

/// Whether the file ends with an archive's directory whose comment reaches exactly to its last byte.
fn ends_as_archive(tail: &[u8]) -> bool {
    tail.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x05\x06").any(|(start, _)| {
        u16_le(tail, start + 20).is_some_and(|comment| start + 22 + usize::from(comment) == tail.len())
    })
}
