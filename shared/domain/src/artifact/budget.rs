//! The byte budget of one earner: what all her artifacts may take, and how many uploads may be open.
//!
//! Bytes are what evidence costs, so they are reserved before the first one is sent and given back
//! when a file is refused, cancelled or abandoned. A reservation and the record of its artifact are
//! two writes, not one transaction; [`ByteBudget::settle`] closes the gap that a crash between them
//! may leave: it holds each open reservation against its artifact.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::scan::Scanning;
use crate::{ArtifactId, PersonId, Refusal, SubmissionId};

/// Bytes that an earner may have unless her budget says otherwise: 50 GiB.
pub const DEFAULT_LIMIT: u64 = 50 * 1024 * 1024 * 1024;

/// The most uploads that an earner may have open at once.
pub const MOST_OPEN: usize = 8;

/// How long a reservation waits for the record of its artifact (a begin that takes longer is over),
/// and how long a new upload is left alone before somebody looks after it.
pub const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// How often an upload that goes on for days is looked after where nothing is scanned; where files are, every
/// [`PATIENCE`], so that it shows in time which of them the scanner passed over.
pub const ROUND: SignedDuration = SignedDuration::from_hours(24);

/// The most files without a scan result that are remembered of an earner.
pub const MOST_UNSCANNED: usize = 100;

/// An earner's bytes. At all times `reserved` is at most `limit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByteBudget {
    /// Whose.
    pub earner: PersonId,
    /// Counts the changes; 0 before the first.
    pub version: u64,
    /// Bytes that she may have.
    pub limit: u64,
    /// Bytes that she has or has announced.
    pub reserved: u64,
    /// Her uploads that were open when this was last settled, oldest first; at most [`MOST_OPEN`].
    pub open: Vec<Reservation>,
    /// Her files that came and of which the scanner had said nothing when this was last settled; at most
    /// [`MOST_UNSCANNED`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unscanned: Vec<Reservation>,
    /// When somebody looks after these; `None` once a look found none. It is not taken back
    /// before: files come one after the other, and each change of it costs as much as a file's record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_look: Option<Timestamp>,
}

/// Bytes announced for one upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reservation {
    /// For which artifact.
    pub artifact: ArtifactId,
    /// Of which submission.
    pub submission: SubmissionId,
    /// How many.
    pub bytes: u64,
    /// Since when.
    pub at: Timestamp,
}

/// What an artifact means for the bytes that were reserved for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is being uploaded.
    Open,
    /// It is there and its bytes are used.
    Kept,
    /// As kept, and nobody may read it before the scanner spoke of it.
    Unscanned,
    /// It came to nothing and its bytes are free again.
    Gone,
}

impl ByteBudget {
    /// The budget of an earner who never uploaded anything.
    pub fn of(earner: PersonId) -> Self {
        Self {
            earner,
            version: 0,
            limit: DEFAULT_LIMIT,
            reserved: 0,
            open: Vec::new(),
            unscanned: Vec::new(),
            next_look: None,
        }
    }

    /// Bytes still free.
    pub fn left(&self) -> u64 {
        self.limit.saturating_sub(self.reserved)
    }

    /// The budget with these bytes taken.
    ///
    /// # Errors
    /// [`Refusal::OverBudget`] when they don't fit; [`Refusal::WrongState`] when [`MOST_OPEN`] uploads are open.
    pub fn reserve(mut self, wanted: Reservation) -> Result<Self, Refusal> {
        if wanted.bytes > self.left() {
            return Err(Refusal::OverBudget { left: self.left(), wanted: wanted.bytes });
        }
        if self.open.len() >= MOST_OPEN {
            let because = format!("{MOST_OPEN} uploads are open already; finish or cancel one first");
            return Err(Refusal::WrongState { what: "Another upload", because });
        }
        self.reserved += wanted.bytes;
        self.next_look = self.next_look.or(Some(wanted.at + PATIENCE));
        self.open.push(wanted);
        Ok(self.changed())
    }

    /// The budget with an artifact's bytes given back. Call it once, together with the change that
    /// ended the artifact.
    #[must_use]
    pub fn release(mut self, artifact: ArtifactId, bytes: u64) -> Self {
        self.open.retain(|reservation| reservation.artifact != artifact);
        self.unscanned.retain(|reservation| reservation.artifact != artifact);
        self.reserved = self.reserved.saturating_sub(bytes);
        self.changed()
    }

