//! A piece of an import: shard by shard, as far as there is time.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Error, Failure, founding,
    table::{Commit, Lost, record::Record},
};
use domain::{
    OrganisationId,
    audit::Actor,
    email::EmailAddress,
    person::{Organisation, Person},
    roster::{Placed, Placing, Roster, RosterImport, RosterShard, Was, place, take_back},
};
use jiff::Timestamp;

use super::one;

/// The shards that are read at once.
const AT_ONCE: usize = 16;

/// How much one round does for a district.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// The most people who change.
    pub(super) people: usize,
    /// When nobody more is begun with.
    pub(super) until: Timestamp,
}

/// What is done of an import in this round.
pub(super) struct Piece<'a> {
    pub(super) app: &'a App,
    pub(super) district: Organisation,
    pub(super) import: RosterImport,
    /// Who imported it, or undid it.
    pub(super) actor: Actor,
    pub(super) placing: Placing,
    budget: Budget,
    /// How many people changed.
    changed: usize,
}

/// How the work on somebody ended.
pub(super) enum Outcome {
    /// It is noted in the shard.
    Noted(RosterShard),
    /// She changed in this moment: the next round sees.
    Later,
    /// The import was undone, or another round does the same: nothing more is done in this one.
    Stopped,
}

/// How the work on a shard ended.
enum Went {
    /// Everybody in it is done with.
    Whole,
    /// Somebody is left for the next round.
    InPart,
    /// Nothing more is done in this round.
    Stopped,
}

impl Outcome {
    /// Of a commit that notes it in `shard`.
    pub(super) fn of(made: Result<(), Lost>, shard: RosterShard) -> Self {
        match made {
            Ok(()) => Self::Noted(shard),
            Err(Lost { kind, .. }) if kind == RosterShard::KIND || kind == Placing::KIND => Self::Stopped,
            Err(_) => Self::Later,
        }
    }
}

impl<'a> Piece<'a> {
    pub(super) async fn of(
        app: &'a App,
        roster: &Roster,
        placing: Placing,
        budget: Budget,
    ) -> Result<Self, Error> {
        let district = app.table.organisation(placing.district).await?;
        let import = roster
            .import(placing.import)
            .ok_or_else(|| Failure::because("a placing is of an import that its roster doesn't name"))?
            .clone();
        let by = import.undone.as_ref().unwrap_or(&import.done).by;
        Ok(Self { app, district, import, actor: Actor::Person(by), placing, budget, changed: 0 })
    }

    fn id(&self) -> OrganisationId {
        self.district.id
    }

    fn is_enough(&self) -> bool {
        self.changed >= self.budget.people || self.budget.until <= self.app.now()
    }

