//! PNG, JPEG and WebP: the frame of the format and the size of the picture. Nothing is decoded.

use super::{
    MediaFacts,
    source::{Halt, Source, u16_be, u16_le, u32_be, u32_le},
    unfit::Unfit,
};
use crate::artifact::MediaType;

/// The most segments of a JPEG that are walked over before its frame header.
const MOST_SEGMENTS: usize = 256;

/// The chunk that ends every PNG (PNG specification, third edition, 11.2.5).
const IEND: &[u8; 12] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// PNG: signature, header chunk, and the end chunk at the very end.
pub(super) fn png(source: &Source) -> Result<MediaFacts, Halt> {
    let head = source.head(26)?;
    if !head.starts_with(b"\x89PNG\r\n\x1A\n") || head.get(8..16) != Some(b"\0\0\0\x0DIHDR") {
        return Err(source.is_no(MediaType::Png));
    }
    let facts = picture(MediaType::Png, u32_be(head, 16), u32_be(head, 20))?;
    if source.tail(12)? == IEND {
        return Ok(facts);
    }
    let ends_earlier = source.tail(64 * 1024)?.windows(IEND.len()).any(|window| window == IEND);
    Err(if ends_earlier { Unfit::Appended } else { Unfit::CutShort }.into())
}

/// JPEG: segments that follow each other as far as the frame header (ITU-T T.81, annex B). What phones
/// put behind the picture (a depth map, a short film) is left alone.
pub(super) fn jpeg(source: &Source) -> Result<MediaFacts, Halt> {
    if !source.head(3)?.starts_with(b"\xFF\xD8\xFF") {
        return Err(source.is_no(MediaType::Jpeg));
    }
    let damaged = || Halt::from(Unfit::Damaged { declared: MediaType::Jpeg });
    let mut offset = 2;
    for _ in 0..MOST_SEGMENTS {
        let segment = source.at(offset, 4)?;
        match (segment[0], segment[1]) {
            (0xFF, 0xFF) => offset += 1,
            (0xFF, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) => {
                let frame = source.at(offset, 9)?;
                return picture(
                    MediaType::Jpeg,
                    u16_be(frame, 7).map(u32::from),
                    u16_be(frame, 5).map(u32::from),
                );
            }
            (0xFF, 0xC4 | 0xC8 | 0xCC | 0xDB..=0xDF | 0xE0..=0xEF | 0xFE) => {
                offset +=
                    2 + u64::from(u16_be(segment, 2).filter(|length| *length >= 2).ok_or_else(damaged)?);
            }
            (_, _) => return Err(damaged()),
        }
    }
    Err(Unfit::TooInvolved.into())
}

/// WebP: the RIFF frame around exactly this file, and one of its three kinds of picture (RFC 9649).
pub(super) fn webp(source: &Source) -> Result<MediaFacts, Halt> {
    let head = source.head(30)?;
    if !head.starts_with(b"RIFF") || head.get(8..12) != Some(b"WEBP") {
        return Err(source.is_no(MediaType::Webp));
    }
    let framed = u64::from(u32_le(head, 4).unwrap_or_default()) + 8;
    if framed > source.size() {
        return Err(Unfit::CutShort.into());
    }
    if framed + 1 < source.size() {
        return Err(Unfit::Appended.into());
    }
    let (width, height) = match head.get(12..16) {
        Some(b"VP8X") => (u24_le(head, 24).map(|side| side + 1), u24_le(head, 27).map(|side| side + 1)),
        Some(b"VP8L") => {
            let bits = u32_le(head, 21);
            (bits.map(|bits| (bits & 0x3FFF) + 1), bits.map(|bits| ((bits >> 14) & 0x3FFF) + 1))
        }
        Some(b"VP8 ") => {
            let side = |at| u16_le(head, at).map(|side| u32::from(side & 0x3FFF));
            (side(26), side(28))
        }
        Some(_) | None => (None, None),
    };
    picture(MediaType::Webp, width, height)
}

fn picture(declared: MediaType, width: Option<u32>, height: Option<u32>) -> Result<MediaFacts, Halt> {
    match (width, height) {
        (Some(1..), Some(1..)) => Ok(MediaFacts { width, height, ..MediaFacts::default() }),
        (_, _) => Err(Unfit::Damaged { declared }.into()),
    }
}

fn u24_le(bytes: &[u8], at: usize) -> Option<u32> {
    let three: [u8; 3] = bytes.get(at..at + 3)?.try_into().ok()?;
    Some(u32::from_le_bytes([three[0], three[1], three[2], 0]))
}
