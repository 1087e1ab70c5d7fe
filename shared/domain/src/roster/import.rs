//! The imports of a district, and what one says about people, spread over records by the hash of their address.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Placing, RosterTable, Stage, Was};
use crate::{
    ImportId, OrganisationId, PersonId, Refusal,
    email::EmailAddress,
    letter::Language,
    plain_text::DisplayName,
    policy::{Done, shard_of},
};

/// How many imports are told of.
pub const MOST_TOLD: usize = 20;
/// How many imports wait at most to be placed or taken back.
pub const MOST_WAITING: usize = 3;
/// How many a district makes at most within [`A_DAY`]: each may write to everybody in it who has an account.
pub const MOST_A_DAY: usize = 10;
/// The time over which imports are counted.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// An import of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterImport {
    /// Tells it from others.
    pub id: ImportId,
    /// Who imported it, and when.
    pub done: Done,
    /// From where it is, in her words.
    pub source: String,
    /// Her language: whom nobody knew gets letters in it.
    pub language: Language,
    /// How many rows the table had.
    pub rows: usize,
    /// Who undid it, if somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<Done>,
}

/// Which imports of a district count: one is recorded from the commit on in which it stands here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// Whose.
    pub district: OrganisationId,
    /// Counts imports and their undoing; 0 while nothing was imported.
    pub version: u64,
    /// The newest imports, the oldest first.
    pub imports: Vec<RosterImport>,
}

/// What an import says about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rostered {
    /// How she is called.
    pub name: DisplayName,
    /// Her school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<DisplayName>,
    /// What was before she was placed; none while she isn't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Was>,
}

/// What an import says about some of the people, by their address, until it is placed and can't be undone any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterShard {
    /// Whose people.
    pub district: OrganisationId,
    /// The import.
    pub import: ImportId,
    /// Its number: the first byte of the SHA-256 of each address in it.
    pub number: u8,
    /// Counts the changes.
    pub version: u64,
    /// What is said about whom.
    pub people: BTreeMap<EmailAddress, Rostered>,
}

/// What an import makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The roster that names the import last.
    pub roster: Roster,
    /// The import.
    pub import: RosterImport,
    /// Imports that are told of no more.
    pub forgotten: Vec<ImportId>,
}

impl Roster {
    /// That of a district which imported nothing.
    #[must_use]
    pub const fn empty(district: OrganisationId) -> Self {
        Self { district, version: 0, imports: Vec::new() }
    }

    /// Everybody who imported something or undid it.
    #[must_use]
    pub fn people_named(&self) -> BTreeSet<PersonId> {
        let done =
            |import: &RosterImport| [Some(import.done.by), import.undone.as_ref().map(|undone| undone.by)];
        self.imports.iter().flat_map(done).flatten().collect()
    }

    /// The import of that id.
    #[must_use]
    pub fn import(&self, id: ImportId) -> Option<&RosterImport> {
        self.imports.iter().find(|import| import.id == id)
    }

    /// Whether that import is the newest.
    #[must_use]
    pub fn is_newest(&self, id: ImportId) -> bool {
        self.imports.last().is_some_and(|newest| newest.id == id)
    }

