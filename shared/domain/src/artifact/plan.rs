//! The plan of an upload: how a file is cut into parts, and how long each of them is, exactly.

use serde::{Deserialize, Serialize};

use super::{checksum::Sha256Sum, media_type::LARGEST};
use crate::{Fault, Refusal};

/// Bytes of every part but the last: 16 MiB. The largest file has 640 of them, far below S3's 10,000.
pub const PART_SIZE: u64 = 16 * 1024 * 1024;

/// The most parts that are signed in one request.
pub const WINDOW: usize = 50;

/// How a file of a known size is cut: parts of [`PART_SIZE`], the last one as long as what remains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadPlan {
    size: u64,
}

/// A part that the client wants to send.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// From 1, as the client gave it.
    pub number: u32,
    /// Of its bytes.
    pub sha256: Sha256Sum,
}

/// A part that may be sent: the URL for it carries exactly that many bytes with exactly that sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartToSend {
    /// From 1.
    pub number: u32,
    /// Bytes.
    pub length: u64,
    /// Of its bytes.
    pub sha256: Sha256Sum,
}

/// A part that the store holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArrivedPart {
    /// From 1.
    pub number: u32,
    /// Bytes.
    pub size: u64,
    /// The store's name for its content.
    #[serde(skip)]
    pub etag: String,
    /// Of its bytes, as the store computed it.
    #[serde(skip)]
    pub sha256: Option<Sha256Sum>,
}

impl UploadPlan {
    /// The plan for a file of `size` bytes; `None` unless that is 1 to [`LARGEST`].
    pub fn of(size: u64) -> Option<Self> {
        (1..=LARGEST).contains(&size).then_some(Self { size })
    }

    /// Bytes of the whole file.
    pub fn size(self) -> u64 {
        self.size
    }

    /// How many parts there are, at least 1.
    pub fn parts(self) -> u32 {
        u32::try_from(self.size.div_ceil(PART_SIZE)).expect("the largest file has 640 parts")
    }

    /// Bytes of part `number`; `None` when the plan has no such part.
    pub fn length_of(self, number: u32) -> Option<u64> {
        if !(1..=self.parts()).contains(&number) {
            return None;
        }
        let before = u64::from(number - 1) * PART_SIZE;
        Some(PART_SIZE.min(self.size - before))
    }

    /// The parts of a window, each with its exact length.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every fault: none or more than [`WINDOW`] parts, a part that the plan
    /// does not have, a part named twice. Pointers lead into `/parts`.
    pub fn window(self, wanted: Vec<Wanted>) -> Result<Vec<PartToSend>, Refusal> {
        if wanted.is_empty() || wanted.len() > WINDOW {
            return Err(Refusal::invalid("/parts", format!("Ask for 1 to {WINDOW} parts at a time.")));
        }
        let mut faults = Vec::new();
        let mut window: Vec<PartToSend> = Vec::with_capacity(wanted.len());
        for (index, Wanted { number, sha256 }) in wanted.into_iter().enumerate() {
            match self.length_of(number) {
                Some(_) if window.iter().any(|part| part.number == number) => {
                    faults.push(fault(index, format!("Part {number} is asked for twice.")));
                }
                Some(length) => window.push(PartToSend { number, length, sha256 }),
                None => faults.push(fault(index, format!("This file has the parts 1 to {}.", self.parts()))),
            }
        }
        Refusal::unless_empty(faults)?;
        Ok(window)
    }

    /// `Ok` when `arrived` is the whole file: every part, each of its exact length and with a sum.
    ///
    /// # Errors
    /// [`Refusal::PartsMissing`] with the numbers of the parts to send (again), in order.
    pub fn must_be_complete(self, arrived: &[ArrivedPart]) -> Result<(), Refusal> {
        let is_there = |number: u32, length: u64| {
            arrived.iter().any(|part| part.number == number && part.size == length && part.sha256.is_some())
        };
        let missing: Vec<u32> = (1..=self.parts())
            .filter(|number| self.length_of(*number).is_some_and(|length| !is_there(*number, length)))
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(Refusal::PartsMissing { missing, of: self.parts() }) }
    }
}

