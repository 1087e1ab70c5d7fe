//! PDF and the Office formats of today (ECMA-376): an archive whose directory names what it holds.

use super::{
    MediaFacts,
    source::{Halt, Source},
    unfit::Unfit,
    zip::{self, Entry},
};
use crate::artifact::MediaType;

/// An Office document of more than this many bytes unpacked swells when it is also [`MOST_SWELLING`]
/// times what it is packed.
const LARGEST_UNPACKED: u64 = 512 * 1024 * 1024;
const MOST_SWELLING: u64 = 100;

/// What files of before 2007, and documents locked by a password, begin with.
const COMPOUND_FILE: &[u8; 8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// PDF: begins and ends as one. Leading junk, which readers forgive, is how two formats share a file.
pub(super) fn pdf(source: &Source) -> Result<MediaFacts, Halt> {
    let head = source.head(8)?;
    if !head.starts_with(b"%PDF-1.") && !head.starts_with(b"%PDF-2.") {
        return Err(source.is_no(MediaType::Pdf));
    }
    let ends = source.tail(64 * 1024)?.windows(5).any(|window| window == b"%%EOF");
    if ends { Ok(MediaFacts::default()) } else { Err(Unfit::CutShort.into()) }
}

/// Word, PowerPoint or Excel without macros, without a password, that does not swell.
pub(super) fn office(source: &Source, declared: MediaType) -> Result<MediaFacts, Halt> {
    if source.head(8)? == COMPOUND_FILE {
        return Err(Unfit::Locked.into());
    }
    if !source.head(4)?.starts_with(b"PK\x03\x04") {
        return Err(source.is_no(declared));
    }
    let entries = zip::directory(source, declared)?;
    let has = |wanted: &str| entries.iter().any(|entry| entry.name == wanted);

    if !has("[Content_Types].xml") || kind_of(&entries) != Some(declared) {
        let seems = kind_of(&entries).map_or("application/zip", MediaType::name);
        return Err(Unfit::Lies { declared, seems: Some(seems.to_owned()) }.into());
    }
    if entries.iter().any(|entry| entry.name.to_ascii_lowercase().contains("vbaproject")) {
        return Err(Unfit::Macros.into());
    }
    if entries.iter().any(|entry| entry.is_locked) {
        return Err(Unfit::Locked.into());
    }
    let unpacked: u64 = entries.iter().map(|entry| u64::from(entry.unpacked)).sum();
    if unpacked > LARGEST_UNPACKED && unpacked / source.size() > MOST_SWELLING {
        return Err(Unfit::Swells.into());
    }
    Ok(MediaFacts::default())
}

/// Which of the three it is, by the main part: `word/document.xml`, with a number in some exports.
fn kind_of(entries: &[Entry]) -> Option<MediaType> {
    let mains = [
        ("word/document", MediaType::Docx),
        ("ppt/presentation", MediaType::Pptx),
        ("xl/workbook", MediaType::Xlsx),
    ];
    let is_main = |entry: &Entry, stem: &str| {
        let number = entry.name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".xml"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    mains.into_iter().find(|(stem, _)| entries.iter().any(|entry| is_main(entry, stem))).map(|(_, kind)| kind)
}
