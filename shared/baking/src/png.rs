//! PNG: an `iTXt` chunk for each text, right after `IHDR` (PNG, 11.3.3.4).

use bytes::{BufMut, Bytes, BytesMut};
use img_parts::{
    Error,
    png::{Png, PngChunk},
};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use crate::{Badge, Baked, LONGEST_TEXT, Unreadable};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const CREDENTIAL: &[u8] = b"openbadgecredential";
const ASSERTION: &[u8] = b"openbadges";

pub(crate) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

pub(crate) fn bake(picture: Vec<u8>, badge: &Badge<'_>) -> Result<Vec<u8>, Unreadable> {
    let mut png = Png::from_bytes(Bytes::from(picture)).map_err(reason)?;
    let chunks = png.chunks_mut();
    chunks.retain(|chunk| !is_baked(chunk));
    let place = chunks.len().min(1);
    chunks.insert(place, international(CREDENTIAL, badge.credential));
    chunks.insert(place + 1, international(ASSERTION, badge.assertion));
    Ok(png.encoder().bytes().to_vec())
}

pub(crate) fn read(picture: &[u8]) -> Result<Baked, Unreadable> {
    let png = Png::from_bytes(Bytes::copy_from_slice(picture)).map_err(reason)?;
    if png.chunks().last().is_none_or(|chunk| chunk.kind() != *b"IEND") {
        return Err(Unreadable::CutOff);
    }
    let mut baked = Baked::default();
    for chunk in png.chunks() {
        let place = match keyword(chunk) {
            Some(CREDENTIAL) => &mut baked.credential,
            Some(ASSERTION) => &mut baked.assertion,
            Some(_) | None => continue,
        };
        if place.is_none() {
            *place = Some(text(chunk)?);
        }
    }
    Ok(baked)
}

fn reason(error: Error) -> Unreadable {
    match error {
        Error::WrongSignature => Unreadable::OtherFormat,
        Error::BadCRC => Unreadable::Damaged,
        Error::Truncated => Unreadable::CutOff,
    }
}

/// Keyword, no compression, no language, no translated keyword, text.
fn international(keyword: &[u8], text: &str) -> PngChunk {
    let mut contents = BytesMut::with_capacity(keyword.len() + 5 + text.len());
    contents.put_slice(keyword);
    contents.put_slice(&[0, 0, 0, 0, 0]);
    contents.put_slice(text.as_bytes());
    PngChunk::new(*b"iTXt", contents.freeze())
}

/// The keyword of a chunk that holds text.
fn keyword(chunk: &PngChunk) -> Option<&[u8]> {
    matches!(&chunk.kind(), b"iTXt" | b"tEXt").then(|| chunk.contents().split(|byte| *byte == 0).next())?
}

fn is_baked(chunk: &PngChunk) -> bool {
    matches!(keyword(chunk), Some(CREDENTIAL | ASSERTION))
}

/// The text of an `iTXt` or `tEXt` chunk, unpacked.
fn text(chunk: &PngChunk) -> Result<String, Unreadable> {
    let mut rest = after_zero(chunk.contents())?;
    let mut unpacked = None;
    if chunk.kind() == *b"iTXt" {
        let [is_packed, method, from_language @ ..] = rest else { return Err(Unreadable::TextDamaged) };
        rest = after_zero(after_zero(from_language)?)?;
        if *is_packed != 0 {
            if *method != 0 {
                return Err(Unreadable::TextDamaged);
            }
            unpacked = Some(unpack(rest)?);
        }
    }
    let bytes = unpacked.as_deref().unwrap_or(rest);
    if bytes.len() > LONGEST_TEXT {
        return Err(Unreadable::TextTooLong);
    }
    String::from_utf8(bytes.to_vec()).map_err(|_| Unreadable::TextDamaged)
}

fn after_zero(bytes: &[u8]) -> Result<&[u8], Unreadable> {
    let zero = bytes.iter().position(|byte| *byte == 0).ok_or(Unreadable::TextDamaged)?;
    Ok(&bytes[zero + 1..])
}

/// Unpacks no more than a text may have, whatever is packed.
fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    decompress_to_vec_zlib_with_limit(bytes, LONGEST_TEXT).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput {
            Unreadable::TextTooLong
        } else {
            Unreadable::TextDamaged
        }
    })
}