    /// The roster with an import of that many rows, of which version `seen` was seen.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another import came first, or one was undone; [`Refusal::TooMany`] after [`MOST_A_DAY`]
    /// within a day, undone or not.
    pub fn take(
        mut self,
        seen: u64,
        rows: usize,
        (id, source, done, language): (ImportId, &str, Done, Language),
    ) -> Result<Taken, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale { current: self.version });
        }
        self.must_be_few(done.at)?;
        let import = RosterImport { id, done, source: source.to_owned(), language, rows, undone: None };
        self.version += 1;
        self.imports.push(import.clone());
        let too_many = self.imports.len().saturating_sub(MOST_TOLD);
        let forgotten = self.imports.drain(..too_many).map(|import| import.id).collect();
        Ok(Taken { roster: self, import, forgotten })
    }

    fn must_be_few(&self, now: Timestamp) -> Result<(), Refusal> {
        let since = |import: &RosterImport| now.duration_since(import.done.at);
        let mut lately = self.imports.iter().map(since).filter(|since| *since < A_DAY);
        let (first, others) = (lately.next(), lately.count());
        match first {
            Some(first) if others + 1 >= MOST_A_DAY => Err(Refusal::TooMany {
                what: "A district imports at most ten rosters within a day.".into(),
                retry_after_seconds: u32::try_from((A_DAY - first).as_secs()).unwrap_or(u32::MAX),
            }),
            Some(_) | None => Ok(()),
        }
    }

    /// `Ok` when another import may be recorded beside these placings.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] while too many still wait.
    pub fn must_have_room(placings: &[Placing]) -> Result<(), Refusal> {
        if placings.iter().filter(|placing| placing.is_under_way()).count() < MOST_WAITING {
            return Ok(());
        }
        let because = "earlier imports are still being placed or taken back".to_owned();
        Err(Refusal::WrongState { what: "Importing a roster", because })
    }

    /// The roster when an import is undone, which is so far placed: the newest one, or any that is still being placed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] without such an import; [`Refusal::WrongState`] for another one, for one that was undone, or of
    /// which nothing is recorded any more.
    pub fn undo(mut self, id: ImportId, placing: Option<&Placing>, done: Done) -> Result<Self, Refusal> {
        let what = "Undoing this import";
        let may = self.may_undo(id, placing);
        let import = self.imports.iter_mut().find(|import| import.id == id).ok_or(Refusal::NotFound)?;
        if !may {
            let because = "only the newest import can be undone, or one that is still being placed, and once";
            return Err(Refusal::WrongState { what, because: because.to_owned() });
        }
        if !placing.is_some_and(|placing| placing.can_be_undone(done.at)) {
            let because = "it was placed more than 30 days ago, and what was before is forgotten".to_owned();
            return Err(Refusal::WrongState { what, because });
        }
        import.undone = Some(done);
        self.version += 1;
        Ok(self)
    }

    /// Whether that import can be undone, while its placing is such.
    #[must_use]
    pub fn is_undoable(&self, id: ImportId, placing: Option<&Placing>, now: Timestamp) -> bool {
        self.may_undo(id, placing) && placing.is_some_and(|placing| placing.can_be_undone(now))
    }

    fn may_undo(&self, id: ImportId, placing: Option<&Placing>) -> bool {
        let is_being_placed = placing.is_some_and(|placing| placing.stage == Stage::Placing);
        self.import(id).is_some_and(|import| import.undone.is_none())
            && (self.is_newest(id) || is_being_placed)
    }
}

/// The people of a table, as an import records them.
#[must_use]
pub fn shards_of(table: RosterTable, district: OrganisationId, import: ImportId) -> Vec<RosterShard> {
    let mut shards: BTreeMap<u8, RosterShard> = BTreeMap::new();
    for row in table.rows {
        let number = shard_of(&row.email);
        let people = BTreeMap::new();
        let shard =
            shards.entry(number).or_insert(RosterShard { district, import, number, version: 1, people });
        shard.people.insert(row.email, Rostered { name: row.name, school: row.school, was: None });
    }
    shards.into_values().collect()
}

impl RosterShard {
    /// Those of it who aren't placed yet.
    #[must_use]
    pub fn waiting(&self) -> Vec<EmailAddress> {
        let waits = |(email, row): (&EmailAddress, &Rostered)| row.was.is_none().then(|| email.clone());
        self.people.iter().filter_map(waits).collect()
    }

    /// Those of it for whom the import did something.
    #[must_use]
    pub fn changed(&self) -> Vec<EmailAddress> {
        let changed = |row: &Rostered| !matches!(row.was, None | Some(Was::Same));
        self.people.iter().filter(|(_, row)| changed(row)).map(|(email, _)| email.clone()).collect()
    }

    /// The shard when these people are placed, of whom that was before.
    #[must_use]
    pub fn placed<'a>(&self, people: impl IntoIterator<Item = &'a EmailAddress>, was: &Was) -> Self {
        let mut shard = self.clone();
        for email in people {
            if let Some(row) = shard.people.get_mut(email) {
                row.was = Some(was.clone());
            }
        }
        Self { version: self.version + 1, ..shard }
    }

    /// The shard without what it says about somebody.
    #[must_use]
    pub fn without(&self, email: &EmailAddress) -> Self {
        let mut shard = self.clone();
        shard.people.remove(email);
        Self { version: self.version + 1, ..shard }
    }
}