fn fault(index: usize, message: String) -> Fault {
    Fault::at(format!("/parts/{index}/number"), message)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plan(size: u64) -> UploadPlan {
        UploadPlan::of(size).expect("a size within the limits")
    }

    fn wanted(numbers: &[u32]) -> Vec<Wanted> {
        numbers.iter().map(|number| Wanted { number: *number, sha256: Sha256Sum::of(b"") }).collect()
    }

    fn arrived(number: u32, size: u64) -> ArrivedPart {
        ArrivedPart { number, size, etag: String::new(), sha256: Some(Sha256Sum::of(b"")) }
    }

    #[test]
    fn sizes_from_one_byte_to_ten_gibibytes_have_a_plan() {
        for (size, parts, last) in [
            (1, 1, 1),
            (PART_SIZE, 1, PART_SIZE),
            (PART_SIZE + 1, 2, 1),
            (3 * PART_SIZE - 1, 3, PART_SIZE - 1),
            (LARGEST, 640, PART_SIZE),
        ] {
            assert_eq!(plan(size).parts(), parts, "{size}");
            assert_eq!(plan(size).length_of(parts), Some(last), "{size}");
        }
        assert_eq!(UploadPlan::of(0), None);
        assert_eq!(UploadPlan::of(LARGEST + 1), None);
    }

    #[test]
    fn a_window_has_one_to_fifty_different_parts_of_the_plan() {
        let pointers = |numbers: &[u32]| match plan(3 * PART_SIZE).window(wanted(numbers)) {
            Ok(window) => panic!("{window:?}"),
            Err(Refusal::Invalid(faults)) => {
                faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>()
            }
            Err(other) => panic!("{other:?}"),
        };

        assert_eq!(pointers(&[]), ["/parts"]);
        assert_eq!(pointers(&[1; 51]), ["/parts"]);
        assert_eq!(
            pointers(&[0, 1, 4, 10_001, 1]),
            ["/parts/0/number", "/parts/2/number", "/parts/3/number", "/parts/4/number"]
        );
        assert_eq!(
            plan(LARGEST).window(wanted(&(591..=640).collect::<Vec<_>>())).map(|window| window.len()),
            Ok(50)
        );
    }

    #[test]
    fn a_file_is_complete_with_every_part_in_its_exact_length_and_summed() {
        let file = plan(2 * PART_SIZE + 5);
        let whole = [arrived(3, 5), arrived(1, PART_SIZE), arrived(2, PART_SIZE)];
        let missing = |parts: &[ArrivedPart]| match file.must_be_complete(parts) {
            Ok(()) => vec![],
            Err(Refusal::PartsMissing { missing, of: 3 }) => missing,
            Err(other) => panic!("{other:?}"),
        };

        assert_eq!(missing(&whole), [] as [u32; 0]);
        assert_eq!(missing(&whole[..2]), [2]);
        assert_eq!(missing(&[arrived(1, PART_SIZE), arrived(2, 5), arrived(3, 6)]), [2, 3]);
        assert_eq!(missing(&[]), [1, 2, 3]);

        let unsummed = ArrivedPart { sha256: None, ..arrived(3, 5) };
        assert_eq!(missing(&[arrived(1, PART_SIZE), arrived(2, PART_SIZE), unsummed]), [3]);
    }

    proptest! {
        #[test]
        fn the_parts_of_a_plan_are_the_whole_file(size in 1..=LARGEST) {
            let plan = plan(size);
            let lengths: Vec<u64> = (1..=plan.parts()).filter_map(|number| plan.length_of(number)).collect();

            prop_assert_eq!(lengths.len(), usize::try_from(plan.parts()).unwrap());
            prop_assert_eq!(lengths.iter().sum::<u64>(), size);
            prop_assert!(lengths.iter().all(|length| (1..=PART_SIZE).contains(length)));
            prop_assert!(plan.length_of(0).is_none() && plan.length_of(plan.parts() + 1).is_none());
        }

        #[test]
        fn no_window_signs_more_bytes_than_the_file_has(size in 1..=LARGEST, numbers in prop::collection::vec(0..700_u32, 0..60)) {
            if let Ok(window) = plan(size).window(wanted(&numbers)) {
                prop_assert!(window.iter().map(|part| part.length).sum::<u64>() <= size);
            }
        }
    }
}
