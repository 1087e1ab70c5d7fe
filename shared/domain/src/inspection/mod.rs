//! Inspection: whether a file is what it says it is, and can be played or opened by an assessor.
//!
//! A file may have 10 GiB and the index of a video may stand at its end, so an [`Inspection`] asks for
//! the ranges of bytes that it needs, step by step, and never for more than [`MOST_BYTES`] in
//! [`MOST_READS`] ranges. It decodes no picture and unpacks no archive, and bytes that are made to
//! hurt end in [`Unfit`], never in a panic.

mod audio;
mod codec;
mod document;
mod ebml;
mod image;
mod iso;
mod markup;
mod movie;
mod source;
#[cfg(test)]
mod tests;
mod text;
mod unfit;
mod zip;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::artifact::MediaType;
use source::{Halt, Source};

pub use unfit::{Likeness, Unfit};

/// The most bytes of one file that are looked at.
pub const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// The most ranges that are asked for.
pub const MOST_READS: usize = 96;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is what it says it is.
    Fit(MediaFacts),
    /// It can't be taken, and why.
    Unfit(Unfit),
}

/// What was seen in passing; whatever the file does not say is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MediaFacts {
    /// Length of a video or a sound, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
    /// Width of a picture or a video, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height of a picture or a video, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// How the picture of a video is coded, such as "H.264".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<String>,
    /// How the sound is coded, such as "AAC".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audio: Option<String>,
}

/// The next step of an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Read these bytes of the file and [`feed`](Inspection::feed) them. Never empty, never beyond the end.
    Need(Range<u64>),
    /// That is all.
    Done(Verdict),
}

/// A look into one file.
///
/// Every step starts over with the ranges that are there already, so the reading code is straight on
/// and holds no state of its own.
#[derive(Debug)]
pub struct Inspection {
    kind: MediaType,
    announced: u64,
    source: Source,
}

impl Inspection {
    /// A look into a file that was announced as `kind` with `announced` bytes and has `found` of them.
    pub fn of(kind: MediaType, announced: u64, found: u64) -> Self {
        Self { kind, announced, source: Source::of(found) }
    }

    /// What to read next, or what was found.
    pub fn next(&self) -> Step {
        match self.look() {
            Ok(facts) => Step::Done(Verdict::Fit(facts)),
            Err(Halt::Unfit(reason)) => Step::Done(Verdict::Unfit(reason)),
            Err(Halt::Need(_)) if self.source.is_exhausted() => {
                Step::Done(Verdict::Unfit(Unfit::TooInvolved))
            }
            Err(Halt::Need(range)) => Step::Need(range),
        }
    }

    /// Takes the bytes that were asked for, which begin at `offset`.
    pub fn feed(&mut self, offset: u64, bytes: Vec<u8>) {
        self.source.add(offset, bytes);
    }

    fn look(&self) -> Result<MediaFacts, Halt> {
        let (kind, source) = (self.kind, &self.source);
        if self.announced != source.size() {
            return Err(Unfit::WrongSize { announced: self.announced, found: source.size() }.into());
        }
        let facts = match kind {
            MediaType::Mp4 | MediaType::M4v | MediaType::Mov => movie::video(source, kind),
            MediaType::M4a => movie::sound(source),
            MediaType::Heic => iso::heic(source),
            MediaType::Webm => ebml::webm(source),
            MediaType::Mp3 => audio::mp3(source),
            MediaType::Wav => audio::wav(source),
            MediaType::Png => image::png(source),
            MediaType::Jpeg => image::jpeg(source),
            MediaType::Webp => image::webp(source),
            MediaType::Pdf => document::pdf(source),
            MediaType::Docx | MediaType::Pptx | MediaType::Xlsx => document::office(source, kind),
            MediaType::Text => return text::plain(source),
        }?;
        markup::must_hide_nothing(source, kind)?;
        Ok(facts)
    }
}