    /// The budget in step with the artifacts that its open reservations were made for. `standing`
    /// answers `None` for an artifact of which there is no record; after [`PATIENCE`] there never
    /// will be one. What still waits when it is time for a look waits a round for the next. Files without a scan result
    /// of which nothing is told stay among them.
    #[must_use]
    pub fn settle(
        mut self,
        standing: impl Fn(ArtifactId) -> Option<Standing>,
        scanning: Scanning,
        now: Timestamp,
    ) -> Self {
        let before = (self.open.len(), self.unscanned.len(), self.next_look);
        let (mut given_back, mut arrived) = (0, Vec::new());
        self.open.retain(|reservation| {
            let standing = standing(reservation.artifact).unwrap_or_else(|| reservation.unrecorded(now));
            match standing {
                Standing::Open | Standing::Kept => {}
                Standing::Unscanned => arrived.push(reservation.clone()),
                Standing::Gone => given_back += reservation.bytes,
            }
            standing == Standing::Open
        });
        self.reserved = self.reserved.saturating_sub(given_back);
        self.unscanned
            .retain(|file| standing(file.artifact).is_none_or(|standing| standing == Standing::Unscanned));
        self.unscanned.extend(arrived);
        self.unscanned.truncate(MOST_UNSCANNED);
        let waits = !self.open.is_empty() || !self.unscanned.is_empty();
        self.next_look = match self.next_look {
            Some(due) if due <= now => waits.then_some(now + scanning.round()),
            later => later,
        };
        let is_as_before = (self.open.len(), self.unscanned.len(), self.next_look) == before;
        if is_as_before { self } else { self.changed() }
    }

    fn changed(self) -> Self {
        Self { version: self.version + 1, ..self }
    }
}

impl Scanning {
    /// After which time what waits is looked after again.
    fn round(self) -> SignedDuration {
        match self {
            Self::Off => ROUND,
            Self::Required => PATIENCE,
        }
    }
}

