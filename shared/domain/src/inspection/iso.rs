//! Boxes of the ISO base media file format (ISO/IEC 14496-12), which QuickTime, MP4, M4A and HEIC share.

use std::ops::Range;

use mp4_atom::{Buf, Decode, Ftyp, Header};

use super::{
    MediaFacts,
    source::{Halt, Source},
    unfit::Unfit,
};
use crate::artifact::MediaType;

/// The most boxes that are walked over in one container.
const MOST_BOXES: usize = 512;

/// The most boxes behind the index that are looked at: a stream has thousands of small ones.
const MOST_FOLLOWING: usize = 8;

/// What stands behind the index where it does not stand at the end.
const FOLLOWING: [&[u8; 4]; 8] = [b"mdat", b"moof", b"free", b"skip", b"wide", b"sidx", b"styp", b"mfra"];

/// The largest box whose content is read: what matters stands in small ones.
const LARGEST_READ: u64 = 256 * 1024;

/// What `ftyp` says of a photo or a drawing in this format, and never of a video.
const IMAGE_BRANDS: [&[u8; 4]; 9] =
    [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis", b"crx "];

/// One box: its kind and where its content is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IsoBox {
    pub(super) kind: [u8; 4],
    pub(super) content: Range<u64>,
}

impl IsoBox {
    /// The content, for a box that is known to be small.
    pub(super) fn read<'a>(&self, source: &'a Source) -> Result<&'a [u8], Halt> {
        if self.content.end - self.content.start > LARGEST_READ {
            return Err(Unfit::TooInvolved.into());
        }
        source.exactly(self.content.clone())
    }

    /// The boxes within, in order.
    pub(super) fn children(&self, source: &Source) -> Result<Vec<Self>, Halt> {
        children(source, self.content.clone())
    }

    /// The first box of that kind within.
    pub(super) fn child(&self, kind: &[u8; 4], source: &Source) -> Result<Option<Self>, Halt> {
        Ok(self.children(source)?.into_iter().find(|child| child.kind == *kind))
    }
}

/// The boxes in `range`, in order. A rest shorter than a header is padding (QuickTime ends lists so).
pub(super) fn children(source: &Source, range: Range<u64>) -> Result<Vec<IsoBox>, Halt> {
    let mut found = Vec::new();
    let mut offset = range.start;
    while range.end - offset >= 8 {
        let next = box_at(source, offset, range.end)?;
        offset = next.content.end;
        found.push(next);
        if found.len() > MOST_BOXES {
            return Err(Unfit::TooInvolved.into());
        }
    }
    Ok(found)
}

/// The first box of that kind outside of any other; [`Unfit::CutShort`] when the file ends before it.
pub(super) fn top_level(source: &Source, kind: &[u8; 4]) -> Result<IsoBox, Halt> {
    let mut offset = 0;
    for _ in 0..MOST_BOXES {
        if source.size() - offset < 8 {
            return Err(Unfit::CutShort.into());
        }
        let next = box_at(source, offset, source.size())?;
        if next.kind == *kind {
            return Ok(next);
        }
        offset = next.content.end;
    }
    Err(Unfit::TooInvolved.into())
}

/// `Ok` unless the pictures and sounds that follow at `offset` are cut short. The first box of another
/// kind ends the walk: cameras append data of their own.
pub(super) fn must_go_on(source: &Source, mut offset: u64) -> Result<(), Halt> {
    for _ in 0..MOST_FOLLOWING {
        if source.size() - offset < 8 {
            return Ok(());
        }
        let is_known =
            FOLLOWING.iter().any(|kind| source.at(offset + 4, 4).is_ok_and(|found| found == *kind));
        if !is_known {
            return source.at(offset, 8).map(|_| ());
        }
        offset = box_at(source, offset, source.size())?.content.end;
    }
    Ok(())
}

fn box_at(source: &Source, offset: u64, end: u64) -> Result<IsoBox, Halt> {
    let bytes = source.exactly(offset..end.min(offset + 16))?;
    let mut rest = bytes;
    let header = Header::decode(&mut rest).map_err(|_| Unfit::TooInvolved)?;
    let start = offset + (bytes.len() - rest.remaining()) as u64;
    let content_end = match header.size {
        Some(size) => start.checked_add(size as u64).ok_or(Unfit::TooInvolved)?,
        None => end,
    };
    if content_end > end {
        return Err(Unfit::CutShort.into());
    }
    Ok(IsoBox { kind: *header.kind.as_ref(), content: start..content_end })
}

/// `Ok` when the file begins as a video or a sound of this format does.
pub(super) fn must_begin_as_movie(source: &Source, declared: MediaType) -> Result<(), Halt> {
    let head = source.head(16)?;
    let is_old_quicktime = [b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"];
    match head.get(4..8) {
        Some(b"ftyp") if brands(source)?.iter().any(|brand| IMAGE_BRANDS.contains(&brand)) => {
            Err(source.is_no(declared))
        }
        Some(b"ftyp") => Ok(()),
        Some(kind) if declared == MediaType::Mov && is_old_quicktime.iter().any(|old| old[..] == *kind) => {
            Ok(())
        }
        Some(_) | None => Err(source.is_no(declared)),
    }
}

/// A photo: the right brand, and a directory of its items.
pub(super) fn heic(source: &Source) -> Result<MediaFacts, Halt> {
    let is_ftyp = source.head(16)?.get(4..8) == Some(b"ftyp");
    let is_photo = |brand: &[u8; 4]| matches!(brand, b"heic" | b"heix" | b"heim" | b"heis");
    if !is_ftyp || !brands(source)?.iter().any(is_photo) {
        return Err(source.is_no(MediaType::Heic));
    }
    top_level(source, b"meta")?;
    Ok(MediaFacts::default())
}

/// The major brand, then the compatible ones; none when the box can't be read.
fn brands(source: &Source) -> Result<Vec<[u8; 4]>, Halt> {
    use mp4_atom::Atom;

    let ftyp = box_at(source, 0, source.size())?;
    let mut content = ftyp.read(source)?;
    let Ok(ftyp) = Ftyp::decode_body(&mut content) else {
        return Ok(Vec::new());
    };
    let compatible = ftyp.compatible_brands.iter().map(|brand| *brand.as_ref());
    Ok([*ftyp.major_brand.as_ref()].into_iter().chain(compatible).collect())
}
