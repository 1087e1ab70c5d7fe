//! What a recognizer recorded about its people, import by import.
//!
//! People are spread over 256 shards by the hash of their address, so that a state's fit into records. An import writes
//! those anew that it changes; which of them count is said by the [`Register`] alone. So an import counts as soon as the register names it, whole or
//! not at all, and the newest one can be undone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{FactTable, Facts};
use crate::{ImportId, OrganisationId, PersonId, Refusal, email::EmailAddress};

/// How many imports are told of.
const TOLD: usize = 50;

/// What a recognizer recorded about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// What.
    pub facts: Facts,
    /// From where, in the words of whoever imported it.
    pub source: String,
    /// When it was imported.
    pub at: Timestamp,
    /// The import since which the facts are these.
    pub changed: ImportId,
}

/// Where a shard lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The import that wrote it.
    pub import: ImportId,
    /// Its number.
    pub number: u8,
}

/// What a recognizer recorded about some of its people, by their address. It is written once and never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterShard {
    /// Whose record.
    pub recognizer: OrganisationId,
    /// Where it lies.
    #[serde(flatten)]
    pub place: Place,
    /// What is recorded about whom.
    pub people: BTreeMap<EmailAddress, Recorded>,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Tells it from others.
    pub id: ImportId,
    /// Who imported it, and when.
    pub done: Done,
    /// From where it is, in her words.
    pub source: String,
    /// How many rows the table had.
    pub rows: usize,
    /// About how many people.
    pub people: usize,
    /// How many of them nothing was recorded about before.
    pub added: usize,
    /// About how many others something else was recorded.
    pub changed: usize,
    /// About how many something was recorded before, and nothing any more.
    #[serde(default, skip_serializing_if = "is_nobody")]
    pub removed: usize,
    /// The shards that it wrote and that are still there.
    pub shards: BTreeSet<u8>,
    /// Who undid it, if somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<Done>,
}

const fn is_nobody(people: &usize) -> bool {
    *people == 0
}

/// Which imports count for a recognizer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Whose.
    pub recognizer: OrganisationId,
    /// Counts the changes; 0 while nothing was imported.
    pub version: u64,
    /// About how many people something is recorded.
    pub people: usize,
    /// The imports, the oldest first.
    pub imports: Vec<Import>,
}

/// What an import makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The register that names the import last.
    pub register: Register,
    /// The import.
    pub import: Import,
    /// What it wrote, to be stored before the register is.
    pub shards: Vec<RegisterShard>,
    /// The shards in whose place those count now.
    pub before: Vec<Place>,
    /// The shards that count no more and never again.
    pub gone: Vec<Place>,
}

/// In which shard a person is.
#[must_use]
pub fn shard_of(email: &EmailAddress) -> u8 {
    let hash: [u8; 32] = Sha256::digest(email.as_str()).into();
    hash[0]
}

impl FactTable {
    /// The shards of the people whom it names.
    #[must_use]
    pub fn shards(&self) -> BTreeSet<u8> {
        self.people.keys().chain(&self.removed).map(shard_of).collect()
    }
}

impl Register {
    /// That of a recognizer which recorded nothing.
    #[must_use]
    pub const fn empty(recognizer: OrganisationId) -> Self {
        Self { recognizer, version: 0, people: 0, imports: Vec::new() }
    }

    /// Where the shard of that number lies; `None` while nobody in it is on record.
    #[must_use]
    pub fn place(&self, number: u8) -> Option<Place> {
        self.place_without(None, number)
    }

    fn place_without(&self, without: Option<ImportId>, number: u8) -> Option<Place> {
        let counts = |import: &&Import| {
            import.undone.is_none() && Some(import.id) != without && import.shards.contains(&number)
        };
        self.imports.iter().rev().find(counts).map(|import| Place { import: import.id, number })
    }

    /// Everybody who imported something or undid it.
    #[must_use]
    pub fn people_named(&self) -> BTreeSet<PersonId> {
        let done = |import: &Import| [Some(import.done.by), import.undone.as_ref().map(|undone| undone.by)];
        self.imports.iter().flat_map(done).flatten().collect()
    }

    /// The import that can be undone: the newest, once.
    #[must_use]
    pub fn undoable(&self) -> Option<ImportId> {
        self.imports.last().filter(|newest| newest.undone.is_none()).map(|newest| newest.id)
    }

