//! An export: everything that is kept about a person, packed for her.
//!
//! It is made in the background, in volumes of about [`VOLUME`] bytes, because an earner may hold fifty gigabytes of
//! evidence: each volume is a whole zip, and what stopped in the middle goes on with the next one. She gets a letter
//! when it is ready, and it is deleted after [`DAYS_KEPT`] days.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{ArtifactId, ExportId, PersonId, Refusal, assignment::days};

/// Bytes of files after which another volume begins. One that is larger has a volume of its own.
pub const VOLUME: u64 = 4 * 1024 * 1024 * 1024;

/// Days that an export can be downloaded.
pub const DAYS_KEPT: i64 = 7;

/// How long whoever makes a volume has it for herself; longer than her function may run.
pub const LEASE: SignedDuration = SignedDuration::from_mins(16);

/// How often a volume is tried before the export is given up.
pub const TRIES: u32 = 3;

/// Everything about one person, asked for once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Export {
    /// Whose.
    pub person: PersonId,
    /// Counts the changes, over all exports of hers.
    pub version: u64,
    /// Which one.
    pub id: ExportId,
    /// When she asked.
    pub asked: Timestamp,
    /// How far it is.
    pub state: State,
}

/// How far an export is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// It is being made.
    Awaited(Progress),
    /// She may download it.
    Ready {
        /// When it was finished.
        at: Timestamp,
        /// Until when it is kept.
        until: Timestamp,
        /// The volumes, in order.
        volumes: Vec<Volume>,
    },
    /// It could not be made.
    Failed {
        /// When it was given up.
        at: Timestamp,
    },
}

/// What is packed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// When somebody takes up the next volume.
    pub next_look: Timestamp,
    /// How often the next volume was begun.
    pub tries: u32,
    /// The volumes that are whole.
    pub volumes: Vec<Volume>,
    /// The last file in them.
    pub last: Option<ArtifactId>,
    /// Bytes of files in them.
    pub packed: u64,
    /// Bytes of all files.
    pub of: u64,
}

/// One zip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    /// From 1.
    pub number: u32,
    /// Bytes.
    pub size: u64,
    /// How many files of hers are in it, records not counted.
    pub files: u32,
    /// Which try made it; part of its name in the store.
    pub made_by: u64,
}

/// The name of a volume in the evidence bucket: `exports/{person}/{export}/{number}-{try}.zip`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VolumeKey {
    /// Whose.
    pub person: PersonId,
    /// Of which export.
    pub export: ExportId,
    /// From 1.
    pub number: u32,
    /// Which try.
    pub made_by: u64,
}

impl fmt::Display for VolumeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { person, export, number, made_by } = self;
        write!(f, "{}{export}/{number}-{made_by}.zip", folder_of(*person))
    }
}

/// The beginning of the names of all volumes of a person.
pub fn folder_of(person: PersonId) -> String {
    format!("exports/{person}/")
}

impl Export {
    /// The export that `person` asks for now. One that is being made already is hers.
    ///
    /// # Errors
    /// [`Refusal::TooMany`] for a second one within a day.
    pub fn ask(known: Option<Self>, person: PersonId, id: ExportId, now: Timestamp) -> Result<Self, Refusal> {
        let version = known.as_ref().map_or(0, |known| known.version) + 1;
        match known {
            Some(known) if matches!(known.state, State::Awaited(_)) => return Ok(known),
            Some(Self { asked, state: State::Ready { .. }, .. }) if now < asked + days(1) => {
                return Err(Refusal::TooMany {
                    what: "Your data was packed for you within the last day; it is ready below.".into(),
                    retry_after_seconds: u32::try_from((asked + days(1)).duration_since(now).as_secs())
                        .unwrap_or(u32::MAX),
                });
            }
            Some(_) | None => {}
        }
        let progress =
            Progress { next_look: now, tries: 0, volumes: Vec::new(), last: None, packed: 0, of: 0 };
        Ok(Self { person, version, id, asked: now, state: State::Awaited(progress) })
    }

    /// The export in the hands of who makes its next volume; given up when that failed too often. `None` when it
    /// isn't to be taken up now. `of` are the bytes of all files.
    #[must_use]
    pub fn claim(self, of: u64, now: Timestamp) -> Option<Self> {
        let State::Awaited(progress) = self.state else { return None };
        if now < progress.next_look {
            return None;
        }
        let state = if progress.tries >= TRIES {
            State::Failed { at: now }
        } else {
            State::Awaited(Progress { next_look: now + LEASE, tries: progress.tries + 1, of, ..progress })
        };
        Some(Self { version: self.version + 1, state, ..self })
    }

    /// The key of the volume that whoever holds the claim makes.
    pub fn next_volume(&self) -> Option<VolumeKey> {
        let progress = self.progress()?;
        let number = u32::try_from(progress.volumes.len()).unwrap_or(u32::MAX).saturating_add(1);
        Some(VolumeKey { person: self.person, export: self.id, number, made_by: self.version })
    }

    /// What is packed so far, while it is being made.
    pub const fn progress(&self) -> Option<&Progress> {
        match &self.state {
            State::Awaited(progress) => Some(progress),
            State::Ready { .. } | State::Failed { .. } => None,
        }
    }

