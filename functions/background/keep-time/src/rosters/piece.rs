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
    roster::{Placed, Placing, Roster, RosterImport, RosterShard, Stage, Was, place, take_back},
};
use jiff::Timestamp;

use super::{LATER, one};
use crate::Round;

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
    /// Whether something failed.
    has_failed: bool,
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
    /// Everybody in it is done with; so many were in it.
    Whole(usize),
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
        Ok(Self {
            app,
            district,
            import,
            actor: Actor::Person(by),
            placing,
            budget,
            changed: 0,
            has_failed: false,
        })
    }

    fn id(&self) -> OrganisationId {
        self.district.id
    }

    fn is_enough(&self) -> bool {
        self.changed >= self.budget.people || self.budget.until <= self.app.now()
    }

    /// Does what is to be done at present, shard by shard. What fails is noted, and waits alone.
    pub(super) async fn go_on(mut self, round: &mut Round) -> Result<(), Error> {
        let left = if self.is_placing() { &self.placing.left } else { &self.placing.shards }.clone();
        let (mut whole, mut rows, mut looked_at) = (BTreeSet::new(), 0, 0);
        for number in &left {
            if self.is_enough() {
                break;
            }
            looked_at += 1;
            let went = self.look_at(*number, round).await;
            match self.noted(round, went) {
                Some(Went::Whole(people)) => {
                    whole.insert(*number);
                    rows += people;
                }
                Some(Went::InPart) | None => {}
                Some(Went::Stopped) => return Ok(()),
            }
        }
        if looked_at == 0 && !left.is_empty() {
            // It keeps its place in the queue.
            return Ok(());
        }
        self.end(&whole, rows).await
    }

    fn is_placing(&self) -> bool {
        self.placing.stage == Stage::Placing
    }

    /// What came of a shard or of somebody, if it didn't fail.
    fn noted<T>(&mut self, round: &mut Round, outcome: Result<T, Error>) -> Option<T> {
        let noted = round.note(outcome);
        self.has_failed |= noted.is_none();
        noted
    }

    async fn look_at(&mut self, number: u8, round: &mut Round) -> Result<Went, Error> {
        let (district, import) = (self.id(), self.placing.import);
        let shard = self.app.table.roster_shards(district, import, [number]).await?.pop();
        match shard {
            // It says nothing about anybody any more.
            None => Ok(Went::Whole(0)),
            Some(shard) if self.is_placing() => self.place_all(shard, round).await,
            Some(shard) => self.take_all_back(shard, round).await,
        }
    }

    /// Notes which shards are done with, whose people are that many.
    async fn end(self, whole: &BTreeSet<u8>, rows: usize) -> Result<(), Error> {
        let (now, is_placing) = (self.app.now(), self.is_placing());
        let next = self.placing.clone();
        let next = if is_placing { next.placed(whole, rows, now) } else { next.without(whole, now) };
        // Where nothing is left but what failed, it has time.
        let has_time = self.has_failed && !self.is_enough() && next.is_under_way();
        let next = if has_time { Placing { due: now + LATER, ..next } } else { next };
        // Lost: the import was undone meanwhile, or another round did the same.
        let _ = self.app.table.try_commit(Commit::new().replace(&next)?).await?;
        Ok(())
    }

    /// Places everybody in a shard who isn't yet.
    async fn place_all(&mut self, mut shard: RosterShard, round: &mut Round) -> Result<Went, Error> {
        let (same, others) = self.decided(&shard).await?;
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
            let outcome = one::place(self, &shard, &email, placed).await;
            match self.noted(round, outcome) {
                Some(Outcome::Noted(noted)) => {
                    shard = noted;
                    self.count(round);
                }
                Some(Outcome::Later) | None => {}
                Some(Outcome::Stopped) => return Ok(Went::Stopped),
            }
        }
        Ok(if shard.waiting().is_empty() { Went::Whole(shard.people.len()) } else { Went::InPart })
    }

    /// What the rows come to that aren't placed yet, as far as there is room: who has this very place, and the others.
    async fn decided(
        &self,
        shard: &RosterShard,
    ) -> Result<(Vec<EmailAddress>, Vec<(EmailAddress, Placed)>), Error> {
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
                placed @ (Placed::New(_) | Placed::Came { .. } | Placed::Moved { .. }) => {
                    others.push((email, placed));
                }
            }
            if self.changed + others.len() >= self.budget.people {
                break;
            }
        }
        Ok((same, others))
    }

    /// Takes back what was done for everybody in a shard, and deletes it.
    async fn take_all_back(&mut self, mut shard: RosterShard, round: &mut Round) -> Result<Went, Error> {
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
            let outcome = one::take_back(self, &shard, &email, back).await;
            match self.noted(round, outcome) {
                Some(Some(Outcome::Noted(noted))) => {
                    shard = noted;
                    self.count(round);
                }
                Some(Some(Outcome::Later)) | None => is_whole = false,
                Some(Some(Outcome::Stopped)) => return Ok(Went::Stopped),
                Some(None) => {}
            }
        }
        if !is_whole {
            return Ok(Went::InPart);
        }
        let commit = Commit::new().remove(&shard)?.unchanged(&self.placing)?;
        let removed = self.app.table.try_commit(commit).await?;
        Ok(if removed.is_ok() { Went::Whole(shard.people.len()) } else { Went::Stopped })
    }

    fn count(&mut self, round: &mut Round) {
        self.changed += 1;
        round.placed += 1;
    }

    /// Who has these addresses.
    async fn known(&self, emails: &[EmailAddress]) -> Result<BTreeMap<EmailAddress, Person>, Error> {
        let people = self.app.table.people_at(emails.iter().collect()).await?;
        Ok(people.into_iter().map(|person| (person.email.clone(), person)).collect())
    }
}
