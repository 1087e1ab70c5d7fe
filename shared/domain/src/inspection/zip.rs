//! The directory of a zip archive (PKWARE APPNOTE 6.3.10, 4.3). Nothing is unpacked.

use super::{
    source::{Halt, Source, u16_le, u32_le},
    unfit::Unfit,
};
use crate::artifact::MediaType;

/// Bytes at the end in which the end record stands: 22 and its longest comment.
const END: u64 = 65_535 + 22;

/// The largest directory that is read.
const LARGEST_DIRECTORY: u32 = 1024 * 1024;

/// One file in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    /// Bytes when unpacked, as the directory says.
    pub(super) unpacked: u32,
    /// Whether it needs a password.
    pub(super) is_locked: bool,
}

/// What the archive holds. The directory must stand right before the end record and that at the very
/// end, so that nothing fits between or behind.
pub(super) fn directory(source: &Source, declared: MediaType) -> Result<Vec<Entry>, Halt> {
    let tail = source.tail(END)?;
    let end = end_record(tail).ok_or(Unfit::CutShort)?;
    let record = &tail[end..];
    let (Some(count), Some(length), Some(start)) =
        (u16_le(record, 10), u32_le(record, 12), u32_le(record, 16))
    else {
        return Err(Unfit::CutShort.into());
    };
    if length > LARGEST_DIRECTORY || count == u16::MAX || start == u32::MAX {
        return Err(Unfit::TooInvolved.into());
    }
    let record_offset = source.size() - (tail.len() - end) as u64;
    if u64::from(start) + u64::from(length) != record_offset {
        return Err(Unfit::Damaged { declared }.into());
    }
    let bytes = source.at(u64::from(start), u64::from(length))?;
    entries(bytes, count).ok_or_else(|| Unfit::Damaged { declared }.into())
}

fn end_record(tail: &[u8]) -> Option<usize> {
    let reaches_the_end = |start: &usize| {
        u16_le(tail, start + 20).is_some_and(|comment| start + 22 + usize::from(comment) == tail.len())
    };
    (0..tail.len().saturating_sub(21))
        .rev()
        .filter(|start| tail[*start..].starts_with(b"PK\x05\x06"))
        .find(reaches_the_end)
}

fn entries(mut bytes: &[u8], count: u16) -> Option<Vec<Entry>> {
    let mut found = Vec::new();
    for _ in 0..count {
        let record = bytes.strip_prefix(b"PK\x01\x02")?;
        let flags = u16_le(record, 4)?;
        let unpacked = u32_le(record, 20)?;
        let lengths = [u16_le(record, 24)?, u16_le(record, 26)?, u16_le(record, 28)?].map(usize::from);
        let name = String::from_utf8_lossy(record.get(42..42 + lengths[0])?).into_owned();
        found.push(Entry { name, unpacked, is_locked: flags & 1 == 1 });
        bytes = record.get(42 + lengths.iter().sum::<usize>()..)?;
    }
    Some(found)
}