impl Reservation {
    fn unrecorded(&self, now: Timestamp) -> Standing {
        if now.duration_since(self.at) > PATIENCE { Standing::Gone } else { Standing::Open }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::Id;

    const GIB: u64 = 1024 * 1024 * 1024;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).expect("a small number of seconds")
    }

    fn artifact(number: u128) -> ArtifactId {
        Id::from_parts(Timestamp::UNIX_EPOCH, number)
    }

    fn reservation(number: u128, bytes: u64, seconds: i64) -> Reservation {
        let submission = Id::from_parts(Timestamp::UNIX_EPOCH, 1);
        Reservation { artifact: artifact(number), submission, bytes, at: at(seconds) }
    }

    fn fresh() -> ByteBudget {
        ByteBudget::of(Id::from_parts(Timestamp::UNIX_EPOCH, 1))
    }

    #[test]
    fn the_last_byte_fits_and_one_more_does_not() {
        let full = fresh().reserve(reservation(1, DEFAULT_LIMIT, 0)).expect("fits exactly");

        assert_eq!(full.left(), 0);
        assert_eq!(
            full.clone().reserve(reservation(2, 1, 0)),
            Err(Refusal::OverBudget { left: 0, wanted: 1 })
        );
        assert_eq!(full.release(artifact(1), DEFAULT_LIMIT).left(), DEFAULT_LIMIT);
    }

    #[test]
    fn a_ninth_upload_waits_until_one_is_done() {
        let eight =
            (1..=8).fold(fresh(), |budget, n| budget.reserve(reservation(n, GIB, 0)).expect("up to eight"));
        assert!(matches!(eight.clone().reserve(reservation(9, 1, 0)), Err(Refusal::WrongState { .. })));

        let one_done = eight.settle(
            |id| Some(if id == artifact(3) { Standing::Kept } else { Standing::Open }),
            Scanning::Off,
            at(1),
        );
        assert_eq!(one_done.reserved, 8 * GIB);
        assert!(one_done.reserve(reservation(9, 1, 0)).is_ok());
    }

    #[test]
    fn what_was_reserved_and_never_recorded_comes_back_after_a_while() {
        let begun = fresh().reserve(reservation(1, GIB, 0)).expect("fits");

        assert_eq!(begun.clone().settle(|_| None, Scanning::Off, at(3599)), begun);
        let settled = begun.settle(|_| None, Scanning::Off, at(3601));
        assert_eq!((settled.reserved, settled.open.len()), (0, 0));
    }

    #[test]
    fn open_uploads_are_looked_after_in_an_hour_then_once_a_day() {
        let begun = fresh().reserve(reservation(1, GIB, 0)).expect("fits");
        assert_eq!(begun.next_look, Some(at(3600)));

        let still_open = begun.settle(|_| Some(Standing::Open), Scanning::Off, at(3700));
        assert_eq!(still_open.next_look, Some(at(3700 + 86_400)));
        assert_eq!(still_open.clone().settle(|_| Some(Standing::Open), Scanning::Off, at(4000)), still_open);
        let done = still_open.settle(|_| Some(Standing::Kept), Scanning::Off, at(4000));
        assert_eq!(done.next_look, Some(at(3700 + 86_400)), "a look costs less than taking it back");
        assert_eq!(done.settle(|_| None, Scanning::Off, at(3700 + 86_400)).next_look, None);
    }

    #[test]
    fn a_file_that_the_scanner_passes_over_is_looked_after_every_hour_until_it_speaks() {
        let begun = fresh().reserve(reservation(1, GIB, 0)).expect("fits");
        let unscanned = |_| Some(Standing::Unscanned);
        let came = begun.settle(unscanned, Scanning::Required, at(600));
        assert_eq!((came.open.len(), came.unscanned.len(), came.reserved), (0, 1, GIB));
        assert_eq!(came.next_look, Some(at(3600)));

        assert_eq!(came.clone().settle(|_| None, Scanning::Required, at(1200)), came);
        let looked = came.settle(unscanned, Scanning::Required, at(3600));
        assert_eq!((looked.unscanned.len(), looked.next_look), (1, Some(at(7200))));
        let scanned = looked.clone().settle(|_| Some(Standing::Kept), Scanning::Required, at(7200));
        assert_eq!((scanned.unscanned.len(), scanned.next_look, scanned.reserved), (0, None, GIB));
        assert!(looked.release(artifact(1), GIB).unscanned.is_empty(), "who takes it out is done with it");
    }

    #[derive(Debug, Clone)]
    enum Event {
        Begin(u128, u64),
        End(u128, Standing),
        Release(u128),
        Settle,
    }

    fn event() -> impl Strategy<Value = Event> {
        let standing = prop_oneof![Just(Standing::Kept), Just(Standing::Gone)];
        prop_oneof![
            (0..20_u128, 0..20 * GIB).prop_map(|(n, bytes)| Event::Begin(n, bytes)),
            (0..20_u128, standing).prop_map(|(n, standing)| Event::End(n, standing)),
            (0..20_u128).prop_map(Event::Release),
            Just(Event::Settle),
        ]
    }

    proptest! {
        #[test]
        fn under_any_interleaving_the_bytes_that_live_are_within_the_limit(events in prop::collection::vec(event(), 0..200)) {
            let mut budget = fresh();
            let mut artifacts: BTreeMap<u128, (u64, Standing)> = BTreeMap::new();
            for event in events {
                match event {
                    Event::Begin(n, bytes) if !artifacts.contains_key(&n) => {
                        if let Ok(reserved) = budget.clone().reserve(reservation(n, bytes, 0)) {
                            budget = reserved;
                            artifacts.insert(n, (bytes, Standing::Open));
                        }
                    }
                    Event::End(n, standing) => {
                        if let Some(found @ (_, Standing::Open)) = artifacts.get_mut(&n) {
                            found.1 = standing;
                        }
                    }
                    Event::Release(n) => {
                        if let Some((bytes, Standing::Open | Standing::Kept)) = artifacts.get(&n).copied() {
                            budget = budget.release(artifact(n), bytes);
                            artifacts.insert(n, (0, Standing::Kept));
                        }
                    }
                    Event::Begin(..) => {}
                    Event::Settle => {
                        budget = budget.settle(|id| artifacts.iter().find(|(n, _)| artifact(**n) == id).map(|(_, found)| found.1), Scanning::Off, at(0));
                    }
                }
                let alive: u64 = artifacts.values().filter(|(_, s)| *s != Standing::Gone).map(|(bytes, _)| bytes).sum();
                prop_assert!(alive <= budget.reserved && budget.reserved <= budget.limit);
                prop_assert!(budget.open.len() <= MOST_OPEN);
            }
            let settled = budget.settle(|id| artifacts.iter().find(|(n, _)| artifact(**n) == id).map(|(_, found)| found.1), Scanning::Off, at(0));
            let alive: u64 = artifacts.values().filter(|(_, s)| *s != Standing::Gone).map(|(bytes, _)| bytes).sum();
            prop_assert_eq!(settled.reserved, alive);
        }
    }
}