    /// The export with one volume more, which ends with the file `last` and holds `bytes` of files; ready when that
    /// was all (`is_last`).
    #[must_use]
    pub fn packed(
        self,
        volume: Volume,
        (last, bytes): (Option<ArtifactId>, u64),
        is_last: bool,
        now: Timestamp,
    ) -> Self {
        let State::Awaited(progress) = self.state else { return self };
        let volumes: Vec<Volume> = progress.volumes.into_iter().chain([volume]).collect();
        let state = if is_last {
            State::Ready { at: now, until: now + days(DAYS_KEPT), volumes }
        } else {
            State::Awaited(Progress {
                next_look: now,
                tries: 0,
                volumes,
                last: last.or(progress.last),
                packed: progress.packed + bytes,
                of: progress.of,
            })
        };
        Self { version: self.version + 1, state, ..self }
    }

    /// The volume of that number, when it can be downloaded.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is none (any more).
    pub fn volume(&self, number: u32, now: Timestamp) -> Result<VolumeKey, Refusal> {
        let State::Ready { until, volumes, .. } = &self.state else { return Err(Refusal::NotFound) };
        let volume = volumes.iter().find(|volume| volume.number == number && now < *until);
        let Volume { made_by, .. } = volume.ok_or(Refusal::NotFound)?;
        Ok(VolumeKey { person: self.person, export: self.id, number, made_by: *made_by })
    }
}

/// How many of these files, each an id and its bytes, go into one volume.
pub fn in_one_volume(sizes: impl IntoIterator<Item = u64>) -> usize {
    let (mut count, mut bytes) = (0, 0_u64);
    for size in sizes {
        bytes = bytes.saturating_add(size);
        if count > 0 && bytes > VOLUME {
            break;
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn asked(known: Option<Export>, now: Timestamp) -> Result<Export, Refusal> {
        Export::ask(known, PersonId::from_parts(NOW, 1), ExportId::from_parts(now, 2), now)
    }

    fn volume(number: u32) -> Volume {
        Volume { number, size: 10, files: 1, made_by: 2 }
    }

    fn claimed(export: Export, now: Timestamp) -> Export {
        export.claim(5, now).expect("it is to be taken up")
    }

    #[test]
    fn asking_twice_makes_one_and_another_can_be_had_a_day_later() {
        let first = asked(None, NOW).expect("nothing stands against it");
        assert_eq!(asked(Some(first.clone()), NOW + days(1)), Ok(first.clone()));

        let ready = claimed(first, NOW).packed(volume(1), (None, 0), true, NOW);
        let early = asked(Some(ready.clone()), NOW + SignedDuration::from_hours(23));
        assert!(matches!(early, Err(Refusal::TooMany { retry_after_seconds: 3600, .. })), "{early:?}");
        let again = asked(Some(ready.clone()), NOW + days(1)).expect("a day is over");
        assert_eq!(again.version, ready.version + 1);
    }

    #[test]
    fn a_volume_is_made_by_one_at_a_time_and_given_up_after_some_tries() {
        let mut export = claimed(asked(None, NOW).expect("it is made"), NOW);
        let mut now = NOW;
        for _ in 1..TRIES {
            assert_eq!(export.clone().claim(5, now), None, "somebody has it");
            now += LEASE;
            export = claimed(export, now);
        }
        assert!(matches!(claimed(export, now + LEASE).state, State::Failed { .. }));
    }

    #[test]
    fn what_is_whole_stays_and_each_try_has_a_name_of_its_own() {
        let first = claimed(asked(None, NOW).expect("it is made"), NOW);
        let again = claimed(first.clone(), NOW + LEASE);
        assert_ne!(first.next_volume(), again.next_volume());

        let second = again.packed(volume(1), (None, 3), false, NOW + LEASE);
        let key = claimed(second, NOW + LEASE).next_volume().expect("it is awaited");
        assert_eq!(key.number, 2);
        assert!(key.to_string().starts_with("exports/per_") && key.to_string().ends_with(".zip"), "{key}");
    }

    #[test]
    fn a_volume_is_there_until_its_day_and_no_other_ever() {
        let ready =
            claimed(asked(None, NOW).expect("it is made"), NOW).packed(volume(1), (None, 0), true, NOW);
        let last = NOW + days(DAYS_KEPT) - SignedDuration::from_secs(1);
        assert!(ready.volume(1, last).is_ok());
        for (number, at) in [(1, NOW + days(DAYS_KEPT)), (0, NOW), (2, NOW)] {
            assert_eq!(ready.volume(number, at), Err(Refusal::NotFound), "{number}");
        }
    }

    #[test]
    fn a_volume_takes_what_fits_and_at_least_one_file() {
        for (sizes, wanted) in [
            (vec![], 0),
            (vec![VOLUME * 2], 1),
            (vec![1, VOLUME], 1),
            (vec![1, VOLUME - 1, 1], 2),
            (vec![1, 2, 3], 3),
        ] {
            assert_eq!(in_one_volume(sizes.iter().copied()), wanted, "{sizes:?}");
        }
    }
}