    /// Places people. Answers how many changed.
    pub(super) async fn place(mut self) -> Result<usize, Error> {
        let (mut whole, mut rows) = (BTreeSet::new(), 0);
        let left: Vec<u8> = self.placing.left.iter().copied().collect();
        'shards: for some in left.chunks(AT_ONCE) {
            let shards = self.shards(some).await?;
            // A shard that isn't there says nothing about anybody any more.
            let there: BTreeSet<u8> = shards.iter().map(|shard| shard.number).collect();
            whole.extend(some.iter().copied().filter(|number| !there.contains(number)));
            for shard in shards {
                let (number, people) = (shard.number, shard.people.len());
                match self.place_all(shard).await? {
                    Went::Whole => {
                        whole.insert(number);
                        rows += people;
                    }
                    Went::InPart if self.is_enough() => break 'shards,
                    Went::InPart => {}
                    Went::Stopped => return Ok(self.changed),
                }
            }
        }
        self.end(self.placing.clone().placed(&whole, rows, self.app.now())).await
    }

    /// Takes back what the import did. Answers how many people changed.
    pub(super) async fn take_back(mut self) -> Result<usize, Error> {
        let mut gone = BTreeSet::new();
        let left: Vec<u8> = self.placing.shards.iter().copied().collect();
        'shards: for some in left.chunks(AT_ONCE) {
            let shards = self.shards(some).await?;
            let there: BTreeSet<u8> = shards.iter().map(|shard| shard.number).collect();
            gone.extend(some.iter().copied().filter(|number| !there.contains(number)));
            for shard in shards {
                let number = shard.number;
                match self.take_all_back(shard).await? {
                    Went::Whole => {
                        gone.insert(number);
                    }
                    Went::InPart if self.is_enough() => break 'shards,
                    Went::InPart => {}
                    Went::Stopped => return Ok(self.changed),
                }
            }
        }
        self.end(self.placing.clone().without(&gone, self.app.now())).await
    }

    async fn shards(&self, numbers: &[u8]) -> Result<Vec<RosterShard>, Error> {
        let numbers = numbers.iter().copied();
        Ok(self.app.table.roster_shards(self.id(), self.placing.import, numbers).await?)
    }

    async fn end(self, next: Placing) -> Result<usize, Error> {
        // Lost: the import was undone meanwhile, or another round did the same.
        let _ = self.app.table.try_commit(Commit::new().replace(&next)?).await?;
        Ok(self.changed)
    }

    /// Places everybody in a shard who isn't yet.
    async fn place_all(&mut self, mut shard: RosterShard) -> Result<Went, Error> {
        let waiting = shard.waiting();
        let mut known = self.known(&waiting).await?;
        let (mut same, mut others) = (Vec::new(), Vec::new());
        for email in waiting {
            let Some(row) = shard.people.get(&email) else { continue };
            let person = match known.remove(&email) {
                None => founding::person_by_email(self.app, &email).await?,
                person => person,
            };
            match place(row, &email, person, (self.id(), self.app.id(), self.import.language)) {
                Placed::Same => same.push(email),
                placed => others.push((email, placed)),
            }
            if self.changed + others.len() >= self.budget.people {
                break;
            }
        }
        if !same.is_empty() {
            shard = shard.placed(&same, &Was::Same);
            let commit = Commit::new().replace(&shard)?.unchanged(&self.placing)?;
            if self.app.table.try_commit(commit).await?.is_err() {
                return Ok(Went::Stopped);
            }
        }
        for (email, placed) in others {
            if self.is_enough() {
                return Ok(Went::InPart);
            }
            match one::place(self, &shard, &email, placed).await? {
                Outcome::Noted(noted) => {
                    shard = noted;
                    self.changed += 1;
                }
                Outcome::Later => {}
                Outcome::Stopped => return Ok(Went::Stopped),
            }
        }
        Ok(if shard.waiting().is_empty() { Went::Whole } else { Went::InPart })
    }

    /// Takes back what was done for everybody in a shard, and deletes it.
    async fn take_all_back(&mut self, mut shard: RosterShard) -> Result<Went, Error> {
        let changed = shard.changed();
        let mut known = self.known(&changed).await?;
        let mut is_whole = true;
        for email in changed {
            let Some(row) = shard.people.get(&email) else { continue };
            let Some(person) = known.remove(&email) else { continue };
            let Some(back) = take_back(row, person, self.id()) else { continue };
            if self.is_enough() {
                return Ok(Went::InPart);
            }
            match one::take_back(self, &shard, &email, back).await? {
                Some(Outcome::Noted(noted)) => {
                    shard = noted;
                    self.changed += 1;
                }
                Some(Outcome::Later) => is_whole = false,
                Some(Outcome::Stopped) => return Ok(Went::Stopped),
                None => {}
            }
        }
        if !is_whole {
            return Ok(Went::InPart);
        }
        let commit = Commit::new().remove(&shard)?.unchanged(&self.placing)?;
        let removed = self.app.table.try_commit(commit).await?;
        Ok(if removed.is_ok() { Went::Whole } else { Went::Stopped })
    }

    /// Who has these addresses.
    async fn known(&self, emails: &[EmailAddress]) -> Result<BTreeMap<EmailAddress, Person>, Error> {
        let people = self.app.table.people_at(emails.iter().collect()).await?;
        Ok(people.into_iter().map(|person| (person.email.clone(), person)).collect())
    }
}
