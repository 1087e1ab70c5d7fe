//! A file of which only some ranges are known.

use std::ops::Range;

use super::{MOST_BYTES, MOST_READS, unfit::Unfit};
use crate::artifact::MediaType;

/// The least that is read at once: small pieces that follow each other come in one reading.
const READ_AHEAD: u64 = 64 * 1024;

/// Why reading stops here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Halt {
    /// These bytes are not there yet.
    Need(Range<u64>),
    /// What was read rules the file out.
    Unfit(Unfit),
}

impl From<Unfit> for Halt {
    fn from(reason: Unfit) -> Self {
        Self::Unfit(reason)
    }
}

/// What is known of a file's bytes.
#[derive(Debug)]
pub(super) struct Source {
    size: u64,
    chunks: Vec<(u64, Vec<u8>)>,
}

impl Source {
    pub(super) fn of(size: u64) -> Self {
        Self { size, chunks: Vec::new() }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn add(&mut self, offset: u64, bytes: Vec<u8>) {
        self.chunks.push((offset, bytes));
    }

    pub(super) fn is_exhausted(&self) -> bool {
        let read: u64 = self.chunks.iter().map(|(_, bytes)| bytes.len() as u64).sum();
        read >= MOST_BYTES || self.chunks.len() >= MOST_READS
    }

    /// Exactly the bytes of `range`.
    ///
    /// # Errors
    /// [`Unfit::CutShort`] when the file ends before; [`Halt::Need`] when they were not read yet.
    pub(super) fn exactly(&self, range: Range<u64>) -> Result<&[u8], Halt> {
        if range.end > self.size || range.start > range.end {
            return Err(Unfit::CutShort.into());
        }
        if range.is_empty() {
            return Ok(&[]);
        }
        if range.end - range.start > MOST_BYTES {
            return Err(Unfit::TooInvolved.into());
        }
        let held = self.chunks.iter().find_map(|(offset, bytes)| slice(*offset, bytes, &range));
        held.ok_or_else(|| Halt::Need(range.start..range.end.max(range.start + READ_AHEAD).min(self.size)))
    }

    /// The `length` bytes at `offset`.
    pub(super) fn at(&self, offset: u64, length: u64) -> Result<&[u8], Halt> {
        self.exactly(offset..offset.saturating_add(length))
    }

    /// The first `length` bytes, or all when there are fewer.
    pub(super) fn head(&self, length: u64) -> Result<&[u8], Halt> {
        self.exactly(0..length.min(self.size))
    }

    /// The last `length` bytes, or all when there are fewer.
    pub(super) fn tail(&self, length: u64) -> Result<&[u8], Halt> {
        self.exactly(self.size.saturating_sub(length)..self.size)
    }

    /// The refusal of a file that is not `kind`, naming what it looks like where that is known.
    pub(super) fn is_no(&self, kind: MediaType) -> Halt {
        match self.head(READ_AHEAD) {
            Ok(head) => Halt::Unfit(Unfit::lies(kind, head)),
            Err(halt) => halt,
        }
    }
}

fn slice<'a>(offset: u64, bytes: &'a [u8], range: &Range<u64>) -> Option<&'a [u8]> {
    let start = usize::try_from(range.start.checked_sub(offset)?).ok()?;
    let end = usize::try_from(range.end.checked_sub(offset)?).ok()?;
    bytes.get(start..end)
}

/// The four bytes at `at` as a big-endian number.
pub(super) fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The four bytes at `at` as a little-endian number.
pub(super) fn u32_le(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The two bytes at `at` as a big-endian number.
pub(super) fn u16_be(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The two bytes at `at` as a little-endian number.
pub(super) fn u16_le(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}