    /// The last word of `table` on the people whom it names, also that nothing is on record about them; what is recorded
    /// about others stays. Of the register, version `seen` was seen, and `stored` is what it names for the shards of the
    /// table.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another import came first.
    pub fn take(
        mut self,
        seen: u64,
        table: FactTable,
        stored: Vec<RegisterShard>,
        (id, source, done): (ImportId, &str, Done),
    ) -> Result<Taken, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale { current: self.version });
        }
        let mut import = Import {
            id,
            done,
            source: source.to_owned(),
            rows: table.rows,
            people: table.people.len() + table.removed.len(),
            added: 0,
            changed: 0,
            removed: 0,
            shards: BTreeSet::new(),
            undone: None,
        };
        let before = stored.iter().map(|shard| shard.place).collect();
        let mut shards: BTreeMap<u8, RegisterShard> =
            stored.into_iter().map(|shard| (shard.place.number, shard.moved_to(id))).collect();
        for (email, facts) in table.people {
            let place = Place { import: id, number: shard_of(&email) };
            let shard = shards.entry(place.number).or_insert_with(|| RegisterShard {
                recognizer: self.recognizer,
                place,
                people: BTreeMap::new(),
            });
            shard.record(email, facts, &mut import);
        }
        for email in table.removed {
            let shard = shards.get_mut(&shard_of(&email));
            let was_recorded = shard.is_some_and(|shard| shard.people.remove(&email).is_some());
            import.removed += usize::from(was_recorded);
        }
        import.shards = shards.keys().copied().collect();
        self.version += 1;
        self.people = self.people + import.added - import.removed;
        self.imports.push(import.clone());
        let gone = self.superseded();
        Ok(Taken { register: self, import, shards: shards.into_values().collect(), before, gone })
    }

    /// The register as if the newest import had never been, and where that one's shards lie.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] without such an import; [`Refusal::WrongState`] for one that isn't the newest, or was undone.
    pub fn undo(mut self, id: ImportId, done: Done) -> Result<(Self, Vec<Place>), Refusal> {
        if !self.imports.iter().any(|import| import.id == id) {
            return Err(Refusal::NotFound);
        }
        let undoable = self.undoable();
        let newest = self.imports.last_mut().filter(|newest| undoable == Some(newest.id) && newest.id == id);
        let Some(newest) = newest else {
            let because = "only the newest import can be undone, and once".to_owned();
            return Err(Refusal::WrongState { what: "Undoing this import", because });
        };
        newest.undone = Some(done);
        let gone = std::mem::take(&mut newest.shards);
        self.people = self.people + newest.removed - newest.added;
        self.version += 1;
        Ok((self, gone.into_iter().map(|number| Place { import: id, number }).collect()))
    }

    /// Forgets the shards that count neither now nor without the newest import, and says which they are.
    fn superseded(&mut self) -> Vec<Place> {
        let newest = self.undoable();
        let counting = |number: u8| [self.place(number), self.place_without(newest, number)];
        let kept: BTreeSet<Place> = (0..=u8::MAX).flat_map(counting).flatten().collect();
        let mut gone = Vec::new();
        for import in &mut self.imports {
            let place = |number: u8| Place { import: import.id, number };
            gone.extend(
                import.shards.iter().map(|number| place(*number)).filter(|place| !kept.contains(place)),
            );
            import.shards.retain(|number| kept.contains(&Place { import: import.id, number: *number }));
        }
        let told = self.imports.len().saturating_sub(TOLD);
        let mut at = 0;
        self.imports.retain(|import| {
            at += 1;
            at > told || !import.shards.is_empty()
        });
        gone
    }
}

impl RegisterShard {
    /// The shard as that import writes it anew.
    fn moved_to(mut self, import: ImportId) -> Self {
        self.place.import = import;
        self
    }

    /// Puts facts in the place of what was recorded about somebody, and counts it.
    fn record(&mut self, email: EmailAddress, facts: Facts, import: &mut Import) {
        let before = self.people.get(&email);
        let changed =
            before.filter(|before| before.facts == facts).map_or(import.id, |before| before.changed);
        match before {
            None => import.added += 1,
            Some(_) if changed == import.id => import.changed += 1,
            Some(_) => {}
        }
        let Done { at, .. } = import.done;
        self.people.insert(email, Recorded { facts, source: import.source.clone(), at, changed });
    }
}
