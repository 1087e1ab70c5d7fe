//! WebM: the subset of Matroska that browsers play. Elements are read as RFC 8794 (EBML) and
//! RFC 9559 (Matroska) lay them out, as far as the tracks.

use std::ops::Range;

use super::{
    MediaFacts,
    codec::{self, Codec},
    source::{Halt, Source},
    unfit::Unfit,
};
use crate::artifact::MediaType;

const HEADER: u32 = 0x1A45_DFA3;
const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TIMESTAMP_SCALE: u32 = 0x002A_D7B1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK_ENTRY: u32 = 0xAE;
const TRACK_TYPE: u32 = 0x83;
const CODEC_ID: u32 = 0x86;
const VIDEO: u32 = 0xE0;
const PIXEL_WIDTH: u32 = 0xB0;
const PIXEL_HEIGHT: u32 = 0xBA;
const CLUSTER: u32 = 0x1F43_B675;

/// The most elements that are walked over in one parent.
const MOST_ELEMENTS: usize = 512;

/// The largest element whose content is read.
const LARGEST_READ: u64 = 64 * 1024;

struct Element {
    id: u32,
    content: Range<u64>,
}

/// A WebM video whose picture plays, and whose sound plays if it has any.
pub(super) fn webm(source: &Source) -> Result<MediaFacts, Halt> {
    let (header, segment) = header_and_segment(source)?;
    if doc_type(source, &header)?.as_deref() != Some("webm") {
        let seems = Some("video/x-matroska".to_owned());
        return Err(Unfit::Lies { declared: MediaType::Webm, seems }.into());
    }

    let mut facts = MediaFacts::default();
    let mut has_tracks = false;
    for element in elements(source, segment.content, |element| element.id == CLUSTER)? {
        match element.id {
            INFO => facts.milliseconds = duration(source, element.content)?,
            TRACKS => {
                has_tracks = true;
                read_tracks(source, element.content, &mut facts)?;
            }
            _ => {}
        }
    }
    match (has_tracks, &facts.video) {
        (true, Some(_)) => Ok(facts),
        (true, None) => Err(Unfit::NoPicture.into()),
        (false, _) => Err(Unfit::Damaged { declared: MediaType::Webm }.into()),
    }
}

fn header_and_segment(source: &Source) -> Result<(Element, Element), Halt> {
    if source.head(4)? != HEADER.to_be_bytes() {
        return Err(source.is_no(MediaType::Webm));
    }
    let header = element_at(source, 0, source.size())?;
    let segment = element_at(source, header.content.end, source.size())?;
    if segment.id == SEGMENT {
        Ok((header, segment))
    } else {
        Err(Unfit::Damaged { declared: MediaType::Webm }.into())
    }
}

fn doc_type(source: &Source, header: &Element) -> Result<Option<String>, Halt> {
    for element in elements(source, header.content.clone(), |_| false)? {
        if element.id == DOC_TYPE {
            return Ok(Some(text(source, element.content)?));
        }
    }
    Ok(None)
}

fn read_tracks(source: &Source, tracks: Range<u64>, facts: &mut MediaFacts) -> Result<(), Halt> {
    for entry in elements(source, tracks, |_| false)?.into_iter().filter(|element| element.id == TRACK_ENTRY)
    {
        let (mut kind, mut codec, mut frame) = (0, None, (None, None));
        for element in elements(source, entry.content, |_| false)? {
            match element.id {
                TRACK_TYPE => kind = number(source, element.content)?,
                CODEC_ID => codec = Some(codec::webm(&text(source, element.content)?)),
                VIDEO => frame = pixels(source, element.content)?,
                _ => {}
            }
        }
        match kind {
            1 if facts.video.is_none() => {
                facts.video = plays(codec)?;
                (facts.width, facts.height) = frame;
            }
            2 if facts.audio.is_none() => facts.audio = plays(codec)?,
            _ => {}
        }
    }
    Ok(())
}

fn plays(codec: Option<Codec>) -> Result<Option<String>, Halt> {
    match codec {
        Some(Codec { objection: Some(objection), .. }) => Err(objection.into()),
        Some(Codec { name, objection: None }) => Ok(Some(name)),
        None => Err(Unfit::Damaged { declared: MediaType::Webm }.into()),
    }
}

