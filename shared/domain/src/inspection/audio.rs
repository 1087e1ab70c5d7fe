//! MP3 and WAV.

use super::{
    MediaFacts,
    source::{Halt, Source, u16_le, u32_be, u32_le},
    unfit::Unfit,
};
use crate::artifact::MediaType;

/// Bytes of padding that may stand between an ID3 tag and the first frame.
const PADDING: u64 = 4096;

/// The most chunks of a WAV that are walked over.
const MOST_CHUNKS: usize = 128;

/// MP3: a frame header after the ID3 tag, if there is one, and another frame where the first ends.
pub(super) fn mp3(source: &Source) -> Result<MediaFacts, Halt> {
    let start = after_id3(source)?;
    let window = source.exactly(start..source.size().min(start.saturating_add(PADDING)))?;
    let padding = window.iter().take_while(|byte| **byte == 0).count();
    let Some(length) = u32_be(window, padding).and_then(frame_length) else {
        return Err(source.is_no(MediaType::Mp3));
    };
    let next = start + padding as u64 + u64::from(length);
    if next.saturating_add(4) <= source.size()
        && u32_be(source.at(next, 4)?, 0).and_then(frame_length).is_none()
    {
        return Err(source.is_no(MediaType::Mp3));
    }
    Ok(MediaFacts { audio: Some("MP3".to_owned()), ..MediaFacts::default() })
}

/// Where an ID3 tag ends: its size has seven bits in each byte (id3.org, version 2.4, section 3.1).
fn after_id3(source: &Source) -> Result<u64, Halt> {
    let head = source.head(10)?;
    let [b'I', b'D', b'3', _, _, flags, sizes @ ..] = head else { return Ok(0) };
    let size = sizes.iter().take(4).fold(0_u64, |size, byte| size << 7 | u64::from(byte & 0x7F));
    let footer = if flags & 0x10 == 0 { 0 } else { 10 };
    let end = 10 + size + footer;
    if end >= source.size() { Err(Unfit::CutShort.into()) } else { Ok(end) }
}

/// Bytes of the frame with this header; `None` when it is no header of an MPEG audio frame, layer 3.
fn frame_length(header: u32) -> Option<u32> {
    const BITRATES_1: [u32; 16] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    const BITRATES_2: [u32; 16] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    const RATES: [u32; 4] = [44_100, 48_000, 32_000, 0];

    let [version, layer] = [(header >> 19) & 3, (header >> 17) & 3];
    if header >> 21 != 0x7FF || version == 1 || layer != 1 {
        return None;
    }
    let (bitrates, divisor, samples) = match version {
        3 => (BITRATES_1, 1, 144),
        2 => (BITRATES_2, 2, 72),
        _ => (BITRATES_2, 4, 72),
    };
    let bitrate = bitrates[(header >> 12) as usize & 15] * 1000;
    let rate = RATES[(header >> 10) as usize & 3] / divisor;
    let padding = (header >> 9) & 1;
    (bitrate > 0 && rate > 0).then(|| samples * bitrate / rate + padding)
}

/// WAV with sound that browsers play: PCM, floating point, A-law, µ-law.
pub(super) fn wav(source: &Source) -> Result<MediaFacts, Halt> {
    let head = source.head(12)?;
    if !matches!(head.get(..4), Some(b"RIFF" | b"RF64")) || head.get(8..12) != Some(b"WAVE") {
        return Err(source.is_no(MediaType::Wav));
    }
    let mut byte_rate = None;
    let mut offset = 12;
    for _ in 0..MOST_CHUNKS {
        let chunk = source.at(offset, 8)?;
        let length = u64::from(u32_le(chunk, 4).unwrap_or_default());
        match chunk.get(..4) {
            Some(b"fmt ") => byte_rate = Some(format(source.at(offset + 8, 16)?)?),
            Some(b"data") => return data(source, byte_rate, offset + 8, length),
            Some(_) | None => {}
        }
        offset = offset.saturating_add(8 + length + length % 2);
    }
    Err(Unfit::TooInvolved.into())
}

fn format(fmt: &[u8]) -> Result<u32, Halt> {
    match u16_le(fmt, 0) {
        Some(1 | 3 | 6 | 7 | 0xFFFE) => Ok(u32_le(fmt, 8).unwrap_or_default()),
        Some(other) => Err(Unfit::Codec { codec: format!("WAV format {other}") }.into()),
        None => Err(Unfit::CutShort.into()),
    }
}

/// Recorders that stream leave the length open as 0 or all ones, and RF64 always does.
fn data(source: &Source, byte_rate: Option<u32>, start: u64, length: u64) -> Result<MediaFacts, Halt> {
    let Some(byte_rate) = byte_rate else {
        return Err(Unfit::Damaged { declared: MediaType::Wav }.into());
    };
    let there = source.size() - start;
    let is_open = matches!(length, 0 | 0xFFFF_FFFF);
    if !is_open && length > there {
        return Err(Unfit::CutShort.into());
    }
    let sound = if is_open { there } else { length };
    if sound == 0 {
        return Err(Unfit::NoSound.into());
    }
    let milliseconds = (sound * 1000).checked_div(u64::from(byte_rate));
    Ok(MediaFacts { milliseconds, audio: Some("PCM".to_owned()), ..MediaFacts::default() })
}
