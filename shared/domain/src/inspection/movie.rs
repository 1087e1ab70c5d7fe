//! Videos and sounds in MP4 and QuickTime files: the tracks, and whether browsers play them.
//!
//! Only the box headers on the way and a few small boxes are read; the long tables of a ten-hour
//! recording are walked over.

use mp4_atom::{Atom, FixedPoint, Mvhd, Tkhd};

use super::{
    MediaFacts,
    codec::{self, Codec},
    iso::{self, IsoBox, children},
    source::{Halt, Source},
    unfit::Unfit,
};
use crate::artifact::MediaType;

/// The most tracks that a file may have.
const MOST_TRACKS: usize = 32;

struct Movie {
    milliseconds: Option<u64>,
    pictures: Vec<Picture>,
    sounds: Vec<Codec>,
}

struct Picture {
    codec: Codec,
    width: Option<u32>,
    height: Option<u32>,
}

/// A video whose picture plays, and whose sound plays if it has any.
pub(super) fn video(source: &Source, declared: MediaType) -> Result<MediaFacts, Halt> {
    let Movie { milliseconds, pictures, sounds } = movie(source, declared)?;
    let picture = pictures.into_iter().next().ok_or(Unfit::NoPicture)?;
    if let Some(objection) = picture.codec.objection {
        return Err(objection.into());
    }
    let audio = first_that_plays(sounds)?.map(|codec| codec.name);
    let Picture { codec, width, height } = picture;
    Ok(MediaFacts { milliseconds, width, height, video: Some(codec.name), audio })
}

/// A sound that plays. A cover picture beside it does not matter.
pub(super) fn sound(source: &Source) -> Result<MediaFacts, Halt> {
    let Movie { milliseconds, sounds, .. } = movie(source, MediaType::M4a)?;
    let codec = first_that_plays(sounds)?.ok_or(Unfit::NoSound)?;
    Ok(MediaFacts { milliseconds, audio: Some(codec.name), ..MediaFacts::default() })
}

/// iPhones add spatial sound beside the ordinary one: one track that plays is enough.
fn first_that_plays(sounds: Vec<Codec>) -> Result<Option<Codec>, Halt> {
    let objection = sounds.first().and_then(|sound| sound.objection.clone());
    match (sounds.into_iter().find(|sound| sound.objection.is_none()), objection) {
        (Some(plays), _) => Ok(Some(plays)),
        (None, Some(objection)) => Err(objection.into()),
        (None, None) => Ok(None),
    }
}

fn movie(source: &Source, declared: MediaType) -> Result<Movie, Halt> {
    iso::must_begin_as_movie(source, declared)?;
    let moov = iso::top_level(source, b"moov")?;

    let mut movie = Movie { milliseconds: None, pictures: Vec::new(), sounds: Vec::new() };
    let mut tracks = 0;
    for child in moov.children(source)? {
        match &child.kind {
            b"mvhd" => movie.milliseconds = duration(&child, source)?,
            b"trak" => {
                tracks += 1;
                if tracks > MOST_TRACKS {
                    return Err(Unfit::TooInvolved.into());
                }
                movie.add_track(&child, source)?;
            }
            b"cmov" => return Err(Unfit::TooInvolved.into()),
            _ => {}
        }
    }
    if tracks == 0 {
        return Err(Unfit::Damaged { declared }.into());
    }
    iso::must_go_on(source, moov.content.end)?;
    Ok(movie)
}

impl Movie {
    fn add_track(&mut self, trak: &IsoBox, source: &Source) -> Result<(), Halt> {
        let Some((handler, entries)) = sample_entries(trak, source)? else {
            return Ok(());
        };
        for entry in entries {
            match &handler {
                b"vide" => {
                    let (width, height) = frame(trak, source)?;
                    let codec = codec::picture(entry.kind, entry.read(source)?);
                    self.pictures.push(Picture { codec, width, height });
                }
                b"soun" => self.sounds.push(codec::sound(entry.kind)),
                _ => {}
            }
        }
        Ok(())
    }
}

type Coding = ([u8; 4], Vec<IsoBox>);

/// What a track carries (`hdlr`) and how (`stsd`); `None` for a track that lacks either.
fn sample_entries(trak: &IsoBox, source: &Source) -> Result<Option<Coding>, Halt> {
    let Some(mdia) = trak.child(b"mdia", source)? else { return Ok(None) };
    let Some(hdlr) = mdia.child(b"hdlr", source)? else { return Ok(None) };
    let Some(minf) = mdia.child(b"minf", source)? else { return Ok(None) };
    let Some(stbl) = minf.child(b"stbl", source)? else { return Ok(None) };
    let Some(stsd) = stbl.child(b"stsd", source)? else { return Ok(None) };

    // Version, flags and a reserved word come before the handler; version, flags and a count before the entries.
    let handler = hdlr.read(source)?.get(8..12).and_then(|bytes| bytes.try_into().ok());
    let entries = stsd.content.start.saturating_add(8).min(stsd.content.end)..stsd.content.end;
    match handler {
        Some(handler) => Ok(Some((handler, children(source, entries)?))),
        None => Ok(None),
    }
}

fn duration(mvhd: &IsoBox, source: &Source) -> Result<Option<u64>, Halt> {
    let mut content = mvhd.read(source)?;
    let known = Mvhd::decode_body(&mut content).ok().filter(|mvhd| mvhd.timescale > 0 && mvhd.duration > 0);
    let milliseconds =
        known.and_then(|mvhd| mvhd.duration.checked_mul(1000).map(|units| units / u64::from(mvhd.timescale)));
    Ok(milliseconds)
}

/// Width and height at which the picture is shown, in pixels.
fn frame(trak: &IsoBox, source: &Source) -> Result<(Option<u32>, Option<u32>), Halt> {
    let Some(tkhd) = trak.child(b"tkhd", source)? else { return Ok((None, None)) };
    let mut content = tkhd.read(source)?;
    let pixels = |side: FixedPoint<u16>| Some(u32::from(side.integer())).filter(|pixels| *pixels > 0);
    let known = Tkhd::decode_body(&mut content).ok();
    Ok(known.map_or((None, None), |tkhd| (pixels(tkhd.width), pixels(tkhd.height))))
}