fn pixels(source: &Source, video: Range<u64>) -> Result<(Option<u32>, Option<u32>), Halt> {
    let (mut width, mut height) = (None, None);
    for element in elements(source, video, |_| false)? {
        match element.id {
            PIXEL_WIDTH => width = u32::try_from(number(source, element.content)?).ok(),
            PIXEL_HEIGHT => height = u32::try_from(number(source, element.content)?).ok(),
            _ => {}
        }
    }
    Ok((width, height))
}

/// Duration is a float in units of the timestamp scale, which is in nanoseconds.
fn duration(source: &Source, info: Range<u64>) -> Result<Option<u64>, Halt> {
    let (mut scale, mut units) = (1_000_000, None);
    for element in elements(source, info, |_| false)? {
        match element.id {
            TIMESTAMP_SCALE => scale = number(source, element.content)?,
            DURATION => units = float(read(source, element.content)?),
            _ => {}
        }
    }
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length for people; a cast saturates"
    )]
    Ok(units.map(|units| (units * scale as f64 / 1e6) as u64).filter(|milliseconds| *milliseconds > 0))
}

/// The elements in `range` up to the first for which `stop` holds. One of unknown size reaches to the end.
fn elements(
    source: &Source,
    range: Range<u64>,
    stop: impl Fn(&Element) -> bool,
) -> Result<Vec<Element>, Halt> {
    let mut found = Vec::new();
    let mut offset = range.start;
    while offset < range.end && found.len() <= MOST_ELEMENTS {
        let element = element_at(source, offset, range.end)?;
        offset = element.content.end;
        if stop(&element) {
            return Ok(found);
        }
        found.push(element);
    }
    if offset < range.end { Err(Unfit::TooInvolved.into()) } else { Ok(found) }
}

fn element_at(source: &Source, offset: u64, end: u64) -> Result<Element, Halt> {
    let bytes = source.exactly(offset..end.min(offset.saturating_add(12)))?;
    let id_length = bytes.first().map_or(9, |byte| byte.leading_zeros() as usize + 1);
    let id = bytes.get(..id_length).filter(|_| id_length <= 4).ok_or(Unfit::TooInvolved)?;
    let (size, size_length) = size(&bytes[id_length..]).ok_or(Unfit::CutShort)?;

    let start = offset + (id_length + size_length) as u64;
    let content_end = match size {
        Some(size) => start.checked_add(size).ok_or(Unfit::TooInvolved)?,
        None => end,
    };
    if content_end > end {
        return Err(Unfit::CutShort.into());
    }
    let id = id.iter().fold(0_u32, |id, byte| id << 8 | u32::from(*byte));
    Ok(Element { id, content: start..content_end })
}

/// A size and how many bytes it takes; `None` inside for "unknown", which is all ones.
fn size(bytes: &[u8]) -> Option<(Option<u64>, usize)> {
    let first = *bytes.first()?;
    let length = first.leading_zeros() as usize + 1;
    if length > 8 {
        return None;
    }
    let rest = bytes.get(1..length)?;
    let marked = u64::from(first) & ((1 << (8 - length)) - 1);
    let value = rest.iter().fold(marked, |value, byte| value << 8 | u64::from(*byte));
    let unknown = (1_u64 << (7 * length)) - 1;
    Some((Some(value).filter(|value| *value != unknown), length))
}

fn read(source: &Source, range: Range<u64>) -> Result<&[u8], Halt> {
    if range.end - range.start > LARGEST_READ {
        return Err(Unfit::TooInvolved.into());
    }
    source.exactly(range)
}

fn text(source: &Source, range: Range<u64>) -> Result<String, Halt> {
    let bytes = read(source, range)?;
    Ok(String::from_utf8_lossy(bytes).trim_end_matches('\0').to_owned())
}

fn number(source: &Source, range: Range<u64>) -> Result<u64, Halt> {
    let bytes = read(source, range)?;
    if bytes.len() > 8 {
        return Err(Unfit::TooInvolved.into());
    }
    Ok(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn float(bytes: &[u8]) -> Option<f64> {
    match bytes.len() {
        4 => Some(f64::from(f32::from_be_bytes(bytes.try_into().ok()?))),
        8 => Some(f64::from_be_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}
